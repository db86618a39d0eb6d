import QtQuick
import Kiosk.Theme

// A QR code on a white plate with its quiet zone, black on white in every theme. The payload carries the content itself.
Rectangle {
    id: block

    required property string payload
    property real px: 180

    // Not `width`: a layout takes that for its size once and for all, and the code may yet grow.
    implicitWidth: Theme.dp(px)
    implicitHeight: implicitWidth
    radius: Theme.dp(12)
    color: Tokens.highContrast.text
    border.width: Theme.highContrast ? 0 : Theme.dp(2)
    border.color: Theme.color.line
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTrId("qr.name")

    Image {
        anchors.centerIn: parent
        asynchronous: false
        smooth: false
        source: block.payload.length > 0 ? "image://qr/" + encodeURIComponent(block.payload) : ""
        sourceSize: Qt.size(block.width - Theme.dp(8), block.height - Theme.dp(8))   // comes in whole pixels a module, and stays so
        Accessible.ignored: true
    }
}
