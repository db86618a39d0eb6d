import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One way on while the machine is out of service: an icon, what to do, who is there.
Item {
    id: row

    required property string icon
    required property string tint
    required property string title
    required property string line
    property bool divided: false

    implicitHeight: Math.max(Theme.dp(132), words.height + 2 * Theme.m)
    Accessible.role: Accessible.StaticText
    Accessible.name: title + Words.comma + line

    Rectangle {
        visible: row.divided
        width: parent.width
        height: Theme.hairline
        color: Theme.color.line
    }
    IconTile {
        id: tile
        anchors.verticalCenter: parent.verticalCenter
        name: row.icon
        tint: row.tint
        px: 80
        iconPx: 52
    }
    Column {
        id: words
        anchors.left: tile.right
        anchors.leftMargin: Theme.l
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        Label {
            width: parent.width
            text: row.title
            type: Theme.cardTitle
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            text: row.line
            type: Theme.secondary
            color: Theme.color.text2
            Accessible.ignored: true
        }
    }
}
