import QtQuick

// A text of a few lines that is broken by sense (`Breaks`); longer ones are left as they are. Its width is given from outside, by a
// layout or by anchors: it does not ask for one of its own.
Label {
    id: filled

    required property string said
    property real room: width             // the width its lines may have
    property int most: 4                  // lines
    property bool breaks: true            // false: only where it must
    property alias letters: metrics

    // `height` is asked so that another font is measured anew; a function alone would not notice it.
    text: breaks && metrics.height > 0 ? Breaks.arranged(said, room, most, metrics) : said
    Accessible.name: said

    FontMetrics {
        id: metrics
        font.family: filled.font.family
        font.pixelSize: filled.font.pixelSize
        font.weight: filled.font.weight
    }
}
