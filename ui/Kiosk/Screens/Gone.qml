import QtQuick
import Kiosk.Controls

// What was open is not published here any more.
StateCard {
    icon: "clipboard-text"
    tint: "amber"
    title: qsTrId("gone.title")
    line: qsTrId("gone.line")
    action: qsTrId("gone.action")
}
