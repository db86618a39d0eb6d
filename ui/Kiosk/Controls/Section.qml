import QtQuick
import Kiosk.Theme

// Card with an icon, a heading and whatever stands below.
Card {
    id: section

    required property string icon
    required property string title
    property bool bare: false             // without the card, inside another one (landscape)
    default property alias content: body.data
    property alias spacing: body.spacing

    color: bare ? "transparent" : Theme.color.card
    border.width: bare ? 0 : Theme.hairline
    implicitHeight: column.implicitHeight + (bare ? 0 : Theme.dp(48))

    Column {
        id: column
        x: section.bare ? 0 : Theme.dp(30)
        y: section.bare ? 0 : Theme.l
        width: section.width - 2 * x
        spacing: Theme.dp(6)
        Row {
            width: parent.width
            spacing: Theme.dp(section.bare ? 12 : 16)
            Icon {
                id: mark
                name: section.icon
                px: section.bare ? 36 : 40
                color: Theme.color.accentText
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                width: parent.width - mark.width - parent.spacing
                text: section.title
                type: section.bare ? Theme.bodyLBold : Theme.sectionTitle
                anchors.verticalCenter: parent.verticalCenter
                Accessible.role: Accessible.Heading
            }
        }
        Column {
            id: body
            width: parent.width
            spacing: Theme.xxs
        }
    }
}
