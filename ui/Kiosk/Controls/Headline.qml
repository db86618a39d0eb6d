import QtQuick
import Kiosk.Theme

// A title that leaves no single character hanging on its last line: a little smaller where it then fits on one line,
// otherwise lines of about the same length.
Label {
    id: headline

    required property real room           // the width it may take
    property real least: 0.86             // how small it may get to stay on one line

    readonly property real lines: Math.ceil(natural.advanceWidth / Math.max(1, room))
    readonly property bool squeezed: lines > 1 && natural.advanceWidth * least <= room

    width: lines <= 1 || squeezed ? room : Math.min(room, Math.ceil(natural.advanceWidth / lines) + 2 * font.pixelSize)
    wrapMode: squeezed ? Text.NoWrap : Text.Wrap
    fontSizeMode: squeezed ? Text.HorizontalFit : Text.FixedSize
    minimumPixelSize: Math.floor(Theme.fontPx(type) * least)
    Accessible.role: Accessible.Heading

    TextMetrics {
        id: natural
        font: headline.font
        text: headline.text
    }
}
