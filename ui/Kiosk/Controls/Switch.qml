import QtQuick
import Kiosk.Theme

// The track and knob of a toggle; the row around it is what is pressed.
Rectangle {
    id: track

    required property bool on

    implicitWidth: Theme.growIcon(112)
    implicitHeight: Theme.growIcon(64)
    width: implicitWidth
    height: implicitHeight
    radius: height / 2
    color: on ? Theme.color.ok : Theme.color.sunk
    border.width: Theme.control
    border.color: on ? Theme.color.ok : Theme.color.lineStrong

    Rectangle {
        readonly property int gap: Theme.growIcon(9)
        width: parent.height - 2 * gap
        height: width
        radius: width / 2
        y: gap
        x: track.on ? parent.width - width - gap : gap
        color: track.on ? Theme.color.card : Theme.color.lineStrong
    }
}
