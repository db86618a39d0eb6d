import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The number of a place, as on its pin.
Rectangle {
    id: badge

    required property int number
    property bool chosen: false
    property real px: 64

    width: Math.max(Theme.grow(px), words.implicitWidth + Theme.l)
    height: Theme.grow(px)
    radius: Theme.radiusKey
    color: chosen ? Theme.color.primary : Theme.color.text

    Label {
        id: words
        anchors.centerIn: parent
        text: badge.number
        type: Theme.title3
        color: badge.chosen ? Theme.color.onPrimary : Theme.color.ground
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
