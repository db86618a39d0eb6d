import QtQuick
import QtQuick.Window
import Kiosk.Theme

// A column of content that may be longer than the screen: fingers may drag it, and where it overflows two buttons turn
// it by most of a page, so that nobody has to know about dragging. Content that comes in pages of its own is turned by the same
// two buttons: after the end of a page comes the next one.
Item {
    id: reader

    default property alias content: column.data
    property alias spacing: column.spacing
    property alias column: column
    property real aside: 0                // width at the lower right that something else takes: the turning buttons leave it free
    property real foot: 0                 // its height
    property int page: 0                  // 0-based, of the content's own pages
    property int pages: 1
    readonly property bool overflows: column.implicitHeight > height - Math.max(foot, pages > 1 ? turnBar.room : 0)
    readonly property bool turns: overflows || pages > 1
    readonly property bool first: flick.atYBeginning && page === 0
    readonly property bool last: flick.atYEnd && page >= pages - 1
    readonly property real step: flick.height * 0.85

    signal go(page: int)

    readonly property real whole: column.implicitHeight + Theme.lip + Math.max(foot, pages > 1 ? turnBar.room : 0)

    implicitHeight: Theme.flat ? whole : Math.min(whole, Theme.readerLeast)

    function toTop(): void {
        flick.contentY = 0;
    }
    function turn(by: int): void {
        if (by > 0 ? flick.atYEnd : flick.atYBeginning)
            reader.go(reader.page + by);
        else
            flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, flick.contentY + by * step));
    }

    // Scroll as little as brings `item` into sight, with its focus ring; of what is too tall, the top.
    function reveal(item: Item): void {
        const top = item.mapToItem(column, 0, 0).y - reader.air;
        const bottom = top + item.height + 2 * reader.air;
        if (top < flick.contentY)
            flick.contentY = Math.max(0, top);
        else if (bottom > flick.contentY + flick.height)
            flick.contentY = Math.min(Math.max(0, flick.contentHeight - flick.height), Math.min(top, bottom - flick.height));
    }
    function holds(item: Item): bool {
        for (let around = item; around; around = around.parent)
            if (around === column)
                return true;
        return false;
    }

    readonly property int air: Theme.focusRing + Theme.focusGap

    Connections {
        target: reader.overflows ? reader.Window.window : null
        function onActiveFocusItemChanged(): void {
            const focused = reader.Window.activeFocusItem;
            if (focused && reader.holds(focused))
                reader.reveal(focused);
        }
    }
    Flickable {
        id: flick
        anchors.fill: parent
        anchors.leftMargin: -reader.air
        anchors.rightMargin: -reader.air
        anchors.bottomMargin: Math.max(reader.foot, reader.turns ? turnBar.room : 0)
        contentHeight: column.implicitHeight + Theme.lip
        boundsBehavior: Flickable.StopAtBounds
        interactive: reader.overflows
        clip: reader.overflows
        Column {
            id: column
            x: reader.air
            width: reader.width
        }
    }
    TurnBar {
        id: turnBar
        readonly property real room: height + Theme.m + Theme.lip
        visible: reader.turns
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.lip
        width: parent.width - reader.aside
        tight: reader.aside > 0
        first: reader.first
        last: reader.last
        where: reader.pages > 1 ? qsTrId("pager.position").arg(reader.page + 1).arg(reader.pages) : flick.atYEnd ? qsTrId("reader.end") : qsTrId("reader.more")
        onTurn: by => reader.turn(by)
        walked: reader.pages > 1
    }
}
