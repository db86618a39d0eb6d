import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// The upper part of a page in 画面放低: nothing is pressed here. What the page says before its first thing to press stands at
// the lower end, near the hands; what is longer than the room is turned by buttons below it (`LowStrip`).
Item {
    id: aloft

    readonly property bool overflows: column.implicitHeight > flick.height
    property alias shelf: column          // a page may put here what it says of its own accord
    readonly property bool first: flick.atYBeginning
    readonly property bool last: flick.atYEnd

    function turn(by: int): void {
        flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, flick.contentY + by * flick.height * 0.85));
    }
    function pressable(item: Item): bool {
        if (item instanceof ReadOnlyColumn)
            return false;
        if (item.activeFocusOnTab || item instanceof Flickable || (item instanceof Repeater && (item as Repeater).count === 0))
            return true;                   // nobody knows what an empty Repeater will make
        for (const child of item.children)
            if (aloft.pressable(child))
                return true;
        return false;
    }
    // Positioners know how high they are when they are painted.
    function grows(item: Item): bool {
        return item instanceof Column || item instanceof Row || item instanceof Flow || item instanceof Grid;
    }
    function arranges(item: Item): bool {
        return item instanceof ColumnLayout || item instanceof GridLayout || item instanceof Column || item instanceof Loader;
    }
    // Take what is only read from the beginning of `parts`; false where something to press was met. Who is asked later finds the
    // lists filled. The page is made anew when everything is put back.
    function lift(parts: Item): bool {
        const laidOut = parts instanceof ColumnLayout || parts instanceof GridLayout || parts instanceof RowLayout;
        for (const item of [...parts.children]) {
            if (!item.visible || item instanceof Repeater)
                continue;
            if (item instanceof Reader) {
                aloft.lift((item as Reader).column);
                return false;
            }
            if (aloft.pressable(item)) {
                const seen = [...item.children].filter(child => child.visible);
                if (aloft.arranges(item) || (item instanceof RowLayout && seen.length === 1))
                    aloft.lift(item);
                return false;
            }
            if (laidOut && item.implicitHeight === 0 && !aloft.grows(item))
                return false;              // room that is filled later
            item.parent = column;
            if (laidOut) {
                item.width = Qt.binding(() => column.width);
                item.height = Qt.binding(() => item.implicitHeight);
            }
        }
        return true;
    }

    Image {
        // A short greeting leaves room beside it.
        readonly property Text greeting: column.children[0] as Text
        readonly property real beside: greeting && greeting.contentWidth < column.width * 0.55 ? greeting.height : 0
        readonly property real room: flick.height - Math.min(flick.height, column.implicitHeight - beside)
        visible: !Theme.highContrast && room > Theme.dp(200)
        anchors.right: parent.right
        source: Theme.art("kapok-branch.svg")
        height: Math.min(Theme.dp(560), room)
        width: Math.round(height * (1080 / 790))
        sourceSize: Qt.size(width, height)
        Accessible.ignored: true
    }
    Flickable {
        id: flick
        x: Theme.margin
        y: Theme.contentTop
        width: aloft.width - 2 * Theme.margin
        height: aloft.height - y - Theme.l
        contentHeight: Math.max(height, column.implicitHeight)
        interactive: false
        clip: aloft.overflows
        Column {
            id: column
            y: Math.max(0, flick.height - implicitHeight)
            width: flick.width
            spacing: Theme.l
        }
    }
    Rectangle {
        x: Theme.margin
        y: aloft.height - height
        width: aloft.width - 2 * Theme.margin
        height: Theme.dp(3)
        color: Theme.color.line
    }
}
