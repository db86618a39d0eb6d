pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// 我的报名 (mock-ups 28, 28b): find a ticket by its number and four digits, all that were found, one of them.
Page {
    id: page

    required property Shell app
    form: ticket.step === "find" || ticket.step === "asking" ? app : null   // elsewhere 结束并清除 is the way on
    readonly property TicketModel ticket: app.ticket
    readonly property bool personal: ticket.step !== "find" // read aloud only when asked for

    Loader {
        anchors.fill: parent
        anchors.bottomMargin: Theme.lip
        sourceComponent: page.ticket.step === "find" ? finder : page.ticket.step === "list" ? all : one
    }
    Component {
        id: finder
        TicketFinder { ticket: page.ticket }
    }
    Component {
        id: all
        TicketList {
            app: page.app
            ticket: page.ticket
        }
    }
    Component {
        id: one
        TicketDetail {
            app: page.app
            ticket: page.ticket
        }
    }
}
