pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Home, landscape (mock-up 22): do 700, choose 620, today 408.
RowLayout {
    id: home

    required property Shell app

    spacing: Theme.xl

    ColumnLayout {
        Layout.fillWidth: false
        Layout.preferredWidth: Theme.dp(700)
        Layout.fillHeight: true
        spacing: Theme.l
        Column {
            Layout.fillWidth: true
            Label {
                width: parent.width
                text: qsTrId("home.greeting")
                type: Theme.title1
                foldable: true
                shrinks: true
                minimumPixelSize: Theme.fontPx(Theme.sectionTitle)
                Accessible.role: Accessible.Heading
            }
            Label {
                width: parent.width
                text: qsTrId("home.line")
                color: Theme.color.text2
            }
        }
        SearchField {
            Layout.fillWidth: true
            shortened: true
            onActivated: home.app.navigator.open("search", "")
        }
        Hero {
            Layout.fillWidth: true
            Layout.fillHeight: true
            tall: true
            onStarted: home.app.navigator.open("check", "")
            onMore: home.app.navigator.open("guides", "")
        }
    }
    ColumnLayout {
        Layout.fillWidth: false
        Layout.preferredWidth: Theme.dp(620)
        Layout.fillHeight: true
        spacing: Theme.l
        GridLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            columns: 2
            columnSpacing: Theme.l
            rowSpacing: Theme.l
            uniformCellWidths: true
            uniformCellHeights: true
            Tile {
                Layout.fillWidth: true
                Layout.fillHeight: true
                stacked: true
                icon: "hand-heart"
                tint: "kapok"
                title: qsTrId("tile.services")
                line: qsTrId("tile.services.short")
                onActivated: home.app.navigator.open("services", "")
            }
            Tile {
                Layout.fillWidth: true
                Layout.fillHeight: true
                stacked: true
                icon: "list-checks"
                tint: "leaf"
                title: qsTrId("tile.benefits")
                line: qsTrId("tile.benefits.short")
                onActivated: home.app.navigator.open("benefits", "")
            }
            Tile {
                Layout.fillWidth: true
                Layout.fillHeight: true
                stacked: true
                icon: "map-trifold"
                tint: "river"
                title: qsTrId("tile.map")
                line: qsTrId("tile.map.short")
                onActivated: home.app.navigator.open("places", "")
            }
            Tile {
                Layout.fillWidth: true
                Layout.fillHeight: true
                stacked: true
                icon: "calendar-dots"
                tint: "amber"
                title: qsTrId("tile.activities")
                line: qsTrId("tile.activities.short")
                onActivated: home.app.navigator.open("activities", "")
            }
        }
        NewsPanel {
            Layout.fillWidth: true
            Layout.bottomMargin: Theme.lip
            app: home.app
            dated: false
            rowHeight: Theme.dp(112)
        }
    }
    Item {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.bottomMargin: Theme.lip
        id: panel
        // Where a banner takes height there are two of today's activities instead of three.
        readonly property int most: height < Theme.dp(735) ? 2 : 3
        implicitHeight: today.implicitHeight + Theme.dp(48)
        Face {
            anchors.fill: parent
        }
        ColumnLayout {
            id: today
            anchors.fill: parent
            anchors.margins: Theme.dp(24)
            spacing: Theme.s
            Label {
                Layout.fillWidth: true
                text: qsTrId("home.today")
                type: Theme.title3
                foldable: true
                shrinks: true
                minimumPixelSize: Theme.fontPx(Theme.minimum)
                Accessible.role: Accessible.Heading
            }
            OpenTag {
                room: parent.width           // in English after hours it is wider than the card
                openState: home.app.home.openState
                until: home.app.home.openUntil
                inDays: home.app.home.openInDays
                localeName: home.app.localeName
            }
            Repeater {
                model: home.app.home.today
                Press {
                    id: entry
                    required property int index
                    required property string recordId
                    required property string title
                    required property string room
                    required property date startsAt
                    visible: index < panel.most
                    Layout.fillWidth: true
                    Layout.preferredHeight: column.implicitHeight
                    name: Words.clock(startsAt) + Words.comma + title + Words.comma + room
                    ringRadius: Theme.radiusKey
                    onActivated: home.app.navigator.open("activity", recordId)
                    Rectangle {
                        anchors.fill: parent
                        color: entry.down ? Theme.color.sunk : Theme.color.card
                    }
                    Rectangle {
                        visible: entry.index > 0
                        width: parent.width
                        height: Theme.dp(2)
                        color: Theme.color.line
                    }
                    Column {
                        id: column
                        width: parent.width
                        topPadding: Theme.xs
                        Row {
                            spacing: Theme.s
                            Label {
                                text: Words.clock(entry.startsAt)
                                type: Theme.timeSmall
                                Accessible.ignored: true
                            }
                            Icon {
                                name: "caret-right"
                                px: 32
                                anchors.verticalCenter: parent.verticalCenter
                            }
                        }
                        Label {
                            width: parent.width
                            text: entry.title
                            type: Theme.bodyLBold
                            wrapMode: Text.NoWrap
                            fontSizeMode: Text.HorizontalFit
                            minimumPixelSize: Theme.dp(26)
                            elide: Text.ElideRight
                            Accessible.ignored: true
                        }
                        Label {
                            width: parent.width
                            text: entry.room
                            type: Theme.secondary
                            color: Theme.color.text2
                            wrapMode: Text.NoWrap
                            fontSizeMode: Text.HorizontalFit
                            minimumPixelSize: Theme.dp(26)
                            elide: Text.ElideRight
                            Accessible.ignored: true
                        }
                    }
                }
            }
            FilledLabel {
                visible: home.app.home.todayCount === 0
                Layout.fillWidth: true
                room: today.width
                said: qsTrId("home.today.none")
                color: Theme.color.text2
            }
            Item { Layout.fillHeight: true }
            PushButton {
                Layout.fillWidth: true
                least: 80
                text: qsTrId("home.all.activities")
                onActivated: home.app.navigator.open("activities", "")
            }
        }
    }
}
