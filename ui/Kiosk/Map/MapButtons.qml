import QtQuick
import Kiosk.Theme

// 放大, 缩小, 我在哪: everything a finger can do on the map, as buttons.
Column {
    id: buttons

    property bool knowsHere: true

    signal zoomed(steps: int)
    signal hereWanted

    spacing: Theme.s

    MapButton {
        icon: "plus"
        text: qsTrId("map.closer")
        onActivated: buttons.zoomed(1)
    }
    MapButton {
        icon: "minus"
        text: qsTrId("map.farther")
        onActivated: buttons.zoomed(-1)
    }
    MapButton {
        visible: buttons.knowsHere
        icon: "crosshair"
        text: qsTrId("map.where")
        onActivated: buttons.hereWanted()
    }
}
