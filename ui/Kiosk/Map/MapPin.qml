import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// A numbered label with its tip on the place (component 14); one that stands for several says how many. It stands above the place,
// or hangs below it, and may lean to a side.
Press {
    id: pin

    required property int number
    required property int count
    property bool chosen: false
    property bool hanging: false
    property real lean: 0                 // so much to the right
    property real placeX: 0               // where its tip is
    property real placeY: 0
    readonly property real grown: chosen ? 1.32 : 1
    readonly property int faceWidth: Math.max(Theme.dp(84 * grown), words.implicitWidth + Theme.dp(28))
    readonly property real wordsWidth: words.implicitWidth
    readonly property int faceHeight: Theme.dp(72 * grown)
    readonly property int faceY: hanging ? height - faceHeight : 0
    readonly property int tip: Theme.dp(20 * grown)
    readonly property color fill: chosen ? Theme.color.primary : Theme.color.text

    width: Math.max(Theme.dp(96), faceWidth)
    height: faceHeight + tip + Theme.dp(8)
    x: Math.round(placeX - width / 2 + lean)
    y: Math.round(hanging ? placeY : placeY - height)
    ringRadius: Theme.radiusKey
    z: chosen || activeFocus ? 2 : 1

    Rectangle {
        visible: pin.count === 1
        width: pin.tip * 1.5
        height: width
        rotation: 45
        x: (pin.width - width) / 2 - pin.lean
        y: pin.hanging ? pin.faceY - width * 0.38 : pin.faceHeight - width * 0.62
        color: pin.fill
        border.width: Theme.dp(5)
        border.color: Theme.color.card
    }
    Rectangle {
        x: Math.round((pin.width - width) / 2)
        y: pin.faceY
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
        x: (pin.width - width) / 2 - pin.lean
        y: pin.hanging ? pin.faceY : pin.faceHeight - height
        color: pin.fill
    }
    Label {
        id: words
        x: Math.round((pin.width - width) / 2)
        y: pin.faceY
        height: pin.faceHeight
        text: pin.count > 1 ? qsTrId("map.cluster").arg(pin.count) : pin.number > 0 ? pin.number : qsTrId("map.pin.goal")
        type: pin.count > 1 || pin.number === 0 ? Theme.label : pin.chosen ? Theme.phoneRow : Theme.tileTitle
        color: pin.chosen ? Theme.color.onPrimary : Theme.color.ground
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
