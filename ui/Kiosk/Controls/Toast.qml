import QtQuick
import Kiosk.Theme

// Confirms what was just done, above the bar, 6 s; never the only place for a message.
Rectangle {
    id: toast

    property string message
    readonly property bool walked: false  // gone in seconds; it is said when it comes

    function show(text: string): void {
        message = text;
        timer.restart();
    }
    function clear(): void {
        message = "";
        timer.stop();
    }

    visible: message.length > 0
    implicitWidth: row.implicitWidth + Theme.dp(64)
    implicitHeight: Math.max(Theme.grow(88), row.implicitHeight + Theme.xl)
    width: implicitWidth
    height: implicitHeight
    radius: Theme.radiusField
    color: Theme.color.inkBar
    border.width: Theme.highContrast ? Theme.control : 0
    border.color: Theme.color.text
    Accessible.role: Accessible.Notification
    Accessible.name: message

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.m
        Icon {
            name: "info"
            px: 40
            color: Theme.color.onInk
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            text: toast.message
            type: Theme.bodyBold
            color: Theme.color.onInk
            width: Math.min(implicitWidth, Theme.dp(860))
            Accessible.ignored: true
        }
    }
    Timer {
        id: timer
        interval: Theme.toast
        onTriggered: toast.message = ""
    }
}
