import QtQuick
import QtQuick.Shapes
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

    Shape {
        anchors.fill: parent
        ShapePath {
            strokeColor: Theme.highContrast ? Theme.color.sunk : Theme.color.line
            strokeWidth: ring.stroke
            fillColor: "transparent"
            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: (ring.width - ring.stroke) / 2 - Theme.dp(7)
                radiusY: radiusX
                startAngle: 0
                sweepAngle: 360
            }
        }
        ShapePath {
            strokeColor: Theme.color.primary
            strokeWidth: ring.stroke
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: (ring.width - ring.stroke) / 2 - Theme.dp(7)
                radiusY: radiusX
                startAngle: -90
                sweepAngle: 360 * ring.seconds / Math.max(1, ring.inAll)
            }
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
