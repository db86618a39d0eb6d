import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One of the urgent tiles that stand before the first question: icon, what is wrong, what this leads to.
Press {
    id: tile

    required property string title
    required property string line
    required property string icon
    property TypeStyle type: Theme.cardTitle

    name: title + Words.comma + line
    implicitHeight: Math.max(Theme.grow(!Theme.landscape ? 184 : Theme.elder ? 124 : 196), words.implicitHeight + Theme.dp(40))

    Face {
        anchors.fill: parent
        down: tile.down
        edge: Theme.highContrast ? Theme.color.line : Theme.color.accentText
        edgeWidth: Theme.hairline
    }
    IconTile {
        id: box
        x: Theme.dp(26)
        y: Math.round((tile.height - height) / 2) + tile.shift
        name: tile.icon
        tint: "kapok"
        px: Theme.landscape ? 80 : 96
    }
    Column {
        id: words
        anchors.left: box.right
        anchors.leftMargin: Theme.dp(22)
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(18)
        y: Math.round((tile.height - height) / 2) + tile.shift
        EvenLabel {
            room: parent.width
            said: tile.title
            type: tile.type
            Accessible.ignored: true
        }
        EvenLabel {
            room: parent.width
            said: tile.line
            type: Theme.secondary
            color: Theme.color.text2
            Accessible.ignored: true
        }
    }
}
