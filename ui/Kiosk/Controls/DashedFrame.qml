import QtQuick
import Kiosk.Theme

// Dashed rounded outline of things that cannot be pressed yet. Not a Shape: the software renderer does not clip those, and a page
// that scrolls would draw its dashes over the bar.
Canvas {
    id: frame

    property real radius: Theme.radiusField
    property color ink: Theme.color.line
    readonly property int stroke: Theme.control

    // Made before it has its size: a picture of nothing would stay.
    onWidthChanged: requestPaint()
    onHeightChanged: requestPaint()
    onInkChanged: requestPaint()
    onRadiusChanged: requestPaint()
    onStrokeChanged: requestPaint()
    onPaint: {
        const brush = getContext("2d");
        brush.reset();
        brush.strokeStyle = ink;
        brush.lineWidth = stroke;
        brush.setLineDash([2.4, 2]);       // in widths of the line, unlike in HTML
        brush.beginPath();
        brush.roundedRect(stroke / 2, stroke / 2, width - stroke, height - stroke, radius, radius);
        brush.stroke();
    }
}
