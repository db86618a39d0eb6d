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
    // In larger text a name that is much too long has two lines; one that is a little too long is set smaller.
    readonly property bool wraps: Theme.huge || (Theme.elder && !dense && !narrow && metrics.height > 0 && metrics.advanceWidth(title) * 0.86 > words.width)
    readonly property bool stacked: Theme.huge || (Theme.elder && !dense && !narrow)      // whether it is open stands under its name
    property bool dense: false            // beside the map: state under the name, no card of its own

    role: Accessible.Button
    name: [qsTrId("map.pin.number").arg(number), title, line, openness.text, extra].filter(part => part.length > 0).join(Words.comma)
    implicitHeight: stacked ? Math.max(Theme.dp(148), words.height + Theme.dp(40)) : Theme.grow(dense ? 114 : 148)
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
        id: metrics
        font.family: Theme.family(Theme.sectionTitle)
        font.pixelSize: Theme.fontPx(Theme.sectionTitle)
        font.weight: Font.Bold
    }
    FontMetrics {
        id: small
        font.family: Theme.family(Theme.minimum)
        font.pixelSize: Theme.fontPx(Theme.minimum)
    }
    Column {
        id: words
        anchors.left: badge.right
        anchors.leftMargin: Theme.l
        anchors.right: row.stacked ? caret.left : state.left
        anchors.rightMargin: Theme.s
        anchors.verticalCenter: badge.verticalCenter
        spacing: row.wraps || row.dense ? 0 : Theme.xxs
        Label {
            width: parent.width
            text: row.title
            type: row.wraps || row.dense ? Theme.bodyBold : Theme.sectionTitle
            wrapMode: row.wraps || Theme.huge ? Text.Wrap : Text.NoWrap
            maximumLineCount: Theme.huge ? 9 : row.wraps ? 2 : 1
            fontSizeMode: row.wraps || Theme.huge ? Text.FixedSize : Text.HorizontalFit
            minimumPixelSize: Theme.fontPx(Theme.label)
            elide: Theme.huge ? Text.ElideNone : Text.ElideRight
            Accessible.ignored: true
        }
        Row {
            visible: row.narrow && !Theme.huge
            spacing: Theme.s
            Label {
                text: row.line
                type: Theme.secondary
                color: Theme.color.text2
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Icon {
                name: row.openness.icon
                px: 30
                color: state.ink
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                text: row.openness.text
                type: Theme.secondaryBold
                color: state.ink
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
        Label {
            width: parent.width
            visible: (!row.narrow || Theme.huge) && text.length > 0
            text: row.extra.length > 0 && row.line.length > 0 ? row.line + qsTrId("site.join") + row.extra : row.line + row.extra
            readonly property bool folds: !row.dense && !Theme.huge && width > 0 && small.height > 0 && small.advanceWidth(text) > width
            type: folds ? Theme.minimum : Theme.secondary
            color: Theme.color.text2
            maximumLineCount: folds ? 2 : Theme.huge ? 9 : 1
            wrapMode: Theme.huge || folds ? Text.Wrap : Text.NoWrap
            fontSizeMode: Theme.huge || folds ? Text.FixedSize : Text.HorizontalFit
            minimumPixelSize: Theme.fontPx(Theme.minimum)
            elide: Theme.huge ? Text.ElideNone : Text.ElideRight
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
