pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The standard list of a shelf: services, places, activities, guides, news.
Page {
    id: page

    required property Shell app
    readonly property RecordsModel list: app.records
    readonly property int columns: Theme.landscape ? 2 : 1
    readonly property int rowHeight: Theme.grow(156)
    readonly property int rowGap: Theme.dp(20)

    function title(shelf: string): string {
        switch (shelf) {
        case "service": return qsTrId("tile.services");
        case "place": return qsTrId("tile.map");
        case "activity": return qsTrId("tile.activities");
        case "guide": return qsTrId("hero.label");
        case "news.government": return qsTrId("news.government");
        case "news.social": return qsTrId("news.social");
        }
        return "";
    }
    function fitRows(height: int): void {
        page.list.fit(page.columns * Math.floor((height + page.rowGap - Theme.lip) / (page.rowHeight + page.rowGap)));
    }

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
            Layout.fillWidth: true
            Layout.fillHeight: true
            onHeightChanged: page.fitRows(height)
            Component.onCompleted: page.fitRows(height)
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
                        required property var day
                        required property bool sample
                        required property bool unconfirmed
                        Layout.fillWidth: true
                        Layout.preferredHeight: page.rowHeight
                        line: [row.at ? Words.day(row.at, page.app.localeName) + " " + Words.clock(row.at) : "",
                               row.day ? Words.monthDay(row.day, page.app.localeName) : "", row.detail]
                              .filter(part => part.length > 0).join(qsTrId("site.join"))
                        onActivated: page.app.navigator.open("record", recordId)
                    }
                }
            }
            StateCard {
                visible: page.list.total === 0
                width: parent.width
                icon: "magnifying-glass"
                title: page.app.freshness === "empty" ? qsTrId("empty.first.title") : qsTrId("records.empty.title")
                line: page.app.freshness === "empty" ? qsTrId("empty.first.line") : qsTrId("records.empty.line")
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
