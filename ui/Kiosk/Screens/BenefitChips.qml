pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The ten chips: all and nine categories, nothing hidden. A grid with counts; in landscape they flow, without counts.
Flow {
    id: chips

    required property Shell app
    property bool flowing: false
    readonly property int columns: Theme.huge ? (Theme.landscape ? 4 : app.language === "en" || Theme.textScale > 1.6 ? 2 : 3) : Theme.elder ? (Theme.landscape ? 3 : 4) : 5

    spacing: flowing ? Theme.s : Theme.m
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("chips.name")

    Repeater {
        model: chips.app.benefits.categories
        Chip {
            required property string code
            required count
            width: chips.flowing ? implicitWidth : Math.floor((chips.width - (chips.columns - 1) * chips.spacing) / chips.columns)
            height: Theme.huge ? implicitHeight : chips.flowing ? Theme.dp(72) : Theme.grow(84)
            dense: chips.flowing
            iconPx: chips.flowing ? 22 : 28     // whichever is chosen, they stand on two lines
            text: Words.category(code)
            checked: chips.app.benefits.category === code
            onActivated: chips.app.benefits.choose(code)
        }
    }
}
