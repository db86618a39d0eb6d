import QtQuick
import Kiosk.Theme

// A dashed line across, where paper would be torn. Not a Shape, see `DashedFrame`.
Canvas {
    id: line

    property color ink: Theme.color.line

    height: Theme.control
    onInkChanged: requestPaint()
    onPaint: {
        const brush = getContext("2d");
        brush.reset();
        brush.fillStyle = ink;
        for (let x = 0; x < width; x += 4.4 * height)
            brush.fillRect(x, 0, 2.4 * height, height);
    }
}
