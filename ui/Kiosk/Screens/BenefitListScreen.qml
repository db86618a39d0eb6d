pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 惠民清单 (mock-up 04): chips, one filter, rows a page at a time.
Page {
    id: page

    required property Shell app
    readonly property BenefitsModel list: app.benefits
    readonly property int rowHeight: Theme.grow(186)
    readonly property int rowGap: Theme.dp(20)

    // Lying, in large letters: what narrows the list stands beside it.
    GridLayout {
        anchors.fill: parent
        columns: Theme.landscape && !Theme.huge ? 2 : 1
        columnSpacing: Theme.xxl
        rowSpacing: Theme.l

        ColumnLayout {
            Layout.fillWidth: parent.columns === 1
            Layout.fillHeight: false
            Layout.preferredWidth: Theme.dp(700)
            Layout.alignment: Qt.AlignTop
            spacing: Theme.l

            Column {
                Layout.fillWidth: true
                Label {
                    width: parent.width
                    text: qsTrId("benefits.title")
                    type: Theme.title1
                    Accessible.role: Accessible.Heading
                }
                Label {
                    width: parent.width
                    visible: !Theme.elder
                    text: qsTrId("benefits.line").arg(page.list.everything)
                    color: Theme.color.text2
                }
            }
            BenefitChips {
                Layout.fillWidth: true
                app: page.app
            }
            GridLayout {
                Layout.fillWidth: true
                columns: Theme.huge !== Theme.landscape ? 1 : 2
                columnSpacing: Theme.l
                rowSpacing: Theme.xs
                Label {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    text: qsTrId("benefits.count").arg(Words.category(page.list.category)).arg(page.list.total)
                    type: Theme.title3
                    foldable: true
                    shrinks: true
                    minimumPixelSize: Theme.fontPx(Theme.secondary)
                    Accessible.role: Accessible.Heading
                }
                FilterToggle {
                    text: qsTrId("benefits.here")
                    worded: !Theme.elder
                    checked: page.list.onlyHere
                    onActivated: page.list.setOnlyHere(!page.list.onlyHere)
                }
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.l
            Item {
                id: area
                Layout.fillWidth: true
                Layout.fillHeight: true
                readonly property int fitting: Theme.huge ? Theme.hugeRows
                    : Math.max(Theme.low ? 2 : 1, Math.floor((height + page.rowGap - Theme.lip) / (page.rowHeight + page.rowGap)))
                implicitHeight: Theme.huge ? Math.max(state.visible ? state.implicitHeight : 0, wait.visible ? wait.implicitHeight : 0, rows.implicitHeight) + Theme.lip : Theme.low ? 2 * page.rowHeight + page.rowGap : Theme.elder ? page.rowHeight + page.rowGap : 0
                onFittingChanged: page.list.fit(fitting)
                Component.onCompleted: page.list.fit(fitting)

                Column {
                    id: rows
                    width: parent.width
                    spacing: page.rowGap
                    Repeater {
                        model: page.list.rows
                        ListRow {
                            required icon
                            required tint
                            required property string recordId
                            required property string summary
                            required property string payment
                            required property string applyAt
                            required property bool here
                            required property bool unconfirmed
                            width: parent ? parent.width : 0
                            line: summary
                            tags: Words.benefitTags(payment, applyAt, here, unconfirmed)
                            onActivated: page.app.navigator.open("benefit", recordId)
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
                    visible: page.list.total === 0 && page.app.freshness !== "empty"
                    width: parent.width
                    icon: page.app.freshness === "error" ? "hard-drives" : "magnifying-glass"
                    title: page.app.freshness === "error" ? qsTrId("banner.error.title") : qsTrId("benefits.empty.title")
                    line: page.app.freshness === "error" ? Words.unreadable : qsTrId("benefits.empty.line")
                    action: page.app.freshness === "error" ? "" : qsTrId("benefits.empty.action")
                    onPressed: {
                        page.list.setOnlyHere(false);
                        page.list.choose("");
                    }
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
