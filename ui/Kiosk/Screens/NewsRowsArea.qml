pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The news of a channel a page at a time, the newest one large where there is room, or why there is none; the pager.
// `compact` stands beside the news being read.
ColumnLayout {
    id: board

    required property Shell app
    property bool compact: false
    readonly property NewsModel list: app.news
    readonly property bool featured: !compact && !Theme.landscape
    readonly property int rowHeight: compact ? Theme.dp(112) : Theme.grow(Theme.elder ? 150 : 186)
    readonly property int rowGap: Theme.dp(compact ? 13 : 20)
    readonly property int featureHeight: Theme.grow(344)
    property int leadHeight: 0            // of the large one, which is higher where its words are many
    readonly property int others: Theme.huge ? 3 : fitting(rows.height)
    readonly property int first: Theme.huge ? 3 : featured ? 1 + fitting(rows.height - Math.max(featureHeight, leadHeight) - rowGap) : others

    signal opened(recordId: string)

    spacing: Theme.dp(compact ? 14 : 20)
    onFirstChanged: refit()
    onOthersChanged: refit()
    Component.onCompleted: refit()

    function fitting(height: int): int {
        return Theme.huge ? Theme.hugeRows - 1 : Math.max(1, Math.floor((height + board.rowGap - Theme.lip) / (board.rowHeight + board.rowGap)));
    }
    // Later: while it is laid out, what it asks for is still being asked.
    function lead(): void {
        leadHeight = entries.count > 0 && entries.itemAt(0) ? entries.itemAt(0).height : 0;
    }
    function refit(): void {
        if (rows.height > 0)
            board.list.fit(board.first, board.others);
    }

    Item {
        id: rows
        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: Theme.huge || Theme.low ? Math.max(state.visible ? state.implicitHeight : 0, wait.visible ? wait.implicitHeight : 0, column.implicitHeight) + Theme.lip : Theme.elder ? board.rowHeight + board.rowGap : 0
        onHeightChanged: board.refit()

        Column {
            id: column
            width: parent.width
            spacing: board.rowGap
            Repeater {
                id: entries
                model: board.list.rows
                Item {
                    id: entry
                    required property int index
                    required property string recordId
                    required property string title
                    required property string summary
                    required property string issuer
                    required property date day
                    required property string area
                    required property bool fresh
                    required property bool sample
                    readonly property bool large: index === 0 && board.list.page === 0 && board.featured
                    width: parent ? parent.width : 0
                    height: Theme.huge ? made.implicitHeight : large ? Math.max(board.featureHeight, made.implicitHeight) : board.compact
                        ? Math.floor((rows.height + board.rowGap - Theme.lip) / board.others) - board.rowGap : board.rowHeight
                    onHeightChanged: if (large) Qt.callLater(board.lead)
                    Loader {
                        id: made
                        anchors.fill: parent
                        sourceComponent: entry.large ? feature : row
                    }
                    Component {
                        id: feature
                        NewsFeature {
                            title: entry.title
                            summary: entry.summary
                            issuer: entry.issuer
                            date: Words.monthDay(entry.day, board.app.now, board.app.localeName)
                            onActivated: board.opened(entry.recordId)
                        }
                    }
                    Component {
                        id: row
                        NewsListRow {
                            compact: board.compact
                            current: board.compact && board.app.article.recordId === entry.recordId
                            title: entry.title
                            summary: entry.summary
                            day: entry.day
                            now: board.app.now
                            localeName: board.app.localeName
                            area: entry.area
                            fresh: entry.fresh
                            sample: entry.sample
                            onActivated: board.opened(entry.recordId)
                        }
                    }
                }
            }
        }
        Loading {
            id: wait
            waiting: board.list.total === 0 && board.app.freshness === "empty"
            width: parent.width
            onGaveUp: board.app.navigator.home()
        }
        StateCard {
            id: state
            readonly property bool failed: board.app.freshness === "error"
            visible: board.list.total === 0 && board.app.freshness !== "empty"
            width: parent.width
            icon: failed ? "hard-drives" : "magnifying-glass"
            title: failed ? qsTrId("banner.error.title") : qsTrId("news.empty.title")
            line: failed ? Words.unreadable : qsTrId("news.empty.line")
            action: qsTrId("records.empty.action")
            onPressed: board.app.navigator.home()
        }
    }
    Pager {
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.lip
        buttonWidth: Theme.dp(board.compact ? 200 : 300)
        buttonHeight: Theme.dp(board.compact ? 80 : 96)
        page: board.list.page
        pages: board.list.pages
        onGo: number => board.list.go(number)
    }
}
