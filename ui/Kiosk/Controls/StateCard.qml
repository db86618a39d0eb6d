import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Empty, error and not-yet states: icon, what happened, what to try, up to two ways on.
Card {
    id: card

    required property string icon
    required property string title
    required property string line
    property string tint: "river"
    property string action
    property string secondAction

    signal pressed
    signal secondPressed

    implicitHeight: column.implicitHeight + Theme.dp(Theme.huge ? 64 : 96)
    Accessible.role: Accessible.Notification
    Accessible.name: title + Words.comma + line

    ColumnLayout {
        id: column
        anchors.centerIn: parent
        width: parent.width - Theme.dp(96)
        spacing: Theme.m

        Duotone {
            Layout.alignment: Qt.AlignHCenter
            name: card.icon
            ink: Theme.tintInk(card.tint)
            px: 108
        }
        Label {
            Layout.fillWidth: true
            Layout.topMargin: Theme.m
            horizontalAlignment: Text.AlignHCenter
            text: card.title
            type: Theme.title2
            Accessible.ignored: true
        }
        FilledLabel {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.bottomMargin: Theme.l
            horizontalAlignment: Text.AlignHCenter
            said: card.line
            room: column.width              // not what the layout gives it: that comes while its text is being set, and sets it again
            type: Theme.bodyL
            color: Theme.color.text2
            Accessible.ignored: true
        }
        GridLayout {
            Layout.alignment: Qt.AlignHCenter
            Layout.fillWidth: Theme.huge            // otherwise as wide as its buttons, under the middle of the words
            Layout.maximumWidth: column.width
            columns: Theme.huge && !Theme.landscape || first.implicitWidth + second.implicitWidth + columnSpacing > column.width ? 1 : 2
            columnSpacing: Theme.m
            rowSpacing: Theme.m
            PushButton {
                id: first
                visible: card.action.length > 0
                text: card.action
                Layout.minimumWidth: Theme.dp(300)
                Layout.maximumWidth: column.width
                Layout.fillWidth: Theme.huge
                onActivated: card.pressed()
            }
            PushButton {
                id: second
                visible: card.secondAction.length > 0
                text: card.secondAction
                Layout.minimumWidth: Theme.dp(300)
                Layout.maximumWidth: column.width
                Layout.fillWidth: Theme.huge
                onActivated: card.secondPressed()
            }
        }
    }
}
