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
    property bool notesOnTop: false       // a card covers the lower edge
    property bool alone: false            // of one place: no other pins
    property real zoom: 0
    property real centreX: map.homeX
    property real centreY: map.homeY
    property int pack: 0

    readonly property real world: Theme.dp(map.tilePx) * Math.pow(2, zoom)
    // Where a pin's tip may stand so that card, arrows and note do not cover it; the middle of it is what is looked at.
    readonly property real pinHeight: Theme.dp(112)
    readonly property real freeTop: pinHeight + (notesOnTop ? notes.y + notes.height : 0)
    readonly property real freeHeight: Math.max(1, height - cover - notes.height - pinHeight - Theme.dp(40))
    readonly property real middle: freeTop + freeHeight / 2
    readonly property real goalX: chosenEast < 0 || !map.available ? -1 : map.placedX(chosenEast, chosenSouth)
    readonly property real goalY: chosenSouth < 0 || !map.available ? -1 : map.placedY(chosenEast, chosenSouth)
    readonly property real slack: 0.3     // of the view: further, and pins are asked for anew
    readonly property real firstLook: 800 // metres across at the start
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
        view.zoom = view.zoomFor(view.firstLook);
        view.goTo(view.map.homeX, view.map.homeY);
    }
    function zoomFor(metres: real): real {
        const across = Math.min(view.width, view.freeHeight);
        return view.clamped(Math.floor(2 * Math.log2(across * view.map.metresPerUnit / metres / Theme.dp(view.map.tilePx))) / 2,
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
        const apart = Math.max(Math.abs(view.goalX - view.map.homeX), Math.abs(view.goalY - view.map.homeY));
        const both = view.map.hasHere ? apart * view.map.metresPerUnit * 1.9 : 0;
        view.zoom = view.zoomFor(Math.max(view.firstLook * 0.6, both));
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
        view.map.look(Qt.rect(view.centreX - width, view.centreY - height, 2 * width, 2 * height), view.zoom,
                      Theme.dp(100) / view.world, Theme.fontPx(Theme.secondary) / view.world);
    }

    onWidthChanged: view.fit()
    onHeightChanged: view.fit()
    onCoverChanged: view.fit()
    Component.onCompleted: view.fit()
    onGoalXChanged: view.reveal()
    onGoalYChanged: view.reveal()
    Keys.onLeftPressed: view.panBy(-1, 0)
    Keys.onRightPressed: view.panBy(1, 0)
    Keys.onUpPressed: view.panBy(0, -1)
    Keys.onDownPressed: view.panBy(0, 1)

    Connections {
        target: view.map
        function onChanged(): void {
            view.pack += 1;
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
                x: Math.round((east - view.map.homeX) * view.world - width / 2)
                y: Math.round((south - view.map.homeY) * view.world - height / 2)
                type: district ? Theme.bodyBold : Theme.secondary
                color: Theme.color.text2
                style: Text.Outline
                styleColor: Theme.color.card
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
        Loader {
            active: view.showWay && view.goalX >= 0 && view.map.hasHere
            sourceComponent: MapWay {
                toX: (view.goalX - view.map.homeX) * view.world
                toY: (view.goalY - view.map.homeY) * view.world
            }
        }
        MapHere {
            visible: view.map.hasHere
        }
        Repeater {
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
                x: Math.round((east - view.map.homeX) * view.world - width / 2)
                y: Math.round((south - view.map.homeY) * view.world - height)
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
            visible: view.goalX >= 0 && view.chosen.length > 0
            number: view.chosenNumber
            count: 1
            chosen: true
            name: view.chosenNumber > 0 ? qsTrId("map.pin.chosen").arg(view.chosenNumber) : qsTrId("map.pin.goal")
            x: Math.round((view.goalX - view.map.homeX) * view.world - width / 2)
            y: Math.round((view.goalY - view.map.homeY) * view.world - height)
            onActivated: view.fit()
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
        anchors.topMargin: Theme.l
        knowsHere: view.map.hasHere
        onZoomed: steps => view.zoomBy(steps)
        onHereWanted: view.toHere()
    }
    Row {
        id: notes
        x: Theme.dp(28)
        y: view.notesOnTop ? Theme.l : view.height - view.cover - height - Theme.m
        spacing: Theme.s
        Row {
            id: arrows
            spacing: Theme.s
            anchors.bottom: view.notesOnTop ? undefined : parent.bottom
            Repeater {
                model: [{ icon: "arrow-left", x: -1, y: 0 }, { icon: "arrow-up", x: 0, y: -1 },
                    { icon: "arrow-down", x: 0, y: 1 }, { icon: "arrow-right", x: 1, y: 0 }]
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
            anchors.bottom: view.notesOnTop ? undefined : parent.bottom
            map: view.map
            pixelsPerMetre: view.world / view.map.metresPerUnit
            samples: view.samples
            room: view.width - arrows.width - buttons.width - Theme.dp(140)
        }
    }
}
