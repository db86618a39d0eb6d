pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// A box a digit; what was typed is not shown, only that it was.
Column {
    id: boxes

    required property string label
    required property int typed
    property int count: 4
    property bool active: false
    readonly property int gap: Theme.dp(16)

    spacing: Theme.xs

    Label {
        width: parent.width
        text: boxes.label
        type: Theme.bodyLBold
        foldable: true
        shrinks: !Theme.huge
        minimumPixelSize: Theme.fontPx(Theme.minimum)
    }
    Row {
        spacing: boxes.gap
        Repeater {
            model: boxes.count
            Rectangle {
                id: box
                required property int index
                readonly property bool filled: index < boxes.typed
                readonly property bool next: boxes.active && index === boxes.typed
                width: Math.min(Theme.grow(132), (boxes.width - (boxes.count - 1) * boxes.gap) / boxes.count)
                height: Theme.grow(108)
                radius: Theme.radiusField
                color: Theme.color.card
                border.width: next ? Theme.selected : Theme.control
                border.color: next ? Theme.color.focus : Theme.color.lineStrong
                Accessible.role: Accessible.StaticText
                Accessible.name: (filled ? qsTrId("tickets.box.filled") : qsTrId("tickets.box.empty")).arg(index + 1)
                Rectangle {
                    anchors.centerIn: parent
                    visible: box.filled
                    width: Theme.dp(28)
                    height: width
                    radius: width / 2
                    color: Theme.color.text
                }
                Rectangle {
                    anchors.centerIn: parent
                    visible: box.next
                    width: Theme.control
                    height: Theme.grow(48)
                    color: Theme.color.focus
                }
            }
        }
    }
}
