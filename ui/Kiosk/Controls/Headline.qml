import QtQuick
import Kiosk.Theme

// A title that leaves no single character hanging on its last line: a little smaller where it then fits on one line,
// otherwise broken after a clause, or into lines of about the same length.
Label {
    id: headline

    required property real room           // the width it may take
    required property string title
    property real least: 0.86             // how small it may get to stay on one line

    // `height` is asked so that another font is measured anew; a function alone would not notice it.
    readonly property real natural: metrics.height > 0 ? metrics.advanceWidth(title) : 0
    readonly property real lines: Math.ceil(natural / Math.max(1, room))
    readonly property bool squeezed: lines > 1 && natural * least <= room
    readonly property string parted: metrics.height > 0 && lines === 2 && !squeezed ? afterClause() : ""

    // The title in two lines, broken after the comma, colon or stop of a list nearest to its middle; "" where no such lines fit.
    function afterClause(): string {
        let best = "";
        let worst = headline.room;
        const stops = /[\u3001\uff0c\uff1a\uff1b\u3002\uff1f]|[,:;] /g;
        while (stops.test(headline.title)) {
            const cut = stops.lastIndex;
            const longer = Math.max(metrics.advanceWidth(headline.title.slice(0, cut)), metrics.advanceWidth(headline.title.slice(cut)));
            if (cut < headline.title.length && longer <= worst) {
                worst = longer;
                best = headline.title.slice(0, cut).trim() + "\n" + headline.title.slice(cut);
            }
        }
        return best;
    }

    text: parted.length > 0 ? parted : title
    width: lines <= 1 || squeezed || parted.length > 0 ? room
        : Math.min(room, Math.ceil(natural / lines) + 2 * font.pixelSize)
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
