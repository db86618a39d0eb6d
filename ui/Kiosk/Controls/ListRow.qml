import QtQuick
import Kiosk.Theme

// Icon tile, title, one line, up to three tags, caret; the whole row is one button.
Press {
    id: row

    required property string title
    property string line
    property string icon: "list-checks"
    property string tint: "leaf"
    property bool current: false          // shown beside the list right now (landscape)
    property bool compact: false
    property real least: compact ? 122 : 186       // design px
    property var tags: []                 // [{text, icon, tone}]

    name: [title, line].concat(tags.map(tag => tag.text), current ? qsTrId("row.current") : "").filter(part => part.length > 0).join(Words.comma)
    implicitHeight: Theme.huge ? Math.max(Theme.dp(160), words.implicitHeight + Theme.dp(44)) : Theme.grow(least)

    Face {
        anchors.fill: parent
        down: row.down
        raised: !row.current
        fill: row.current ? Theme.color.accentTint2 : Theme.color.card
        edge: row.current ? Theme.color.primary : Theme.color.line
        edgeWidth: row.current ? Theme.selected : Theme.hairline
    }
    Item {
        anchors.fill: parent
        anchors.leftMargin: Theme.dp(row.compact ? 22 : 28)
        anchors.rightMargin: Theme.dp(row.compact ? 22 : 28)
        anchors.topMargin: row.current ? 0 : row.shift
        anchors.bottomMargin: row.current ? 0 : -row.shift

        IconTile {
            id: tile
            name: row.icon
            tint: row.tint
            px: row.compact ? 80 : 96
            anchors.verticalCenter: parent.verticalCenter
        }
        Column {
            id: words
            anchors.left: tile.right
            anchors.leftMargin: Theme.l
            anchors.right: end.left
            anchors.rightMargin: Theme.s
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.xxs

            RowTitle {
                id: heading
                width: parent.width
                said: row.title
                large: row.compact ? Theme.sectionTitle : Theme.title3
                pair: row.compact ? (below.long ? Theme.tag : Theme.label) : large
                small: row.compact && more ? Theme.tag : Theme.label
                least: Theme.fontPx(row.compact ? Theme.tag : Theme.label)
            }
            FilledLabel {
                id: below
                width: parent.width
                visible: text.length > 0 && (Theme.huge || !heading.more || roomy)
                readonly property TypeStyle small: heading.more && long ? Theme.minimumDense : Theme.minimum
                readonly property int smallLine: Math.round(Theme.fontPx(small) * small.lineHeight)
                readonly property bool long: usual.advanceWidth * Theme.minimum.px / Theme.secondary.px > width
                // Too long for one line: on two, in small letters, where the row is high enough; else as small as need be.
                readonly property bool roomy: !Theme.huge && row.compact && row.height >= heading.height + (long ? 2 : 1) * smallLine + 2 * words.spacing
                readonly property bool pair: roomy && (long || !heading.more && usual.advanceWidth > width && row.height >= heading.height + 2 * smallLine + Theme.s)
                said: row.line
                breaks: Theme.huge || pair
                most: pair ? 2 : 4
                type: pair ? small : row.compact ? Theme.secondary : Theme.rowLine
                color: Theme.color.text2
                wrapMode: breaks ? Text.Wrap : Text.NoWrap
                maximumLineCount: pair ? 2 : 999
                elide: Theme.huge ? Text.ElideNone : Text.ElideRight
                shrinks: !breaks
                minimumPixelSize: Theme.fontPx(Theme.minimum)
                Accessible.ignored: true
                TextMetrics {
                    id: usual
                    font.family: Theme.family(Theme.secondary)
                    font.pixelSize: Theme.fontPx(Theme.secondary)
                    text: row.line
                }
            }
            Flow {
                visible: !row.compact && row.tags.length > 0
                spacing: Theme.huge ? Theme.xs : Theme.s
                topPadding: Theme.xxs
                width: parent.width
                height: Theme.huge ? implicitHeight : Theme.grow(48)       // otherwise one line of them, of what fits
                clip: !Theme.huge
                Repeater {
                    model: row.compact ? [] : row.tags
                    Tag {
                        required property var modelData
                        opacity: Theme.huge || y < height ? 1 : 0
                        text: modelData.text
                        icon: modelData.icon
                        tone: modelData.tone
                    }
                }
            }
        }
        Item {
            id: end
            width: row.current ? now.width : caret.width
            height: parent.height
            anchors.right: parent.right
            Icon {
                id: caret
                visible: !row.current
                name: "caret-right"
                px: 40
                anchors.verticalCenter: parent.verticalCenter
            }
            Tag {
                id: now
                visible: row.current
                text: qsTrId("row.current")
                tone: "kapok"
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
}
