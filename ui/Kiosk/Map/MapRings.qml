pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// How far it is from here, as the crow flies: a circle or two with their metres. There is no street network; this is what can be
// said of a distance at a glance.
Item {
    id: rings

    required property real pixelsPerMetre
    required property real tallest        // px above here that are in sight
    required property real widest         // px beside here that are
    required property real leftRoom       // px to the buttons at the left, from here
    required property real rightRoom      // the same at the right

    readonly property list<int> lengths: [100, 200, 500, 1000, 2000, 5000, 10000, 20000]
    // Neither under the dot nor far outside the view; a large circle costs the software renderer a picture of its size.
    readonly property list<int> shown: lengths.filter(length => length * pixelsPerMetre >= Theme.dp(110) && length * pixelsPerMetre <= widest)

    Repeater {
        model: [...rings.shown].reverse()
        Rectangle {
            id: ring
            required property int modelData
            readonly property real reach: Math.round(modelData * rings.pixelsPerMetre)
            readonly property real slant: reach * Math.SQRT1_2
            readonly property bool beside: slant > rings.tallest || slant > rings.rightRoom       // its north-east is out of sight
            readonly property bool west: reach <= rings.leftRoom
            x: -reach
            y: -reach
            width: 2 * reach
            height: width
            radius: reach
            color: "transparent"          // the map below may be an operator's: it is not to be bleached
            border.width: Theme.hairline
            border.color: Theme.highContrast ? Theme.color.line : Theme.color.lineStrong
            Rectangle {
                anchors.centerIn: label
                visible: label.visible
                width: label.width + Theme.m
                height: label.height
                radius: height / 2
                color: Theme.color.card
            }
            Label {
                id: label
                visible: !ring.beside || ring.west || ring.reach <= rings.rightRoom
                x: Math.round(ring.reach + (ring.beside ? (ring.west ? -ring.reach : ring.reach) : ring.slant) - width / 2)
                y: Math.round(ring.reach - (ring.beside ? 0 : ring.slant) - height / 2)
                text: Words.metres(ring.modelData)
                type: Theme.tag
                color: Theme.color.text2
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
}
