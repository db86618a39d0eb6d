import QtQuick

// A text of a line or two that leaves no single character hanging on its second line: where that line would be short, both are
// made about equally long. Longer texts are left as they are.
Label {
    id: even

    required property real room           // the width it may take

    // `height` is asked so that another font is measured anew; a function alone would not notice it.
    readonly property real natural: metrics.height > 0 ? metrics.advanceWidth(text) : 0
    readonly property bool hanging: natural > room && natural - room < Math.min(room, 4 * font.pixelSize)

    width: hanging ? Math.min(room, Math.ceil(natural / 2) + 2 * font.pixelSize) : room

    FontMetrics {
        id: metrics
        font.family: even.font.family
        font.pixelSize: even.font.pixelSize
        font.weight: even.font.weight
    }
}
