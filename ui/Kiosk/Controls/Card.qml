import QtQuick
import Kiosk.Theme

// Information card: not raised, not pressable.
Rectangle {
    radius: Theme.radiusCard
    color: Theme.color.card
    border.width: Theme.hairline
    border.color: Theme.color.line
}
