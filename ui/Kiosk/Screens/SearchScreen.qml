pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Search (mock-ups 06, 35): the field, up to five results that follow every key, and below them (in landscape beside them) the
// keys or the handwriting pad. The pinyin engine is loaded after the page is drawn.
Page {
    id: page

    required property Shell app
    readonly property SearchModel search: app.search
    readonly property bool nobody: app.help.barState === "closed"     // to be called: numbers instead, as in the bar
    property bool handwritten: false
    readonly property bool wide: Theme.landscape
    // Who types sees the field, the keys and the first of what there is. Examples and words that find no room are left out; only
    // where not even that fits the page scrolls.
    // Where room is shortest the urgent row stands where the one result would.
    readonly property int fewest: page.snug ? (search.urgentId.length > 0 ? -results.spacing : results.rowHeight) : search.nothing ? none.fewest : search.typed.length === 0 ? examples.rowHeight : results.rowHeight
    readonly property int least: page.wide ? Math.max(handwritten ? hands.forHand : hands.aboveKeys + board.least, results.y + fewest + Theme.l)
        : results.y + fewest + hands.height + (page.snug ? Theme.s - Theme.contentBottom : Theme.l)
    // Where the page lies low or letters are large, all that one result leaves, but no less than the keys beside the pad need.
    readonly property int spare: inner.height - results.topmost - results.rowHeight - (page.snug ? Theme.s - Theme.contentBottom : Theme.l)
    readonly property int handHeight: Theme.huge ? Math.max(Math.ceil(hand.y + hand.implicitHeight + hands.air), Math.min(Theme.dp(1000), spare))
        : Theme.low ? spare : Math.min(Theme.dp(1000), Math.round(inner.height * 0.62))

    // Large letters in the lower part: a result is its title, and all that is only read stands above.
    snug: Theme.low && Theme.huge

    signal callStaff

    // Content's own words first: dbj is 低保金 here before it is anything else; then what the engine makes of the letters.
    readonly property var choices: {
        const own = [];
        if (/^[a-z]+$/i.test(search.typed))
            for (const word of search.words)
                own.push({ text: word, number: -1 - own.length });
        const known = own.map(choice => choice.text);
        const engine = pinyin.item as PinyinEngine;
        const more = engine && box.composing ? engine.words : [];
        for (let n = 0; n < more.length; n++)
            if (!known.includes(more[n]))
                own.push({ text: more[n], number: n });
        return own;
    }

    function engineOf(): PinyinEngine {
        return pinyin.item as PinyinEngine;
    }
    function type(letter: string): void {
        const engine = engineOf();
        // With the focus on a key (Tab) the letter goes straight into the field.
        if (!(engine && box.listening && /[a-z]/.test(letter) && engine.key(letter.toUpperCase().charCodeAt(0), letter)))
            box.write(letter);
    }
    function rubOut(): void {
        const engine = engineOf();
        if (!(engine && box.composing && box.listening && engine.key(Qt.Key_Backspace, "")))
            box.rubOut();
    }
    function settle(): void {
        const engine = engineOf();
        if (engine)
            engine.forget();
    }
    function put(text: string): void {
        settle();
        box.set(text);
        box.listen();
    }
    function take(number: int): void {
        if (number < 0)
            put(search.words[-1 - number]);
        else
            engineOf().choose(number);
    }
    // Letters that are being spelled become what stands in the field, or leaving the page would take them away.
    function keep(): void {
        const typed = box.typed;
        settle();
        box.set(typed);
    }
    function open(row: SearchResult): void {
        keep();
        app.navigator.open(row.screen, row.recordId);
    }
    function openUrgent(): void {
        keep();
        app.navigator.open(search.urgentScreen, search.urgentId);
    }
    function openFirst(): void {
        const first = results.count > 0 ? rows.itemAt(0) as SearchResult : null;
        if (urgent.visible)
            openUrgent();
        else if (first)
            open(first);
        else
            keep();
    }

    Component.onCompleted: {
        box.set(search.typed);
        box.listen();
    }
    Component.onDestruction: page.settle()

    Connections {
        target: page.search
        function onTypedChanged(): void {
            if (page.search.typed !== box.typed)
                page.put(page.search.typed);
        }
    }
    Connections {
        target: page.app.handwriting
        enabled: page.handwritten
        function onTaken(character: string): void { box.write(character); }
    }
    Timer {
        interval: 1
        running: true
        onTriggered: pinyin.active = true
    }
    Loader {
        id: pinyin
        active: false
        sourceComponent: PinyinEngine {}
    }

    SearchBox {
        id: box
        width: page.wide ? results.width : parent.width
        title: qsTrId("search.open")      // without one the line below was the page's title: every letter a new page
        label: qsTrId("search.field")
        placeholder: Theme.huge ? qsTrId("search.hint.short") : qsTrId("search.hint")
        clearWords: qsTrId("search.clear")
        snug: page.snug
        focus: true
        onTypedChanged: page.search.setTyped(typed)
        onAccepted: page.openFirst()
    }
    Item {                                // after the field: 画面放低 lifts what stands before it
        id: asked
        // A moment later: a key that brings the urgent row may make the page scroll, which is reckoned from the row.
        readonly property int wanted: page.least
        visible: Theme.flat
        onWantedChanged: later.restart()
        Component.onCompleted: implicitHeight = wanted
        Timer {
            id: later
            interval: 0
            onTriggered: asked.implicitHeight = asked.wanted
        }
    }
    Label {
        visible: page.snug
        parent: page.snug && page.above ? page.above.shelf : box.parent
        width: page.width - 2 * Theme.margin
        text: qsTrId("access.low.here")
        type: Theme.label
    }
    Label {
        id: told
        parent: Theme.low && page.above ? page.above.shelf : box.parent
        y: box.height
        width: (Theme.low ? page.width - 2 * Theme.margin : box.width) - (slip.visible ? slip.width + Theme.m : 0)
        height: Theme.grow(page.wide ? 60 : 72)
        text: {
            if (page.snug && page.handwritten && page.app.handwriting.unread)
                return qsTrId("handwriting.unread");
            if (page.search.typed.length === 0)
                return qsTrId("search.ways");
            if (page.search.total === 0)
                return !page.search.nothing ? qsTrId("search.go_on") : page.snug && !urgent.visible ? sorry.text : "";
            const found = page.search.more ? qsTrId("search.found.many") : page.search.total > results.count && results.count > 0
                ? qsTrId("search.found.some").arg(page.search.total).arg(results.count) : qsTrId("search.found").arg(page.search.total);
            return !Theme.huge && !(page.wide && Theme.elder) && page.search.firstLetters.length > 0 && page.search.firstLetters.length === page.search.firstWord.length
                ? found + qsTrId("search.initials").arg(page.search.firstLetters.split("").join(" ")).arg(page.search.firstWord) : found;
        }
        color: Theme.color.text
        wrapMode: Text.NoWrap
        shrinks: true
        minimumPixelSize: Theme.fontPx(Theme.minimum)
        elide: Text.ElideRight
        Accessible.role: Accessible.AlertMessage
        Accessible.name: [text, first.length > 0 ? qsTrId("search.first").arg(first) : ""].filter(part => part.length > 0).join(Words.comma)
        readonly property SearchResult found: results.count > 0 ? rows.itemAt(0) as SearchResult : null
        readonly property string first: urgent.visible ? page.search.urgentTitle : found ? found.title : ""
    }
    Label {                               // mock-up 35
        id: slip
        visible: page.handwritten && !page.wide && !Theme.elder && !Theme.low && !page.app.handwriting.empty
        anchors.right: box.right
        y: told.y
        height: told.height
        text: qsTrId("handwriting.slip").arg(qsTrId("handwriting.undo"))
        type: Theme.secondary
        color: Theme.color.text2
        wrapMode: Text.NoWrap
    }
    SearchUrgent {
        id: urgent
        search: page.search
        y: results.topmost
        width: results.width
        span: (page.width - 2 * Theme.margin) * (page.wide ? 0.47 : 1)
        least: results.rowHeight
        onActivated: page.openUrgent()
    }
    Column {
        id: results
        readonly property int topmost: box.height + (Theme.low ? Theme.s : told.height)
        // A title on two lines, or in English what stands below it, wants a higher row; whether it is one depends on the width alone.
        readonly property bool spacious: page.app.language === "en"       // five results are worth more than the end of a Chinese line
        readonly property bool folded: Array.from({ length: rows.count }, (_, n) => rows.itemAt(n) as SearchResult).some(row => row !== null && (row.folded || spacious && (row.lengthy || row.crowded)))
        readonly property bool full: spacious && Array.from({ length: rows.count }, (_, n) => rows.itemAt(n) as SearchResult).some(row => row !== null && (row.folded && (row.lengthy || row.crowded) || row.twice))
        // Below the urgent row a result in large letters is no higher than it must be, or the page would begin to scroll.
        readonly property int rowHeight: page.snug ? Theme.grow(48) : Theme.huge && !Theme.low ? Theme.grow(page.search.urgentId.length > 0 && Theme.textScale > 1.6 ? 124 : 160) : page.wide ? Theme.grow(full ? 176 : folded ? 148 : 112) : page.handwritten ? Theme.grow(folded ? 148 : 122) : Theme.grow(Theme.low ? 108 : 148)
        readonly property int count: Math.max(0, Math.min(page.search.rows.count, Math.floor((height + spacing - Theme.lip) / (rowHeight + spacing))))
        y: topmost + (page.search.urgentId.length > 0 ? urgent.implicitHeight + spacing : 0)
        width: page.wide ? Math.round(parent.width * 0.47) : parent.width
        height: (page.wide ? parent.height : hands.y) - y
        spacing: page.wide ? Theme.s : Theme.m

        Repeater {
            id: rows
            model: page.search.rows
            SearchResult {
                id: found
                required property int index
                visible: index < results.count
                width: results.width
                height: results.rowHeight
                localeName: page.app.localeName
                brief: page.snug
                onActivated: page.open(found)
            }
        }
    }
    Item {                                // takes the room of the results, and asks the page for none of its own
        id: instead
        x: results.x
        y: results.y
        width: results.width
        height: results.height

        Column {
            id: none
            // Two lines and the button, reckoned by their letters: the page may not ask texts how high they are while they settle.
            readonly property int fewest: 2 * sorry.lineHeight + spacing + Math.max(Theme.dp(helper.least), Math.round(Theme.fontPx(helper.type) * helper.type.lineHeight) + helper.airHeight)
            visible: page.search.nothing && !(page.snug && urgent.visible)
            y: Math.max(0, Math.round((parent.height - height) / 3))
            width: parent.width
            spacing: Theme.l
            Label {
                id: sorry
                visible: !page.snug && !urgent.visible        // it stands above, or nothing is missing
                width: parent.width
                text: qsTrId("search.none").arg(box.typed)
                type: Theme.title3
                horizontalAlignment: Text.AlignHCenter
                maximumLineCount: 2
                elide: Text.ElideRight
                Accessible.role: Accessible.AlertMessage
            }
            EvenLabel {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: sorry.visible && none.fewest + none.spacing + implicitHeight <= instead.height
                said: page.nobody ? qsTrId("search.none.line.closed") : qsTrId("search.none.line")
                room: none.width
                color: Theme.color.text2
                horizontalAlignment: Text.AlignHCenter
            }
            PushButton {
                id: helper
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(implicitWidth, parent.width)
                least: 112
                height: page.snug ? results.rowHeight : implicitHeight
                icon: page.nobody ? "phone" : "call-bell"
                text: page.nobody ? qsTrId("help.numbers") : qsTrId("search.none.call")
                onActivated: page.callStaff()
            }
        }
        Grid {
            id: examples
            readonly property var all: qsTrId("search.examples").split("|")
            readonly property bool bare: Theme.huge            // the words need the room of the icon
            readonly property int rowHeight: page.snug ? results.rowHeight : Theme.grow(Theme.huge ? 72 : 92)
            readonly property real room: parent.height - (page.snug ? Theme.s : Theme.l)
            readonly property int half: Math.floor((width - spacing) / 2)
            readonly property real widest: metrics.height > 0 ? all.reduce((most, word) => Math.max(most, metrics.advanceWidth(word)), 0) : 0
            readonly property int fitting: columns * Math.max(1, Math.floor((room + spacing) / (rowHeight + spacing)))
            readonly property int shown: Math.min(all.length, fitting)
            readonly property int rowsDown: Math.ceil(shown / columns)
            visible: page.search.typed.length === 0
            width: parent.width
            columns: bare && widest > half - 2 * Theme.l ? 1 : 2
            spacing: Theme.m
            FontMetrics {
                id: metrics
                font.family: Theme.family(Theme.button)
                font.pixelSize: Theme.fontPx(Theme.button)
                font.weight: Font.Bold
            }
            Repeater {
                model: examples.all.slice(0, examples.shown)
                PushButton {
                    required property string modelData
                    width: examples.columns === 2 ? examples.half : examples.width
                    height: Math.max(examples.rowHeight, Math.min(Theme.grow(140), Math.floor(examples.room / examples.rowsDown - examples.spacing)))
                    type: Theme.button
                    icon: examples.bare ? "" : "magnifying-glass"
                    text: modelData
                    onActivated: page.put(modelData)
                }
            }
        }
    }
    Rectangle {
        id: hands
        readonly property int forHand: Math.ceil(hand.y + hand.implicitHeight + Theme.l) - Theme.contentTop - Theme.contentBottom
        readonly property int aboveKeys: strip.height + Theme.s + Theme.l      // words, air, and the air below the keys
        x: page.wide ? results.width + Theme.xl : page.inner.scrolls ? 0 : -Theme.margin
        y: page.wide ? (page.inner.scrolls ? 0 : -Theme.contentTop) : parent.height + Theme.contentBottom - height
        width: page.wide ? parent.width + (page.inner.scrolls ? 0 : Theme.margin) - x : page.inner.scrolls ? parent.width : page.width
        height: page.wide ? parent.height + (page.inner.scrolls ? 0 : Theme.contentTop + Theme.contentBottom)
            : page.handwritten ? page.handHeight : (page.snug ? Theme.xs : Theme.s) + strip.height + (page.snug ? Theme.s : Theme.m) + board.height + air + (page.snug ? 0 : Theme.xs)
        readonly property int air: page.snug ? Theme.xs : Theme.l      // below the keys
        color: Theme.color.sunk

        Rectangle {
            width: page.wide ? Theme.control : parent.width
            height: page.wide ? parent.height : Theme.control
            color: Theme.color.line
        }
        WordStrip {
            id: strip
            visible: !page.handwritten
            x: Theme.l
            y: page.wide ? parent.height - hands.aboveKeys - board.height : page.snug ? Theme.xs : Theme.s
            width: parent.width - 2 * Theme.l
            height: Theme.dp(page.snug ? 72 : 80)
            words: page.choices
            onChosen: number => page.take(number)
        }
        Keyboard {
            id: board
            visible: !page.handwritten
            anchors.bottom: parent.bottom
            anchors.bottomMargin: hands.air
            snug: page.snug
            width: parent.width
            height: Theme.low ? least : page.wide ? Math.max(least, Math.min(implicitHeight, parent.height - hands.aboveKeys)) : implicitHeight
            writable: page.app.handwriting.available
            onLetter: letter => page.type(letter)
            onRubbedOut: page.rubOut()
            onSpace: {
                const engine = page.engineOf();
                if (engine && box.composing && engine.words.length > 0)
                    engine.choose(0);
                else
                    box.write(" ");
            }
            onHandwriting: {
                page.keep();
                page.handwritten = true;
            }
            onSearch: page.openFirst()
        }
        Loader {
            id: hand
            active: page.handwritten
            x: page.wide ? Theme.xl : Theme.dp(40)
            y: page.snug ? Theme.s : Theme.dp(18)
            width: parent.width - 2 * x
            height: parent.height - y - hands.air
            sourceComponent: HandwritingPad {
                writing: page.app.handwriting
                snug: page.snug
                backWords: qsTrId("handwriting.keyboard")
                goWords: qsTrId("keyboard.search")
                onBack: {
                    page.handwritten = false;
                    box.listen();
                }
                onRubbedOut: box.rubOut()
                onGo: page.openFirst()
            }
        }
    }
}
