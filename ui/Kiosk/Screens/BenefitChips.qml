pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The ten chips: all and nine categories, in a grid with nothing hidden.
GridLayout {
    id: chips

    required property Shell app
    property bool counted: true
    property int chipHeight: Theme.grow(84)

    columns: Theme.elder ? 3 : 5
    columnSpacing: Theme.m
    rowSpacing: Theme.m
    uniformCellWidths: true
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("chips.name")

    Repeater {
        model: chips.app.benefits.categories
        Chip {
            required property string code
            required count
            Layout.fillWidth: true
            Layout.preferredHeight: chips.chipHeight
            text: Words.category(code)
            checked: chips.app.benefits.category === code
            onActivated: chips.app.benefits.choose(code)
        }
    }
}
