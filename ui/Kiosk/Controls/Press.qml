pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme

// Base of everything that can be pressed: role, name, key focus, focus ring, debounce. Fires on release inside; sliding
// off cancels, and so does a second tap of a finger under which it has only just come up (`Hand`). Children draw the face and
// use `down` and `shift`.
Item {
    id: press

    property string name
    property string hint
    property int role: Accessible.Button
    property bool checkable: false
    property bool checked: false
    property bool blocked: false          // pressable, but only says why not
    property string discreet              // what is said of it unasked where its name tells of a person
    property bool turns: false            // shows other rows of the list before it
    property bool stepsBack: false        // one step back on the page itself
    property int bounce: Theme.debounce   // ms in which a second touch is the same one
    readonly property bool down: area.pressed && area.containsMouse
    readonly property int shift: down ? Theme.lip : 0
    property real ringRadius: Theme.radiusCard
    property int ringGap: Theme.focusGap  // negative: the ring lies inside (rows of one card)

    signal activated

    function activate() {
        const now = Date.now();
        if (Math.abs(now - press.firedMs) < press.bounce)   // a clock that was set back may not hold the key for as long
            return;
        press.firedMs = now;
        press.activated();
    }

    onVisibleChanged: if (visible) press.bornMs = Date.now()

    activeFocusOnTab: true                // Qt itself passes over what is hidden or disabled
    Accessible.role: press.role
    Accessible.name: press.name
    Accessible.description: press.hint
    Accessible.focusable: true
    Accessible.checkable: press.checkable
    Accessible.checked: press.checked
    Accessible.onPressAction: press.activate()
    Accessible.onToggleAction: press.activate()
    Keys.onSpacePressed: press.activate()
    Keys.onReturnPressed: press.activate()
    Keys.onEnterPressed: press.activate()

    MouseArea {
        id: area
        anchors.fill: parent
        hoverEnabled: false
        onClicked: mouse => {
            if (Hand.means(area.mapToItem(null, mouse.x, mouse.y), press.bornMs)) {
                press.activate();
                Hand.done();
            }
        }
    }

    Loader {
        active: press.activeFocus && press.focusReason !== Qt.MouseFocusReason
        anchors.fill: parent
        anchors.margins: -(Theme.focusRing + press.ringGap)
        z: 5
        sourceComponent: Rectangle {
            radius: press.ringRadius + Theme.focusRing + press.ringGap
            color: "transparent"
            border.width: Theme.focusRing
            border.color: Theme.color.focus
        }
    }

    property int focusReason: Qt.OtherFocusReason
    property double firedMs: 0            // when it last fired, and since when it is there; of nobody's interest but its own
    property double bornMs: Date.now()
}
