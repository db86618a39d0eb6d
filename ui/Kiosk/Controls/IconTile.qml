import QtQuick
import Kiosk.Theme

// Tinted square with a duotone icon.
Rectangle {
    id: tile

    required property string name
    property string tint: "plain"
    property real px: 104
    property real iconPx: Math.round(px * 0.615)

    width: Theme.growIcon(px)
    height: Theme.growIcon(px)
    implicitWidth: width
    implicitHeight: height
    radius: Math.round(width * 0.27)
    color: Theme.tintBack(tint)
    border.width: Theme.highContrast ? Theme.control : 0
    border.color: Theme.color.text

    Duotone {
        anchors.centerIn: parent
        name: tile.name
        px: tile.iconPx
        ink: Theme.tintInk(tile.tint)
    }
}
