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
    name: title + (blocked ? "" : Words.comma + state.text)
    hint: line
    implicitHeight: Math.max(Theme.dp(Theme.landscape ? 104 : Theme.low ? 110 : 130), words.implicitHeight + (Theme.landscape ? Theme.m : Theme.xl))
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
        id: words
        anchors.left: tile.right
        anchors.leftMargin: Theme.l
        anchors.right: row.blocked ? parent.right : state.left
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
        visible: !row.blocked
        anchors.right: Theme.huge ? parent.right : track.left
        anchors.rightMargin: Theme.huge ? 0 : Theme.l
        anchors.verticalCenterOffset: Theme.huge ? -Math.round(height / 2) - Theme.xxs : 0
        anchors.verticalCenter: parent.verticalCenter
        text: row.checked ? qsTrId("toggle.on") : qsTrId("toggle.off")
        type: Theme.label
        color: row.checked ? Theme.color.ok : Theme.color.text2
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    Switch {
        id: track
        visible: !row.blocked
        on: row.checked
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: Theme.huge ? Math.round(height / 2) + Theme.xxs : 0
    }
    Rectangle {
        visible: !row.last
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.dp(2)
        color: Theme.color.line
    }
}
