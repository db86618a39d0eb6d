import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What is left, as a number with its unit and as an arc that steps once a second.
Item {
    id: ring

    required property int seconds
    required property int inAll
    property int number: seconds
    property string unit: qsTrId("visit.seconds")
    property TypeStyle figure: Theme.countdown
    readonly property real stroke: Theme.dp(22)

    // Not a Shape: the software renderer does not clip those, and this stands on a page that may scroll.
    Canvas {
        id: arc
        anchors.fill: parent
        readonly property color ground: Theme.highContrast ? Theme.color.sunk : Theme.color.line
        readonly property color ink: Theme.color.primary
        readonly property real part: ring.seconds / Math.max(1, ring.inAll)
        onGroundChanged: requestPaint()
        onPartChanged: requestPaint()
        onPaint: {
            const brush = getContext("2d");
            const from = -Math.PI / 2;
            const radius = (width - ring.stroke) / 2 - Theme.dp(7);
            brush.reset();
            brush.lineWidth = ring.stroke;
            brush.strokeStyle = ground;
            brush.beginPath();
            brush.arc(width / 2, height / 2, radius, 0, 2 * Math.PI, false);
            brush.stroke();
            if (part <= 0)
                return;
            brush.strokeStyle = ink;
            brush.lineCap = "round";
            brush.beginPath();
            brush.arc(width / 2, height / 2, radius, from, from + 2 * Math.PI * Math.min(part, 0.9999), false);
            brush.stroke();
        }
    }
    Column {
        anchors.centerIn: parent
        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            text: ring.number
            type: ring.figure
            wrapMode: Text.NoWrap
        }
        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            text: ring.unit
            type: Theme.rowLine
            width: Math.min(implicitWidth, ring.width - 4 * ring.stroke)
            height: Math.min(implicitHeight, Math.round(ring.height * 0.2))
            wrapMode: Text.NoWrap
            fontSizeMode: Text.Fit           // the arc leaves so much room and no more
            minimumPixelSize: Theme.dp(26)
        }
    }
}
