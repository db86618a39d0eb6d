pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 我的报名 (mock-ups 28, 28b): find a ticket by its number and four digits; see, correct, cancel.
Page {
    id: page

    required property Shell app
    form: ticket.step === "find" || ticket.step === "asking" ? app : null   // elsewhere 结束并清除 is the way on
    readonly property bool tight: ticket.step === "asking" && Theme.landscape && Theme.elder
    readonly property TicketModel ticket: app.ticket
    readonly property bool personal: ticket.step !== "find" // read aloud only when asked for
    readonly property string whenDay: ticket.inDays === 0 || ticket.inDays === 1
        ? Words.relativeDay(ticket.inDays, ticket.startsAt, app.localeName) : Words.day(ticket.startsAt, app.localeName)

    readonly property string callBy: Words.callBy(ticket.callInDays, ticket.callBy, app.localeName)
    readonly property bool queued: ticket.waiting && ticket.outcome !== "accepted"     // in the queue still, not promoted
    readonly property bool placed: queued && ticket.outcome === "waiting" && ticket.position > 0 && !ticket.cancelled && ticket.step !== "cancelled"
    readonly property int pressHeight: Theme.dp(placed ? 100 : 116)
    readonly property string standing: {
        if (ticket.cancelled || ticket.step === "cancelled")
            return ticket.service ? qsTrId("tickets.unwanted") : queued ? qsTrId("tickets.left") : qsTrId("tickets.cancelled");
        if (ticket.callBack && (ticket.outcome === "" || ticket.outcome === "accepted"))
            return ticket.callLate ? qsTrId("callback.late").arg(ticket.contact.length > 0 ? ticket.contact : ticket.callerPhone)
                : ticket.outcome === "accepted" ? qsTrId("callback.known") : qsTrId("callback.kept");
        switch (ticket.outcome) {
        case "accepted": return ticket.service ? qsTrId("tickets.accepted.service") : ticket.waiting ? qsTrId("tickets.promoted") : qsTrId("tickets.accepted");
        case "conflict": return qsTrId("tickets.conflict");
        case "declined": return qsTrId("tickets.declined");
        case "refused": return qsTrId("tickets.refused");
        case "cancelled": return qsTrId("tickets.cancelled");
        case "waiting": return ticket.position > 0 ? qsTrId("tickets.position").arg(ticket.position).arg(ticket.position - 1) : qsTrId("tickets.waiting");
        }
        return ticket.waiting ? qsTrId("tickets.waiting.unknown") : ticket.service ? qsTrId("tickets.kept.service") : qsTrId("tickets.kept");
    }
    readonly property bool fine: !ticket.cancelled && !ticket.callLate && ticket.step !== "cancelled" && (ticket.outcome === "accepted" || (ticket.outcome === "" && !ticket.waiting))

    component Split: GridLayout {
        anchors.fill: parent
        anchors.bottomMargin: Theme.lip
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.dp(48)
        rowSpacing: Theme.l
        uniformCellWidths: Theme.landscape
    }

    Loader {
        anchors.fill: parent
        sourceComponent: page.ticket.step === "find" ? finder : detail
    }
    Component {
        id: finder
        Split {
            ColumnLayout {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                spacing: Theme.l
                Column {
                    Layout.fillWidth: true
                    Label {
                        width: parent.width
                        text: qsTrId("tickets.title")
                        type: Theme.landscape ? Theme.title1S : Theme.title1
                        Accessible.role: Accessible.Heading
                    }
                    Label {
                        width: parent.width
                        text: qsTrId("tickets.line")
                        color: Theme.color.text2
                    }
                }
                Row {
                    id: prefixes
                    Layout.fillWidth: true
                    spacing: Theme.m
                    Repeater {
                        model: [["A", qsTrId("tickets.prefix.a")], ["B", qsTrId("tickets.prefix.b")], ["C", qsTrId("tickets.prefix.c")], ["D", qsTrId("tickets.prefix.d")]]
                        Chip {
                            required property var modelData
                            width: Math.floor((prefixes.width - 3 * prefixes.spacing) / 4)
                            height: Theme.grow(96)
                            text: modelData[1]
                            checked: page.ticket.prefix === modelData[0]
                            onActivated: page.ticket.setPrefix(modelData[0])
                        }
                    }
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.m
                    Field {
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        label: qsTrId("tickets.number")
                        value: page.ticket.number.length > 0 ? page.ticket.prefix + " " + page.ticket.number : ""
                        placeholder: page.ticket.prefix + " ···"
                        active: page.ticket.number.length < 3
                    }
                    Field {
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        label: qsTrId("tickets.digits")
                        value: "●".repeat(page.ticket.digits)
                        placeholder: "····"
                        active: page.ticket.number.length === 3
                    }
                }
                Label {
                    visible: text.length > 0
                    Layout.fillWidth: true
                    text: {
                        switch (page.ticket.trouble) {
                        case "none": return qsTrId("tickets.none");
                        case "locked": return qsTrId("tickets.locked").arg(page.ticket.minutes);
                        case "stopped": return qsTrId("tickets.stopped");
                        }
                        return "";
                    }
                    type: Theme.bodyBold
                    color: Theme.color.err
                    Accessible.role: Accessible.AlertMessage
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.l
                Keypad {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredHeight: Theme.dp(400)
                    extra: qsTrId("tickets.clear")
                    onTyped: digit => page.ticket.press(digit)
                    onRubbedOut: page.ticket.rubOut()
                    onExtraPressed: page.ticket.clear()
                }
                PushButton {
                    Layout.fillWidth: true
                    least: 116
                    kind: "primary"
                    blocked: page.ticket.missing > 0
                    text: blocked ? qsTrId("tickets.missing").arg(page.ticket.missing) : qsTrId("tickets.look")
                    icon: blocked ? "info" : "magnifying-glass"
                    hint: ""
                    onActivated: if (!blocked) page.ticket.look()
                }
            }
        }
    }
    Component {
        id: detail
        Split {
            ColumnLayout {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                spacing: Theme.l
                Label {
                    Layout.fillWidth: true
                    text: page.ticket.step === "asking" ? (page.ticket.callBack ? qsTrId("tickets.ask.callback") : page.ticket.service ? qsTrId("tickets.ask.service") : page.queued ? qsTrId("tickets.ask.queue") : qsTrId("tickets.ask"))
                        : page.ticket.step === "cancelled" ? (page.queued ? qsTrId("tickets.left.title") : qsTrId("tickets.cancelled.title")) : qsTrId("tickets.found")
                    type: Theme.title1S
                    Accessible.role: Accessible.Heading
                }
                Label {
                    visible: page.tight
                    Layout.fillWidth: true
                    text: page.ticket.title
                    type: Theme.cardTitle
                }
                TicketCard {
                    visible: !page.tight
                    Layout.fillWidth: true
                    small: Theme.elder || page.placed
                    title: page.ticket.known ? page.ticket.title : qsTrId("gone.title")
                    kind: page.ticket.callBack ? qsTrId("ticket.kind.callback") : page.queued ? qsTrId("ticket.kind.queue") : page.ticket.service ? qsTrId("ticket.kind.service") : qsTrId("ticket.kind")
                    timeLabel: page.ticket.callBack ? qsTrId("callback.fact.when") : page.ticket.service ? qsTrId("service.wait") : qsTrId("ticket.time")
                    whenTime: page.ticket.known && !page.ticket.service ? Words.clock(page.ticket.startsAt) : ""
                    whenDay: page.ticket.callBack ? page.callBy : page.ticket.service ? page.ticket.wait : page.ticket.known ? page.whenDay : ""
                    placeLabel: page.ticket.callBack ? qsTrId("callback.fact.who") : qsTrId("ticket.place")
                    place: page.ticket.callBack ? page.ticket.caller : page.ticket.place
                    placeNote: ""
                    payload: page.app.takeAway.codes["found"] ?? ""
                    facts: [[qsTrId("ticket.number"), page.ticket.code.slice(0, 1) + " " + page.ticket.code.slice(1)], [qsTrId("tickets.tail"), page.ticket.tail]]
                }
                QueueStrip {
                    visible: page.placed && page.ticket.step === "found" && !(Theme.landscape && Theme.elder)
                    Layout.fillWidth: true
                    seats: page.ticket.capacity
                    position: page.ticket.position
                }
                Row {
                    Layout.fillWidth: true
                    spacing: Theme.s
                    Icon {
                        id: mark
                        name: page.fine ? "check-circle" : "info"
                        px: 40
                        color: words.color
                    }
                    Label {
                        id: words
                        width: parent.width - mark.width - parent.spacing
                        text: page.standing
                        type: Theme.bodyBold
                        color: page.fine ? Theme.color.ok : Theme.color.warn
                    }
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.l
                Label {
                    Layout.fillWidth: true
                    visible: text.length > 0 && !(page.ticket.service && page.ticket.step === "found" && page.ticket.caller.length > 0)
                    text: page.ticket.step === "asking" ? (page.ticket.callBack ? qsTrId("tickets.ask.line.callback") : page.ticket.service ? qsTrId("tickets.ask.line.service") : page.queued ? qsTrId("tickets.ask.line.queue") : qsTrId("tickets.ask.line"))
                        : page.ticket.step === "cancelled" ? (page.ticket.callBack ? qsTrId("tickets.unwanted.line.callback") : page.ticket.service ? qsTrId("tickets.unwanted.line") : page.queued ? qsTrId("tickets.left.line") : qsTrId("tickets.cancelled.line"))
                        : page.ticket.trouble === "failed" ? qsTrId("tickets.failed")
                        : [page.ticket.changeable && !page.ticket.service && !page.queued && !Theme.elder ? qsTrId("tickets.anytime") : "",
                           page.ticket.contact.length > 0 ? qsTrId("activity.ask").arg(page.ticket.contact) : ""].filter(part => part.length > 0).join(" ")
                    color: page.ticket.trouble === "failed" ? Theme.color.err : Theme.color.text2
                    Accessible.role: page.ticket.trouble === "failed" ? Accessible.AlertMessage : Accessible.StaticText
                }
                CallerCard {
                    dense: true
                    visible: page.ticket.step === "found" && !page.ticket.cancelled && page.ticket.caller.length > 0
                    Layout.fillWidth: true
                    caller: page.ticket.caller
                    phone: page.ticket.callerPhone
                }
                Item { Layout.fillHeight: true }
                TicketTake {
                    visible: page.ticket.step === "found" && !page.ticket.cancelled
                    Layout.fillWidth: true
                    app: page.app
                    page: "found"
                }
                PushButton {
                    visible: page.ticket.step === "found" && !page.ticket.cancelled && page.ticket.changeable
                    Layout.fillWidth: true
                    Layout.preferredHeight: page.pressHeight
                    text: qsTrId("tickets.correct")
                    icon: "pencil-simple"
                    onActivated: page.app.navigator.open("sign_up", "")
                }
                PushButton {
                    visible: page.ticket.step === "found" && !page.ticket.cancelled && page.ticket.changeable
                    Layout.fillWidth: true
                    Layout.preferredHeight: page.pressHeight
                    text: page.ticket.callBack ? qsTrId("tickets.cancel.callback") : page.ticket.service ? qsTrId("tickets.cancel.service") : page.queued ? qsTrId("tickets.leave") : qsTrId("tickets.cancel")
                    icon: "x"
                    onActivated: page.ticket.askCancel()
                }
                PushButton {
                    visible: page.ticket.step === "asking"
                    Layout.fillWidth: true
                    Layout.preferredHeight: page.pressHeight
                    text: page.ticket.callBack ? qsTrId("tickets.cancel.yes.callback") : page.ticket.service ? qsTrId("tickets.cancel.yes.service") : page.queued ? qsTrId("tickets.leave.yes") : qsTrId("tickets.cancel.yes")
                    icon: "x"
                    onActivated: page.ticket.cancel()
                }
                PushButton {
                    visible: page.ticket.step === "asking"
                    Layout.fillWidth: true
                    Layout.preferredHeight: page.pressHeight
                    text: page.ticket.callBack ? qsTrId("tickets.keep.callback") : page.ticket.service ? qsTrId("tickets.keep.service") : page.queued ? qsTrId("tickets.keep.queue") : qsTrId("tickets.keep")
                    icon: "check"
                    onActivated: page.ticket.keep()
                }
                PushButton {
                    visible: page.ticket.step !== "asking"
                    Layout.fillWidth: true
                    Layout.preferredHeight: page.pressHeight
                    kind: "primary"
                    text: qsTrId("ticket.finish")
                    icon: "check"
                    onActivated: page.app.visit.leave()
                }
            }
        }
    }
}
