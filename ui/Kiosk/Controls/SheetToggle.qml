import QtQuick
import Kiosk.Theme

// A switch row of the sheet 看得清、够得着; the whole row is pressed and acts at once.
Press {
    id: row

    required property string title
    required property string line
    required property string icon
    property bool last: false

    role: Accessible.CheckBox
    checkable: true
    name: title + Words.comma + (checked ? qsTrId("toggle.on") : qsTrId("toggle.off"))
    hint: line
    implicitHeight: Theme.grow(130)
    ringRadius: Theme.radiusKey

    IconTile {
        id: tile
        name: row.icon
        tint: row.checked ? "leaf" : "plain"
        px: 80
        iconPx: 52
        anchors.verticalCenter: parent.verticalCenter
    }
    Column {
        anchors.left: tile.right
        anchors.leftMargin: Theme.l
        anchors.right: state.left
        anchors.rightMargin: Theme.l
        anchors.verticalCenter: parent.verticalCenter
        Label {
            width: parent.width
            text: row.title
            type: Theme.sectionTitle
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
    Label {
        id: state
        anchors.right: track.left
        anchors.rightMargin: Theme.l
        anchors.verticalCenter: parent.verticalCenter
        text: row.checked ? qsTrId("toggle.on") : qsTrId("toggle.off")
        type: Theme.label
        color: row.checked ? Theme.color.ok : Theme.color.text2
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    Switch {
        id: track
        on: row.checked
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
    }
    Rectangle {
        visible: !row.last
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.dp(2)
        color: Theme.color.line
    }
}
