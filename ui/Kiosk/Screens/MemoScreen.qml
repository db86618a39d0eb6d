pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Big digits to copy down or photograph where nothing can be printed (mock-up 33): only what is needed to come back. In
// landscape one reads on the left and acts on the right.
Page {
    id: page

    required property Shell app
    readonly property bool personal: true // read aloud only when asked for
    readonly property TakeAwayModel take: app.takeAway
    property bool unheard: false          // there is no sound here

    Connections {
        target: page.take
        function onMemoUnheard(): void { page.unheard = true; }
    }

    // Beside a label, with a banner above, and above the line of 画面放低, the digits are a little smaller, so that all of them and
    // 抄好了 are in sight.
    readonly property real shrink: Theme.landscape ? 0.72 : Theme.low && !Theme.huge || height < Theme.dp(1560) && !Theme.flat ? 0.75 : 1
    readonly property int beside: Theme.landscape ? Theme.grow(210) + Theme.l : 0   // what a label takes where it stands at the left

    component Memo: Rectangle {
        id: memo
        implicitHeight: rows.implicitHeight + Theme.dp(20)
        radius: Theme.dp(32)
        color: Theme.color.card
        border.width: Theme.dp(4)
        border.color: Theme.color.text

        ColumnLayout {
            id: rows
            anchors.fill: parent
            anchors.topMargin: Theme.dp(10)
            anchors.bottomMargin: Theme.dp(10)
            spacing: 0
            Repeater {
                model: page.take.memo
                Item {
                    id: row
                    required property string kind
                    required property string label
                    required property string big
                    required property string small
                    required property int index
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.leftMargin: Theme.dp(44)
                    Layout.rightMargin: Theme.dp(44)
                    implicitHeight: words.implicitHeight + Theme.dp(Theme.landscape || Theme.elder ? 12 : Theme.flat || page.shrink < 1 ? 20 : 44)
                    Accessible.role: Accessible.StaticText
                    Accessible.name: row.label + " " + row.spaced + (row.small.length > 0 ? Words.comma + row.small : "")
                    // Digits apart, so that they are copied one by one: a ticket always, a telephone keeps its own groups.
                    readonly property string spaced: row.kind === "ticket" ? row.big.replace(/ /g, "").split("").join(" ") : row.big

                    DashedLine {
                        visible: row.index > 0
                        width: parent.width
                        ink: Theme.color.lineStrong
                    }
                    Column {
                        id: words
                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width
                        Label {
                            visible: !Theme.landscape
                            width: parent.width
                            text: row.label
                            type: Theme.bodyL
                            color: Theme.color.text2
                            Accessible.ignored: true
                        }
                        Row {
                            width: parent.width
                            spacing: Theme.l
                            Label {
                                visible: Theme.landscape
                                width: Theme.grow(210)
                                anchors.verticalCenter: parent.verticalCenter
                                text: row.label
                                type: Theme.rowLine
                                color: Theme.color.text2
                                Accessible.ignored: true
                            }
                            Label {
                                id: figure
                                width: Math.min(implicitWidth, words.width - page.beside)
                                font.pixelSize: Math.round(Theme.fontPx(type) * page.shrink)
                                text: row.spaced
                                type: row.kind === "ticket" ? Theme.memoTicket : row.kind === "time" ? Theme.memoTime
                                    : row.kind === "place" ? Theme.memoPlace : Theme.memoPhone
                                shrinks: true
                                foldable: true     // a long room: on two lines rather than over the edge
                                minimumPixelSize: Theme.fontPx(Theme.title3)
                                Accessible.ignored: true
                            }
                            Label {
                                visible: !Theme.huge && text.length > 0 && width > Theme.dp(200)
                                width: words.width - figure.width - parent.spacing - page.beside
                                anchors.baseline: figure.baseline
                                text: row.small
                                type: Theme.lead
                                wrapMode: Text.NoWrap
                                elide: Text.ElideRight
                                Accessible.ignored: true
                            }
                        }
                        Label {
                            visible: Theme.huge && text.length > 0
                            width: parent.width
                            text: row.small
                            type: Theme.lead
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }

    GridLayout {
        anchors.fill: parent
        anchors.bottomMargin: Theme.lip
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.dp(48)
        rowSpacing: Theme.dp(20)

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: Theme.landscape
            Layout.preferredWidth: Theme.dp(1100)
            spacing: Theme.dp(20)
            Column {
                Layout.fillWidth: true
                Label {
                    width: parent.width
                    text: qsTrId("memo.title")
                    type: Theme.landscape ? Theme.title1S : Theme.title1
                    Accessible.role: Accessible.Heading
                }
                Label {
                    visible: !Theme.elder
                    width: parent.width
                    text: (Words.nobody ? qsTrId("memo.line.closed") : qsTrId("memo.line")) + (page.take.memoSample.length > 0 ? qsTrId("site.sample") : "")
                    type: Theme.bodyL
                    color: Theme.color.text2
                }
            }
            Memo {
                Layout.fillWidth: true
                Layout.fillHeight: Theme.landscape
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.dp(600)
            spacing: Theme.l
            GridLayout {
                Layout.fillWidth: true
                columns: Theme.landscape ? 1 : 2
                columnSpacing: Theme.l
                rowSpacing: Theme.l
                PushButton {
                    Layout.fillWidth: true
                    Layout.preferredWidth: Theme.dp(100)
                    least: 100
                    padding: Theme.s
                    text: page.unheard ? qsTrId("memo.unheard") : qsTrId("memo.read")
                    icon: "speaker-high"
                    onActivated: page.take.readMemo()
                }
                PushButton {
                    Layout.fillWidth: true
                    Layout.preferredWidth: Theme.dp(100)
                    least: 100
                    padding: Theme.s
                    text: qsTrId("memo.more")
                    icon: "clock"
                    onActivated: page.app.visit.moreTime()
                }
            }
            Item { Layout.fillHeight: true }
            GridLayout {
                Layout.fillWidth: true
                columns: !Theme.huge ? 3 : 2
                columnSpacing: Theme.l
                rowSpacing: Theme.l
                QrBlock {
                    px: 240
                    payload: page.take.memoCode
                }
                FilledLabel {
                    Layout.fillWidth: true
                    Layout.preferredWidth: Theme.dp(100)
                    said: qsTrId("memo.scan")
                    type: Theme.rowLine
                    color: Theme.color.text2
                }
                PushButton {
                    visible: !Theme.landscape
                    Layout.preferredWidth: Theme.dp(440)
                    Layout.fillWidth: Theme.huge
                    Layout.columnSpan: Theme.huge ? 2 : 1
                    least: 140
                    kind: "primary"
                    type: Theme.buttonLarge
                    text: qsTrId("memo.done")
                    icon: "check"
                    onActivated: page.app.navigator.back()
                }
            }
            PushButton {
                visible: Theme.landscape
                Layout.fillWidth: true
                least: 140
                kind: "primary"
                type: Theme.buttonLarge
                text: qsTrId("memo.done")
                icon: "check"
                onActivated: page.app.navigator.back()
            }
        }
    }
}
