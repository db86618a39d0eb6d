pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Kiosk.Theme
import Kiosk.ViewModels

// The sentence that is being read: a plate behind its letters, line by line where its text holds others, and an edge beside its lines.
// It lies over the page, takes no touches, and goes with whatever scrolls or is laid out anew. What the reading bar would cover is
// scrolled above it, and where that is not enough the page is to be lifted.
Item {
    id: mark

    required property ReadingModel reading
    required property Item page           // what the page lies in, lifted by `lift`
    required property real free           // height above the reading bar
    property real lift: 0

    readonly property Item shown: reading.item
    readonly property Text words: shown as Text
    // The plate's colour: that of warnings, of cards on a warning, ink under light letters; none where letters would be hard to read on it.
    readonly property color tint: words === null ? "transparent" : plateUnder(words.color, ground(words))
    readonly property bool legible: tint.a > 0
    // Where it stands in what shows it: its lines, or all of it. The model is asked, not `shown`: the next sentence may stand in the same text.
    readonly property var boxes: reading.sentence.length > 0 && reading.item !== null ? found(reading.item) : []
    onBoxesChanged: {
        if (boxes.length > 0)
            reveal(reading.item);
        else
            Qt.callLater(lower);
        follow();
    }
    onFreeChanged: if (boxes.length > 0) reveal(reading.item)

    function luminance(of: color): real {
        const linear = channel => channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
        return 0.2126 * linear(of.r) + 0.7152 * linear(of.g) + 0.0722 * linear(of.b);
    }
    function plateUnder(letters: color, ground: color): color {
        for (const plate of [Theme.color.warnBg, Theme.color.card, Theme.color.text]) {
            const lights = [luminance(letters), luminance(plate)];
            if (!Qt.colorEqual(plate, ground) && (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05) >= 7)
                return plate;
        }
        return "transparent";
    }
    function ground(item: Item): color {
        for (let around = item.parent; around; around = around.parent) {
            const plate = around as Rectangle;
            if (plate && plate.color.a > 0)
                return plate.color;
        }
        return Theme.color.ground;
    }
    function found(item: Item): var {
        const text = item as Text;
        const lines = text === null ? [] : reading.lines({
            text: text.text,
            font: text.font,
            px: text.fontInfo.pixelSize,
            spacing: text.lineHeight,
            wrap: text.wrapMode,
            align: text.effectiveHorizontalAlignment,
            upright: text.verticalAlignment,
            left: text.leftPadding,
            top: text.topPadding,
            room: text.width - text.leftPadding - text.rightPadding,
            tall: text.height - text.topPadding - text.bottomPadding,
            height: text.height,
            lines: text.lineCount,
            broad: text.contentWidth,
            cut: text.truncated,
            air: Theme.xs
        });
        return lines.length > 0 ? lines : [Qt.rect(-Theme.xs, 0, item.width + 2 * Theme.xs, item.height)];
    }
    function scroller(item: Item): Flickable {
        for (let around = item.parent; around; around = around.parent) {
            const flick = around as Flickable;
            if (flick && flick.contentHeight > flick.height)
                return flick;
        }
        return null;
    }
    function reveal(item: Item): void {
        const last = boxes[boxes.length - 1];
        const high = last.y + last.height - boxes[0].y;
        const flick = scroller(item);
        if (flick) {
            const open = Math.min(flick.height, free - flick.mapToItem(page, 0, 0).y);
            const view = open > high ? open : flick.height;
            const wanted = item.mapToItem(flick.contentItem, 0, boxes[0].y).y - Math.min(view / 4, Math.max(0, view - high));
            flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, wanted));
        }
        const top = item.mapToItem(page, 0, boxes[0].y).y;
        if (top + high <= free)
            lift = 0;
        else if (top < lift || top + high > lift + free)
            lift = Math.round(Math.max(0, Math.min(page.height - free, top - Math.min(free / 4, Math.max(0, free - high) / 2))));
    }
    // Not under a finger: what it touched has to be there until it is let go.
    function lower(): void {
        if (boxes.length === 0 && !hand.active)
            lift = 0;
    }
    // Before each frame: nothing tells that what a text lies in has moved.
    function follow(): void {
        edge.visible = shown !== null && boxes.length > 0;
        if (!edge.visible)
            return;
        const last = boxes[boxes.length - 1];
        const corner = shown.mapToItem(mark, 0, boxes[0].y);
        let top = corner.y;
        let bottom = shown.mapToItem(mark, 0, last.y + last.height).y;
        const flick = scroller(shown);
        if (flick) {
            const view = flick.mapToItem(mark, 0, 0).y;
            top = Math.max(view, top);
            bottom = Math.min(view + flick.height, bottom);
        }
        edge.x = Math.max(Theme.xs, corner.x - Theme.l);
        edge.y = top;
        edge.height = Math.max(0, bottom - top);
    }

    PointHandler {
        id: hand
        onActiveChanged: Qt.callLater(mark.lower)
    }
    Connections {
        target: mark.reading.open ? mark.Window.window : null
        function onAfterAnimating(): void { mark.follow(); }
    }
    Item {
        id: plates
        parent: mark.words ?? mark
        z: -1                            // under the letters, over what they stand on
        Repeater {
            model: mark.legible ? mark.boxes.length : 0
            Rectangle {
                id: plate
                required property int index
                readonly property rect box: mark.boxes[index] ?? Qt.rect(0, 0, 0, 0)
                // Round where it ends, not where the next line goes on.
                function corner(neighbour: var, at: real): real {
                    return neighbour !== undefined && neighbour.x <= at && at <= neighbour.x + neighbour.width ? 0 : Theme.xs;
                }
                x: box.x
                y: box.y
                width: box.width
                height: box.height
                topLeftRadius: corner(mark.boxes[index - 1], box.x)
                topRightRadius: corner(mark.boxes[index - 1], box.x + box.width)
                bottomLeftRadius: corner(mark.boxes[index + 1], box.x)
                bottomRightRadius: corner(mark.boxes[index + 1], box.x + box.width)
                color: mark.tint
            }
        }
    }
    Rectangle {
        id: edge
        objectName: "readingEdge"
        visible: false
        width: Theme.dp(12)
        radius: Theme.dp(4)
        color: Qt.colorEqual(mark.tint, Theme.color.text) ? mark.tint : Theme.color.warn
    }
}
