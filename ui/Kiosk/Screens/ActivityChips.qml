pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Kinds of activity, all of them in sight.
Flow {
    id: chips

    required property Shell app
    // Where they do not all fit in one line, two lines of four: no chip stands alone.
    readonly property bool gridded: !Theme.landscape && !Theme.huge && (Theme.elder || app.language === "en")

    readonly property int columns: !Theme.huge ? 4 : app.language === "en" ? 2 : 3

    spacing: Theme.s
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("chips.name")

    Repeater {
        model: chips.app.activities.categories
        Chip {
            required property string code
            required count
            width: chips.gridded ? Math.floor((chips.width - (chips.columns - 1) * chips.spacing) / chips.columns) : Math.min(chips.width, implicitWidth)
            height: Theme.huge ? implicitHeight : Theme.grow(80)
            dense: true
            text: Words.activityKind(code)
            checked: chips.app.activities.category === code
            onActivated: chips.app.activities.choose(code)
        }
    }
}
