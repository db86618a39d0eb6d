pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Home, portrait (mock-up 02): greeting, search, hero, four tiles, news, today. The hero gives way to a banner.
ColumnLayout {
    id: home

    required property Shell app
    readonly property bool tight: height < Theme.dp(1560)

    spacing: Theme.l

    Column {
        Layout.fillWidth: true
        Label {
            width: parent.width
            text: qsTrId("home.greeting")
            type: Theme.titleHome
            foldable: true
            shrinks: true
            minimumPixelSize: Theme.fontPx(Theme.sectionTitle)
            Accessible.role: Accessible.Heading
        }
        Label {
            width: parent.width
            visible: !home.tight
            text: qsTrId("home.line")
            type: Theme.body
            color: Theme.color.text2
        }
    }
    SearchField {
        Layout.fillWidth: true
        onActivated: home.app.navigator.open("search", "")
    }
    Hero {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.dp(260)
        Layout.maximumHeight: Math.max(Theme.dp(424), implicitHeight)
        onStarted: home.app.navigator.open("check", "")
        onMore: home.app.navigator.open("guides", "")
    }
    GridLayout {
        Layout.fillWidth: true
        columns: 2
        columnSpacing: Theme.l
        rowSpacing: Theme.l
        uniformCellWidths: true
        Tile {
            Layout.fillWidth: true
            icon: "hand-heart"
            tint: "kapok"
            title: qsTrId("tile.services")
            line: qsTrId("tile.services.line")
            onActivated: home.app.navigator.open("services", "")
        }
        Tile {
            Layout.fillWidth: true
            icon: "list-checks"
            tint: "leaf"
            title: qsTrId("tile.benefits")
            line: qsTrId("tile.benefits.line")
            onActivated: home.app.navigator.open("benefits", "")
        }
        Tile {
            Layout.fillWidth: true
            icon: "map-trifold"
            tint: "river"
            title: qsTrId("tile.map")
            line: qsTrId("tile.map.line")
            onActivated: home.app.navigator.open("places", "")
        }
        Tile {
            Layout.fillWidth: true
            icon: "calendar-dots"
            tint: "amber"
            title: qsTrId("tile.activities")
            line: qsTrId("tile.activities.line")
            onActivated: home.app.navigator.open("activities", "")
        }
    }
    NewsPanel {
        Layout.fillWidth: true
        app: home.app
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.topMargin: Theme.xxs
        Layout.preferredHeight: Math.max(Theme.dp(56), today.height, open.height, all.height - Theme.dp(16))
        Layout.bottomMargin: -Theme.xxs
        spacing: Theme.m
        Label {
            id: today
            Layout.fillWidth: true
            Layout.preferredWidth: Math.ceil(implicitWidth) + 1
            Layout.maximumWidth: Layout.preferredWidth
            text: qsTrId("home.today")
            type: Theme.title3
            Accessible.role: Accessible.Heading
        }
        OpenTag {
            id: open
            room: Theme.dp(400)
            openState: home.app.home.openState
            until: home.app.home.openUntil
            inDays: home.app.home.openInDays
            localeName: home.app.localeName
        }
        Item {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
        }
        PushButton {
            id: all
            Layout.maximumWidth: Theme.dp(260)
            kind: "text"
            text: qsTrId("home.all")
            type: Theme.label
            trailingIcon: "caret-right"
            iconPx: 28
            padding: 0
            onActivated: home.app.navigator.open("activities", "")
        }
    }
    RowLayout {
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.lip
        spacing: Theme.l
        uniformCellSizes: true
        Repeater {
            model: home.app.home.today
            TodayCard {
                required property int index
                required property string recordId
                visible: index < 2
                Layout.fillWidth: true
                onActivated: home.app.navigator.open("activity", recordId)
            }
        }
        Card {
            visible: home.app.home.todayCount === 0
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.dp(128)
            Label {
                anchors.centerIn: parent
                text: qsTrId("home.today.none")
                color: Theme.color.text2
            }
        }
    }
}
