import QtQuick
import QtQuick.Shapes
import Kiosk.Theme

// A dashed line across, where paper would be torn.
Shape {
    id: line

    property color ink: Theme.color.line

    height: Theme.control

    ShapePath {
        strokeColor: line.ink
        strokeWidth: Theme.control
        strokeStyle: ShapePath.DashLine
        dashPattern: [2.4, 2]
        startY: Theme.control / 2
        PathLine {
            x: line.width
            y: Theme.control / 2
        }
    }
}
