import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// A numbered label with its tip on the place (component 14); one that stands for several says how many.
Press {
    id: pin

    required property int number
    required property int count
    property bool chosen: false
    readonly property real grown: chosen ? 1.32 : 1
    readonly property int faceWidth: Math.max(Theme.dp(84 * grown), words.implicitWidth + Theme.dp(28))
    readonly property int faceHeight: Theme.dp(72 * grown)
    readonly property int tip: Theme.dp(20 * grown)
    readonly property color fill: chosen ? Theme.color.primary : Theme.color.text

    width: Math.max(Theme.dp(96), faceWidth)
    height: faceHeight + tip + Theme.dp(8)
    ringRadius: Theme.radiusKey
    z: chosen || activeFocus ? 2 : 1

    Rectangle {
        visible: pin.count === 1
        width: pin.tip * 1.5
        height: width
        rotation: 45
        x: (pin.width - width) / 2
        y: pin.faceHeight - width * 0.62
        color: pin.fill
        border.width: Theme.dp(5)
        border.color: Theme.color.card
    }
    Rectangle {
        x: Math.round((pin.width - width) / 2)
        width: pin.faceWidth
        height: pin.faceHeight
        radius: pin.count === 1 ? Theme.dp(14 * pin.grown) : height / 2
        color: pin.fill
        border.width: Theme.dp(5)
        border.color: Theme.color.card
    }
    Rectangle {
        visible: pin.count === 1              // covers the tip's inner border
        width: pin.tip * 1.3
        height: Theme.dp(10)
        x: (pin.width - width) / 2
        y: pin.faceHeight - height
        color: pin.fill
    }
    Label {
        id: words
        x: Math.round((pin.width - width) / 2)
        height: pin.faceHeight
        text: pin.count > 1 ? qsTrId("map.cluster").arg(pin.count) : pin.number > 0 ? pin.number : qsTrId("map.pin.goal")
        type: pin.count > 1 || pin.number === 0 ? Theme.label : pin.chosen ? Theme.phoneRow : Theme.tileTitle
        color: pin.chosen ? Theme.color.onPrimary : Theme.color.ground
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
