import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What nobody honest asks for, and what to do when somebody does.
Rectangle {
    id: note

    required property string text

    implicitHeight: Math.max(texts.implicitHeight, shield.height) + Theme.dp(40)
    radius: Theme.radiusField
    color: Theme.color.warnBg
    border.width: Theme.control
    border.color: Theme.color.warn

    Icon {
        id: shield
        x: Theme.dp(28)
        anchors.verticalCenter: parent.verticalCenter
        name: "shield-warning"
        px: 52
    }
    Column {
        id: texts
        anchors.left: shield.right
        anchors.leftMargin: Theme.l
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(28)
        anchors.verticalCenter: parent.verticalCenter
        Label {
            width: parent.width
            text: qsTrId("heading.fraud")
            type: Theme.bodyBold
            Accessible.role: Accessible.Heading
        }
        Label {
            width: parent.width
            text: note.text
            type: Theme.rowLine
        }
    }
}
