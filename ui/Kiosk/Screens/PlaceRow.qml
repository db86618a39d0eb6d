import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One place of the list: its number, its name, how far, whether it is open. The whole row is one button.
Press {
    id: row

    required property int number
    required property string title
    required property string line
    required property var openness        // {text, icon, tone}
    property string extra                 // 待核实 and the like
    property bool current: false
    property bool narrow: false           // little room: how far and whether it is open on one line
    readonly property bool stacked: Theme.huge || (Theme.elder && !dense && !narrow)      // whether it is open stands under its name
    property bool dense: false            // beside the map: state under the name, no card of its own

    role: Accessible.Button
    name: [qsTrId("map.pin.number").arg(number), title, line, openness.text, extra].filter(part => part.length > 0).join(Words.comma)
    // More words than the design has room for: the row is as high as they are.
    readonly property bool wordy: heading.more || below.visible && below.lineCount > (dense ? 1 : 2) || beside.visible && beside.height > Theme.grow(50)
    implicitHeight: stacked ? Math.max(Theme.dp(148), words.height + Theme.dp(40)) : Math.max(Theme.grow(!dense ? 148 : narrow ? 106 : 114), wordy ? words.height + Theme.dp(!dense ? 28 : narrow ? 4 : 16) : 0)
    ringRadius: dense ? Theme.radiusKey : Theme.radiusCard
    ringGap: dense ? -Theme.focusRing : Theme.focusGap

    Face {
        visible: !row.dense || row.current
        anchors.fill: parent
        down: row.down
        raised: !row.dense
        fill: row.current ? Theme.color.accentTint2 : Theme.color.card
        edge: row.current ? Theme.color.primary : Theme.color.line
        edgeWidth: row.current ? Theme.selected : Theme.hairline
    }
    Rectangle {
        visible: row.dense && !row.current
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.hairline
        color: Theme.color.line
    }
    Rectangle {
        visible: row.dense && row.down && !row.current
        anchors.fill: parent
        color: Theme.color.sunk
    }
    PlaceNumber {
        id: badge
        x: Theme.dp(row.dense && !row.current ? 4 : 24)
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: row.dense ? 0 : row.shift
        number: row.number
        chosen: row.current
    }
    FontMetrics {
        id: small
        font.family: Theme.family(Theme.minimum)
        font.pixelSize: Theme.fontPx(Theme.minimum)
    }
    TextMetrics {
        id: where
        font.family: Theme.family(Theme.secondary)
        font.pixelSize: Theme.fontPx(Theme.secondary)
        text: row.line
    }
    TextMetrics {
        id: when
        font.family: Theme.family(Theme.secondaryBold)
        font.pixelSize: Theme.fontPx(Theme.secondaryBold)
        font.weight: Font.Bold
        text: row.openness.text
    }
    Column {
        id: words
        anchors.left: badge.right
        anchors.leftMargin: Theme.l
        anchors.right: row.stacked ? caret.left : state.left
        anchors.rightMargin: Theme.s
        anchors.verticalCenter: badge.verticalCenter
        spacing: heading.more || row.dense ? 0 : Theme.xxs
        RowTitle {
            id: heading
            width: parent.width
            said: row.title
            large: row.dense || Theme.huge ? Theme.bodyBold : Theme.sectionTitle
            pair: row.narrow ? Theme.tagDense : row.dense ? Theme.tag : Theme.bodyBold
            small: row.narrow && more ? Theme.tagDense : row.dense && more ? Theme.tag : Theme.label
            least: Theme.fontPx(Theme.label)
        }
        Flow {
            id: beside
            width: parent.width
            visible: row.narrow && !Theme.huge
            spacing: tight ? Theme.xs : Theme.s
            // A little smaller under two lines, which else touch the edge of the chosen row, and where that keeps the row as high as the others: a higher one makes the page scroll, and its map.
            readonly property real smaller: Theme.minimum.px / Theme.secondary.px
            readonly property real wanted: where.advanceWidth + when.advanceWidth
            readonly property real room: width - door.width - 2
            readonly property bool tight: heading.more || wanted > room - 2 * Theme.s && wanted * smaller <= room - 2 * Theme.xs
            Label {
                text: row.line
                type: beside.tight ? Theme.minimum : Theme.secondary
                color: Theme.color.text2
                width: Math.min(implicitWidth, beside.width)
                Accessible.ignored: true
            }
            Row {
                spacing: beside.spacing
                Icon {
                    id: door
                    name: row.openness.icon
                    px: 30
                    color: state.ink
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    text: row.openness.text
                    type: beside.tight ? Theme.tag : Theme.secondaryBold
                    color: state.ink
                    width: Math.min(implicitWidth, beside.width - door.width - parent.spacing)
                    Accessible.ignored: true
                }
            }
        }
        FilledLabel {
            id: below
            width: parent.width
            visible: (!row.narrow || Theme.huge) && said.length > 0
            said: row.extra.length > 0 && row.line.length > 0 ? row.line + qsTrId("site.join") + row.extra : row.line + row.extra
            breaks: Theme.huge
            most: 3
            readonly property bool pair: !Theme.huge && width > 0 && small.height > 0 && small.advanceWidth(said) > width
            type: pair ? Theme.minimum : Theme.secondary
            color: Theme.color.text2
            wrapMode: Theme.huge || pair ? Text.Wrap : Text.NoWrap
            fontSizeMode: Theme.huge || pair ? Text.FixedSize : Text.HorizontalFit
            minimumPixelSize: Theme.fontPx(Theme.minimum)
            Accessible.ignored: true
        }
        Tag {
            visible: row.stacked
            text: row.openness.text
            icon: row.openness.icon
            tone: row.openness.tone
            room: parent.width
        }
    }
    Tag {
        id: state
        visible: !row.narrow && !row.stacked
        width: visible ? implicitWidth : 0
        anchors.right: caret.left
        anchors.rightMargin: Theme.s
        anchors.verticalCenter: badge.verticalCenter
        text: row.openness.text
        icon: row.openness.icon
        tone: row.openness.tone
    }
    Icon {
        id: caret
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(row.dense && !row.current ? 4 : 20)
        anchors.verticalCenter: badge.verticalCenter
        name: "caret-right"
        px: 40
    }
}
