import QtQuick
import Kiosk.Theme

// Home tile: icon tile, title, one line. Stacked in landscape, wide with a caret in elder mode.
Press {
    id: tile

    required property string title
    required property string line
    required property string icon
    required property string tint
    property bool stacked: false
    property bool wide: false
    property real least: 176              // design px
    property real boxPx: wide ? 115 : (stacked ? 96 : 104)
    property real iconPx: Math.round(boxPx * 0.615)

    name: qsTrId("tile.name").arg(title).arg(line)
    // More words than the design has room for: the tile grows with them.
    readonly property bool wordy: Theme.huge || heading.lineCount > 1 || below.lineCount > (wide ? 2 : 1)
    implicitHeight: Math.max(Theme.dp(least), !wordy ? 0 : stacked ? Theme.dp(60) + box.height + words.height : Math.max(box.height, words.height) + Theme.dp(wide ? 56 : 44))

    Face {
        anchors.fill: parent
        down: tile.down
    }
    Item {
        anchors.fill: parent
        anchors.margins: Theme.dp(tile.wide && !Theme.huge ? 40 : 28)
        anchors.topMargin: Theme.dp(tile.stacked ? 26 : 28) + tile.shift
        anchors.bottomMargin: Theme.dp(tile.stacked ? 26 : 28) - tile.shift

        IconTile {
            id: box
            name: tile.icon
            tint: tile.tint
            px: tile.boxPx
            iconPx: tile.iconPx
            anchors.verticalCenter: tile.stacked ? undefined : parent.verticalCenter
        }
        Column {
            id: words
            x: tile.stacked ? 0 : box.width + Theme.dp(tile.wide && !Theme.huge ? 36 : 24)
            y: tile.stacked ? box.height + Math.max(Theme.xs, Math.round((parent.height - box.height - height) * 0.55))
                            : Math.round((parent.height - height) / 2)
            width: parent.width - x - (tile.wide ? caret.width + Theme.l : 0)
            spacing: Theme.xxs
            FilledLabel {
                id: heading
                width: parent.width
                said: tile.title
                breaks: Theme.huge
                most: 3
                type: tile.wide ? Theme.title2 : Theme.tileTitle
                shrinks: !Theme.huge
                minimumPixelSize: Theme.fontPx(Theme.label)
                foldable: true
                Accessible.ignored: true
            }
            EvenLabel {
                id: below
                visible: !tile.stacked || tile.wordy || tile.height >= Theme.grow(226)
                room: parent.width
                said: tile.line
                type: tile.wide ? Theme.rowLine : Theme.secondary
                color: Theme.color.text2
                Accessible.ignored: true
            }
        }
        Icon {
            id: caret
            visible: tile.wide
            name: "caret-right"
            px: 44
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
