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
    implicitWidth: row.implicitWidth
    implicitHeight: Theme.grow(80)

    Row {
        id: row
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.l
        Label {
            text: toggle.text
            type: Theme.label
            wrapMode: Text.NoWrap
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
        Label {
            visible: toggle.worded
            text: toggle.checked ? qsTrId("toggle.on") : qsTrId("toggle.off")
            type: Theme.secondaryBold
            color: toggle.checked ? Theme.color.ok : Theme.color.text2
            wrapMode: Text.NoWrap
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
        Switch {
            on: toggle.checked
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
