import QtQuick
import Kiosk.Theme

// One of a few exclusive choices in a sheet (language).
Press {
    id: row

    required property string title
    required property string line

    role: Accessible.RadioButton
    checkable: true
    name: title
    hint: line
    implicitHeight: Math.max(Theme.grow(132), words.implicitHeight + Theme.xl)

    Face {
        anchors.fill: parent
        down: row.down
        raised: !row.checked
        fill: row.checked ? Theme.color.accentTint2 : Theme.color.card
        edge: row.checked ? Theme.color.primary : Theme.color.lineStrong
        edgeWidth: row.checked ? Theme.selected : Theme.control
    }
    Rectangle {
        id: dot
        x: Theme.xl
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: row.checked ? 0 : row.shift
        width: Theme.growIcon(60)
        height: width
        radius: width / 2
        color: row.checked ? Theme.color.primary : Theme.color.card
        border.width: Theme.dp(4)
        border.color: row.checked ? Theme.color.primary : Theme.color.lineStrong
        Icon {
            visible: row.checked
            anchors.centerIn: parent
            name: "check"
            px: 36
            color: Theme.color.onPrimary
        }
    }
    Column {
        id: words
        anchors.left: dot.right
        anchors.leftMargin: Theme.dp(28)
        anchors.right: parent.right
        anchors.rightMargin: Theme.xl
        anchors.verticalCenter: dot.verticalCenter
        Label {
            width: parent.width
            text: row.title
            type: Theme.title3
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            visible: text.length > 0
            text: row.line
            type: Theme.secondary
            color: Theme.color.text2
            Accessible.ignored: true
        }
    }
}
