pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.ViewModels

// Urgent notices take over the idle screen: one at a time, the most severe first.
Item {
    id: frame

    required property Shell app

    Repeater {
        model: frame.app.bulletins.rows
        IdleBulletin {
            required property int index
            visible: index === frame.app.idle.frame
            anchors.fill: parent
        }
    }
}
