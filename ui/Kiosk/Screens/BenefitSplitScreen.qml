pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 惠民清单 in landscape (mock-up 37a): the list on the left, the benefit being read on the right.
Page {
    id: page

    required property Shell app
    readonly property BenefitsModel list: app.benefits
    readonly property int least: Theme.dp(116)      // of a row; rows share what is over
    readonly property int rowGap: Math.max(Theme.dp(13), Theme.gap)

    Connections {
        target: page.app.benefits
        function onEmptied(): void { page.app.benefit.show(""); }
    }
    RowLayout {
        anchors.fill: parent
        spacing: Theme.xl

        ColumnLayout {
            Layout.fillWidth: false
            Layout.preferredWidth: Theme.dp(680)
            Layout.maximumWidth: Theme.dp(680)
            Layout.fillHeight: true
            spacing: Math.max(Theme.dp(14), Theme.gap)
            RowLayout {
                Layout.fillWidth: true
                Label {
                    Layout.fillWidth: true
                    text: qsTrId("benefits.title")
                    type: Theme.title1S
                    Accessible.role: Accessible.Heading
                }
                Label {
                    text: qsTrId("benefits.total").arg(page.list.total)
                    type: Theme.secondary
                    color: Theme.color.text2
                }
            }
            BenefitChips {
                Layout.fillWidth: true
                app: page.app
                flowing: true
            }
            Item {
                id: area
                readonly property int fitting: Math.max(1, Math.floor((height + page.rowGap - Theme.lip) / (page.least + page.rowGap)))
                Layout.fillWidth: true
                Layout.fillHeight: true
                implicitHeight: loading.visible ? loading.implicitHeight : state.visible ? state.implicitHeight : 1
                onFittingChanged: page.list.fit(fitting)
                Component.onCompleted: page.list.fit(fitting)
                Column {
                    width: parent.width
                    spacing: page.rowGap
                    Repeater {
                        model: page.list.rows
                        ListRow {
                            required icon
                            required tint
                            required property string recordId
                            required property string summary
                            required property int index
                            width: parent ? parent.width : 0
                            height: Math.floor((area.height + page.rowGap - Theme.lip) / area.fitting) - page.rowGap
                            compact: true
                            line: summary
                            current: page.app.benefit.recordId === recordId
                            onActivated: page.app.preview(recordId)
                            Component.onCompleted: if (index === 0 && !page.app.benefit.found) page.app.benefit.show(recordId)     // nobody chose it: not counted
                        }
                    }
                }
                Loading {
                    id: loading
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
                }
            }
            Pager {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.lip
                buttonWidth: Theme.dp(200)
                buttonHeight: Theme.dp(80)
                page: page.list.page
                pages: page.list.pages
                onGo: number => page.list.go(number)
            }
        }
        Card {
            readonly property bool readFirst: true  // what was opened is read before the list
            Layout.fillWidth: true
            Layout.fillHeight: true
            ColumnLayout {
                anchors.fill: parent
                anchors.leftMargin: Theme.dp(36)
                anchors.rightMargin: Theme.dp(36)
                anchors.topMargin: Theme.dp(24)
                anchors.bottomMargin: Theme.l
                spacing: Theme.m
                visible: page.app.benefit.found
                Column {
                    Layout.fillWidth: true
                    Label {
                        width: parent.width
                        text: page.app.benefit.title + page.app.benefit.titleTail
                        type: Theme.title1S
                        Accessible.role: Accessible.Heading
                    }
                    EvenLabel {
                        room: parent.width
                        said: page.app.benefit.summary
                        color: Theme.color.text2
                    }
                }
                Item {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    implicitHeight: reader.implicitHeight
                    Reader {
                        id: reader
                        anchors.fill: parent
                        aside: check.width + Theme.l
                        foot: check.height + Theme.lip + Theme.m
                        BenefitBody {
                            width: parent.width
                            app: page.app
                            bare: true
                        }
                        Connections {
                            target: page.app.benefit
                            function onRecordIdChanged(): void {
                                reader.toTop();
                            }
                        }
                    }
                    PushButton {
                        id: check
                        anchors.right: parent.right
                        anchors.bottom: parent.bottom
                        anchors.bottomMargin: Theme.lip
                        width: Math.min(implicitWidth, Theme.dp(500))
                        kind: "primary"
                        icon: "clipboard-text"
                        text: qsTrId("benefit.check")
                        onActivated: page.app.navigator.open("check", "")
                    }
                }
            }
            Unchosen {
                visible: page.app.benefit.recordId.length === 0
                anchors.centerIn: parent
                width: parent.width - Theme.xxl
            }
            Gone {
                visible: !page.app.benefit.found && page.app.benefit.recordId.length > 0
                anchors.centerIn: parent
                border.width: 0           // it stands in a card
                width: parent.width - Theme.xxl
                onPressed: page.app.navigator.back()
            }
        }
    }
}
