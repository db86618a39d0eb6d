import QtQuick
import Kiosk.Theme

// The skyline along the bottom and the kapok branch from the right; in high contrast one outline flower.
Item {
    id: art

    property int branchWidth: width

    // The picture's ends meet; a wide screen shows it twice.
    Image {
        readonly property int times: Theme.landscape ? 2 : 1
        visible: !Theme.highContrast
        anchors.bottom: parent.bottom
        source: Theme.art("skyline.svg")
        width: parent.width
        height: Math.round(width / times * (330 / 1080))
        sourceSize: Qt.size(Math.round(width / times), height)
        fillMode: Image.TileHorizontally
        Accessible.ignored: true
    }
    Image {
        visible: !Theme.highContrast && !(Theme.huge && !Theme.landscape)      // the words need the room
        anchors.right: parent.right
        source: Theme.art("kapok-branch.svg")
        width: art.branchWidth
        height: Math.round(width * (790 / 1080))
        sourceSize: Qt.size(width, height)
        Accessible.ignored: true
    }
    Image {
        visible: Theme.highContrast
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: Theme.dp(60)
        source: Theme.art("kapok-outline.svg")
        width: Theme.dp(360)
        height: Math.round(width * 0.975)
        sourceSize: Qt.size(width, height)
        Accessible.ignored: true
    }
}
