pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The rows of 服务地图 a page at a time, or why there are none, and the pager. `dense` stands beside the map; `others` leaves
// out the chosen one, which has its card above.
ColumnLayout {
    id: area

    required property Shell app
    property bool dense: false
    property bool others: false
    readonly property PlacesModel list: app.places
    readonly property int rowHeight: Theme.grow(dense ? (Theme.landscape ? 106 : 114) : Theme.elder ? 172 : 148)
    readonly property int rowGap: dense ? 0 : Theme.m
    readonly property int rowsDown: Theme.huge ? Theme.hugeRows : Math.max(Theme.low ? 2 : 1, Math.floor((rows.height + rowGap - Theme.lip) / (rowHeight + rowGap))) + (others ? 1 : 0)

    signal opened(recordId: string)

    spacing: Theme.m
    onRowsDownChanged: refit()
    Component.onCompleted: refit()

    function refit(): void {
        // Rows that are higher than usual ask for their room; as long as they have no more of it, they stay as many as they are.
        if (rows.height > 0 && (others || !(rows.grown && rows.height <= rows.implicitHeight + 1)))
            area.list.fit(area.rowsDown);
    }
    // Under the map there is no room to ask for: one row less, until they fit. It never asks for more, so it comes to an end.
    function trim(): void {
        const shown = Array.from({ length: lines.count }, (_, n) => lines.itemAt(n)).filter(line => line !== null && line.visible).length;
        if (rows.lack > 0 && shown > 1)
            area.list.fit(lines.count - 1);
    }

    Item {
        id: rows
        Layout.fillWidth: true
        Layout.fillHeight: true
        readonly property bool grown: !Theme.huge && column.implicitHeight > 0
            && Array.from({ length: lines.count }, (_, n) => lines.itemAt(n)).some(line => line !== null && line.wordy && line.implicitHeight > area.rowHeight)
        readonly property real lack: area.others ? Math.max(0, column.implicitHeight - height - 1) : 0
        onLackChanged: if (lack > 0) Qt.callLater(area.trim)
        implicitHeight: area.others && !Theme.huge && lines.count > 2 ? 0 : Theme.huge || grown || Theme.elder && state.visible ? Math.max(state.visible ? state.implicitHeight : 0, wait.visible ? wait.implicitHeight : 0, column.implicitHeight) + Theme.lip : Theme.low ? 2 * area.rowHeight + area.rowGap : Theme.elder ? area.rowHeight + area.rowGap : 0
        onHeightChanged: area.refit()

        Column {
            id: column
            width: parent.width
            spacing: area.rowGap
            Repeater {
                id: lines
                model: area.list.rows
                PlaceRow {
                    required property string recordId
                    required property string category
                    required property string address
                    required property var distanceM
                    required property int walkMin
                    required property string openState
                    required property var openUntil
                    required property int openInDays
                    required property bool suspended
                    required property int minutesLeft
                    required property bool unconfirmed
                    width: parent ? parent.width : 0
                    height: Theme.huge ? implicitHeight : rows.grown ? Math.max(area.rowHeight, wordy ? implicitHeight : 0)
                        : narrow && !area.others ? Math.floor((rows.height + area.rowGap - Theme.lip) / area.rowsDown) - area.rowGap
                        : area.rowHeight         // beside the map they share what is over
                    visible: !(area.others && area.list.chosenId === recordId)
                    dense: area.dense
                    current: area.dense && area.list.chosenId === recordId
                    narrow: area.dense && Theme.landscape
                    line: Words.away(distanceM, walkMin).length === 0 ? (narrow ? "" : address) : narrow ? Words.distance(distanceM) : Words.away(distanceM, walkMin)
                    extra: unconfirmed ? qsTrId("tag.unconfirmed") : ""
                    openness: Words.placeState(openState, openUntil, openInDays, suspended, minutesLeft, area.app.localeName)
                    onActivated: area.opened(recordId)
                }
            }
        }
        Loading {
            id: wait
            waiting: area.list.total === 0 && area.app.freshness === "empty"
            width: parent.width
            onGaveUp: area.app.navigator.home()
        }
        StateCard {
            id: state
            readonly property bool failed: area.app.freshness === "error"
            visible: area.list.total === 0 && area.app.freshness !== "empty"
            width: parent.width
            icon: failed ? "hard-drives" : "map-pin"
            title: failed ? qsTrId("banner.error.title") : qsTrId("places.empty.title")
            line: failed ? Words.unreadable : qsTrId("places.empty.line")
            action: failed ? "" : qsTrId("places.empty.action")
            onPressed: area.list.showAll()
        }
    }
    Pager {
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.lip
        buttonWidth: Theme.dp(area.dense && Theme.landscape ? 200 : 280)
        buttonHeight: Theme.dp(80)
        page: area.list.page
        pages: area.list.pages
        onGo: number => area.list.go(number)
    }
}
