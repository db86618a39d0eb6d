import QtQuick
import QtQuick.Shapes
import Kiosk.Theme

// Dashed rounded outline of things that cannot be pressed yet.
Shape {
    id: frame

    property real radius: Theme.radiusField
    property color ink: Theme.color.line

    ShapePath {
        strokeColor: frame.ink
        strokeWidth: Theme.control
        strokeStyle: ShapePath.DashLine
        dashPattern: [2.4, 2]
        fillColor: "transparent"
        PathRectangle {
            x: Theme.control / 2
            y: Theme.control / 2
            width: frame.width - Theme.control
            height: frame.height - Theme.control
            radius: frame.radius
        }
    }
}
