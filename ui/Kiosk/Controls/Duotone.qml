import QtQuick
import Kiosk.Theme

// A larger two-tone or filled icon, drawn from SVG in one token colour (`image://icon`, synchronous on purpose: an
// asynchronous Image with a Python provider deadlocks).
Image {
    id: duotone

    required property string name
    property string weight: "duotone"
    property color ink: Theme.color.text
    property real px: 64

    source: "image://icon/" + weight + "/" + name + "/" + String(ink).slice(1)
    asynchronous: false
    sourceSize: Qt.size(Theme.growIcon(px), Theme.growIcon(px))
    width: Theme.growIcon(px)
    height: Theme.growIcon(px)
    Accessible.ignored: true
}
