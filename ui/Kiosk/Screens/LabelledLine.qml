import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// A short label in a plate and what it stands for: 为什么, 门槛, 依据, 您答.
Item {
    id: line

    required property string label
    required property string text
    property string note                  // below, smaller: since when a figure holds, when it was checked
    property bool strong: false
    property TypeStyle type: strong ? Theme.bodyBold : Theme.rowLine

    visible: text.length > 0
    implicitHeight: visible ? column.implicitHeight + Theme.xxs : 0
    height: implicitHeight

    Rectangle {
        id: plate
        y: Theme.dp(2)
        width: Math.max(Theme.grow(96), words.width + Theme.dp(20))
        height: Math.max(Theme.grow(42), words.height)
        radius: Theme.dp(14)
        color: Theme.color.sunk
        border.width: Theme.highContrast ? Theme.dp(2) : 0
        border.color: Theme.color.text2
        Label {
            id: words
            anchors.centerIn: parent
            text: line.label
            type: Theme.tag
            color: Theme.color.text2
            width: Math.min(implicitWidth, Math.round(line.width / 3))
            Accessible.ignored: true
        }
    }
    Column {
        id: column
        x: plate.width + Theme.m
        width: parent.width - x
        EvenLabel {
            room: parent.width
            said: line.text
            type: line.type
            Accessible.name: line.label + Words.comma + line.text
        }
        Label {
            width: parent.width
            visible: text.length > 0
            text: line.note
            type: Theme.secondary
            color: Theme.color.text2
        }
    }
}
