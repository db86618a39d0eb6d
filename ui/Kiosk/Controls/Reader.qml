import QtQuick
import Kiosk.Theme

// A column of content that may be longer than the screen: fingers may drag it, and where it overflows two buttons turn
// it by most of a page, so that nobody has to know about dragging. Content that comes in pages of its own is turned by the same
// two buttons: after the end of a page comes the next one.
Item {
    id: reader

    default property alias content: column.data
    property alias spacing: column.spacing
    property int page: 0                  // 0-based, of the content's own pages
    property int pages: 1
    readonly property bool overflows: column.implicitHeight > height - (pages > 1 ? turnBar.room : 0)
    readonly property bool turns: overflows || pages > 1
    readonly property bool first: flick.atYBeginning && page === 0
    readonly property bool last: flick.atYEnd && page >= pages - 1
    readonly property real step: flick.height * 0.85

    signal go(page: int)

    readonly property ScrollZone zone: {
        for (let around = reader.parent; around; around = around.parent)
            if (around instanceof ScrollZone)
                return around as ScrollZone;
        return null;
    }
    readonly property real whole: column.implicitHeight + Theme.lip + (pages > 1 ? turnBar.room : 0)

    implicitHeight: zone && zone.flat ? whole : Math.min(whole, Theme.readerLeast)

    function toTop(): void {
        flick.contentY = 0;
    }
    function turn(by: int): void {
        if (by > 0 ? flick.atYEnd : flick.atYBeginning)
            reader.go(reader.page + by);
        else
            flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, flick.contentY + by * step));
    }

    Flickable {
        id: flick
        anchors.fill: parent
        anchors.bottomMargin: reader.turns ? turnBar.room : 0
        contentHeight: column.implicitHeight + Theme.lip
        boundsBehavior: Flickable.StopAtBounds
        interactive: reader.overflows
        clip: reader.overflows
        Column {
            id: column
            width: flick.width
        }
    }
    TurnBar {
        id: turnBar
        readonly property real room: height + Theme.m
        visible: reader.turns
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.lip
        width: parent.width
        first: reader.first
        last: reader.last
        where: reader.pages > 1 ? qsTrId("pager.position").arg(reader.page + 1).arg(reader.pages) : flick.atYEnd ? qsTrId("reader.end") : qsTrId("reader.more")
        onTurn: by => reader.turn(by)
        walked: reader.pages > 1
    }
}
