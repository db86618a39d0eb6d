pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme

// Letters in the order of a keyboard, lower case as in pinyin books. The keys never take the focus when touched, so the field
// goes on listening; who walks over them with Tab types with them too.
Item {
    id: board

    property bool digits: false           // the upper row shows digits
    property bool snug: false             // the keys have little room: no higher than a finger needs
    property bool writable: false         // there is handwriting to go to
    readonly property int side: Theme.dp(24)
    readonly property int gap: Theme.gap
    readonly property int rowGap: Theme.s
    readonly property int keyWidth: Math.floor((width - 2 * side - 9 * gap) / 10)
    readonly property int smallest: Theme.dp(snug ? 72 : 76)
    readonly property int keyHeight: Math.max(smallest, Math.min(Theme.dp(104), Math.floor((height - 3 * rowGap - Theme.lip) / 4)))
    readonly property int wide: Theme.dp(148)

    signal letter(letter: string)
    signal rubbedOut
    signal space
    signal handwriting
    signal search

    readonly property int least: 4 * smallest + 3 * rowGap + Theme.lip     // with the smallest keys a finger hits

    implicitHeight: 4 * Theme.dp(104) + 3 * rowGap + Theme.lip

    // Not named Key: PySide would take a type of that name for its enum Qt.Key and corrupt memory.
    component BoardKey: Press {
        id: key
        property string text
        property string icon
        property string kind: "letter"     // letter, function, primary
        readonly property color ink: kind === "primary" ? Theme.color.onPrimary
            : down && kind === "letter" ? Theme.color.ground : kind === "function" && Theme.highContrast ? Theme.color.ground : Theme.color.text
        width: board.keyWidth
        height: board.keyHeight
        name: text
        bounce: Theme.keyBounce
        ringRadius: Theme.radiusKey
        ringGap: 0
        Face {
            anchors.fill: parent
            down: key.down
            radius: Theme.radiusKey
            fill: key.kind === "primary" ? Theme.color.primary : key.kind === "function" ? Theme.color.line : Theme.color.card
            pressedFill: key.kind === "primary" ? Theme.color.primaryPress : key.kind === "letter" ? Theme.color.text : Theme.color.lineStrong
            edge: key.kind === "primary" && !Theme.highContrast ? fill : Theme.color.lineStrong
            lipColor: key.kind === "primary" ? Theme.color.primaryLip : Theme.color.lip
        }
        Row {
            anchors.centerIn: parent
            anchors.verticalCenterOffset: key.shift
            spacing: Theme.s
            Icon {
                id: sign
                visible: key.icon.length > 0 && !Theme.elder
                name: key.icon.length > 0 ? key.icon : "info"
                px: 36
                color: key.ink
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                text: key.text
                type: key.kind === "letter" && key.text.length === 1 ? Theme.title2 : Theme.buttonSmall
                color: key.ink
                // Ten keys stand side by side in every size of text: a letter is as large as its key allows.
                font.pixelSize: Math.min(Theme.fontPx(type), Math.round(key.height * (key.text.length === 1 ? 0.62 : 0.5)))
                width: Math.min(implicitWidth, key.width - Theme.dp(16) - (sign.visible ? sign.width + parent.spacing : 0))
                shrinks: true
                foldable: true
                fontSizeMode: crowded ? Text.Fit : width > 0 && width < implicitWidth ? Text.HorizontalFit : Text.FixedSize
                height: crowded ? key.height - Theme.dp(12) : implicitHeight
                horizontalAlignment: Text.AlignHCenter
                minimumPixelSize: Theme.dp(26)
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
    }
    component Letters: Row {
        id: letters
        property string keys
        spacing: board.gap
        Repeater {
            model: letters.keys.split("")
            BoardKey {
                required property string modelData
                text: modelData
                onActivated: board.letter(modelData)
            }
        }
    }

    Column {
        x: board.side
        width: board.width - 2 * board.side
        spacing: board.rowGap

        Letters {
            keys: board.digits ? "1234567890" : "qwertyuiop"
        }
        Letters {
            anchors.horizontalCenter: parent.horizontalCenter
            keys: "asdfghjkl"
        }
        Row {
            id: third
            width: parent.width
            spacing: board.gap
            readonly property int ends: Math.floor((width - 7 * board.keyWidth - 8 * spacing) / 2)
            BoardKey {
                width: third.ends
                visible: board.writable
                kind: "function"
                text: qsTrId("keyboard.handwriting")
                icon: Theme.landscape || Theme.huge ? "" : "pencil-simple"
                onActivated: board.handwriting()
            }
            Item {
                visible: !board.writable
                width: third.ends
                height: board.keyHeight
            }
            Letters { keys: "zxcvbnm" }
            BoardKey {
                width: third.ends
                kind: "function"
                text: qsTrId("keypad.delete")
                name: qsTrId("keypad.delete.name")
                icon: Theme.landscape || Theme.huge ? "" : "backspace"
                onActivated: board.rubbedOut()
            }
        }
        Row {
            id: fourth
            width: parent.width
            spacing: board.gap
            BoardKey {
                width: board.wide
                kind: "function"
                text: board.digits ? qsTrId("keyboard.letters") : qsTrId("keyboard.digits")
                onActivated: board.digits = !board.digits
            }
            BoardKey {
                width: fourth.width - board.wide - go.width - 2 * fourth.spacing
                text: qsTrId("keyboard.space")
                onActivated: board.space()
            }
            BoardKey {
                id: go
                width: Theme.dp(236)
                kind: "primary"
                text: qsTrId("keyboard.search")
                icon: "magnifying-glass"
                onActivated: board.search()
            }
        }
    }
}
