import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// The upper part of a page in 画面放低: nothing is pressed here. What the page says before its first thing to press stands at
// the lower end, near the hands; what is longer than the room is turned by buttons below it (`LowStrip`).
Item {
    id: aloft

    readonly property bool overflows: column.implicitHeight > flick.height
    readonly property bool first: flick.atYBeginning
    readonly property bool last: flick.atYEnd

    function turn(by: int): void {
        flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, flick.contentY + by * flick.height * 0.85));
    }
    function pressable(item: Item): bool {
        if (item instanceof ReadOnlyColumn)
            return false;
        if (item.activeFocusOnTab || item instanceof Flickable || item instanceof Repeater)
            return true;                   // what a Repeater will make is not there yet
        for (const child of item.children)
            if (aloft.pressable(child))
                return true;
        return false;
    }
    // Take what is only read from the beginning of a page's column. The page is made anew when it is put back.
    function lift(holder: Item): void {
        let body = holder;
        while (body && !(body instanceof ColumnLayout))
            body = [...body.children].find(child => child.visible && (child instanceof ColumnLayout || child instanceof RowLayout || child instanceof Loader));
        if (!body)
            return;
        for (const item of [...body.children]) {
            if (aloft.pressable(item) || item.Layout.fillHeight && !(item instanceof ColumnLayout) && !(item instanceof RowLayout))
                break;
            item.parent = column;
        }
    }

    Image {
        readonly property real room: flick.height - Math.min(flick.height, column.implicitHeight)
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
        ColumnLayout {
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
