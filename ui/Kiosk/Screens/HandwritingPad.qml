pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// A square to write in with a finger (mock-up 35), ten candidates, and keys at its right. Strokes are never kept. In the largest
// type the keys have no icons, and where the screen is low as well nothing stands above the candidates but what went wrong.
Item {
    id: pad

    required property HandwritingModel writing
    property string backWords             // of the key that leads away from the pad
    property string backIcon: "keyboard"
    property string goWords               // of the red key; none: no such key
    property string goIcon: "magnifying-glass"
    readonly property int gap: Theme.dp(12)
    property bool snug: false             // little room: keys in pairs, and the page says what else stands above the candidates
    readonly property bool told: !snug && (!Theme.huge || !Theme.landscape || writing.unread)

    implicitHeight: Theme.huge ? row.y + row.height + paper.anchors.topMargin + (snug ? keys.pairs : keys.least) : 0      // else what is left is enough

    signal back
    signal rubbedOut
    signal go

    component PadKey: Press {
        id: key
        property string text
        property string icon
        property bool primary: false
        readonly property color ink: primary ? Theme.color.onPrimary : Theme.color.text
        // The sign gives way to words that would not fit beside it.
        readonly property bool signed: !Theme.huge && said.implicitWidth * Theme.minimum.px / Theme.buttonSmall.px <= width - Theme.dp(24) - Theme.grow(48)
        width: keys.keyWidth
        height: keys.keyHeight
        name: text
        ringRadius: Theme.radiusKey
        Face {
            anchors.fill: parent
            down: key.down
            radius: Theme.radiusKey
            fill: key.primary ? Theme.color.primary : Theme.color.card
            pressedFill: key.primary ? Theme.color.primaryPress : Theme.color.sunk
            edge: Theme.highContrast || Theme.elder && !key.primary ? Theme.color.lineStrong : key.primary ? fill : Theme.color.line
            lipColor: key.primary ? Theme.color.primaryLip : Theme.color.lip
        }
        Row {
            anchors.centerIn: parent
            anchors.verticalCenterOffset: key.shift
            spacing: Theme.s
            Icon {
                visible: key.signed
                name: key.icon
                px: 36
                color: key.ink
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                id: said
                text: key.text
                type: Theme.buttonSmall
                color: key.ink
                width: Math.min(implicitWidth, key.width - Theme.dp(14) - (key.signed ? Theme.grow(48) : 0))
                wrapMode: Text.NoWrap
                shrinks: true
                minimumPixelSize: Math.round(Theme.fontPx(Theme.minimum) * (pad.snug ? 0.75 : 1))
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
    }

    // One line of the dashed cross.
    component Dashes: Item {
        id: dashes
        property int along
        property bool upright: false
        anchors.centerIn: parent
        width: upright ? Theme.hairline : along - 2 * Theme.l
        height: upright ? along - 2 * Theme.l : Theme.hairline
        Repeater {
            model: Math.max(0, Math.floor((dashes.along - 2 * Theme.l) / Theme.dp(24)))
            Rectangle {
                required property int index
                x: dashes.upright ? 0 : index * Theme.dp(24)
                y: dashes.upright ? index * Theme.dp(24) : 0
                width: dashes.upright ? Theme.hairline : Theme.dp(14)
                height: dashes.upright ? Theme.dp(14) : Theme.hairline
                color: Theme.color.line
            }
        }
    }

    Label {
        id: caption
        readonly property bool parted: pad.writing.candidates.length > 0 && !Theme.elder       // mock-up 35: what comes next at the right
        width: parent.width - (parted ? next.width + Theme.m : 0)
        visible: pad.told
        height: pad.told ? Math.max(Theme.dp(44), implicitHeight) : 0
        text: pad.writing.unread ? qsTrId("handwriting.unread") : parted ? qsTrId("handwriting.choose.one") : pad.writing.candidates.length > 0 ? qsTrId("handwriting.choose") : qsTrId("handwriting.hint")
        type: Theme.secondary
        color: pad.writing.unread ? Theme.color.warn : Theme.color.text2
        foldable: true
        shrinks: true
        minimumPixelSize: Theme.fontPx(Theme.minimum)
        Accessible.role: Accessible.AlertMessage
    }
    Label {
        id: next
        visible: caption.parted
        anchors.right: parent.right
        height: caption.height
        text: qsTrId("handwriting.next")
        type: Theme.secondary
        color: Theme.color.text2
        wrapMode: Text.NoWrap
    }
    Row {
        id: row
        anchors.top: caption.bottom
        anchors.topMargin: Theme.xs
        width: parent.width
        height: Theme.dp(pad.snug ? 88 : 104)
        spacing: pad.gap
        Repeater {
            model: 10
            Press {
                id: choice
                required property int index
                readonly property string character: pad.writing.candidates.length > index ? pad.writing.candidates[index] : ""
                enabled: character.length > 0
                role: Accessible.RadioButton
                checkable: true
                checked: index === 0 && character.length > 0
                name: character.length > 0 ? qsTrId("handwriting.candidate").arg(character).arg(index + 1) : ""
                width: Math.floor((row.width - 9 * pad.gap) / 10)
                height: row.height
                ringRadius: Theme.dp(18)
                Rectangle {
                    anchors.fill: parent
                    radius: Theme.dp(18)
                    color: choice.checked || choice.down ? Theme.color.text : Theme.color.card
                    border.width: Theme.control
                    border.color: choice.character.length > 0 ? Theme.color.lineStrong : Theme.color.line
                }
                Label {
                    anchors.centerIn: parent
                    text: choice.character
                    type: Theme.weekday
                    font.family: Theme.sans
                    font.pixelSize: Math.min(Theme.fontPx(Theme.weekday), Math.floor(choice.width * 0.8))
                    color: choice.checked || choice.down ? Theme.color.ground : Theme.color.text
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
                onActivated: pad.writing.choose(index)
            }
        }
    }
    Rectangle {
        id: paper
        anchors.top: row.bottom
        anchors.topMargin: pad.snug ? Theme.s : Theme.dp(20)
        anchors.bottom: parent.bottom
        width: parent.width - keys.width - Theme.dp(20)
        radius: Theme.radiusCard
        color: Theme.color.card
        border.width: Theme.selected
        border.color: Theme.color.focus
        clip: true
        Accessible.role: Accessible.Canvas
        Accessible.name: qsTrId("handwriting.pad")

        Dashes {
            along: paper.height
            upright: true
        }
        Dashes {
            along: paper.width
        }
        Label {
            anchors.left: parent.left
            anchors.leftMargin: Theme.l
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.m
            visible: pad.writing.empty
            width: parent.width - 2 * Theme.l
            text: qsTrId("handwriting.paper")
            type: Theme.secondary
            color: Theme.color.text2
        }
        InkPad {
            id: ink
            anchors.fill: parent
            pad: pad.writing
            ink: Theme.color.text
            penWidth: Theme.dp(26)
            MouseArea {
                id: finger
                anchors.fill: parent
                preventStealing: true
                onPressed: event => pad.writing.begin(event.x, event.y, ink.width, ink.height)
                onPositionChanged: event => pad.writing.move(event.x, event.y)
                onReleased: pad.writing.end()
                onCanceled: pad.writing.end()
            }
        }
    }
    // One below the other, or where the pad is too low for that, in pairs, the red one across.
    Flow {
        id: keys
        readonly property int count: pad.goWords.length > 0 ? 5 : 4
        readonly property int least: count * Theme.dp(84) + (count - 1) * spacing + Theme.lip
        readonly property int pairs: Math.ceil(count / 2) * (Theme.dp(84) + spacing) - spacing + Theme.lip
        readonly property bool paired: pad.snug || !Theme.huge && paper.height < least
        readonly property int rows: paired ? Math.ceil(count / 2) : count
        readonly property int keyWidth: Theme.dp(!Theme.huge ? 226 : paired ? 256 : 320)
        readonly property int keyHeight: Math.floor((paper.height - (rows - 1) * spacing - Theme.lip) / rows)
        anchors.right: parent.right
        anchors.top: paper.top
        width: paired ? 2 * keyWidth + spacing : keyWidth
        spacing: Theme.m
        PadKey {
            text: qsTrId("handwriting.undo")
            icon: "arrow-counter-clockwise"
            onActivated: pad.writing.undo()
        }
        PadKey {
            text: qsTrId("handwriting.wipe")
            icon: "eraser"
            onActivated: pad.writing.wipe()
        }
        PadKey {
            text: qsTrId("handwriting.rubout")
            icon: "backspace"
            onActivated: pad.rubbedOut()
        }
        PadKey {
            text: pad.backWords
            icon: pad.backIcon
            onActivated: {
                pad.writing.flush();
                pad.back();
            }
        }
        PadKey {
            visible: pad.goWords.length > 0
            width: keys.width
            text: pad.goWords
            icon: pad.goIcon
            primary: true
            onActivated: {
                pad.writing.flush();
                pad.go();
            }
        }
    }
}
