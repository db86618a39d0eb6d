import QtQuick
import Kiosk.Theme

// The title of a row whose height is fixed: on one line, in smaller letters where that is enough; else on two lines; else in the
// smallest letters on as many lines as it takes, broken by sense (`Breaks`). What stands below it in the row makes room where it has `more` than one line.
Label {
    id: title

    required property string said
    property TypeStyle large: Theme.title3
    property TypeStyle pair: large        // on two lines
    property TypeStyle small: Theme.label
    property real least: 0                // px of the smallest letters on one line; 0: those of `small`

    // `height` is asked so that another font is measured anew; a function alone would not notice it.
    readonly property real natural: metrics.height > 0 ? metrics.advanceWidth(said) : 0
    readonly property bool more: width > 2 * metrics.font.pixelSize && natural * Math.min(1, minimumPixelSize / metrics.font.pixelSize) > width + 2
    readonly property bool many: more && natural * pair.px / large.px > 1.85 * width

    text: more && drawn.height > 0 ? Breaks.arranged(said, width, 4, drawn) : said
    type: !more || Theme.huge ? large : many ? small : pair
    wrapMode: more ? Text.Wrap : Text.NoWrap
    fontSizeMode: !more && width > 0 && natural > width ? Text.HorizontalFit : Text.FixedSize
    minimumPixelSize: Theme.huge ? metrics.font.pixelSize : least > 0 ? least : Theme.fontPx(small)
    Accessible.name: said
    Accessible.ignored: true

    FontMetrics {
        id: drawn
        font.family: title.font.family
        font.pixelSize: title.font.pixelSize
        font.weight: title.font.weight
    }
    FontMetrics {
        id: metrics
        font.family: Theme.family(title.large)
        font.pixelSize: Theme.fontPx(title.large)
        font.weight: title.large.bold ? Font.Bold : Font.Normal
    }
}
