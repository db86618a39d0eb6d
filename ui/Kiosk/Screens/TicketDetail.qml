pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// One ticket that was found (mock-up 28b): how it stands, and what can be done about it.
GridLayout {
    id: page

    required property Shell app
    required property TicketModel ticket
    readonly property bool asking: ticket.step === "asking"
    readonly property bool gone: ticket.cancelled || ticket.step === "cancelled"
    readonly property bool holds: ticket.step === "found" && !ticket.cancelled
    readonly property bool tight: asking && Theme.landscape && Theme.elder
    readonly property string whenDay: ticket.inDays === 0 || ticket.inDays === 1
        ? Words.relativeDay(ticket.inDays, ticket.startsAt, app.localeName) : Words.day(ticket.startsAt, app.localeName)
    readonly property bool toAsk: ticket.service && !ticket.hasPhone                   // nobody can call her
    readonly property string callBy: Words.callBy(ticket.callInDays, ticket.callBy, app.localeName)
    readonly property bool queued: ticket.waiting && ticket.outcome !== "accepted"     // in the queue still, not promoted
    readonly property bool offered: ticket.offered && holds                            // a seat is kept for her answer
    readonly property bool placed: queued && !offered && ticket.outcome === "waiting" && ticket.position > 0 && !gone
    readonly property bool asked: offered && !ticket.answered                          // 要 is the one thing to do
    readonly property real least: placed || offered ? 96 : 116
    readonly property int gap: placed ? Theme.m : Theme.l
    readonly property TicketWords words: TicketWords {
        told: page.ticket.told
        matter: page.ticket.callBack ? "callback" : page.ticket.service ? "service" : page.queued ? "queue" : "seat"
    }
    readonly property string standing: {
        if (gone)
            return words.gone;
        if (ticket.callBack && (ticket.outcome === "" || ticket.outcome === "accepted"))
            return ticket.callLate ? qsTrId("callback.late").arg(ticket.contact.length > 0 ? ticket.contact : ticket.callerPhone)
                : ticket.outcome === "accepted" ? qsTrId("callback.known") : qsTrId("callback.kept");
        switch (ticket.outcome) {
        case "accepted": return toAsk ? qsTrId("tickets.accepted.service.ask") : ticket.service ? qsTrId("tickets.accepted.service") : ticket.waiting ? qsTrId("tickets.promoted") : qsTrId("tickets.accepted");
        case "conflict": return ticket.hasPhone ? (Words.nobody ? qsTrId("tickets.conflict.closed") : qsTrId("tickets.conflict"))
            : Words.nobody ? qsTrId("tickets.conflict.ask.closed") : qsTrId("tickets.conflict.ask");
        case "declined": return ticket.hasPhone ? (Words.nobody ? qsTrId("tickets.declined.closed") : qsTrId("tickets.declined"))
            : Words.nobody ? qsTrId("tickets.declined.ask.closed") : qsTrId("tickets.declined.ask");
        case "refused": return Words.nobody ? qsTrId("tickets.refused.closed") : qsTrId("tickets.refused");
        case "cancelled": return qsTrId("tickets.cancelled");
        case "waiting": return ticket.position > 0 ? qsTrId("tickets.position").arg(ticket.position).arg(ticket.position - 1) : qsTrId("tickets.waiting");
        }
        return ticket.waiting ? qsTrId("tickets.waiting.unknown") : ticket.service ? qsTrId("tickets.kept.service") : qsTrId("tickets.kept");
    }
    readonly property bool fine: !gone && !ticket.callLate && (ticket.outcome === "accepted" || (ticket.outcome === "" && !ticket.waiting))

    component Offer: OfferCard {
        untilWords: Words.relativeDay(page.ticket.answerInDays, page.ticket.answerBy, page.app.localeName) + " " + Words.clock(page.ticket.answerBy)
        answered: page.ticket.answered
        onTaken: page.ticket.take()
        onDeclined: page.ticket.askCancel()
    }
    component Half: PushButton {
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.dp(100)
        least: page.least
        padding: Theme.s
    }

    columns: Theme.landscape ? 2 : 1
    columnSpacing: Theme.dp(48)
    rowSpacing: gap
    uniformCellWidths: Theme.landscape

    ColumnLayout {
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop
        spacing: page.gap
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.l
            Label {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: page.asking ? page.words.ask : page.ticket.step === "cancelled" ? page.words.goneTitle : qsTrId("tickets.found")
                type: Theme.title1S
                Accessible.role: Accessible.Heading
            }
            PushButton {
                visible: !page.asking && (page.ticket.heldCount > 1 || page.ticket.room)
                text: page.ticket.heldCount > 1 ? qsTrId("tickets.held", page.ticket.heldCount).arg(page.ticket.heldCount) : qsTrId("tickets.another")
                icon: page.ticket.heldCount > 1 ? "list-bullets" : "magnifying-glass"
                onActivated: page.ticket.heldCount > 1 ? page.ticket.showAll() : page.ticket.another()
            }
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
            small: Theme.elder || page.placed || page.offered
            title: page.ticket.known ? page.ticket.title : qsTrId("gone.title")
            kind: page.words.kind
            timeLabel: page.ticket.callBack ? qsTrId("callback.fact.when") : page.ticket.service ? qsTrId("service.wait") : qsTrId("ticket.time")
            whenTime: page.ticket.known && !page.ticket.service ? Words.clock(page.ticket.startsAt) : ""
            whenDay: page.ticket.callBack ? page.callBy : page.ticket.service ? page.ticket.wait : page.ticket.known ? page.whenDay : ""
            placeLabel: page.ticket.callBack ? qsTrId("callback.fact.who") : qsTrId("ticket.place")
            place: page.ticket.callBack ? page.ticket.caller : page.ticket.place
            placeNote: ""
            payload: page.app.takeAway.codes["found"] ?? ""
            facts: [[qsTrId("ticket.number"), page.ticket.code.slice(0, 1) + " " + page.ticket.code.slice(1)], [qsTrId("tickets.tail"), page.app.visit.asking ? Words.hidden : page.ticket.tail]]
        }
        QueueStrip {
            visible: page.placed && page.ticket.step === "found" && !(Theme.landscape && Theme.elder)
            Layout.fillWidth: true
            seats: page.ticket.capacity
            position: page.ticket.position
        }
        Offer {
            visible: page.offered && !Theme.landscape
            Layout.fillWidth: true
        }
        Row {
            visible: !page.offered
            Layout.fillWidth: true
            spacing: Theme.s
            Icon {
                id: mark
                name: page.fine ? "check-circle" : "info"
                px: 40
                color: stands.color
            }
            Label {
                id: stands
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
        spacing: page.gap
        Label {
            Layout.fillWidth: true
            visible: text.length > 0 && !(page.ticket.service && page.ticket.step === "found" && page.ticket.caller.length > 0 && !page.toAsk)
            text: page.asking ? page.words.askLine
                : page.ticket.step === "cancelled" ? page.words.goneLine
                : page.ticket.trouble === "failed" ? (Words.nobody ? qsTrId("tickets.failed.closed") : qsTrId("tickets.failed")) : page.ticket.trouble === "late" ? qsTrId("offer.late") : page.ticket.trouble === "untold" ? (Words.nobody ? qsTrId("offer.untold.closed") : qsTrId("offer.untold"))
                : [page.ticket.changeable && !page.ticket.service && !page.queued && !Theme.elder ? qsTrId("tickets.anytime") : "",
                   page.toAsk && page.ticket.host.length > 0 ? qsTrId("ticket.next.ask").arg(page.ticket.host) : "",
                   page.ticket.contact.length > 0 ? qsTrId("activity.ask").arg(page.ticket.contact) : ""].filter(part => part.length > 0).join("\n")
            color: page.ticket.trouble.length > 0 ? Theme.color.err : Theme.color.text2
            Accessible.role: page.ticket.trouble.length > 0 ? Accessible.AlertMessage : Accessible.StaticText
        }
        Offer {
            visible: page.offered && Theme.landscape
            Layout.fillWidth: true
        }
        CallerCard {
            dense: true
            visible: page.holds && page.ticket.caller.length > 0 && !page.toAsk
            Layout.fillWidth: true
            caller: page.ticket.caller
            phone: page.ticket.callerPhone
        }
        Item { Layout.fillHeight: true }
        TicketTake {
            visible: page.holds
            Layout.fillWidth: true
            app: page.app
            page: "found"
            least: page.placed || page.offered || Theme.landscape || Theme.elder ? 96 : 116
        }
        RowLayout {
            visible: page.holds && page.ticket.changeable && !page.asked
            Layout.fillWidth: true
            spacing: Theme.l
            Half {
                text: qsTrId("tickets.correct")
                icon: "pencil-simple"
                onActivated: page.app.navigator.open("sign_up", "")
            }
            Half {
                visible: !page.queued
                text: page.words.cancel
                icon: "x"
                onActivated: page.ticket.askCancel()
            }
            Half {
                visible: page.queued && page.ticket.known
                text: qsTrId("others.see")
                icon: "calendar-dots"
                onActivated: page.app.navigator.open("others", page.ticket.subject)
            }
        }
        PushButton {
            visible: page.holds && page.ticket.changeable && page.queued && !page.asked
            Layout.fillWidth: true
            least: page.least
            text: page.words.cancel
            icon: "x"
            onActivated: page.ticket.askCancel()
        }
        PushButton {
            visible: page.asking
            Layout.fillWidth: true
            least: page.least
            text: page.words.yes
            icon: "x"
            onActivated: page.ticket.cancel()
        }
        PushButton {
            visible: page.asking
            Layout.fillWidth: true
            least: page.least
            text: page.words.keep
            icon: "check"
            onActivated: page.ticket.keep()
        }
        RowLayout {
            visible: !page.asking
            Layout.fillWidth: true
            spacing: Theme.l
            Half {
                visible: !page.ticket.service
                Layout.preferredWidth: Theme.dp(200)
                text: qsTrId("tickets.again")
                icon: "calendar-plus"
                onActivated: page.app.navigator.open("activities", "")
            }
            Half {
                Layout.preferredWidth: Theme.dp(300)
                kind: page.asked ? "secondary" : "primary"
                type: Theme.buttonSmall
                text: qsTrId("ticket.finish")
                icon: "check"
                onActivated: page.app.visit.leave()
            }
        }
    }
}
