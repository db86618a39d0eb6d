import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One line with an icon: what is not kept (a lock), or what else is said before one goes on.
Row {
    id: line

    required property string text
    property string icon: "lock-key"

    spacing: Theme.s
    Icon {
        id: lock
        name: line.icon
        px: 38
        anchors.verticalCenter: parent.verticalCenter
    }
    Label {
        text: line.text
        type: Theme.rowLine
        anchors.verticalCenter: parent.verticalCenter
    }
}
