import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// 您在这里: a river dot with a ring, and the words.
Item {
    id: here

    Accessible.role: Accessible.StaticText
    Accessible.name: qsTrId("map.here")

    Rectangle {
        anchors.centerIn: parent
        width: Theme.dp(92)
        height: width
        radius: width / 2
        color: "transparent"
        border.width: Theme.dp(8)
        border.color: Theme.color.infoBg
    }
    Rectangle {
        anchors.centerIn: parent
        width: Theme.dp(54)
        height: width
        radius: width / 2
        color: Theme.color.info
        border.width: Theme.dp(7)
        border.color: Theme.color.card
    }
    Label {
        anchors.top: parent.bottom
        anchors.topMargin: Theme.dp(48)
        anchors.horizontalCenter: parent.horizontalCenter
        text: qsTrId("map.here")
        type: Theme.secondaryBold
        color: Theme.color.info
        style: Text.Outline
        styleColor: Theme.color.card
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
