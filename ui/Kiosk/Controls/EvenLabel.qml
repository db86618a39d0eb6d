import QtQuick

// A text that leaves no single character hanging on its last line: where that would be short, two lines break after the clause
// that leaves both shortest, or else all lines are made about equally long. Texts of more than four lines are left as they are.
Label {
    id: even

    required property string said
    required property real room           // the width it may take

    // `height` is asked so that another font is measured anew; a function alone would not notice it.
    readonly property real natural: metrics.height > 0 ? metrics.advanceWidth(said) : 0
    readonly property int lines: said.includes("\n") ? 1 : Math.ceil(natural / Math.max(1, room))
    readonly property bool hanging: lines > 1 && lines < 5 && natural - (lines - 1) * room < Math.min(room, 4 * font.pixelSize)
    readonly property string parted: hanging && lines === 2 ? afterClause() : ""

    // The words in two lines that both fit, broken after a clause; "" where there are none.
    function afterClause(): string {
        const stops = /[\u3001\uff0c\uff1a\uff1b\u3002\uff1f\uff01]|[,.:;] /g;
        let best = "";
        let worst = even.room;
        while (stops.test(even.said)) {
            const cut = stops.lastIndex;
            const longer = Math.max(metrics.advanceWidth(even.said.slice(0, cut)), metrics.advanceWidth(even.said.slice(cut)));
            if (cut < even.said.length && Math.ceil(longer) <= worst) {
                worst = longer;
                best = even.said.slice(0, cut).trim() + "\n" + even.said.slice(cut);
            }
        }
        return best;
    }

    text: parted.length > 0 ? parted : said
    width: hanging && parted.length === 0 ? Math.min(room, Math.ceil(natural / lines) + 2 * font.pixelSize) : room
    Accessible.name: said

    FontMetrics {
        id: metrics
        font.family: even.font.family
        font.pixelSize: even.font.pixelSize
        font.weight: even.font.weight
    }
}
