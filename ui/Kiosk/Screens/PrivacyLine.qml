import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One line with an icon: what is not kept (a lock), or what else is said before one goes on.
Row {
    id: line

    required property string text
    property string icon: "lock-key"
    property real room: Infinity          // the width it may take

    spacing: Theme.s
    Icon {
        id: lock
        name: line.icon
        px: 38
        anchors.verticalCenter: parent.verticalCenter
    }
    EvenLabel {
        hugs: true
        room: Math.max(1, line.room - lock.width - line.spacing)
        said: line.text
        type: Theme.rowLine
        anchors.verticalCenter: parent.verticalCenter
    }
}
