import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Above the results, for words of need: what helps at once, looking as the urgent tiles before the self-check do.
Press {
    id: row

    required property SearchModel search
    required property real span           // its width as the page is reckoned; the page may turn out a little narrower
    property int least                    // as high as a result
    readonly property bool tight: Theme.huge && Theme.low      // the words need the room of the icon, the keys that of the air
    readonly property bool brief: Theme.huge      // and the second line that of the results; it is in the name

    name: search.urgentTitle + Words.comma + search.urgentLine
    visible: search.urgentId.length > 0
    // Reckoned by its letters: the page may not ask texts how high they are while they settle.
    readonly property real across: span - 3 * Theme.l - (tight ? 0 : tile.width + Theme.l) - caret.width
    implicitHeight: Math.max(brief ? 0 : least, lines(title, Theme.title3) + (brief ? 0 : lines(line, Theme.secondary)) + Theme.dp(tight ? 0 : 24))

    // The lines words take, broken by sense, in px.
    function lines(metrics: TextMetrics, type: TypeStyle): real {
        const share = metrics.advanceWidth / Math.max(1, across);
        return (share <= 1 ? 1 : Math.ceil(share * 1.15)) * Math.round(Theme.fontPx(type) * type.lineHeight);
    }

    TextMetrics {
        id: title
        font.family: Theme.family(Theme.title3)
        font.pixelSize: Theme.fontPx(Theme.title3)
        font.weight: Font.Bold
        text: row.search.urgentTitle
    }
    TextMetrics {
        id: line
        font.family: Theme.family(Theme.secondary)
        font.pixelSize: Theme.fontPx(Theme.secondary)
        text: row.search.urgentLine
    }
    Face {
        anchors.fill: parent
        down: row.down
        edge: Theme.highContrast ? Theme.color.line : Theme.color.accentText
        edgeWidth: Theme.control
    }
    IconTile {
        id: tile
        visible: !row.tight
        x: Theme.l
        y: Math.round((row.height - height) / 2) + row.shift
        name: row.search.urgentIcon.length > 0 ? row.search.urgentIcon : "phone-call"
        tint: "kapok"
        px: row.brief ? 52 : 80
    }
    Column {
        id: words
        anchors.left: tile.visible ? tile.right : parent.left
        anchors.leftMargin: Theme.l
        anchors.right: caret.left
        anchors.rightMargin: Theme.m
        y: Math.round((row.height - height) / 2) + row.shift
        EvenLabel {
            room: parent.width
            said: row.search.urgentTitle
            type: Theme.title3
            Accessible.ignored: true
        }
        EvenLabel {
            visible: !row.brief
            room: parent.width
            said: row.search.urgentLine
            type: Theme.secondary
            color: Theme.color.text2
            Accessible.ignored: true
        }
    }
    Icon {
        id: caret
        name: "caret-right"
        px: 40
        anchors.right: parent.right
        anchors.rightMargin: Theme.l
        y: Math.round((row.height - height) / 2) + row.shift
    }
}
