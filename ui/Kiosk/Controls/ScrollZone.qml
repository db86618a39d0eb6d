import QtQuick
import QtQuick.Window
import Kiosk.Theme

// Room for content that is laid out to fill it, and that scrolls by two buttons as soon as it does not fit: no size of text, no
// language and no panel cuts anything off. What gets the key focus comes into sight.
Item {
    id: zone

    default property alias content: holder.data
    property alias holder: holder
    // What the content asks for: the tallest of what lies in it.
    readonly property real needed: {
        let most = 0;
        for (const child of holder.children)
            if (child.visible)
                most = Math.max(most, child.implicitHeight);
        return Math.ceil(most);
    }
    property real give: 0                 // how much of its room content may be squeezed by before it scrolls
    readonly property bool scrolls: needed > height * (1 + give) + 1 && height > 0
    readonly property real view: flick.height             // what is in sight of it
    readonly property int air: Theme.focusRing + Theme.focusGap   // the ring of what has the keys is not cut off at the sides
    readonly property real overflow: scrolls ? holder.height - height : 0

    function toTop(): void {
        flick.contentY = 0;
    }
    function turn(by: int): void {
        flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, flick.contentY + by * flick.height * 0.85));
    }
    // Scroll as little as brings `item` into sight, with room for its focus ring.
    function reveal(item: Item): void {
        const air = Theme.focusRing + Theme.focusGap + Theme.xs;
        const top = item.mapToItem(holder, 0, 0).y - air;
        const bottom = top + item.height + 2 * air;
        if (top < flick.contentY)
            flick.contentY = Math.max(0, top);
        else if (bottom > flick.contentY + flick.height)
            flick.contentY = Math.min(Math.max(0, flick.contentHeight - flick.height), Math.min(top, bottom - flick.height));
    }
    function holds(item: Item): bool {
        for (let around = item; around; around = around.parent)
            if (around === holder)
                return true;
        return false;
    }

    Connections {
        target: zone.scrolls ? zone.Window.window : null
        function onActiveFocusItemChanged(): void {
            const focused = zone.Window.activeFocusItem;
            if (focused && zone.holds(focused))
                zone.reveal(focused);
        }
    }
    Flickable {
        id: flick
        x: -zone.air
        width: zone.width + 2 * zone.air
        height: zone.height - (zone.scrolls ? bar.height + Theme.m + Theme.lip : 0)
        contentHeight: holder.height
        boundsBehavior: Flickable.StopAtBounds
        interactive: zone.scrolls
        clip: zone.scrolls
        onContentHeightChanged: contentY = Math.max(0, Math.min(contentY, contentHeight - height))
        Item {
            id: holder
            x: zone.air
            width: zone.width
            height: zone.scrolls ? zone.needed + Theme.lip : zone.height
        }
    }
    TurnBar {
        id: bar
        visible: zone.scrolls
        y: zone.height - height - Theme.lip
        width: zone.width
        first: flick.atYBeginning
        last: flick.atYEnd
        where: flick.atYEnd ? qsTrId("reader.end") : qsTrId("reader.more")
        onTurn: by => zone.turn(by)
    }
}
