pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// The pictures of the tiles that are in view. There are as many Images as fit; one that leaves at one side comes back at the
// other with another file, so moving makes and destroys nothing. Plain files, never a Python provider (it can deadlock).
Item {
    id: tiles

    required property MapModel map
    required property real world          // width of the whole square in px
    required property int level
    required property real centreX        // what stands in the middle of the view
    required property real centreY
    required property real viewWidth
    required property real viewHeight
    property bool still: false
    property int pack: 0                  // another number: ask for every file again

    readonly property int cells: Math.pow(2, level)
    readonly property real side: world / cells
    // As many as the smallest tiles need, at every zoom: a number that changed would make all of them anew.
    readonly property real least: Theme.dp(map.tilePx) * Math.SQRT1_2
    readonly property int columns: Math.ceil(viewWidth / least) + 1
    readonly property int rows: Math.ceil(viewHeight / least) + 1
    readonly property int firstX: Math.floor(centreX * cells - viewWidth / 2 / side)
    readonly property int firstY: Math.floor(centreY * cells - viewHeight / 2 / side)
    readonly property real homeX: map.homeX
    readonly property real homeY: map.homeY

    function edge(at: int, home: real): int {
        return Math.round((at / tiles.cells - home) * tiles.world);
    }

    Repeater {
        model: tiles.columns * tiles.rows
        Image {
            required property int index
            readonly property int column: index % tiles.columns
            readonly property int row: Math.floor(index / tiles.columns)
            readonly property int tileX: tiles.firstX + ((column - tiles.firstX) % tiles.columns + tiles.columns) % tiles.columns
            readonly property int tileY: tiles.firstY + ((row - tiles.firstY) % tiles.rows + tiles.rows) % tiles.rows
            x: tiles.edge(tileX, tiles.homeX)
            y: tiles.edge(tileY, tiles.homeY)
            width: tiles.edge(tileX + 1, tiles.homeX) - x
            height: tiles.edge(tileY + 1, tiles.homeY) - y
            source: tiles.pack >= 0 ? tiles.map.tile(tiles.level, tileX, tileY) : ""
            asynchronous: !tiles.still
            smooth: width !== implicitWidth
        }
    }
}
