pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 请工作人员帮我办 (mock-up 31e). First it is asked whether the answers may be shown to the staff; only then a code that only this
// space's own terminals can open, for a few minutes. Leaving the page, its time or 作废 ends it.
Page {
    id: page

    required property Shell app

    readonly property HandOverModel handOver: app.selfCheck.handOver
    readonly property bool sided: Theme.landscape && !Theme.elder
    readonly property bool nobody: app.help.barState === "closed"
    readonly property bool shown: handOver.payload.length > 0

    component Head: Column {
        spacing: Theme.xs
        Headline {
            room: parent.width
            title: page.shown ? qsTrId("handover.title") : page.handOver.over ? qsTrId("handover.over") : qsTrId("handover.ask")
            type: page.sided ? Theme.title1S : Theme.titleHome
        }
        EvenLabel {
            visible: !page.shown
            room: parent.width
            said: page.handOver.over ? qsTrId("handover.over.line") : qsTrId("handover.ask.line")
            type: Theme.bodyL
            color: Theme.color.text2
        }
    }
    component Code: Card {
        visible: page.shown
        implicitHeight: code.implicitHeight + Theme.dp(72)
        Grid {
            id: code
            anchors.centerIn: parent
            columns: Theme.huge && !Theme.landscape ? 1 : 2
            spacing: Theme.dp(44)
            horizontalItemAlignment: Grid.AlignHCenter
            verticalItemAlignment: Grid.AlignVCenter
            QrBlock {
                id: block
                px: page.sided ? 400 : 460
                payload: page.handOver.payload
                Accessible.name: qsTrId("handover.code.name", page.handOver.minutes).arg(page.handOver.minutes)
            }
            Column {
                spacing: Theme.l
                InactivityRing {
                    anchors.horizontalCenter: parent.horizontalCenter
                    width: Theme.dp(page.sided ? 240 : 260)
                    height: width
                    seconds: page.handOver.secondsLeft
                    inAll: page.handOver.secondsInAll
                    number: seconds <= 60 ? seconds : page.handOver.minutes
                    unit: seconds <= 60 ? qsTrId("visit.seconds") : qsTrId("handover.unit")
                    figure: Theme.figure
                }
                Label {
                    width: Theme.dp(page.sided ? 300 : Theme.huge ? 720 : 360)
                    horizontalAlignment: Text.AlignHCenter
                    text: page.handOver.secondsLeft <= 60 ? qsTrId("handover.seconds", page.handOver.secondsLeft).arg(page.handOver.secondsLeft) : qsTrId("handover.minutes", page.handOver.minutes).arg(page.handOver.minutes)
                    type: Theme.bodyBold
                }
                Label {
                    width: Theme.dp(page.sided ? 300 : Theme.huge ? 720 : 360)
                    horizontalAlignment: Text.AlignHCenter
                    text: qsTrId("handover.then")
                }
            }
        }
    }
    component Seen: GridLayout {
        columns: Theme.huge && !Theme.landscape ? 1 : 2
        columnSpacing: Theme.l
        rowSpacing: Theme.l
        Card {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.dp(115)
            implicitHeight: sees.implicitHeight + Theme.dp(52)
            AskedList {
                id: sees
                x: Theme.dp(30)
                y: Theme.dp(26)
                width: parent.width - 2 * x
                title: qsTrId("handover.sees")
                lines: [qsTrId("handover.sees.answers", page.app.selfCheck.check.answerCount).arg(page.app.selfCheck.check.answerCount), qsTrId("handover.sees.results")]
            }
        }
        Card {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.dp(100)
            implicitHeight: never.implicitHeight + Theme.dp(52)
            AskedList {
                id: never
                x: Theme.dp(30)
                y: Theme.dp(26)
                width: parent.width - 2 * x
                title: qsTrId("handover.never")
                lines: [qsTrId("handover.never.1"), qsTrId("handover.never.2"), qsTrId("handover.never.3")]
                refused: true
            }
        }
    }
    component Note: Rectangle {
        implicitHeight: note.implicitHeight + Theme.dp(48)
        radius: Theme.radiusCard
        color: Theme.color.sunk
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.line
        Icon {
            id: lock
            x: Theme.xl
            y: Theme.l
            name: "lock-key"
            px: 44
        }
        EvenLabel {
            id: note
            x: lock.x + lock.width + Theme.l
            room: parent.width - x - Theme.xl
            anchors.verticalCenter: parent.verticalCenter
            said: page.handOver.available ? qsTrId("handover.note") : page.nobody ? qsTrId("handover.unavailable.closed") : qsTrId("handover.unavailable")
            type: Theme.bodyL
        }
    }
    component Call: GridLayout {
        columns: Theme.huge ? 2 : 3
        columnSpacing: Theme.l
        rowSpacing: Theme.m
        Icon {
            name: page.nobody ? "phone" : "call-bell"
            px: 44
        }
        Label {
            Layout.fillWidth: true
            text: page.nobody ? qsTrId("handover.call.closed") : qsTrId("handover.call")
        }
        PushButton {
            visible: page.shown
            Layout.columnSpan: Theme.huge ? 2 : 1
            text: qsTrId("handover.more")
            icon: "clock"
            onActivated: page.handOver.extend()
        }
        PushButton {
            visible: !page.shown
            Layout.columnSpan: Theme.huge ? 2 : 1
            text: page.nobody ? qsTrId("help.numbers") : qsTrId("handover.call.button")
            icon: page.nobody ? "phone" : "call-bell"
            onActivated: page.app.help.press()
        }
    }

    RowLayout {
        anchors.fill: parent
        spacing: Theme.dp(40)
        ColumnLayout {
            visible: page.sided
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            Layout.fillHeight: true
            spacing: Theme.l
            Head {
                Layout.fillWidth: true
            }
            Code {
                Layout.fillWidth: true
            }
            Seen {
                visible: !page.shown
                Layout.fillWidth: true
                Layout.fillHeight: false
            }
            Item { Layout.fillHeight: true }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            Layout.fillHeight: true
            spacing: Theme.l
            Reader {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.dp(30)
                Head {
                    visible: !page.sided
                    width: parent.width
                }
                Code {
                    visible: !page.sided && page.shown
                    width: parent.width
                }
                Seen {
                    visible: !page.sided || page.shown
                    width: parent.width
                }
                Note {
                    width: parent.width
                }
                Call {
                    width: parent.width
                }
            }
            RowLayout {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.lip
                spacing: Theme.l
                PushButton {
                    Layout.fillWidth: true
                    Layout.preferredWidth: Theme.dp(100)
                    least: Theme.landscape ? 112 : 124
                    padding: Theme.s
                    text: page.shown ? qsTrId("handover.void") : qsTrId("handover.no")
                    icon: "x"
                    onActivated: {
                        page.handOver.end();
                        page.app.navigator.back();
                    }
                }
                // A pair of choices: no filled button while it is asked whether the answers may be shown.
                PushButton {
                    Layout.fillWidth: true
                    Layout.preferredWidth: Theme.dp(100)
                    least: Theme.landscape ? 112 : 124
                    padding: Theme.s
                    kind: page.shown ? "primary" : "secondary"
                    visible: page.handOver.available
                    text: page.shown ? qsTrId("handover.done") : page.handOver.over ? qsTrId("handover.again") : qsTrId("handover.yes")
                    icon: page.shown ? "check" : "qr-code"
                    onActivated: {
                        if (page.shown)
                            page.app.visit.leave();
                        else
                            page.handOver.agree();
                    }
                }
            }
        }
    }
}
