pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// All tickets somebody has found in one go (mock-up 28b): how each stands; one press opens it.
GridLayout {
    id: list

    required property Shell app
    required property TicketModel ticket

    columns: Theme.landscape ? 2 : 1
    columnSpacing: Theme.dp(48)
    rowSpacing: Theme.l
    uniformCellWidths: Theme.landscape

    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: !Theme.landscape
        Layout.alignment: Qt.AlignTop
        spacing: Theme.l
        Column {
            Layout.fillWidth: true
            Label {
                width: parent.width
                text: qsTrId("tickets.all", list.ticket.heldCount).arg(list.ticket.heldCount)
                type: Theme.title1S
                Accessible.role: Accessible.Heading
            }
            Label {
                visible: !Theme.landscape || !Theme.elder
                width: parent.width
                text: qsTrId("tickets.all.line")
                color: Theme.color.text2
            }
        }
        Repeater {
            model: list.ticket.held
            TicketRow {
                required property int index
                Layout.fillWidth: true
                localeName: list.app.localeName
                onActivated: list.ticket.open(index)
            }
        }
        Item {
            visible: !Theme.landscape
            Layout.fillHeight: true
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: Theme.landscape
        spacing: Theme.l
        Item {
            visible: Theme.landscape
            Layout.fillHeight: true
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.l
            PushButton {
                visible: list.ticket.room
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                least: 116
                padding: Theme.s
                text: qsTrId("tickets.another")
                icon: "magnifying-glass"
                onActivated: list.ticket.another()
            }
            PushButton {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                least: 116
                padding: Theme.s
                text: qsTrId("tickets.again")
                icon: "calendar-plus"
                onActivated: list.app.navigator.open("activities", "")
            }
        }
        PushButton {
            Layout.fillWidth: true
            least: 116
            kind: "primary"
            text: qsTrId("ticket.finish")
            icon: "check"
            onActivated: list.app.visit.leave()
        }
    }
}
