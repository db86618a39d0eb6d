import QtQuick

// A text of a line or two that leaves no single character hanging on its second line: where that line would be short, the text
// breaks after a clause, or both lines are made about equally long. Longer texts are left as they are.
Label {
    id: even

    required property real room           // the width it may take

    // `height` is asked so that another font is measured anew; a function alone would not notice it.
    readonly property real natural: metrics.height > 0 ? metrics.advanceWidth(text) : 0
    readonly property bool hanging: natural > room && natural - room < Math.min(room, 4 * font.pixelSize)

    // The width at which the first line ends with a clause and the rest is no longer than it.
    function narrowed(): real {
        const stops = /[\u3001\uff0c\uff1a\uff1b\u3002\uff1f\uff01]|[,.:;] /g;
        while (stops.test(even.text)) {
            const clause = Math.ceil(metrics.advanceWidth(even.text.slice(0, stops.lastIndex))) + 2;
            if (clause >= even.natural / 2 && clause <= even.room && stops.lastIndex < even.text.length)
                return clause;
        }
        return Math.min(even.room, Math.ceil(even.natural / 2) + 2 * even.font.pixelSize);
    }

    width: hanging ? narrowed() : room

    FontMetrics {
        id: metrics
        font.family: even.font.family
        font.pixelSize: even.font.pixelSize
        font.weight: even.font.weight
    }
}
