import QtQuick
import Kiosk.Theme

// A title that leaves no single character hanging on its last line: a little smaller where it then fits on one line,
// otherwise broken by sense (`Breaks`).
Label {
    id: headline

    required property real room           // the width it may take
    required property string title
    property real least: 0.86             // how small it may get to stay on one line

    readonly property string said: title
    // `height` is asked so that another font is measured anew; a function alone would not notice it.
    readonly property real natural: metrics.height > 0 ? metrics.advanceWidth(title) : 0
    readonly property real lines: Math.ceil((natural + 2) / Math.max(1, room))
    readonly property bool squeezed: lines > 1 && natural * least <= room

    text: metrics.height > 0 && lines > 1 && !squeezed ? Breaks.arranged(title, room, 4, metrics) : title
    width: room
    wrapMode: squeezed ? Text.NoWrap : Text.Wrap
    fontSizeMode: squeezed ? Text.HorizontalFit : Text.FixedSize
    minimumPixelSize: Math.floor(Theme.fontPx(type) * least)
    Accessible.role: Accessible.Heading
    Accessible.name: title

    FontMetrics {
        id: metrics
        font.family: headline.font.family
        font.pixelSize: headline.font.pixelSize
        font.weight: headline.font.weight
    }
}
