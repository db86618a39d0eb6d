pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme

// One of the six fixed places of the bottom bar.
Press {
    id: item

    required property string text
    required property string icon
    property bool on: false
    property bool call: false
    property bool filled: false           // 已经叫了
    readonly property color ink: blocked ? Theme.color.disabledText : filled ? Theme.color.card : call ? Theme.color.info
        : on && Theme.highContrast ? Theme.color.ground : Theme.color.text

    name: text
    ringRadius: Theme.dp(20)

    Rectangle {
        anchors.fill: parent
        visible: !item.blocked
        radius: Theme.dp(20)
        color: item.filled ? (item.down ? Theme.color.text : Theme.color.info)
            : item.call ? (item.down ? Theme.color.card : Theme.color.infoBg)
            : item.on ? (Theme.highContrast ? Theme.color.text : Theme.color.sunk)
            : item.down ? Theme.color.sunk : Theme.color.card
        border.width: item.call || item.on || Theme.highContrast ? Theme.control : 0
        border.color: item.call && !Theme.highContrast ? Theme.color.info : Theme.color.lineStrong
    }
    Loader {                              // a Shape costs more than all the rest
        active: item.blocked
        anchors.fill: parent
        sourceComponent: DashedFrame { radius: Theme.dp(20) }
    }
    Grid {
        anchors.centerIn: parent
        columns: Theme.landscape ? 2 : 1
        spacing: Theme.landscape ? Theme.m : words.folds ? Theme.dp(2) : Theme.dp(6)
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter
        Icon {
            name: item.icon
            px: Theme.huge ? 44 : words.folds && !Theme.elder && !Theme.landscape ? 38 : 48        // two lines leave less room
            color: item.ink
        }
        // One line, a little smaller where that is enough; otherwise two.
        Label {
            id: words
            readonly property real room: item.width - Theme.dp(Theme.landscape ? 84 : item.blocked ? 32 : item.call || item.on ? 16 : 8) - (Theme.landscape ? Theme.growIcon(48) - Theme.dp(48) : 0)
            // Asked again whenever the letters change: the function alone would not be.
            readonly property real natural: metrics.height > 0 ? metrics.advanceWidth(item.text) : 0
            readonly property bool folds: natural * 0.92 > room
            // In two lines at the gap nearest to the middle: between a day and its time, never within them.
            function parted(): string {
                const middle = item.text.length / 2;
                let best = -1;
                for (let gap = item.text.indexOf(" "); gap >= 0; gap = item.text.indexOf(" ", gap + 1))
                    if (best < 0 || Math.abs(gap - middle) < Math.abs(best - middle))
                        best = gap;
                if (best < 0 && item.text.length === 4)
                    return item.text.slice(0, 2) + "\n" + item.text.slice(2);       // two words of two: no character alone
                return best < 0 ? item.text : item.text.slice(0, best) + "\n" + item.text.slice(best + 1);
            }
            // Where each of the two lines has room as it is, nothing is fitted: fitting counts lines higher than they are set.
            readonly property bool two: folds && text !== item.text && metrics.height > 0 && text.split("\n").every(line => metrics.advanceWidth(line) <= room)
            text: folds && !lettered ? parted() : item.text
            type: Theme.landscape ? Theme.barLabelWide : Theme.barLabel
            color: item.ink
            // Words of letters are not broken.
            readonly property bool lettered: !/[\u3400-\u9fff]/.test(item.text)
            wrapMode: !folds ? Text.NoWrap : lettered ? Text.WordWrap : Text.Wrap
            width: folds ? (lettered || text !== item.text ? room : Math.min(room, Math.max(font.pixelSize * 2.2, natural / 2 + font.pixelSize * 0.6))) : Math.min(Math.ceil(natural) + 1, room)
            height: (folds ? 2 : 1) * lineHeight
            // Fitted letters are measured without the air that Label takes off.
            topPadding: folds && !two ? 0 : -Math.floor(surplus / 2)
            bottomPadding: folds && !two ? 0 : -Math.ceil(surplus / 2)
            // By the room, not by the width it has just now: a text that was fitted to a width of before is not fitted again when it grows.
            fontSizeMode: two ? Text.FixedSize : folds ? Text.Fit : natural > room ? Text.HorizontalFit : Text.FixedSize
            minimumPixelSize: Theme.dp(Theme.huge ? 28 : 20)
            maximumLineCount: 2
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
            FontMetrics {
                id: metrics
                font.family: Theme.family(words.type)
                font.pixelSize: Theme.fontPx(words.type)
                font.weight: Font.Bold
            }
        }
    }
}
