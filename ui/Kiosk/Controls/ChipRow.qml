pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// A few exclusive choices of the same width under their title.
ColumnLayout {
    id: row

    required property string title
    required property string chosen
    required property list<var> choices   // [[key, words]]
    property list<string> missing         // keys that cannot be had; pressing one still says so

    signal picked(string key)

    Layout.fillWidth: true
    Layout.preferredWidth: 1
    spacing: Theme.xs

    Label {
        text: row.title
        type: Theme.label
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.s
        Repeater {
            model: row.choices
            Chip {
                required property var modelData
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: Math.max(Theme.dp(96), implicitHeight)
                dense: true
                text: modelData[1]
                blocked: row.missing.includes(modelData[0])
                checked: !blocked && modelData[0] === row.chosen
                onActivated: row.picked(modelData[0])
            }
        }
    }
}
