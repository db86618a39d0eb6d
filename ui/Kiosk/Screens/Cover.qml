import QtQuick
import Kiosk.Controls
import Kiosk.ViewModels

// Over a sensitive page: nothing of it shows, and nothing says what it is about.
FocusScope {
    id: cover

    required property Shell app

    signal uncover

    MouseArea {
        id: all
        readonly property double born: Date.now()
        anchors.fill: parent
        onClicked: mouse => {
            if (Hand.means(all.mapToItem(null, mouse.x, mouse.y), all.born))
                cover.uncover();
        }
    }
    StateCard {
        width: parent.width
        anchors.verticalCenter: parent.verticalCenter
        icon: "moon-stars"
        title: qsTrId("cover.title")
        line: qsTrId("cover.line")
        action: qsTrId("cover.uncover")
        secondAction: qsTrId("cover.flee")
        onPressed: cover.uncover()
        onSecondPressed: cover.app.navigator.flee()
    }
}
