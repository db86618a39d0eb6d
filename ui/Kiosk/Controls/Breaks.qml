pragma Singleton
import QtQuick

// Where a text of a few lines is broken: no more lines than it needs, after a clause where that can be, else between words of
// letters, else between characters but not inside a word it knows, and never a number from what it counts; and no single character
// on the last line. The same for paper: `kiosk/domain/line_breaks.py`.
QtObject {
    id: breaks

    readonly property string stops: "\uff0c\u3002\uff1b\uff1a\uff1f\uff01"
    readonly property string closing: stops + "\u3001\uff09\u300d\u300f\u201d\u2019\u300b\u3015\u2026\u00b7,.;:?!)%\u00a0"
    readonly property string opening: "\uff08\u300c\u300e\u201c\u2018\u300a\u3014(\u00a0"

    function han(letter: string): bool {
        return letter >= "\u2e80" && letter <= "\uffef";
    }

    readonly property list<string> whole: qsTrId("words.whole").split("|")

    // Places within words that stay whole as long as another place does.
    function within(said: string): var {
        const places = new Set();
        for (const word of whole)
            for (let start = said.indexOf(word); start >= 0; start = said.indexOf(word, start + 1))
                for (let at = start + 1; at < start + word.length; at++)
                    places.add(at);
        return places;
    }
    // What a break before `said[at]` costs; Infinity where there may be none.
    function price(said: string, at: int, inside: var): real {
        const before = said[at - 1];
        const next = said[at];
        if (next === " " || closing.includes(next) || opening.includes(before))
            return Infinity;
        if (before === " ") {
            const word = said[at - 2] ?? "";
            return ",.;:?!\u00b7".includes(word) ? 0 : next === "(" ? 4 : /[0-9]/.test(word) ? 40 : 6;
        }
        if (stops.includes(before))
            return 0;
        if (before === "\u3001" || before === "\u3015" || next === "\uff08" || next === "\u3014")
            return 2;
        if (!han(before) && !han(next))
            return before === "-" && !/[0-9]/.test(next) ? 12 : Infinity;
        return /[0-9]/.test(before) ? 40 : inside.has(at) ? 24 : 10;
    }

    // The text with line breaks where it wants them in `room`; as it is where it has one line, or more than `most`.
    function arranged(said: string, room: real, most: int, metrics: var): string {
        if (said.includes("\n"))
            return said.split("\n").map(part => arranged(part, room, most, metrics)).join("\n");
        const count = said.length;
        const square = metrics.advanceWidth("\u56fd");
        const widths = new Map();          // not an object: each new order of letters would be a new class of objects
        const ends = [0];
        for (let n = 0; n < count; n++) {
            const letter = said[n];
            if (!widths.has(letter))
                widths.set(letter, letter >= "\u3400" && letter <= "\u9fff" ? square : metrics.advanceWidth(letter));
            ends.push(ends[n] + widths.get(letter));
        }
        const space = room - 2;
        if (ends[count] <= space || space < 2 * square || Math.ceil(ends[count] / space) > most)
            return said;
        const inside = within(said);
        const best = [0];
        const from = [0];
        for (let to = 1; to <= count; to++) {
            best.push(Infinity);
            from.push(-1);
            const cost = to === count ? 0 : price(said, to, inside);
            if (cost === Infinity)
                continue;
            for (let start = to - 1; start >= 0; start--) {
                const wide = ends[to] - ends[start] - (said[to - 1] === " " ? widths.get(" ") : 0);
                if (wide > space)
                    break;
                const rest = (space - wide) / space;
                const total = best[start] + 1000 + cost + 4 * rest * rest + (to === count && wide < 3.2 * square ? 8 : 0);
                if (total < best[to]) {
                    best[to] = total;
                    from[to] = start;
                }
            }
        }
        if (from[count] < 0)
            return said;                   // a word longer than the room: the text breaks it where it must
        const lines = [];
        for (let to = count; to > 0; to = from[to])
            lines.unshift(said.slice(from[to], to).replace(/ $/, ""));
        return lines.length > most ? said : lines.join("\n");
    }
}
