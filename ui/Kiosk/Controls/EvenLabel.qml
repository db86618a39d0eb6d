import QtQuick

// A text of up to four lines that is broken by sense (`Breaks`); longer ones are left as they are.
Label {
    id: even

    required property string said
    required property real room           // the width it may take
    property bool hugs: false             // no wider than its words where they have one line

    // `height` is asked so that another font is measured anew; a function alone would not notice it.
    text: metrics.height > 0 ? Breaks.arranged(said, room, 4, metrics) : said
    width: hugs ? Math.min(room, Math.ceil(metrics.advanceWidth(said)) + 2) : room
    Accessible.name: said

    FontMetrics {
        id: metrics
        font.family: even.font.family
        font.pixelSize: even.font.pixelSize
        font.weight: even.font.weight
    }
}
