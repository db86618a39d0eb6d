pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 看别的场: other dates of an activity that is full or over, then others of its kind.
Page {
    id: page

    give: area.grown ? 0 : 0.04
    required property Shell app
    readonly property OthersModel list: app.others
    readonly property int cardHeight: Theme.landscape ? Theme.grow(140) : Theme.elder ? Theme.dp(384) : Theme.dp(258)
    readonly property int headingHeight: Theme.grow(52)
    readonly property int gap: Theme.dp(8)

    function fit(): void {
        if (area.grown && area.height <= area.implicitHeight + 1)
            return;                           // cards that are higher than usual have no more than they ask for: they stay as many as they are
        list.fit(Theme.huge ? Theme.hugeRows : Math.max(1, Math.floor((area.height - Theme.lip + gap) / (cardHeight + headingHeight + 2 * gap))));
    }
    onCardHeightChanged: fit()

    ColumnLayout {
        anchors.fill: parent
        anchors.bottomMargin: Theme.lip
        spacing: Theme.l

        Column {
            Layout.fillWidth: true
            Label {
                width: parent.width
                text: qsTrId("others.title")
                type: Theme.landscape ? Theme.title1S : Theme.title1
                Accessible.role: Accessible.Heading
            }
            Label {
                visible: page.list.total > 0
                width: parent.width
                text: (page.list.same > 0 ? qsTrId("others.line.same") : qsTrId("others.line.kind")).arg(page.list.title)
                color: Theme.color.text2
            }
        }
        Item {
            id: area
            Layout.fillWidth: true
            Layout.fillHeight: true
            readonly property bool grown: !Theme.huge && column.implicitHeight > 0
                && Array.from({ length: entries.count }, (_, n) => entries.itemAt(n)).some(entry => entry !== null && entry.grown)
            implicitHeight: Theme.huge || grown ? Math.max(none.visible ? none.implicitHeight : 0, column.implicitHeight) + Theme.lip : Theme.low || Theme.elder ? page.cardHeight + page.headingHeight + 2 * page.gap : 1
            onHeightChanged: page.fit()
            Column {
                id: column
                width: parent.width
                spacing: page.gap
                Repeater {
                    id: entries
                    model: page.list.rows
                    Column {
                        id: entry
                        readonly property bool grown: card.height > page.cardHeight
                        required property int index
                        required property string recordId
                        required property string title
                        required property date startsAt
                        required property date endsAt
                        required property string place
                        required property string who
                        required property string fee
                        required property bool meal
                        required property var capacity
                        required property var seats
                        required property string offer
                        required property var until
                        required property int inDays
                        readonly property string said: entry.inDays === 0 || entry.inDays === 1
                            ? Words.leading(Words.relativeDay(entry.inDays, entry.startsAt, page.app.localeName)) : Words.day(entry.startsAt, page.app.localeName)
                        width: parent ? parent.width : 0
                        spacing: page.gap
                        // The height is the item's, not the text's own: bound to what it would like, it asks for it while it is set.
                        Item {
                            width: parent.width
                            height: Math.max(heading.implicitHeight, Theme.huge ? 0 : page.headingHeight)
                            Label {
                                id: heading
                                width: parent.width
                                anchors.verticalCenter: parent.verticalCenter
                                text: entry.said.charAt(0).toUpperCase() + entry.said.slice(1) + (page.list.first + entry.index < page.list.same ? "" : Words.comma + qsTrId("others.kind"))
                                type: Theme.title3
                                Accessible.role: Accessible.Heading
                            }
                        }
                        ActivityCard {
                            id: card
                            width: parent.width
                            height: Theme.huge ? implicitHeight : Math.max(page.cardHeight, implicitHeight)
                            title: entry.title
                            startsAt: entry.startsAt
                            endsAt: entry.endsAt
                            place: entry.place
                            who: entry.who
                            fee: entry.fee
                            meal: entry.meal
                            capacity: entry.capacity || 0
                            seats: entry.seats === undefined || entry.seats === null ? -1 : entry.seats
                            offer: entry.offer
                            takesNames: page.list.takesNames
                            until: entry.until
                            onActivated: page.app.navigator.open("activity", entry.recordId)
                        }
                    }
                }
            }
            StateCard {
                id: none
                visible: page.list.total === 0
                width: parent.width
                icon: "calendar-dots"
                tint: "amber"
                title: qsTrId("others.none")
                line: Words.nobody ? qsTrId("others.none.line.closed") : qsTrId("others.none.line")
                action: qsTrId("others.all")
                secondAction: qsTrId("gone.action")
                onPressed: page.app.navigator.open("activities", "")
                onSecondPressed: page.app.navigator.back()
            }
        }
        Pager {
            Layout.fillWidth: true
            page: page.list.page
            pages: page.list.pages
            onGo: number => page.list.go(number)
        }
    }
}
