import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// 为什么问这个: open by default on money, health and family questions, and folded away with one press.
Press {
    id: panel

    required property string text
    property bool open: true

    signal toggled

    name: [qsTrId("check.why"), open ? text : "", open ? qsTrId("check.why.fold") : qsTrId("check.why.show")].filter(part => part.length > 0).join(Words.comma)
    implicitHeight: column.implicitHeight + Theme.dp(48)
    onActivated: toggled()

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusCard
        color: panel.down ? Theme.color.sunk : Theme.color.infoBg
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.info
    }
    Column {
        id: column
        x: Theme.xl
        y: Theme.l
        width: parent.width - 2 * x
        spacing: Theme.xs
        Item {
            width: parent.width
            height: title.height
            Icon {
                id: mark
                name: "question"
                px: 40
                color: Theme.color.info
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                id: title
                x: mark.width + Theme.m
                width: fold.x - x - Theme.m
                text: qsTrId("check.why")
                type: Theme.bodyLBold
                color: Theme.color.info
                Accessible.ignored: true
            }
            Row {
                id: fold
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.xs
                Label {
                    text: panel.open ? qsTrId("check.why.fold") : qsTrId("check.why.show")
                    type: Theme.label
                    color: Theme.color.info
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
                Icon {
                    name: panel.open ? "caret-up" : "caret-down"
                    px: 28
                    color: Theme.color.info
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
        }
        EvenLabel {
            visible: panel.open
            room: parent.width
            said: panel.text
            Accessible.ignored: true
        }
    }
}
