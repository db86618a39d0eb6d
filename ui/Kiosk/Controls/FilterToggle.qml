import QtQuick
import Kiosk.Theme

// A filter that is on or off: words, 已打开 or 已关闭 where there is room for it, and the track.
Press {
    id: toggle

    required property string text
    property bool worded: true

    role: Accessible.CheckBox
    checkable: true
    ringRadius: Theme.radiusKey
    name: text + Words.comma + (checked ? qsTrId("toggle.on") : qsTrId("toggle.off"))
    implicitWidth: Math.ceil(words.implicitWidth + (state.visible ? state.implicitWidth + row.spacing : 0) + row.spacing + track.width)
    implicitHeight: Math.max(Theme.huge ? Theme.dp(96) : Theme.grow(80), words.height + Theme.s)

    Row {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.huge ? Theme.m : Theme.l
        Label {
            id: words
            width: Math.min(implicitWidth, Math.max(1, toggle.width - track.width - row.spacing - (state.visible ? state.width + row.spacing : 0)))
            text: toggle.text
            type: Theme.label
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
        Label {
            id: state
            visible: toggle.worded
            text: toggle.checked ? qsTrId("toggle.on") : qsTrId("toggle.off")
            type: Theme.secondaryBold
            color: toggle.checked ? Theme.color.ok : Theme.color.text2
            wrapMode: Text.NoWrap
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
        Switch {
            id: track
            on: toggle.checked
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
