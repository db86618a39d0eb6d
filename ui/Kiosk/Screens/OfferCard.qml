import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// A seat is kept for her who waits: until when, and 要 or 不要. Once she has said so: what counts then.
Rectangle {
    id: card

    required property string untilWords   // "今天 14:20"
    required property bool answered

    signal taken
    signal declined

    implicitHeight: column.implicitHeight + Theme.dp(48)
    radius: Theme.radiusCard
    color: card.answered ? Theme.color.okBg : Theme.color.warnBg
    border.width: Theme.highContrast ? Theme.control : 0
    border.color: Theme.color.line

    ColumnLayout {
        id: column
        x: Theme.xl
        width: parent.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.m
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.l
            Icon {
                name: card.answered ? "check-circle" : "bell"
                px: 48
                color: card.answered ? Theme.color.ok : Theme.color.warn
            }
            Column {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                EvenLabel {
                    room: parent.width
                    said: card.answered ? qsTrId("offer.answered") : qsTrId("offer.title")
                    type: Theme.sectionTitle
                    color: card.answered ? Theme.color.ok : Theme.color.warn
                    Accessible.role: Accessible.Heading
                }
                EvenLabel {
                    room: parent.width
                    said: (card.answered ? qsTrId("offer.answered.line") : qsTrId("offer.line")).arg(card.untilWords)
                }
            }
        }
        RowLayout {
            visible: !card.answered
            Layout.fillWidth: true
            spacing: Theme.l
            PushButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                kind: "primary"
                least: 96
                type: Theme.buttonSmall
                padding: Theme.s
                text: qsTrId("offer.take")
                icon: "check"
                onActivated: card.taken()
            }
            PushButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                padding: Theme.s
                text: qsTrId("offer.decline")
                icon: "x"
                onActivated: card.declined()
            }
        }
    }
}
