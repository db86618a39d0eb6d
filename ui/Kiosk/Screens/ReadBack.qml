pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// What is about to be confirmed, read back: label and value, one below the other, in landscape side by side.
Card {
    id: card

    required property list<var> facts     // [[label, value]]

    implicitHeight: column.implicitHeight + Theme.dp(56)

    Column {
        id: column
        x: Theme.xl
        y: Theme.dp(28)
        width: parent.width - 2 * x
        spacing: Theme.s
        Repeater {
            model: card.facts.filter(fact => fact[1].length > 0)    // a service that is published no more has no title
            GridLayout {
                id: fact
                required property var modelData
                width: parent ? parent.width : 0
                columns: Theme.landscape ? 2 : 1
                columnSpacing: Theme.m
                rowSpacing: 0
                Label {
                    Layout.preferredWidth: Theme.grow(Theme.landscape ? 130 : 400)
                    text: fact.modelData[0]
                    type: Theme.secondary
                    color: Theme.color.text2
                }
                Label {
                    readonly property bool personal: true         // read aloud only when asked for
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    text: fact.modelData[1]
                    type: Theme.title3
                    foldable: true
                    shrinks: true
                    minimumPixelSize: Theme.fontPx(Theme.minimum)
                }
            }
        }
    }
}
