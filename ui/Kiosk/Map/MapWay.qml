import QtQuick
import QtQuick.Shapes
import Kiosk.Theme

// The straight line from here to a place, dotted: a direction, not a way; there is no street network. Drawn no longer than
// a few screens, however far the place is.
Item {
    id: way

    required property real toX            // from this item's own origin, in px
    required property real toY
    readonly property real length: Math.hypot(toX, toY)
    readonly property real part: Math.min(1, Theme.dp(6000) / Math.max(1, length))

    Shape {
        asynchronous: false
        ShapePath {
            strokeColor: Theme.color.card
            strokeWidth: Theme.dp(18)
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            startX: 0
            startY: 0
            PathLine {
                x: way.toX * way.part
                y: way.toY * way.part
            }
        }
        ShapePath {
            strokeColor: Theme.color.primary
            strokeWidth: Theme.dp(9)
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            strokeStyle: ShapePath.DashLine
            dashPattern: [0.1, 2.2]
            startX: 0
            startY: 0
            PathLine {
                x: way.toX * way.part
                y: way.toY * way.part
            }
        }
    }
}
