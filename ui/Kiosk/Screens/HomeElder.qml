pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Home in elder mode (mock-up 03): one column, one red button, four choices.
ColumnLayout {
    id: home

    required property Shell app

    spacing: Theme.l

    Headline {
        Layout.fillWidth: true
        room: home.width
        title: qsTrId("home.greeting.elder")
        type: Theme.titleHome
        least: 0.75
    }
    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.bottomMargin: Theme.lip
        columns: Theme.landscape && Theme.textScale < 1.6 ? 2 : 1
        columnSpacing: Theme.l
        rowSpacing: Theme.dp(30)
        uniformCellHeights: !Theme.huge
        uniformCellWidths: true
        Press {
            id: main
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.columnSpan: parent.columns
            implicitHeight: Theme.huge ? Math.max(Theme.dp(168), said.height) + Theme.dp(48) : Theme.dp(176)
            name: qsTrId("elder.benefits") + Words.comma + qsTrId("elder.benefits.line")
            onActivated: home.app.navigator.open("benefits", "")
            Face {
                anchors.fill: parent
                down: main.down
                fill: Theme.color.primary
                pressedFill: Theme.color.primaryPress
                edge: Theme.highContrast ? Theme.color.text : Theme.color.primary
                edgeWidth: Theme.hairline
                lipColor: Theme.color.primaryLip
            }
            Rectangle {
                id: disc
                x: Theme.dp(46)
                y: Math.round((parent.height - height) / 2) + main.shift
                width: Math.min(Theme.dp(168), Theme.huge ? Theme.dp(168) : parent.height - Theme.dp(48))
                height: width
                radius: width / 2
                color: Theme.color.onPrimary
                Duotone {
                    anchors.centerIn: parent
                    name: "list-checks"
                    px: 76
                    ink: Theme.color.primary
                }
            }
            Column {
                id: said
                anchors.left: disc.right
                anchors.leftMargin: Theme.dp(40)
                anchors.right: parent.right
                anchors.rightMargin: Theme.xl
                anchors.verticalCenter: disc.verticalCenter
                Label {
                    width: parent.width
                    text: qsTrId("elder.benefits")
                    type: Theme.title1S
                    color: Theme.color.onPrimary
                    wrapMode: Theme.huge ? Text.Wrap : Text.NoWrap
                    fontSizeMode: Theme.huge ? Text.FixedSize : Text.HorizontalFit
                    minimumPixelSize: Theme.fontPx(Theme.label)
                    Accessible.ignored: true
                }
                EvenLabel {
                    room: parent.width
                    said: qsTrId("elder.benefits.line")
                    type: Theme.rowLine
                    color: Theme.color.onPrimary
                    maximumLineCount: Theme.huge ? 9 : 2
                    elide: Theme.huge ? Text.ElideNone : Text.ElideRight
                    Accessible.ignored: true
                }
            }
        }
        Tile {
            Layout.fillWidth: true
            Layout.fillHeight: true
            wide: true
            icon: "hand-heart"
            tint: "kapok"
            title: qsTrId("elder.services")
            line: qsTrId("elder.services.line")
            onActivated: home.app.navigator.open("services", "")
        }
        Tile {
            Layout.fillWidth: true
            Layout.fillHeight: true
            wide: true
            icon: "clipboard-text"
            tint: "leaf"
            title: qsTrId("elder.guides")
            line: qsTrId("elder.guides.line")
            onActivated: home.app.navigator.open("guides", "")
        }
        Tile {
            Layout.fillWidth: true
            Layout.fillHeight: true
            wide: true
            icon: "map-trifold"
            tint: "river"
            title: qsTrId("elder.places")
            line: qsTrId("elder.places.line")
            onActivated: home.app.navigator.open("places", "")
        }
        Tile {
            Layout.fillWidth: true
            Layout.fillHeight: true
            wide: true
            icon: "calendar-dots"
            tint: "amber"
            title: qsTrId("elder.activities")
            line: home.app.home.todayCount > 0 ? qsTrId("elder.activities.line") : qsTrId("elder.activities.none")
            onActivated: home.app.navigator.open("activities", "")
        }
    }
}
