import QtQml
import Kiosk.Controls

// What is asked and said about a ticket, by what it is for: a seat, a place in the queue, a service, a call.
QtObject {
    required property string matter
    property bool told: false             // the platform has heard that it was cancelled; before that nothing has changed for others

    function by(callback: string, service: string, queue: string, seat: string): string {
        return matter === "callback" ? callback : matter === "service" ? service : matter === "queue" ? queue : seat;
    }

    readonly property string kind: by(qsTrId("ticket.kind.callback"), qsTrId("ticket.kind.service"), qsTrId("ticket.kind.queue"), qsTrId("ticket.kind"))
    readonly property string cancel: by(qsTrId("tickets.cancel.callback"), qsTrId("tickets.cancel.service"), qsTrId("tickets.leave"), qsTrId("tickets.cancel"))
    readonly property string ask: by(qsTrId("tickets.ask.callback"), qsTrId("tickets.ask.service"), qsTrId("tickets.ask.queue"), qsTrId("tickets.ask"))
    readonly property string askLine: by(Words.nobody ? qsTrId("tickets.ask.line.callback.closed") : qsTrId("tickets.ask.line.callback"), qsTrId("tickets.ask.line.service"), qsTrId("tickets.ask.line.queue"), qsTrId("tickets.ask.line"))
    readonly property string yes: by(qsTrId("tickets.cancel.yes.callback"), qsTrId("tickets.cancel.yes.service"), qsTrId("tickets.leave.yes"), qsTrId("tickets.cancel.yes"))
    readonly property string keep: by(qsTrId("tickets.keep.callback"), qsTrId("tickets.keep.service"), qsTrId("tickets.keep.queue"), qsTrId("tickets.keep"))
    readonly property string unwanted: told ? qsTrId("tickets.unwanted") : qsTrId("tickets.unwanted.soon")
    readonly property string gone: by(unwanted, unwanted, qsTrId("tickets.left"), qsTrId("tickets.cancelled"))
    readonly property string goneTitle: by(qsTrId("tickets.cancelled.title"), qsTrId("tickets.cancelled.title"), qsTrId("tickets.left.title"), qsTrId("tickets.cancelled.title"))
    readonly property string goneLine: by(Words.nobody ? qsTrId("tickets.unwanted.line.callback.closed") : qsTrId("tickets.unwanted.line.callback"), qsTrId("tickets.unwanted.line"), told ? qsTrId("tickets.left.line") : qsTrId("tickets.left.line.soon"), told ? qsTrId("tickets.cancelled.line") : qsTrId("tickets.cancelled.line.soon"))
}
