import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// 留个电话: by when somebody calls, and from which number; one press to leave one's own.
Card {
    id: card

    required property string byWords      // "明天 9:30 前"
    required property string callerPhone

    signal wanted

    implicitHeight: line.implicitHeight + Theme.dp(48)

    RowLayout {
        id: line
        x: Theme.xl
        width: parent.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.l
        IconTile {
            visible: !Theme.elder
            name: "phone-call"
            tint: "river"
            px: 80
        }
        Column {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            EvenLabel {
                room: parent.width
                said: qsTrId("callback.title")
                type: Theme.elder ? Theme.bodyBold : Theme.sectionTitle
            }
            EvenLabel {
                room: parent.width
                said: qsTrId("callback.line").arg(card.byWords).arg(card.callerPhone)
                type: Theme.secondary
                color: Theme.color.text2
            }
        }
        PushButton {
            text: qsTrId("callback.want")
            onActivated: card.wanted()
        }
    }
}
