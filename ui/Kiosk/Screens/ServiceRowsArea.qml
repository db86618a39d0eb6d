pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The rows of 服务项目 a page at a time, or why there are none, and the pager. `compact` stands beside an open service.
ColumnLayout {
    id: area

    required property Shell app
    property bool compact: false
    readonly property ServicesModel list: app.services
    readonly property int rowHeight: compact ? Theme.dp(112) : Theme.grow(186)
    readonly property int rowGap: compact ? Math.max(Theme.dp(10), Theme.gap) : Theme.dp(20)
    readonly property int rowsDown: Theme.huge ? Theme.hugeRows
        : Math.max(Theme.low ? 2 : 1, Math.floor((rows.height + rowGap - Theme.lip) / (rowHeight + rowGap)))

    signal opened(recordId: string)

    spacing: compact ? Theme.dp(14) : Theme.l
    onRowsDownChanged: refit()
    Component.onCompleted: refit()

    function refit(): void {
        if (rows.height > 0)
            area.list.fit(area.rowsDown);
    }

    function tags(state: string, until: var, inDays: int, here: bool, metres: var, phone: string, unconfirmed: bool): var {
        const open = Words.opening(state, until, inDays, area.app.localeName);
        const found = [];
        if (open.length > 0)
            found.push({ text: open, icon: "door-open", tone: state === "open" ? "ok" : "warn" });
        else if (phone.length > 0)
            found.push({ text: qsTrId("service.call").arg(phone), icon: "phone", tone: "neutral" });
        if (here)
            found.push({ text: qsTrId("service.here"), icon: "map-pin", tone: "neutral" });
        else if (metres !== null && metres !== undefined)
            found.push({ text: Words.distance(metres), icon: "map-pin", tone: "neutral" });
        if (unconfirmed)
            found.push({ text: qsTrId("tag.unconfirmed"), icon: "question", tone: "warn" });
        return found.slice(0, 3);
    }

    Item {
        id: rows
        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: Theme.huge ? Math.max(state.visible ? state.implicitHeight : 0, wait.visible ? wait.implicitHeight : 0, column.implicitHeight) + Theme.lip : Theme.low ? 2 * area.rowHeight + area.rowGap : Theme.elder ? area.rowHeight + area.rowGap : 0
        onHeightChanged: area.refit()

        Column {
            id: column
            width: parent.width
            spacing: area.rowGap
            Repeater {
                model: area.list.rows
                ListRow {
                    required icon
                    required tint
                    required property string recordId
                    required property string provider
                    required property string openState
                    required property var openUntil
                    required property int openInDays
                    required property bool here
                    required property var distanceM
                    required property string phone
                    required property bool unconfirmed
                    readonly property string opening: Words.opening(openState, openUntil, openInDays, area.app.localeName)
                    width: parent ? parent.width : 0
                    height: Theme.huge ? implicitHeight : area.compact ? Math.floor((rows.height + area.rowGap - Theme.lip) / area.rowsDown) - area.rowGap : area.rowHeight
                    compact: area.compact
                    current: area.compact && area.app.service.recordId === recordId
                    line: area.compact && opening.length > 0 ? opening + qsTrId("site.join") + provider : provider
                    tags: area.compact ? [] : area.tags(openState, openUntil, openInDays, here, distanceM, phone, unconfirmed)
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
            most: area.compact ? rows.height - Theme.lip : 0
            icon: failed ? "hard-drives" : "magnifying-glass"
            title: failed ? qsTrId("banner.error.title") : qsTrId("services.empty.title")
            line: failed ? Words.unreadable : qsTrId("services.empty.line")
            action: failed ? "" : qsTrId("services.empty.action")
            onPressed: area.list.showAll()
        }
    }
    Pager {
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.lip
        buttonWidth: Theme.dp(area.compact ? 200 : 300)
        buttonHeight: Theme.dp(area.compact ? 80 : 96)
        page: area.list.page
        pages: area.list.pages
        onGo: number => area.list.go(number)
    }
}
