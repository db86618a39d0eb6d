pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Home in 画面放低 (mock-up 21): greeting and today stand above, to be read; all there is to press stands below.
ColumnLayout {
    id: home

    required property Shell app

    component Compact: Tile {
        Layout.fillWidth: true
        least: 148
        iconPx: 64
        boxPx: 104
    }
    component Channel: Press {
        id: channel
        required property string title
        required property string icon
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(Theme.dp(108), words.height + Theme.l)
        name: title
        Face {
            anchors.fill: parent
            down: channel.down
        }
        Duotone {
            id: mark
            name: channel.icon
            px: 52
            x: Theme.dp(28)
            y: Math.round((parent.height - height) / 2) + channel.shift
        }
        Label {
            id: words
            anchors.left: mark.right
            anchors.leftMargin: Theme.s
            anchors.right: caret.left
            anchors.rightMargin: Theme.xs
            anchors.verticalCenter: mark.verticalCenter
            text: channel.title
            type: Theme.bodyLBold
            Accessible.ignored: true
        }
        Icon {
            id: caret
            name: "caret-right"
            px: 36
            anchors.right: parent.right
            anchors.rightMargin: Theme.l
            anchors.verticalCenter: mark.verticalCenter
        }
    }

    spacing: Theme.m

    Label {
        Layout.fillWidth: true
        text: qsTrId("home.greeting.low")
        type: Theme.displayS
        Accessible.role: Accessible.Heading
    }
    ReadOnlyColumn {
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        spacing: Theme.m
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: Theme.dp(3)
            color: Theme.color.line
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.l
            Label {
                Layout.alignment: Qt.AlignTop
                text: qsTrId("home.today")
                type: Theme.bodyBold
            }
            Column {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Repeater {
                    model: home.app.home.today
                    Label {
                        required property string title
                        required property date startsAt
                        required property int index
                        visible: index < 2
                        width: parent ? parent.width : 0
                        text: qsTrId("home.today.item").arg(Words.clock(startsAt)).arg(title)
                    }
                }
                EvenLabel {
                    visible: home.app.home.todayCount === 0
                    room: parent.width
                    said: qsTrId("home.today.none")
                }
            }
            OpenTag {
                Layout.alignment: Qt.AlignTop
                openState: home.app.home.openState
                until: home.app.home.openUntil
                inDays: home.app.home.openInDays
                localeName: home.app.localeName
            }
        }
    }
    // The hero in one row: what it is on the left, its button on the right.
    Rectangle {
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        implicitHeight: Math.max(Theme.dp(176), hero.implicitHeight + Theme.l)
        radius: Theme.radiusHero
        border.width: Theme.hairline
        border.color: Theme.highContrast ? Theme.color.primary : Theme.color.line
        gradient: Gradient {
            orientation: Gradient.Horizontal
            GradientStop { position: 0; color: Theme.color.accentTint2 }
            GradientStop { position: 1; color: Theme.highContrast ? Theme.color.accentTint2 : Theme.color.accentTint }
        }
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTrId("hero.check.group")
        RowLayout {
            id: hero
            anchors.verticalCenter: parent.verticalCenter
            x: Theme.dp(36)
            width: parent.width - 2 * x
            spacing: Theme.l
            Column {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Label {
                    width: parent.width
                    text: qsTrId("hero.label")
                    type: Theme.secondaryBold
                    color: Theme.color.accentText
                }
                Label {
                    width: parent.width
                    text: qsTrId("hero.check.title")
                    type: Theme.title1S
                    Accessible.role: Accessible.Heading
                }
                Label {
                    width: parent.width
                    text: qsTrId("hero.check.note.short")
                    type: Theme.secondary
                    color: Theme.color.text2
                }
            }
            PushButton {
                kind: "primary"
                type: Theme.buttonLarge
                text: qsTrId("hero.check.button")
                trailingIcon: "arrow-right"
                onActivated: home.app.navigator.open("check", "")
            }
        }
    }
    SearchField {
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(Theme.dp(100), implicitHeight - Theme.s)
        onActivated: home.app.navigator.open("search", "")
    }
    GridLayout {
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.lip
        columns: 2
        columnSpacing: Theme.l
        rowSpacing: Theme.m + Theme.lip
        uniformCellWidths: true
        Compact {
            icon: "hand-heart"
            tint: "kapok"
            title: qsTrId("tile.services")
            line: qsTrId("tile.services.line")
            onActivated: home.app.navigator.open("services", "")
        }
        Compact {
            icon: "list-checks"
            tint: "leaf"
            title: qsTrId("tile.benefits")
            line: qsTrId("tile.benefits.line")
            onActivated: home.app.navigator.open("benefits", "")
        }
        Compact {
            icon: "map-trifold"
            tint: "river"
            title: qsTrId("tile.map")
            line: qsTrId("tile.map.line")
            onActivated: home.app.navigator.open("places", "")
        }
        Compact {
            icon: "calendar-dots"
            tint: "amber"
            title: qsTrId("tile.activities")
            line: qsTrId("tile.activities.line")
            onActivated: home.app.navigator.open("activities", "")
        }
        Channel {
            icon: "megaphone"
            title: qsTrId("news.government")
            onActivated: home.app.navigator.open("news", "government")
        }
        Channel {
            icon: "handshake"
            title: qsTrId("news.social")
            onActivated: home.app.navigator.open("news", "social")
        }
    }
}
