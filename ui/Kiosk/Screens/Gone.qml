import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What was open is not published here any more.
StateCard {
    y: Theme.low ? 0 : Math.round(Math.max(0, (parent.height - height) / 3))
    icon: "clipboard-text"
    tint: "amber"
    title: qsTrId("gone.title")
    line: Words.gone
    action: qsTrId("gone.action")
}
