pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme

// Ten digits in the order of a telephone, a key of the page's own at the left of 0, and 删除 at its right.
Item {
    id: pad

    property string extra                 // words of the own key; none: an empty place
    property bool extraOn: false
    property int keyHeight: Math.max(keyLeast, Math.min(Theme.dp(Theme.elder ? 160 : 128), Math.floor((height - 3 * gap - Theme.lip) / 4)))
    readonly property int keyLeast: Theme.dp(Theme.huge ? 112 : 84)
    readonly property int least: 4 * keyLeast + 3 * gap + Theme.lip      // it is not lower than this, whatever room it gets
    readonly property int gap: Theme.dp(16)
    readonly property int keyWidth: Math.floor((width - 2 * gap) / 3)

    signal typed(digit: string)
    signal rubbedOut
    signal extraPressed

    implicitHeight: 4 * (Theme.huge ? Theme.dp(128) : Theme.grow(128)) + 3 * gap + Theme.lip

    // Not named Key: PySide would take a type of that name for its enum Qt.Key and corrupt memory.
    component PadKey: Press {
        id: key
        property string text
        property string icon
        property bool plain: true
        width: pad.keyWidth
        height: pad.keyHeight
        name: text
        ringRadius: Theme.radiusKey
        Face {
            anchors.fill: parent
            down: key.down
            radius: Theme.radiusKey
            fill: key.checked ? Theme.color.text : key.plain ? Theme.color.card : Theme.color.line
            edge: Theme.color.lineStrong
        }
        Row {
            anchors.centerIn: parent
            anchors.verticalCenterOffset: key.shift
            spacing: Theme.s
            Icon {
                visible: key.icon.length > 0 && !Theme.huge
                name: key.icon.length > 0 ? key.icon : "info"
                px: 40
                color: words.color
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                id: words
                text: key.text
                type: key.text.length === 1 ? Theme.weekday : Theme.buttonSmall
                font.family: Theme.sans
                font.pixelSize: Math.min(Theme.fontPx(type), Math.round(key.height * (key.text.length === 1 ? 0.62 : 0.5)))
                color: key.checked ? Theme.color.ground : key.plain || !Theme.highContrast ? Theme.color.text : Theme.color.ground
                width: Math.min(implicitWidth, key.width - Theme.dp(20) - (key.icon.length > 0 ? Theme.growIcon(40) + parent.spacing : 0))
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
    Grid {
        columns: 3
        spacing: pad.gap
        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
            PadKey {
                required property string modelData
                text: modelData
                bounce: Theme.keyBounce
                onActivated: pad.typed(modelData)
            }
        }
        Item {
            width: pad.keyWidth
            height: pad.keyHeight
            PadKey {
                visible: pad.extra.length > 0
                text: pad.extra
                plain: false
                checkable: true
                checked: pad.extraOn
                onActivated: pad.extraPressed()
            }
        }
        PadKey {
            text: "0"
            bounce: Theme.keyBounce
            onActivated: pad.typed("0")
        }
        PadKey {
            text: qsTrId("keypad.delete")
            name: qsTrId("keypad.delete.name")
            icon: "backspace"
            plain: false
            bounce: Theme.keyBounce
            onActivated: pad.rubbedOut()
        }
    }
}
