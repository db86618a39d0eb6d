pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The standard list of a shelf: places, activities.
Page {
    id: page

    required property Shell app
    readonly property RecordsModel list: app.records
    readonly property int columns: Theme.landscape ? 2 : 1
    readonly property int rowHeight: Theme.grow(156)
    readonly property int rowGap: Theme.dp(20)

    function title(shelf: string): string {
        switch (shelf) {
        case "place": return qsTrId("tile.map");
        case "activity": return qsTrId("tile.activities");
        }
        return "";
    }
    readonly property int rowsDown: Math.max(1, Math.floor((area.height + rowGap - Theme.lip) / (rowHeight + rowGap)))
    onRowsDownChanged: page.list.fit(page.columns * page.rowsDown)
    Component.onCompleted: page.list.fit(page.columns * page.rowsDown)

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.l
        Column {
            Layout.fillWidth: true
            Label {
                width: parent.width
                text: page.title(page.list.shelf)
                type: Theme.title1
                Accessible.role: Accessible.Heading
            }
            Label {
                width: parent.width
                text: qsTrId("records.total").arg(page.list.total)
                color: Theme.color.text2
            }
        }
        Item {
            id: area
            Layout.fillWidth: true
            Layout.fillHeight: true
            GridLayout {
                width: parent.width
                columns: page.columns
                columnSpacing: Theme.l
                rowSpacing: page.rowGap
                uniformCellWidths: true
                Repeater {
                    model: page.list.rows
                    ListRow {
                        id: row
                        required icon
                        required tint
                        required property string recordId
                        required property string detail
                        required property var at
                        required property bool sample
                        required property bool unconfirmed
                        Layout.fillWidth: true
                        Layout.preferredHeight: Math.min(Theme.grow(186), Math.floor((area.height + page.rowGap - Theme.lip) / page.rowsDown) - page.rowGap)
                        line: [row.at ? Words.day(row.at, page.app.localeName) + " " + Words.clock(row.at) : "",
                               row.detail]
                              .filter(part => part.length > 0).join(qsTrId("site.join"))
                        onActivated: page.app.navigator.open("record", recordId)
                    }
                }
            }
            Loading {
                waiting: page.list.total === 0 && page.app.freshness === "empty"
                width: parent.width
                onGaveUp: page.app.navigator.home()
            }
            StateCard {
                visible: page.list.total === 0 && page.app.freshness !== "empty"
                width: parent.width
                icon: page.app.freshness === "error" ? "hard-drives" : "magnifying-glass"
                title: page.app.freshness === "error" ? qsTrId("banner.error.title") : qsTrId("records.empty.title")
                line: page.app.freshness === "error" ? qsTrId("banner.error.line") : qsTrId("records.empty.line")
                action: qsTrId("records.empty.action")
                onPressed: page.app.navigator.home()
            }
        }
        Pager {
            Layout.fillWidth: true
            Layout.bottomMargin: Theme.lip
            page: page.list.page
            pages: page.list.pages
            onGo: number => page.list.go(number)
        }
    }
}
