pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The offline map: tiles, names, pins, 您在这里, a direction; moved by fingers, by buttons and by arrow keys. Only the board is
// moved; pins and names are asked for anew when the view has gone a good part of itself, never for a frame.
FocusScope {
    id: view

    required property MapModel map
    required property string localeName
    property string chosen                // record id of the chosen place
    property int chosenNumber: 0
    property real chosenEast: -1          // its position, below 0 where nobody knows it
    property real chosenSouth: -1
    property bool showWay: false
    property real cover: 0                // so much of the lower edge is covered by a card
    property bool samples: false
    property bool notesOnTop: false       // a card or a sheet covers the lower edge
    property bool squat: false            // wide and low: what stands in columns stands in rows
    property bool alone: false            // of one place: no other pins
    property real zoom: 0
    property real centreX: map.homeX
    property real centreY: map.homeY
    property int pack: 0

    readonly property real world: Theme.dp(map.tilePx) * Math.pow(2, zoom)
    // Where a pin's tip may stand so that card, arrows and note do not cover it; the middle of it is what is looked at.
    readonly property real pinHeight: Theme.dp(112)
    readonly property real freeTop: pinHeight + (notesOnTop ? note.height : 0)
    readonly property real freeHeight: Math.max(1, height - cover - note.height - pinHeight - Theme.dp(40))
    readonly property real freeWidth: Math.max(1, width - 2 * (buttons.width + Theme.xl + Theme.dp(80)))
    readonly property real tools: buttons.anchors.topMargin + buttons.height + Theme.s    // what its buttons need above a card
    readonly property real middle: freeTop + freeHeight / 2
    readonly property real goalX: chosenEast < 0 || !map.available ? -1 : map.placedX(chosenEast, chosenSouth)
    readonly property real goalY: chosenSouth < 0 || !map.available ? -1 : map.placedY(chosenEast, chosenSouth)
    readonly property real slack: 0.3     // of the view: further, and pins are asked for anew
    readonly property real firstLook: 800 // metres from the upper to the lower edge at the start
    readonly property real nearest: squat ? 280 : 420   // as many at least, however near a place is
    readonly property real panStep: 0.4   // of the view

    property rect seen: Qt.rect(0, 0, 0, 0)
    property real seenZoom: -1

    signal picked(recordId: string)

    clip: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTrId("map.name")

    function clamped(value: real, low: real, high: real): real {
        return Math.max(low, Math.min(high, value));
    }
    function goTo(x: real, y: real): void {
        view.centreX = view.clamped(x, view.map.west, view.map.east);
        view.centreY = view.clamped(y, view.map.north, view.map.south);
        view.look();
    }
    function pan(dx: real, dy: real): void {
        view.goTo(view.centreX + dx / view.world, view.centreY + dy / view.world);
    }
    function panBy(columns: int, rows: int): void {
        view.pan(columns * view.width * view.panStep, rows * view.freeHeight * view.panStep);
    }
    function zoomTo(zoom: real): void {
        view.zoom = view.clamped(zoom, view.map.minZoom, view.map.maxZoom);
        view.look();
    }
    function zoomBy(steps: int): void {
        view.zoomTo(Math.round(view.zoom) + steps);
    }
    function toHere(): void {
        view.zoom = view.zoomFor(0, view.firstLook);
        view.goTo(view.map.homeX, view.map.homeY);
    }
    // The zoom at which so many metres are to be seen beside, and above each other.
    function zoomFor(wide: real, high: real): real {
        const scale = Math.min(view.freeWidth / Math.max(1, wide), view.freeHeight / Math.max(1, high));
        return view.clamped(Math.floor(2 * Math.log2(scale * view.map.metresPerUnit / Theme.dp(view.map.tilePx))) / 2,
                            view.map.minZoom, view.map.maxZoom);
    }
    // Here and the chosen place together, as near as both can be seen.
    function fit(): void {
        if (view.width <= 0 || view.freeHeight <= 1 || !view.map.available)
            return;
        if (view.goalX < 0) {
            view.toHere();
            return;
        }
        const apart = view.map.hasHere ? view.map.metresPerUnit * 1.3 : 0;
        view.zoom = view.zoomFor(Math.abs(view.goalX - view.map.homeX) * apart, Math.max(view.nearest, Math.abs(view.goalY - view.map.homeY) * apart));
        view.goTo(view.map.hasHere ? (view.goalX + view.map.homeX) / 2 : view.goalX, view.map.hasHere ? (view.goalY + view.map.homeY) / 2 : view.goalY);
    }
    // The chosen place, brought into view only where it is out of it.
    function reveal(): void {
        if (view.goalX < 0)
            return;
        const x = (view.goalX - view.centreX) * view.world + view.width / 2;
        const y = (view.goalY - view.centreY) * view.world + view.middle;
        const edge = Theme.dp(60);
        if (x < edge || x > view.width - edge || y < view.freeTop || y > view.freeTop + view.freeHeight)
            view.fit();
    }
    property var standing: []             // where pins are, from 您在这里, and those of them that are near it
    property var beside: []
    // Which pins hang or lean: asked once when they have changed. As bindings each pin would depend on every other, and a hundred
    // that move took minutes.
    function arrange(): void {
        const all = goal.visible ? [goal] : [];
        for (let n = 0; n < pins.count; n++)
            if (pins.itemAt(n))
                all.push(pins.itemAt(n) as MapPin);
        for (const pin of all) {
            pin.hanging = view.hangs(pin, all);
            pin.lean = view.leans(pin);
        }
        view.standing = all.map(pin => Qt.rect(pin.x, pin.y, pin.width, pin.height));
        view.beside = view.standing.filter(pin => here.near(pin));
    }
    // Whether a pin that stands would lie under the dot of 您在这里 or its ring.
    function hides(pin: MapPin): bool {
        const ring = Theme.dp(46);
        return view.map.hasHere && pin.placeY >= 0 && pin.placeY - pin.height <= ring && Math.abs(pin.placeX) <= pin.width / 2 + ring;
    }
    // Then it hangs below its place, where it covers no other number: neither of those that stand nor of those before it that hang.
    // Where it would, or would lie under the card, its number leans away from the dot.
    function hangs(pin: MapPin, all: var): bool {
        const air = Theme.dp(20);         // beside a number
        return view.hides(pin) && board.y + pin.placeY + pin.height <= view.height - view.cover
            && !all.slice(0, all.indexOf(pin)).some(other => other.hanging && view.meets(pin, other, air) && other.placeY < pin.placeY + pin.height
                && other.placeY + other.height > pin.placeY)
            && !all.some(other => !view.hides(other) && view.meets(pin, other, air)
                && other.placeY > pin.placeY && other.placeY - other.height < pin.placeY + pin.height);
    }
    function meets(pin: MapPin, other: MapPin, air: real): bool {
        return Math.abs(other.placeX - pin.placeX) < (pin.width + other.width) / 2 - air;
    }
    function leans(pin: MapPin): real {
        const under = view.hides(pin) && !pin.hanging ? pin.wordsWidth / 2 + Theme.dp(30) - Math.abs(pin.placeX) : 0;
        return (pin.placeX < 0 ? -1 : 1) * view.clamped(under, 0, Theme.dp(20));
    }
    // Whether a name this far from here would lie under 您在这里 or under the pin of the chosen place.
    function covered(x: real, y: real, half: real): bool {
        const goalX = (view.goalX - view.map.homeX) * view.world;
        const goalY = (view.goalY - view.map.homeY) * view.world;
        const ring = Theme.dp(70);
        return view.map.hasHere && x + half > Math.min(-ring, here.at.x) && x - half < Math.max(ring, here.at.x + here.at.width)
                && y > Math.min(-ring, here.at.y) && y < Math.max(ring, here.at.y + here.at.height)
            || view.goalX >= 0 && Math.abs(x - goalX) < Theme.dp(70) + half && y > goal.y - Theme.l && y < goal.y + goal.height + Theme.l;
    }
    function look(again = false): void {
        if (!view.map.available || view.width <= 0)
            return;
        const width = view.width / view.world;
        const height = view.height / view.world;
        const moved = Math.abs(view.centreX - view.seen.x) > width * view.slack || Math.abs(view.centreY - view.seen.y) > height * view.slack;
        if (!again && !moved && view.seenZoom === view.zoom)
            return;
        view.seen = Qt.rect(view.centreX, view.centreY, 0, 0);
        view.seenZoom = view.zoom;
        // What may come into sight before the next look, with what stands out of it: a pin is taller than its place.
        const pin = view.pinHeight / view.world;
        const top = view.centreY - view.middle / view.world - height * view.slack - pin;
        view.map.look(Qt.rect(view.centreX - width * (0.5 + view.slack) - pin, top, width * (1 + 2 * view.slack) + 2 * pin,
                              height * (1 + 2 * view.slack) + 2 * pin), view.zoom,
                      Theme.dp(100) / view.world, Theme.fontPx(Theme.label) / view.world);
        view.arrange();
    }

    onWidthChanged: view.fit()
    onHeightChanged: {
        view.fit();
        later.restart();
    }
    onFreeHeightChanged: view.fit()
    onFreeWidthChanged: view.fit()
    Component.onCompleted: view.fit()
    onGoalXChanged: view.reveal()
    onGoalYChanged: view.reveal()
    onWorldChanged: later.restart()
    onCoverChanged: later.restart()
    Keys.onLeftPressed: view.panBy(-1, 0)
    Keys.onRightPressed: view.panBy(1, 0)
    Keys.onUpPressed: view.panBy(0, -1)
    Keys.onDownPressed: view.panBy(0, 1)

    Timer {                               // a call that waits goes with the view; Qt.callLater would find it half gone
        id: later
        interval: 0
        onTriggered: view.arrange()
    }
    Connections {
        target: view.map
        function onChanged(): void {
            view.pack += 1;
            later.restart();
        }
        function onMoved(): void {
            view.fit();
        }
        function onPlacesChanged(): void {
            view.look(true);
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.color.sunk
    }
    Item {
        id: board
        x: Math.round(view.width / 2 - (view.centreX - view.map.homeX) * view.world)
        y: Math.round(view.middle - (view.centreY - view.map.homeY) * view.world)

        MapTiles {
            map: view.map
            world: view.world
            level: Math.max(view.map.minZoom, Math.min(view.map.tileZoom, Math.round(view.zoom)))
            centreX: view.centreX
            centreY: view.centreY + (view.height / 2 - view.middle) / view.world
            viewWidth: view.width
            viewHeight: view.height
            still: Theme.still
            pack: view.pack
        }
        Repeater {
            model: view.map.labels
            Label {
                required text
                required property real east
                required property real south
                required property bool district
                readonly property real atX: (east - view.map.homeX) * view.world
                readonly property real atY: (south - view.map.homeY) * view.world
                x: Math.round(atX - width / 2)
                y: Math.round(atY - height / 2)
                visible: !view.covered(atX, atY, width / 2)
                type: district ? Theme.title3 : Theme.label
                color: Theme.color.text2
                style: Text.Outline
                styleColor: Theme.color.card
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
        Loader {
            active: view.map.hasHere && view.freeHeight > 1
            sourceComponent: MapRings {
                pixelsPerMetre: view.world / view.map.metresPerUnit
                tallest: view.freeHeight / 2
                widest: view.width / 2 - Theme.dp(40)
                leftRoom: board.x - (view.squat ? 0 : arrows.x + arrows.width) - Theme.dp(64)
                rightRoom: view.width - board.x - buttons.width - Theme.xl - Theme.dp(64)
                taken: [...view.standing, here.at]
            }
        }
        Loader {
            active: view.showWay && view.goalX >= 0 && view.map.hasHere
            sourceComponent: MapWay {
                toX: (view.goalX - view.map.homeX) * view.world
                toY: (view.goalY - view.map.homeY) * view.world
            }
        }
        Rectangle {                       // around the dot of 您在这里
            x: -width / 2
            y: x
            width: Theme.dp(92)
            height: width
            radius: height / 2
            visible: here.visible
            color: "transparent"
            border.width: Theme.dp(8)
            border.color: Theme.color.infoBg
        }
        Repeater {
            id: pins
            model: view.alone ? null : view.map.pins
            MapPin {
                required property real east
                required property real south
                required property string place
                required property string title
                required property var distanceM
                required property string openState
                required property var openUntil
                required property int openInDays
                required property bool suspended
                name: count > 1 ? qsTrId("map.cluster.name").arg(count)
                    : [qsTrId("map.pin.number").arg(number), title, distanceM === null || distanceM === undefined ? "" : Words.distance(distanceM),
                       suspended ? qsTrId("place.suspended") : Words.opening(openState, openUntil, openInDays, view.localeName)]
                      .filter(part => part.length > 0).join(Words.comma)
                placeX: (east - view.map.homeX) * view.world
                placeY: (south - view.map.homeY) * view.world
                onWidthChanged: later.restart()
                onActivated: {
                    if (count > 1 && view.zoom < view.map.maxZoom) {
                        view.goTo(east, south);
                        view.zoomBy(1);
                    } else {
                        view.picked(place);
                    }
                }
            }
        }
        MapPin {
            id: goal
            visible: view.goalX >= 0 && view.chosen.length > 0
            number: view.chosenNumber
            count: 1
            chosen: true
            name: view.chosenNumber > 0 ? qsTrId("map.pin.chosen").arg(view.chosenNumber) : qsTrId("map.pin.goal")
            placeX: (view.goalX - view.map.homeX) * view.world
            placeY: (view.goalY - view.map.homeY) * view.world
            onWidthChanged: later.restart()
            onVisibleChanged: later.restart()
            onPlaceXChanged: later.restart()
            onPlaceYChanged: later.restart()
            onActivated: view.fit()
        }
        // Over the pins: a place next door may hide neither the dot nor the words. It takes no touch from them.
        MapHere {
            id: here
            z: 3
            visible: view.map.hasHere
            upwards: view.showWay && view.goalY > view.map.homeY
            pins: view.beside
        }
    }
    DragHandler {
        target: null
        onTranslationChanged: delta => view.pan(-delta.x, -delta.y)
    }
    PinchHandler {
        target: null
        onScaleChanged: delta => view.zoomTo(view.zoom + Math.log2(delta))
        onTranslationChanged: delta => view.pan(-delta.x, -delta.y)
    }
    WheelHandler {
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        onWheel: event => view.zoomTo(view.zoom + event.angleDelta.y / 480)
    }
    MapButtons {
        id: buttons
        anchors.right: parent.right
        anchors.rightMargin: Theme.xl
        anchors.top: parent.top
        anchors.topMargin: Theme.l + (view.notesOnTop && !view.squat ? note.height : 0)
        knowsHere: view.map.hasHere
        onZoomed: steps => view.zoomBy(steps)
        onHereWanted: view.toHere()
    }
    // In one column like the buttons at the other side, or two by two where that is too tall.
    Grid {
        id: arrows
        x: Theme.dp(28)
        y: view.squat ? view.height - view.cover - height - Theme.m : (view.notesOnTop ? note.height : 0) + Theme.l
        columns: view.squat ? 4 : view.height - view.cover - note.height - 2 * Theme.l < 4 * Theme.grow(76) + 3 * spacing ? 2 : 1
        spacing: Theme.s
        Repeater {
            model: [{ icon: "arrow-up", x: 0, y: -1 }, { icon: "arrow-left", x: -1, y: 0 },
                { icon: "arrow-right", x: 1, y: 0 }, { icon: "arrow-down", x: 0, y: 1 }]
            MapButton {
                required property var modelData
                bare: true
                icon: modelData.icon
                text: modelData.x < 0 ? qsTrId("map.pan.left") : modelData.x > 0 ? qsTrId("map.pan.right")
                    : modelData.y < 0 ? qsTrId("map.pan.up") : qsTrId("map.pan.down")
                onActivated: view.panBy(modelData.x, modelData.y)
            }
        }
    }
    MapNote {
        id: note
        y: view.notesOnTop ? 0 : view.height - view.cover - height
        width: view.squat ? view.width - buttons.width - 2 * Theme.xl : view.width
        cornered: view.squat
        map: view.map
        pixelsPerMetre: view.world / view.map.metresPerUnit
        samples: view.samples
    }
}
