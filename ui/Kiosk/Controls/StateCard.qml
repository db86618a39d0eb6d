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
    property real most: 0                 // how high it may be where the page cannot scroll, 0: as high as it likes
    readonly property bool slim: most > 0 && most < Theme.dp(440) + (usual.advanceWidth > column.width ? 2 : 1) * Math.round(Theme.fontPx(Theme.title2) * Theme.title2.lineHeight)

    signal pressed
    signal secondPressed

    implicitHeight: column.implicitHeight + Theme.dp(slim ? 48 : Theme.huge ? 64 : 96)
    Accessible.role: Accessible.Notification
    Accessible.name: title + Words.comma + line

    TextMetrics {
        id: usual
        font.family: Theme.family(Theme.title2)
        font.pixelSize: Theme.fontPx(Theme.title2)
        font.weight: Font.Bold
        text: card.title
    }
    ColumnLayout {
        id: column
        anchors.centerIn: parent
        width: parent.width - Theme.dp(96)
        spacing: Theme.m

        Duotone {
            Layout.alignment: Qt.AlignHCenter
            name: card.icon
            ink: Theme.tintInk(card.tint)
            px: card.slim ? 72 : 108
        }
        Label {
            Layout.fillWidth: true
            Layout.topMargin: card.slim ? 0 : Theme.m
            horizontalAlignment: Text.AlignHCenter
            text: card.title
            type: card.slim ? Theme.title3 : Theme.title2
            Accessible.ignored: true
        }
        FilledLabel {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.bottomMargin: card.slim ? Theme.xs : Theme.l
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
