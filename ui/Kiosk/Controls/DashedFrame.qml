import QtQuick
import Kiosk.Theme

// Dashed rounded outline of things that cannot be pressed yet. Painted into a picture: Shapes are not clipped by the software
// renderer, and would lie over the bars when the page is scrolled.
Canvas {
    id: frame

    property real radius: Theme.radiusField
    property color ink: Theme.color.line

    onInkChanged: requestPaint()
    onRadiusChanged: requestPaint()
    onPaint: {
        const line = Theme.control;
        const round = Math.min(frame.radius, width / 2, height / 2);
        const pen = getContext("2d");
        pen.reset();
        pen.strokeStyle = frame.ink;
        pen.lineWidth = line;
        pen.setLineDash([2.4 * line, 2 * line]);
        pen.beginPath();
        pen.roundedRect(line / 2, line / 2, width - line, height - line, round, round);
        pen.stroke();
    }
}
