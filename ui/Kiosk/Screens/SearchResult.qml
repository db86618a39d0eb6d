pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One result: matched characters on a plate, typed letters bold and underlined, what kind of thing it is.
Press {
    id: row

    required property string recordId
    required property string kind
    required property string screen
    required property string icon
    required property string tint
    required property string before
    required property string matched
    required property string after
    required property string saidBefore
    required property string said
    required property string saidAfter
    required property string lettersBefore
    required property string letters
    required property string lettersAfter
    required property string line
    required property var startsAt
    required property int inDays
    required property var distanceM
    property string localeName
    property bool brief: false            // its title alone
    readonly property string title: before + matched + after
    readonly property string kindWord: {
        switch (kind) {
        case "benefit": return qsTrId("search.kind.benefit");
        case "service": return qsTrId("search.kind.service");
        case "activity": return qsTrId("search.kind.activity");
        case "place": return qsTrId("search.kind.place");
        case "guide": return qsTrId("search.kind.guide");
        }
        return qsTrId("search.kind.news");
    }
    readonly property string second: {
        if (kind === "activity" && startsAt && !isNaN(startsAt.getTime()))
            return Words.leading(Words.relativeDay(inDays, startsAt, localeName)) + " " + Words.clock(startsAt) + Words.comma + line;
        if (kind === "place" && distanceM !== null && distanceM !== undefined)
            return Words.distance(distanceM) + Words.comma + line;
        return line;
    }

    name: [title, said.length > 0 ? saidBefore + said + saidAfter : "", spelled.visible || spelledAbove.visible ? lettersBefore + letters + lettersAfter : "", second, kindWord].filter(part => part.length > 0).join(Words.comma)
    implicitHeight: Theme.grow(148)
    readonly property bool plain: Theme.huge || Theme.elder && Theme.landscape      // what it is stands at the head of the second line
    // Whether the second line, where nothing else stands in it, wants two lines in small letters; whether it gets them, the height says.
    readonly property string below: plain ? kindWord + qsTrId("site.join") + second : second
    // Reckoned from the width alone: what a tag takes is nothing while the row is not seen.
    readonly property real across: width - 3 * Theme.l - tile.width - caret.width - Theme.m - (plain ? 0 : tag.implicitWidth + Theme.m)
    readonly property bool lengthy: !Theme.huge && said.length === 0 && width > 0 && usual.advanceWidth > across
    // Whether it does not even fit in small letters beside the words that were found: where the row is high enough for it, it stands
    // below them and the tag, as far as the arrow; on two lines beside the tag where that is too little.
    readonly property real small: usual.advanceWidth * Theme.minimum.px / Theme.secondary.px
    readonly property bool crowded: !Theme.huge && said.length > 0 && width > 0 && small > across - found.advanceWidth - Theme.dp(8) - 2 * Theme.s
    readonly property real underneath: across + (plain ? 0 : tag.implicitWidth + Theme.m)
    readonly property bool twice: crowded && small > underneath
    readonly property int threeHeight: (folded ? 2 * Math.round(Theme.fontPx(Theme.bodyBold) * Theme.bodyBold.lineHeight)
        : Math.round(Theme.fontPx(Theme.title3) * Theme.title3.lineHeight)) + Math.round(Theme.fontPx(Theme.secondaryBold) * Theme.secondaryBold.lineHeight)
        + (twice ? 2 : 1) * Math.round(Theme.fontPx(Theme.minimum) * Theme.minimum.lineHeight) + 2 * words.spacing
    readonly property bool under: crowded && height >= threeHeight
    readonly property int pairHeight: (folded ? 2 * Math.round(Theme.fontPx(Theme.bodyBold) * Theme.bodyBold.lineHeight)
        : Math.round(Theme.fontPx(Theme.title3) * Theme.title3.lineHeight)) + 2 * Math.round(Theme.fontPx(Theme.minimum) * Theme.minimum.lineHeight) + words.spacing
    readonly property bool folded: !brief && headline.whole > (width - 2 * Theme.l - tile.width - caret.width - 2 * Theme.l - (plain ? 0 : tag.implicitWidth)) / 0.78

    // Three pieces of one text; smaller where they would not fit, cut at the end where that is not enough.
    component Pieces: Row {
        id: pieces
        property string before
        property string mark
        property string after
        property TypeStyle type: Theme.title3
        property color ink: Theme.color.text
        property real room
        readonly property real fit: Math.max(row.brief ? 0.6 : 0.78, Math.min(1, room / Math.max(1, whole.implicitWidth + Theme.dp(8))))
        readonly property alias whole: whole.implicitWidth
        readonly property int px: Math.floor(Theme.fontPx(type) * fit)
        Label {
            id: whole
            visible: false
            text: pieces.before + pieces.mark + pieces.after
            type: pieces.type
            wrapMode: Text.NoWrap
        }
        Label {
            text: pieces.before
            type: pieces.type
            font.pixelSize: pieces.px
            color: pieces.ink
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            width: Math.min(implicitWidth, Math.max(0, pieces.room - (pieces.mark.length > 0 ? marked.implicitWidth + Theme.dp(8) : 0)))
            Accessible.ignored: true
        }
        Rectangle {
            visible: pieces.mark.length > 0
            width: marked.implicitWidth + Theme.dp(8)
            height: Math.min(marked.height, row.height - Theme.m)
            anchors.verticalCenter: parent.verticalCenter
            radius: Theme.dp(8)
            color: Theme.highContrast ? Theme.color.text : Theme.color.warnBg
            Label {
                id: marked
                anchors.centerIn: parent
                text: pieces.mark
                type: pieces.type
                font.pixelSize: pieces.px
                color: Theme.highContrast ? Theme.color.ground : pieces.ink
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
        Label {
            text: pieces.after
            type: pieces.type
            font.pixelSize: pieces.px
            color: pieces.ink
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            width: Math.max(0, Math.min(implicitWidth, pieces.room - x))
            Accessible.ignored: true
        }
    }
    component Spelled: Row {
        readonly property bool shown: row.letters.length > 0
        visible: shown
        Label {
            text: row.lettersBefore
            type: Theme.secondary
            color: Theme.color.text2
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        Label {
            text: row.letters
            type: Theme.secondaryBold
            font.underline: true
            color: Theme.color.accentText
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        Label {
            text: row.lettersAfter
            type: Theme.secondary
            color: Theme.color.text2
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }

    component Below: FilledLabel {
        property bool pair: row.lengthy && row.height >= row.pairHeight
        room: words.width
        said: row.below
        breaks: pair
        most: 2
        type: pair ? Theme.minimum : Theme.secondary
        color: Theme.color.text2
        wrapMode: pair ? Text.Wrap : Text.NoWrap
        maximumLineCount: pair ? 2 : 1
        elide: Text.ElideRight
        shrinks: !pair
        minimumPixelSize: Theme.fontPx(Theme.minimum)
        Accessible.ignored: true
    }

    TextMetrics {
        id: found
        font.family: Theme.family(Theme.secondaryBold)
        font.pixelSize: Theme.fontPx(Theme.secondaryBold)
        font.weight: Font.Bold
        text: row.saidBefore + row.said + row.saidAfter + row.lettersBefore + row.letters + row.lettersAfter
    }
    TextMetrics {
        id: usual
        font.family: Theme.family(Theme.secondary)
        font.pixelSize: Theme.fontPx(Theme.secondary)
        text: row.below
    }
    Face {
        anchors.fill: parent
        down: row.down
    }
    Item {
        anchors.fill: parent
        anchors.leftMargin: Theme.l
        anchors.rightMargin: Theme.l
        anchors.topMargin: row.shift
        anchors.bottomMargin: -row.shift

        IconTile {
            id: tile
            name: row.icon
            tint: row.tint
            px: row.brief ? 52 : 80
            visible: !(row.folded && Theme.huge)
            anchors.verticalCenter: parent.verticalCenter
        }
        Column {
            id: words
            anchors.left: tile.visible ? tile.right : parent.left
            anchors.leftMargin: tile.visible ? Theme.l : 0
            anchors.right: tag.left
            anchors.rightMargin: Theme.m
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.xxs
            Row {
                width: parent.width
                spacing: Theme.m
                // What two lines hold is not cut off for the sake of one line with a plate on it.
                RowTitle {
                    visible: row.folded && !Theme.huge
                    width: words.width
                    said: row.title
                    pair: Theme.bodyBold
                }
                Label {
                    visible: row.folded && Theme.huge
                    width: words.width
                    text: row.title
                    type: headline.whole > 1.8 * width ? Theme.bodyBold : Theme.title3
                    height: Math.min(2 * lineHeight, implicitHeight)
                    fontSizeMode: Text.Fit
                    minimumPixelSize: Math.floor(Theme.fontPx(type) * 0.78)
                    maximumLineCount: 2
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
                Pieces {
                    id: headline
                    visible: !row.folded
                    before: row.before
                    mark: row.matched
                    after: row.after
                    room: words.width
                }
                Spelled {
                    id: spelledAbove
                    visible: shown && row.said.length === 0 && headline.width + implicitWidth + Theme.m <= words.width
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
            Row {
                visible: !row.brief
                width: parent.width
                spacing: Theme.s
                Pieces {
                    id: saying
                    visible: row.said.length > 0
                    before: row.saidBefore
                    mark: row.said
                    after: row.saidAfter
                    type: Theme.secondaryBold
                    room: words.width
                    anchors.verticalCenter: parent.verticalCenter
                }
                Spelled {
                    id: spelled
                    visible: shown && row.said.length > 0 && saying.width + implicitWidth + Theme.s <= words.width
                    anchors.verticalCenter: parent.verticalCenter
                }
                Below {
                    width: Math.max(0, words.width - x)
                    visible: !row.under && width > Theme.dp(120)
                    anchors.verticalCenter: parent.verticalCenter
                }
            }
            Below {
                visible: row.under
                pair: row.twice
                width: row.twice ? words.width : row.underneath
            }
        }
        Tag {
            id: tag
            text: row.kindWord
            visible: !row.plain
            width: visible ? implicitWidth : 0
            anchors.right: caret.left
            anchors.rightMargin: visible ? Theme.m : 0
            anchors.verticalCenter: parent.verticalCenter
        }
        Icon {
            id: caret
            name: "caret-right"
            px: 40
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
