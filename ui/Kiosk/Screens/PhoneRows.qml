pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The numbers to ring where nobody can come: first the space's own, then those the city published. With no content there are
// still the three that everybody knows.
Card {
    id: card

    required property HelpModel help
    property bool compact: false

    implicitHeight: column.implicitHeight + Theme.m

    Column {
        id: column
        x: Theme.xl
        y: Theme.xs
        width: parent.width - 2 * x
        PhoneRow {
            visible: card.help.phone.length > 0 && card.help.openState !== "closed"
            width: parent.width
            compact: card.compact
            when: qsTrId("help.desk.phone")
            note: card.help.sample ? qsTrId("help.sample") : ""
            phone: card.help.phone
            danger: false
        }
        Repeater {
            id: rows
            model: card.help.hotlines
            PhoneRow {
                required property int index
                width: parent ? parent.width : 0
                compact: card.compact
                last: index === rows.count - 1
            }
        }
        Label {
            visible: card.help.hotlineCount === 0
            width: parent.width
            topPadding: Theme.m
            bottomPadding: Theme.m
            text: qsTrId("help.numbers.none")
            type: Theme.sectionTitle
        }
    }
}
