pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// 会问 / 不会问: a heading and a few lines, each with a check or a prohibition sign in ink.
Column {
    id: list

    required property string title
    required property list<string> lines
    property bool refused: false

    spacing: Theme.xs
    Accessible.role: Accessible.List
    Accessible.name: [title].concat(lines).join(Words.comma)

    Label {
        width: parent.width
        text: list.title
        type: Theme.bodyLBold
    }
    Repeater {
        model: list.lines
        Row {
            id: line
            required property string modelData
            spacing: Theme.s
            Icon {
                id: mark
                name: list.refused ? "prohibit" : "check"
                px: 34
                color: list.refused ? Theme.color.text : Theme.color.ok
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                width: list.width - mark.width - line.spacing
                text: line.modelData
                type: Theme.body
            }
        }
    }
}
