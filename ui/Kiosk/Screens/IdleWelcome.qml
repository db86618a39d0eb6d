import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// First idle frame: what this is for.
Item {
    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.landscape ? Theme.dp(280) : 0
        width: parent.width
        spacing: Theme.l
        IdleHeadline {
            width: parent.width
            text: qsTrId("idle.title")
        }
        Label {
            width: parent.width
            text: qsTrId("idle.line")
            type: Theme.leadL
            color: Theme.color.text2
        }
    }
}
