pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Find a ticket (mock-up 28): scan its code or press its number, then the four digits.
GridLayout {
    id: finder

    required property TicketModel ticket
    readonly property bool again: ticket.heldCount > 0            // one more
    readonly property string trouble: {
        switch (ticket.trouble) {
        case "none": return Words.nobody ? qsTrId("tickets.none.closed") : qsTrId("tickets.none");
        case "locked": return (Words.nobody ? qsTrId("tickets.locked.closed", ticket.minutes) : qsTrId("tickets.locked", ticket.minutes)).arg(ticket.minutes);
        case "stopped": return Words.nobody ? qsTrId("tickets.stopped.closed") : qsTrId("tickets.stopped");
        case "no_ticket": return qsTrId("scan.none");
        case "not_ours": return qsTrId("scan.not_ours");
        }
        return "";
    }

    columns: Theme.landscape ? 2 : 1
    columnSpacing: Theme.dp(48)
    rowSpacing: Theme.l
    uniformCellWidths: Theme.landscape

    ColumnLayout {
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop
        spacing: Theme.l
        Column {
            Layout.fillWidth: true
            Label {
                width: parent.width
                text: finder.again ? qsTrId("tickets.title.more") : qsTrId("tickets.title")
                type: Theme.landscape ? Theme.title1S : Theme.title1
                Accessible.role: Accessible.Heading
            }
            Label {
                visible: !(Theme.landscape && Theme.elder)
                width: parent.width
                text: qsTrId("tickets.line")
                color: Theme.color.text2
            }
        }
        ScanStrip {
            Layout.fillWidth: true
            scanner: finder.ticket.scanner
        }
        Grid {
            id: prefixes
            readonly property int across: Theme.huge ? 2 : 4
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            columns: across
            spacing: Theme.m
            Repeater {
                model: [["A", qsTrId("tickets.prefix.a")], ["B", qsTrId("tickets.prefix.b")], ["C", qsTrId("tickets.prefix.c")], ["D", qsTrId("tickets.prefix.d")]]
                Chip {
                    required property var modelData
                    width: Math.floor((prefixes.width - (prefixes.across - 1) * prefixes.spacing) / prefixes.across)
                    height: Theme.huge ? implicitHeight : Math.max(Theme.grow(Theme.landscape ? 80 : 96), crowded ? implicitHeight : 0)
                    text: modelData[1]
                    checked: finder.ticket.prefix === modelData[0]
                    onActivated: finder.ticket.setPrefix(modelData[0])
                }
            }
        }
        GridLayout {
            Layout.fillWidth: true
            columns: Theme.huge ? 1 : 2
            columnSpacing: Theme.l
            rowSpacing: Theme.m
            Field {
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.dp(400)
                label: qsTrId("tickets.number")
                value: finder.ticket.number.length > 0 ? finder.ticket.prefix + " " + finder.ticket.number : ""
                placeholder: finder.ticket.prefix + " ···"
                active: finder.ticket.number.length < 3
                good: finder.ticket.number.length === 3
                standing: !good ? "" : finder.ticket.scanned ? qsTrId("scan.done") : Theme.elder ? "" : qsTrId("tickets.number.good")
            }
            DigitBoxes {
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.dp(516)
                label: qsTrId("tickets.digits")
                typed: finder.ticket.digits
                active: finder.ticket.number.length === 3
            }
        }
        Label {
            visible: text.length > 0
            Layout.fillWidth: true
            text: finder.ticket.unsigned ? qsTrId("scan.unsigned") : finder.trouble
            type: Theme.bodyBold
            color: finder.ticket.unsigned ? Theme.color.text2 : Theme.color.err
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
            onTyped: digit => finder.ticket.press(digit)
            onRubbedOut: finder.ticket.rubOut()
            onExtraPressed: finder.ticket.clear()
        }
        RowLayout {
            visible: !Theme.elder && !Theme.landscape
            Layout.fillWidth: true
            spacing: Theme.s
            Item { Layout.fillWidth: true }
            Icon {
                name: "lock-key"
                px: 34
            }
            Label {
                Layout.fillWidth: true
                Layout.preferredWidth: Math.ceil(implicitWidth) + 1
                Layout.maximumWidth: Layout.preferredWidth
                text: qsTrId("tickets.guesses")
                type: Theme.rowLine
            }
            Item { Layout.fillWidth: true }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.l
            PushButton {
                visible: finder.again
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.dp(200)
                least: 116
                padding: Theme.s
                text: qsTrId("tickets.held", finder.ticket.heldCount).arg(finder.ticket.heldCount)
                icon: "arrow-left"
                onActivated: finder.ticket.showAll()
            }
            PushButton {
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.dp(300)
                least: 116
                kind: "primary"
                padding: Theme.s
                blocked: finder.ticket.missing > 0
                text: !blocked ? qsTrId("tickets.look") : finder.ticket.scanned ? qsTrId("tickets.missing.digits", finder.ticket.missing).arg(finder.ticket.missing) : qsTrId("tickets.missing", finder.ticket.missing).arg(finder.ticket.missing)
                icon: blocked ? "info" : "magnifying-glass"
                hint: ""
                onActivated: if (!blocked) finder.ticket.look()
            }
        }
    }
}
