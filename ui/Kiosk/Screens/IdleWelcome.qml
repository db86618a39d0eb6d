import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// First idle frame: what this is for.
Item {
    id: frame

    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.landscape ? Theme.dp(Theme.huge ? 24 : 280) : 0
        width: parent.width
        spacing: Theme.l
        IdleHeadline {
            id: headline
            width: parent.width
            text: qsTrId("idle.title")
            type: Theme.huge && Theme.landscape ? Theme.titleHome : Theme.display
            // Set smaller where it would have more lines than it was written in.
            shrinks: !Theme.elder
            foldable: true
            minimumPixelSize: Theme.fontPx(Theme.titleHome)
        }
        Label {
            visible: !Theme.huge || headline.height + parent.spacing + implicitHeight <= frame.height
            width: parent.width
            text: qsTrId("idle.line")
            type: Theme.leadL
            color: Theme.color.text2
        }
    }
}
