pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// After the commit (mock-up 12): it is done, the ticket, what comes next.
GridLayout {
    id: page

    required property Shell app
    required property SignUpModel form
    required property string whenWords
    required property string calledWords
    required property string phoneWords
    property real room: height            // what is on the screen; the page itself grows where it scrolls
    property string callBy                // by when somebody calls, where a number was left
    readonly property bool personal: true // read aloud only when asked for

    // Little room (larger text, a banner): a smaller code, steps without their second lines; less still: without a heading.
    readonly property bool tight: !Theme.landscape && room < Theme.dp(Theme.elder ? 1700 : 1560)
    readonly property bool tighter: room < Theme.dp(Theme.landscape ? 740 : 1500) && Theme.elder
    readonly property bool service: form.service
    // With the number of the ticket they are all it takes to cancel: nobody who passes may read them while nobody answers.
    readonly property string digits: app.visit.asking ? Words.hidden : form.digits
    readonly property bool unreachable: form.noPhone
    readonly property var queueing: unreachable
        ? [qsTrId("ticket.next.wait.nophone"), Words.nobody ? qsTrId("ticket.next.wait.nophone.line.closed") : qsTrId("ticket.next.wait.nophone.line")]
        : [qsTrId("ticket.next.wait"), Words.nobody ? qsTrId("ticket.next.wait.line.closed") : qsTrId("ticket.next.wait.line")]
    readonly property var ahead: service
        ? [[qsTrId("ticket.next.photo"), form.madeUp ? qsTrId("ticket.next.photo.digits").arg(digits) : qsTrId("ticket.next.photo.line")],
           form.callBack ? [qsTrId("callback.next").arg(callBy), qsTrId("ticket.next.call.line")]
               : unreachable ? [qsTrId("ticket.next.ask").arg(form.host), form.contact.length > 0 ? qsTrId("benefit.phone").arg(form.contact) : ""]
               : [qsTrId("ticket.next.call"), qsTrId("ticket.next.call.line")],
           [qsTrId("ticket.next.unwant"), qsTrId("ticket.next.unwant.line")]]
        : [[qsTrId("ticket.next.photo"), form.madeUp ? qsTrId("ticket.next.photo.digits").arg(digits) : qsTrId("ticket.next.photo.line")],
           form.waiting ? queueing : [qsTrId("ticket.next.come"), qsTrId("ticket.next.come.line").arg(form.code)],
           [form.contact.length > 0 ? qsTrId("ticket.next.cancel").arg(form.contact) : qsTrId("ticket.next.cancel.here"), qsTrId("ticket.next.cancel.line")]]

    signal finished
    signal onward

    anchors.fill: parent
    columns: Theme.landscape ? 2 : 1
    columnSpacing: Theme.dp(48)
    rowSpacing: Theme.l
    uniformCellWidths: Theme.landscape

    ColumnLayout {
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop
        spacing: Theme.dp(Theme.elder ? 16 : 20)
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.l
            Rectangle {
                Layout.preferredWidth: Theme.growIcon(page.tighter ? 76 : 104)
                Layout.preferredHeight: width
                radius: width / 2
                color: page.form.waiting ? Theme.color.warnBg : Theme.color.okBg
                border.width: Theme.highContrast ? Theme.control : 0
                border.color: Theme.color.text
                Icon {
                    anchors.centerIn: parent
                    name: page.form.waiting ? "clock" : "check"
                    px: 56
                    color: page.form.waiting ? Theme.color.warn : Theme.color.ok
                }
            }
            Column {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Label {
                    width: parent.width
                    text: (page.form.correcting ? qsTrId("ticket.corrected") : page.form.waiting ? qsTrId("ticket.queued")
                        : page.service ? qsTrId("ticket.wanted") : qsTrId("ticket.done")).arg(page.calledWords)
                    type: page.tighter ? Theme.title1S : Theme.title1
                    foldable: true
                    shrinks: true
                    minimumPixelSize: Theme.fontPx(Theme.bodyBold)
                    Accessible.role: Accessible.Heading
                }
                Label {
                    visible: !page.tighter && !(Theme.elder && page.form.waiting && page.unreachable)     // the steps below say it
                    width: parent.width
                    text: page.form.correcting ? qsTrId("ticket.corrected.line") : page.form.waiting ? (page.unreachable ? qsTrId("signup.queue.line.nophone") : qsTrId("ticket.queued.line"))
                        : page.form.callBack ? qsTrId("callback.done.line").arg(page.callBy) : page.service ? qsTrId("ticket.wanted.line").arg(page.form.host)
                        : page.form.offline ? qsTrId("ticket.offline") : qsTrId("ticket.noted")
                    color: Theme.color.text2
                }
            }
        }
        Loader {
            active: !page.form.correcting      // a hidden one would say its name all the same
            visible: active
            Layout.fillWidth: true
            sourceComponent: TicketCard {
                small: page.tight || page.tighter
                title: page.form.title
                kind: page.form.callBack ? qsTrId("ticket.kind.callback") : page.form.waiting ? qsTrId("ticket.kind.queue") : page.service ? qsTrId("ticket.kind.service") : qsTrId("ticket.kind")
                timeLabel: page.form.callBack ? qsTrId("callback.fact.when") : page.service ? qsTrId("service.wait") : qsTrId("ticket.time")
                placeLabel: page.form.callBack ? qsTrId("callback.fact.who") : page.service ? qsTrId("signup.fact.host") : qsTrId("ticket.place")
                whenTime: page.service ? "" : Words.clock(page.form.startsAt)
                whenDay: page.form.callBack ? page.callBy : page.service ? page.form.wait : page.whenWords.replace(" " + Words.clock(page.form.startsAt), "")
                place: page.form.callBack ? page.form.caller : page.service ? page.form.host : page.form.place
                placeNote: page.service || page.form.waiting || page.tight ? "" : page.form.building !== page.form.place ? page.form.building : ""
                payload: page.app.takeAway.codes["ticket"] ?? ""
                facts: [[qsTrId("ticket.number"), page.form.code.slice(0, 1) + " " + page.form.code.slice(1)], [qsTrId("ticket.called"), page.calledWords],
                        page.form.madeUp ? [qsTrId("ticket.digits"), page.digits] : [qsTrId("ticket.phone"), page.phoneWords]]
            }
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        spacing: Theme.dp(20)
        CallerCard {
            dense: true
            visible: page.service && !page.unreachable && page.form.caller.length > 0
            Layout.fillWidth: true
            caller: page.form.caller
            phone: page.form.callerPhone
        }
        Label {
            visible: !page.form.correcting && !page.tight && !page.tighter && !(page.service && Theme.elder)
            text: qsTrId("ticket.next")
            type: Theme.title3
            Accessible.role: Accessible.Heading
        }
        Repeater {
            model: page.form.correcting ? [] : page.service && Theme.elder ? page.ahead.slice(0, 2) : page.ahead
            RowLayout {
                id: step
                required property var modelData
                required property int index
                Layout.fillWidth: true
                spacing: Theme.l
                Rectangle {
                    Layout.preferredWidth: Theme.grow(60)
                    Layout.preferredHeight: Theme.grow(60)
                    Layout.alignment: Qt.AlignTop
                    radius: width / 2
                    color: Theme.color.ground
                    border.width: Theme.control
                    border.color: Theme.color.accentText
                    Label {
                        anchors.centerIn: parent
                        text: step.index + 1
                        type: Theme.label
                        color: Theme.color.accentText
                    }
                }
                Column {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    Label {
                        width: parent.width
                        text: step.modelData[0]
                        type: Theme.elder ? Theme.bodyBold : Theme.sectionTitle
                    }
                    Label {
                        visible: step.modelData[1].length > 0 && (!(Theme.elder || page.tight || (page.service && Theme.landscape)) || (step.index === 0 && page.form.madeUp))
                        width: parent.width
                        text: step.modelData[1]
                        type: Theme.rowLine
                        color: Theme.color.text2
                    }
                }
            }
        }
        Item { Layout.fillHeight: true }
        TicketTake {
            visible: !page.form.correcting
            Layout.fillWidth: true
            app: page.app
            page: "ticket"
            least: 96
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.l
            PushButton {
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.dp(200)
                least: 116
                padding: Theme.s
                text: page.service || page.form.correcting ? qsTrId("ticket.onward") : qsTrId("tickets.again")
                icon: page.service || page.form.correcting ? "house" : "calendar-plus"
                onActivated: page.onward()
            }
            PushButton {
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.dp(300)
                least: 116
                kind: "primary"
                padding: Theme.s
                type: Theme.buttonSmall
                text: qsTrId("ticket.finish")
                icon: "check"
                onActivated: page.finished()
            }
        }
    }
}
