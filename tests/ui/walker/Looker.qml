import QtQuick
import Kiosk.Theme

// Looks at everything that is on the screen, for the walker: one pass in the engine is some fifty times as fast as asking for each
// property from Python. What is wrong with it is judged there, not here.
QtObject {
    id: looker

    property list<Item> found             // the items, in the order of `look`
    property list<Item> hidden
    property Item chosen

    function rect(item: Item): var {
        const corner = item.mapToItem(null, 0, 0);
        return [corner.x, corner.y, item.width, item.height];
    }
    function meet(one: var, other: var): var {
        const left = Math.max(one[0], other[0]);
        const top = Math.max(one[1], other[1]);
        return [left, top, Math.max(0, Math.min(one[0] + one[2], other[0] + other[2]) - left),
            Math.max(0, Math.min(one[1] + one[3], other[1] + other[3]) - top)];
    }
    // Where the letters are: inside the paddings, as they are aligned.
    function painted(text: Text): var {
        const box = rect(text);
        const room = [box[0] + text.leftPadding, box[1] + text.topPadding, box[2] - text.leftPadding - text.rightPadding, box[3] - text.topPadding - text.bottomPadding];
        const across = text.effectiveHorizontalAlignment === Text.AlignRight ? 1 : text.effectiveHorizontalAlignment === Text.AlignHCenter ? 0.5 : 0;
        const down = text.verticalAlignment === Text.AlignBottom ? 1 : text.verticalAlignment === Text.AlignVCenter ? 0.5 : 0;
        return [room[0] + (room[2] - text.contentWidth) * across, room[1] + (room[3] - text.contentHeight) * down, text.contentWidth, text.contentHeight];
    }
    // Whether two buttons near it turn it: nobody has to know about dragging.
    function turned(flick: Flickable): bool {
        function arrow(item) {
            return item.visible && (item.icon === "arrow-down" || item.trailingIcon === "arrow-down" || item.icon === "arrow-right" || item.trailingIcon === "arrow-right"
                || Array.from(item.children).some(arrow));
        }
        return arrow(flick.parent) || (flick.parent.parent !== null && arrow(flick.parent.parent));
    }
    function kindOf(item: Item): string {
        if (item.checkable !== undefined && item.ringGap !== undefined)
            return "press";
        if (item instanceof Text)
            return "text";
        if (item instanceof TextInput)
            return "input";
        if (item instanceof Flickable)
            return "flick";
        if (item instanceof MouseArea)
            return "area";
        if (item instanceof Image)
            return "image";
        return "";
    }
    function describe(item: Item, kind: string): var {
        switch (kind) {
        case "text":
            return { text: item.text, painted: painted(item), truncated: item.truncated, lines: item.lineCount, px: item.fontInfo.pixelSize,
                plain: item.textFormat === Text.PlainText, family: item.font.family, color: item.color.toString(), ignored: item.text.length === 0, line: item.lineHeight,
                contentHeight: item.contentHeight, contentWidth: item.contentWidth };
        case "press":
            return { name: item.name, hint: item.hint, blocked: item.blocked, ringGap: item.ringGap, checked: item.checked, role: item.role,
                primary: item.kind === "primary", tab: item.activeFocusOnTab, enabled: item.enabled, bounce: item.bounce };
        case "input":
            return { text: item.text, color: item.color.toString(), px: item.font.pixelSize };
        case "flick":
            return { contentHeight: item.contentHeight, contentWidth: item.contentWidth, turned: turned(item) };
        case "area":
            return { enabled: item.enabled };
        }
        return {};
    }
    // Every item of interest: kind, place, what clips it, the press and the scrolling area around it.
    function look(root: Item): string {
        const nodes = [];
        const items = [];
        function walk(item, around) {
            if (!item.visible || item.opacity === 0)
                return;
            const kind = kindOf(item);
            const box = rect(item);
            const now = Object.assign({}, around);
            now.opacity *= item.opacity;
            now.aloud = now.aloud && item.aloud !== false;
            now.personal = now.personal || item.personal === true;
            now.path = around.path + "/" + item.toString().replace(/_QML.*|\(.*/, "").replace("QQuick", "");
            if (item.objectName === "host")
                now.host = true;
            if (kind !== "") {
                nodes.push(Object.assign(describe(item, kind), { kind: kind, box: box, clip: around.clip, press: around.press, flick: around.flick, scrolls: around.scrolls,
                    opacity: now.opacity, aloud: now.aloud, personal: now.personal, host: now.host, path: now.path, plate: around.plate }));
                items.push(item);
            }
            if (kind === "press")
                now.press = nodes.length - 1;
            if (kind === "flick") {
                now.flick = nodes.length - 1;
                now.scrolls = around.scrolls || (item.contentHeight > item.height + 1 && turned(item));
                now.plate = null;             // what scrolls may leave the card it scrolls in
            }
            if (item instanceof Rectangle && (item.border.width > 0 || item.color.a > 0))
                now.plate = box;
            if (item.clip)
                now.clip = meet(around.clip, box);
            const order = Array.from(item.children).map((child, index) => [child, index]);
            order.sort((one, other) => one[0].z - other[0].z || one[1] - other[1]);
            for (const [child] of order)
                walk(child, now);
        }
        walk(root, { clip: [-100000, -100000, 200000, 200000], press: -1, flick: -1, scrolls: false, opacity: 1, aloud: true, personal: false, host: false, path: "", plate: null });
        looker.found = items;
        return JSON.stringify(nodes);
    }
    // The screen without its letters.
    function hide(): void {
        looker.hidden = Array.from(looker.found).filter(item => (item instanceof Text || item instanceof TextInput) && item.opacity === 1);
        for (const item of looker.hidden)
            item.opacity = 0;
    }
    function show(): void {
        for (const item of looker.hidden)
            item.opacity = 1;
        looker.hidden = [];
    }
    function choose(index: int): void {
        looker.chosen = looker.found[index];
    }
    function ringWidth(): real {
        return Theme.focusRing;
    }
    function focus(index: int): void {
        looker.found[index].forceActiveFocus(Qt.TabFocusReason);
    }
    // Which of them has the keys (-1 where something else has), and how much of it can be seen: its box and what clips it now.
    function focused(): string {
        const item = looker.found[0].Window.activeFocusItem;
        if (!item)
            return "[-1, [0, 0, 0, 0], [0, 0, 0, 0]]";
        let clip = [-100000, -100000, 200000, 200000];
        for (let around = item.parent; around; around = around.parent) {
            if (around.clip)
                clip = meet(clip, rect(around));
        }
        return JSON.stringify([Array.from(looker.found).indexOf(item), rect(item), clip]);
    }
}
