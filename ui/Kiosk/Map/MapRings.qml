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
    required property var taken           // what stands there already, as rectangles from here

    readonly property list<int> lengths: [100, 200, 500, 1000, 2000, 5000, 10000, 20000]
    // Neither under the dot nor far outside the view; a large circle costs the software renderer a picture of its size.
    readonly property list<int> shown: lengths.filter(length => length * pixelsPerMetre >= Theme.dp(110) && length * pixelsPerMetre <= widest)

    Repeater {
        model: [...rings.shown].reverse()
        Rectangle {
            id: ring
            required property int modelData
            readonly property real reach: Math.round(modelData * rings.pixelsPerMetre)
            // On a diagonal, or where those are out of sight beside here: where nothing is hidden by it, or least.
            readonly property real slant: reach * Math.SQRT1_2
            readonly property list<point> spots: [Qt.point(slant, -slant), Qt.point(-slant, -slant), Qt.point(slant, slant),
                Qt.point(-slant, slant), Qt.point(-reach, 0), Qt.point(reach, 0)]
                .filter(spot => Math.abs(spot.y) <= rings.tallest && spot.x >= -rings.leftRoom && spot.x <= rings.rightRoom)
            readonly property list<real> covered: spots.map(spot => Overlap.hidden(Qt.rect(spot.x - (label.width + Theme.m) / 2, spot.y - label.height / 2, label.width + Theme.m, label.height), rings.taken))
            readonly property real least: Math.min(...covered)
            readonly property point at: spots[covered.indexOf(least)] ?? Qt.point(0, 0)
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
                visible: ring.spots.length > 0 && ring.least < width * height / 8   // half a word says nothing
                x: Math.round(ring.reach + ring.at.x - width / 2)
                y: Math.round(ring.reach + ring.at.y - height / 2)
                text: Words.metres(ring.modelData)
                type: Theme.tag
                color: Theme.color.text2
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
}
