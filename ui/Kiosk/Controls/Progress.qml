pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme

// One segment a step: done is filled, the present one hollow, what is to come a line. The words stand beside it.
Row {
    id: progress

    required property int step            // 0-based
    required property int steps
    property string name

    spacing: Theme.xs
    height: Theme.dp(16)
    Accessible.role: Accessible.ProgressBar
    Accessible.name: name

    Repeater {
        model: progress.steps
        Rectangle {
            required property int index
            width: (progress.width - (progress.steps - 1) * progress.spacing) / progress.steps
            height: progress.height
            radius: height / 2
            color: index < progress.step ? Theme.color.primary
                : index === progress.step ? Theme.color.card : Theme.highContrast ? Theme.color.ground : Theme.color.line
            border.width: index === progress.step ? Theme.dp(4) : (Theme.highContrast ? Theme.dp(2) : 0)
            border.color: index === progress.step ? Theme.color.primary : Theme.color.line
        }
    }
}
