import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One line with a lock: what is not kept.
Row {
    id: line

    required property string text

    spacing: Theme.s
    Icon {
        id: lock
        name: "lock-key"
        px: 38
        anchors.verticalCenter: parent.verticalCenter
    }
    Label {
        text: line.text
        type: Theme.rowLine
        anchors.verticalCenter: parent.verticalCenter
    }
}
