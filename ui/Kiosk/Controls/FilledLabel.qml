import QtQuick

// An `EvenLabel` whose width is given from outside, by a layout or by anchors: it must not ask for one of its own.
Label {
    id: filled

    required property string said

    text: metrics.height > 0 ? Breaks.arranged(said, width, 4, metrics) : said
    Accessible.name: said

    FontMetrics {
        id: metrics
        font.family: filled.font.family
        font.pixelSize: filled.font.pixelSize
        font.weight: filled.font.weight
    }
}
