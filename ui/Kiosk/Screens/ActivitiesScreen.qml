pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 服务活动 (mock-ups 10, 37c): a week, kinds, cards from the chosen day on. The week is a strip above, in landscape a rail.
Page {
    id: page

    give: area.grown ? 0 : 0.04
    required property Shell app
    readonly property ActivitiesModel list: app.activities
    readonly property bool rail: Theme.landscape && !Theme.huge
    readonly property int cardHeight: rail ? Theme.grow(140) : Theme.elder ? Theme.dp(384) : Theme.dp(258)
    readonly property int headingHeight: Theme.grow(48)
    readonly property int gap: Theme.dp(rail ? 20 : 24)
    readonly property int least: headingHeight + (cardHeight + gap) * (Theme.low ? 2 : 1)
    readonly property int noteHeight: list.onDay === 0 && list.total > 0 ? headingHeight + gap : 0

    function dayWords(days: int, day: date): string {
        const weekday = day.toLocaleDateString(Qt.locale(app.localeName), qsTrId("format.weekday"));
        return days === 0 || days === 1 ? Words.leading(Words.relativeDay(days, day, app.localeName)) + Words.comma + weekday
                                        : Words.day(day, app.localeName);
    }
    function fit(): void {
        if (area.grown && area.height <= area.implicitHeight + 1)
            return;                           // cards that are higher than usual have no more than they ask for: they stay as many as they are
        // Where cards are as high as their words a page has a few of them, and scrolls.
        list.fit(Theme.huge ? Theme.hugeRows * (cardHeight + gap) : Math.max(area.height, Theme.low || Theme.elder ? least : 0) - Theme.lip - noteHeight, cardHeight, headingHeight, gap);
    }
    onCardHeightChanged: fit()
    onNoteHeightChanged: Qt.callLater(page.fit)   // at once, the list's answer would change it while it changes
    Component.onCompleted: fit()

    component Mine: PushButton {
        padding: Theme.dp(20)
        text: qsTrId("activities.mine")
        type: Theme.label
        onActivated: page.app.navigator.open("tickets", "")
    }
    component WeekButtons: RowLayout {
        spacing: Theme.m
        PushButton {
            Layout.fillWidth: page.rail
            Layout.preferredWidth: page.rail ? 1 : implicitWidth
            Layout.maximumWidth: page.rail || Theme.huge ? -1 : Theme.grow(204)     // two lines rather than the room of the days they show
            padding: Theme.dp(page.rail ? 12 : 18)
            least: page.rail && Theme.elder ? 80 : 96        // seven days and these fit without scrolling
            text: qsTrId("activities.week.previous")
            name: qsTrId("activities.week.previous.name")
            icon: "caret-left"
            type: Theme.label
            blocked: page.list.week === 0
            hint: blocked ? qsTrId("activities.week.first") : ""
            onActivated: page.list.turnWeek(-1)
        }
        PushButton {
            Layout.fillWidth: page.rail
            Layout.preferredWidth: page.rail ? 1 : implicitWidth
            Layout.maximumWidth: page.rail || Theme.huge ? -1 : Theme.grow(204)
            padding: Theme.dp(page.rail ? 12 : 18)
            least: page.rail && Theme.elder ? 80 : 96        // seven days and these fit without scrolling
            text: qsTrId("activities.week.next")
            name: qsTrId("activities.week.next.name")
            trailingIcon: "caret-right"
            type: Theme.label
            blocked: page.list.week >= page.list.lastWeek
            hint: blocked ? qsTrId("activities.week.last") : ""
            onActivated: page.list.turnWeek(1)
        }
    }

    RowLayout {
        anchors.fill: parent
        spacing: Theme.xl

        ColumnLayout {
            visible: page.rail
            Layout.preferredWidth: Theme.grow(400)
            Layout.maximumWidth: Theme.grow(400)
            Layout.fillHeight: true
            spacing: Math.max(Theme.dp(10), Theme.gap)
            RowLayout {
                Layout.fillWidth: true
                Label {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    text: qsTrId("activities.title")
                    type: Theme.title1S
                    foldable: true
                    shrinks: true
                    minimumPixelSize: Theme.fontPx(Theme.minimum)
                    Accessible.role: Accessible.Heading
                }
                Mine {
                    least: 72
                    Layout.maximumWidth: page.rail ? Theme.grow(180) : implicitWidth
                }
            }
            Item {
                id: railArea
                readonly property int gap: Theme.elder ? Theme.s : Math.max(Theme.dp(10), Theme.gap)
                Layout.fillWidth: true
                Layout.fillHeight: true
                implicitHeight: 7 * Theme.dp(72) + 6 * gap + (Theme.elder ? 0 : Theme.xl)     // what the page may be squeezed by is not taken from its days
                Loader {
                    width: parent.width
                    active: page.rail
                    sourceComponent: WeekStrip {
                        app: page.app
                        rail: true
                        spacing: railArea.gap
                        cellHeight: Math.max(Theme.dp(72), Math.min(Theme.grow(80), Math.floor((railArea.height - 6 * spacing) / 7)))
                    }
                }
            }
            Loader {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.lip
                active: page.rail
                sourceComponent: WeekButtons {}
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.dp(page.rail ? 20 : 24)

            GridLayout {
                visible: !page.rail
                Layout.fillWidth: true
                // In the larger sizes the buttons stand under the title, side by side where they fit; landscape has room for all of it.
                readonly property bool abreast: mine.implicitWidth + columnSpacing + weeks.implicitWidth <= width
                columns: !Theme.huge || Theme.landscape ? 3 : abreast ? 2 : 1
                columnSpacing: Theme.m
                rowSpacing: Theme.m
                Column {
                    Layout.fillWidth: true
                    Layout.columnSpan: Math.max(1, parent.columns - (!Theme.huge || Theme.landscape ? 2 : 0))
                    Layout.preferredWidth: 1
                    Label {
                        width: parent.width
                        text: qsTrId("activities.title")
                        type: Theme.title1
                        foldable: true
                        shrinks: true
                        minimumPixelSize: Theme.fontPx(Theme.title2)
                        Accessible.role: Accessible.Heading
                    }
                    Label {
                        visible: page.list.days.count > 0     // nothing where the content cannot be read
                        width: parent.width
                        text: (page.list.sample && !Theme.elder ? qsTrId("activities.line.sample") : qsTrId("activities.line"))
                              .arg(Words.monthDay(page.list.first, page.app.now, page.app.localeName))
                              .arg(Words.monthDay(page.list.last, page.app.now, page.app.localeName))
                        type: Theme.rowLine
                        color: Theme.color.text2
                    }
                }
                Mine {
                    id: mine
                    visible: !page.rail
                }
                Loader {
                    id: weeks
                    active: !page.rail
                    sourceComponent: WeekButtons {}
                }
            }
            Loader {
                Layout.fillWidth: true
                active: !page.rail
                visible: active
                sourceComponent: WeekStrip { app: page.app }
            }
            Label {
                visible: page.rail && Theme.elder
                Layout.fillWidth: true
                text: page.dayWords(page.list.dayInDays, page.list.day)
                type: Theme.title3
                Accessible.role: Accessible.Heading
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.m
                Label {
                    visible: page.rail && !Theme.elder
                    Layout.rightMargin: Theme.m
                    text: page.dayWords(page.list.dayInDays, page.list.day)
                    type: Theme.title3
                    wrapMode: Text.NoWrap
                    Accessible.role: Accessible.Heading
                }
                ActivityChips {
                    // Never by its own implicit width: a Flow's depends on the width it has.
                    Layout.fillWidth: true
                    Layout.preferredWidth: Theme.dp(200)
                    app: page.app
                }
            }
            Item {
                id: area
                Layout.fillWidth: true
                Layout.fillHeight: true
                readonly property bool grown: !Theme.huge && column.implicitHeight > 0
                    && Array.from({ length: entries.count }, (_, n) => entries.itemAt(n)).some(entry => entry !== null && entry.grown)
                implicitHeight: Theme.huge || grown ? Math.max(state.visible ? state.implicitHeight : 0, wait.visible ? wait.implicitHeight : 0, column.implicitHeight) + Theme.lip : Theme.low || Theme.elder ? page.least : 1
                onHeightChanged: page.fit()

                Column {
                    id: column
                    width: parent.width
                    spacing: page.gap
                    // Height apart from the text, as in OthersScreen.
                    Item {
                        visible: page.noteHeight > 0
                        width: parent.width
                        height: Math.max(note.implicitHeight, Theme.huge ? 0 : page.headingHeight)
                        Label {
                            id: note
                            width: parent.width
                            anchors.verticalCenter: parent.verticalCenter
                            text: qsTrId("activities.day.empty").arg(page.dayWords(page.list.dayInDays, page.list.day))
                            color: Theme.color.text2
                            foldable: true
                            shrinks: !Theme.huge
                            minimumPixelSize: Theme.fontPx(Theme.minimum)
                        }
                    }
                    Repeater {
                        id: entries
                        model: page.list.rows
                        Column {
                            id: entry
                            readonly property bool grown: card.height > page.cardHeight
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
                            required property var heading
                            required property int inDays
                            width: parent ? parent.width : 0
                            spacing: page.gap
                            Label {
                                visible: !!entry.heading
                                width: parent.width
                                height: Math.max(page.headingHeight, implicitHeight)
                                text: entry.heading ? page.dayWords(entry.inDays, entry.startsAt) : ""
                                type: Theme.title3
                                Accessible.role: Accessible.Heading
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
                Loading {
                    id: wait
                    waiting: page.list.total === 0 && page.app.freshness === "empty"
                    width: parent.width
                    onGaveUp: page.app.navigator.home()
                }
                StateCard {
                    id: state
                    readonly property bool filtered: page.list.category.length > 0
                    readonly property bool more: page.list.week < page.list.lastWeek
                    visible: page.list.total === 0 && page.app.freshness !== "empty"
                    width: parent.width
                    icon: page.app.freshness === "error" ? "hard-drives" : "calendar-dots"
                    tint: "amber"
                    title: page.app.freshness === "error" ? qsTrId("banner.error.title") : filtered ? qsTrId("activities.empty.title") : qsTrId("activities.empty.title.all")
                    line: page.app.freshness === "error" ? Words.unreadable : filtered ? qsTrId("activities.empty.line") : qsTrId("activities.empty.line.all")
                    action: filtered ? qsTrId("activities.empty.all") : ""
                    secondAction: more ? qsTrId("activities.empty.next") : ""
                    onPressed: page.list.choose("")
                    onSecondPressed: page.list.turnWeek(1)
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
}
