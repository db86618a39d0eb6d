import QtQuick
import Kiosk.Theme

// A raised face: rounded rectangle with a solid lip below that disappears while pressed.
Item {
    id: face

    property bool down: false
    property bool raised: true
    property color fill: Theme.color.card
    property color pressedFill: Theme.color.sunk
    property color edge: Theme.color.line
    property color lipColor: Theme.color.lip
    property int edgeWidth: Theme.hairline
    property real radius: Theme.radiusCard
    readonly property int shift: down ? Theme.lip : 0
    default property alias content: plate.data

    Rectangle {
        visible: face.raised && !face.down && Theme.lip > 0
        anchors.fill: parent
        anchors.topMargin: Theme.lip
        anchors.bottomMargin: -Theme.lip
        radius: face.radius
        color: face.lipColor
    }
    Rectangle {
        id: plate
        x: 0
        y: face.raised ? face.shift : 0
        width: face.width
        height: face.height
        radius: face.radius
        color: face.down ? face.pressedFill : face.fill
        border.width: face.edgeWidth
        border.color: face.edge
    }
}
