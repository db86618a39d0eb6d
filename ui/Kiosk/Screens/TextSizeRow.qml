pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The four sizes of text side by side, each shown by a character of its size and its name.
Item {
    id: row

    required property AccessModel access
    readonly property int columns: Theme.huge && !Theme.landscape ? 2 : 4
    readonly property bool low: Theme.landscape || Theme.low        // little height
    readonly property int cell: Math.floor((width - (columns - 1) * Theme.s) / columns)

    function called(size: string): string {
        switch (size) {
        case "large": return qsTrId("access.size.large");
        case "larger": return qsTrId("access.size.larger");
        case "largest": return qsTrId("access.size.largest");
        }
        return qsTrId("access.size.standard");
    }

    implicitHeight: grid.y + grid.height + (Theme.low ? Theme.m : Theme.l)
    Accessible.role: Accessible.Grouping
    Accessible.name: heading.text

    Label {
        id: heading
        width: parent.width
        text: qsTrId("access.size")
        type: Theme.sectionTitle
        Accessible.ignored: true
    }
    Grid {
        id: grid
        y: heading.height + Theme.s
        columns: row.columns
        spacing: Theme.s
        Repeater {
            model: row.access.textSizes
            Press {
                id: size
                required property string modelData
                role: Accessible.RadioButton
                checkable: true
                checked: row.access.textSize === modelData
                name: heading.text + Words.comma + words.text
                ringRadius: Theme.radiusField
                width: row.cell
                height: Theme.dp(row.low ? 100 : 122) + words.height
                onActivated: row.access.textSize = modelData
                Face {
                    anchors.fill: parent
                    down: size.down
                    raised: !size.checked
                    radius: Theme.radiusField
                    fill: size.checked ? Theme.color.accentTint2 : Theme.color.card
                    edge: size.checked ? Theme.color.primary : Theme.color.lineStrong
                    edgeWidth: size.checked ? Theme.selected : Theme.control
                }
                // Always as large as it will be, whatever is chosen now.
                Label {
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: size.shift + Theme.dp(row.low ? 6 : 10)
                    height: Theme.dp(row.low ? 78 : 96)
                    text: qsTrId("access.size.glyph")
                    type: Theme.bodyBold
                    font.pixelSize: Theme.dp(32 * row.access.scaleOf(size.modelData))
                    lineHeight: height
                    Accessible.ignored: true
                }
                Row {
                    anchors.horizontalCenter: parent.horizontalCenter
                    y: size.shift + Theme.dp(row.low ? 84 : 106)
                    spacing: Theme.xs
                    Icon {
                        id: tick
                        visible: size.checked
                        name: "check"
                        px: 28
                        color: Theme.color.accentText
                        anchors.verticalCenter: parent.verticalCenter
                    }
                    Label {
                        id: words
                        width: Math.min(implicitWidth, size.width - Theme.l - (tick.visible ? tick.width + Theme.xs : 0))
                        text: row.called(size.modelData)
                        type: Theme.label
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.dp(2)
        color: Theme.color.line
    }
}
