import QtQuick
import Kiosk.Theme

// One filter of a radio group, with its count while it is not chosen.
Press {
    id: chip

    required property string text
    property int count: -1

    role: Accessible.RadioButton
    checkable: true
    name: count < 0 ? text : qsTrId("chip.name").arg(text).arg(count)
    ringRadius: Theme.radiusField
    implicitHeight: Theme.grow(84)
    implicitWidth: row.implicitWidth + Theme.dp(40)

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusField
        color: chip.checked ? Theme.color.text : (chip.down ? Theme.color.sunk : Theme.color.card)
        border.width: Theme.control
        border.color: chip.checked ? Theme.color.text : Theme.color.lineStrong
    }
    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.dp(6)
        Icon {
            visible: chip.checked
            name: "check"
            px: 28
            color: Theme.color.ground
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            text: chip.text
            type: Theme.label
            color: chip.checked ? Theme.color.ground : Theme.color.text
            wrapMode: Text.NoWrap
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
        Label {
            visible: !chip.checked && chip.count >= 0
            text: chip.count
            type: Theme.minimum
            color: Theme.color.text2
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
    }
}
