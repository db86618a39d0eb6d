import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Consent: never ticked beforehand; says what for, for how long, and who else sees it.
Press {
    id: row

    required property string notice
    readonly property string standing: checked ? qsTrId("consent.yes") : qsTrId("consent.no")

    role: Accessible.CheckBox
    checkable: true
    name: [qsTrId("consent.title"), notice, standing].join(Words.comma)
    implicitHeight: Math.max(Theme.grow(132), texts.implicitHeight + Theme.dp(44))

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusCard
        color: row.down ? Theme.color.line : Theme.color.sunk
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.lineStrong
    }
    Rectangle {
        id: box
        x: Theme.dp(28)
        y: Theme.dp(22)
        width: Theme.grow(80)
        height: width
        radius: Theme.dp(20)
        color: row.checked ? Theme.color.ok : Theme.color.card
        border.width: row.checked ? 0 : Theme.dp(4)
        border.color: Theme.color.lineStrong
        Icon {
            visible: row.checked
            anchors.centerIn: parent
            name: "check"
            px: 56
            color: Theme.color.card
        }
    }
    Column {
        id: texts
        anchors.left: box.right
        anchors.leftMargin: Theme.l
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(28)
        y: Theme.dp(22)
        Item {
            width: parent.width
            height: Math.max(title.height, tag.height)
            Label {
                id: title
                anchors.left: parent.left
                anchors.right: tag.left
                anchors.rightMargin: Theme.s
                anchors.verticalCenter: parent.verticalCenter
                text: qsTrId("consent.title")
                type: Theme.bodyLBold
                Accessible.ignored: true
            }
            Tag {
                id: tag
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: row.standing
                tone: row.checked ? "ok" : "neutral"
            }
        }
        Label {
            width: parent.width
            text: row.notice
            type: Theme.rowLine
            color: Theme.color.text2
            Accessible.ignored: true
        }
    }
}
