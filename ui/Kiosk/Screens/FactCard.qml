import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One fact: what it is about, the answer, what qualifies it. A short answer is large and red.
Rectangle {
    id: fact

    required property string icon
    required property string label
    required property string answer
    property string note
    property bool striking: false         // the one fact people look for first
    property bool bare: false             // on a card already (landscape)

    implicitHeight: column.implicitHeight + Theme.dp(bare ? 32 : 44)
    radius: Theme.radiusCard
    color: bare ? Theme.color.sunk : Theme.color.card
    border.width: bare && !Theme.highContrast ? 0 : Theme.hairline
    border.color: Theme.color.line

    Column {
        id: column
        x: Theme.l
        y: Theme.dp(fact.bare ? 16 : 22)
        width: fact.width - 2 * x
        Row {
            width: parent.width
            spacing: Theme.s
            Icon {
                id: mark
                name: fact.icon
                color: Theme.color.text2
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                width: parent.width - mark.width - parent.spacing
                text: fact.label
                type: Theme.rowLine
                color: Theme.color.text2
                anchors.verticalCenter: parent.verticalCenter
            }
        }
        Item {
            width: 1
            height: Theme.xxs
        }
        EvenLabel {
            room: parent.width
            said: Words.unbroken(fact.answer)
            type: fact.striking && fact.answer.length <= 5 ? Theme.title1S
                : fact.answer.length <= 12 && !fact.bare ? Theme.title3 : Theme.bodyBold
            color: fact.striking && fact.answer.length <= 5 ? Theme.color.accentText : Theme.color.text
        }
        EvenLabel {
            room: parent.width
            visible: said.length > 0
            said: fact.note
            type: Theme.secondary
            color: Theme.color.text2
        }
    }
}
