import QtQuick
import Kiosk.Theme

// One filter of a radio group, with its count while it is not chosen.
Press {
    id: chip

    required property string text
    property int count: -1
    property string icon                  // shown while it is not chosen
    property bool dense: false            // without the count, as narrow as its words
    property real iconPx: 28
    readonly property bool crowded: words.lineCount > 1       // its words have more than one line

    role: Accessible.RadioButton
    checkable: true
    name: count < 0 ? text : qsTrId("chip.name").arg(text).arg(count)
    ringRadius: Theme.radiusField
    implicitHeight: Math.max(Theme.huge ? Theme.dp(96) : Theme.grow(84), words.height + Theme.dp(28))
    implicitWidth: Math.max(Theme.dp(84), Math.ceil(words.implicitWidth) + Theme.dp(dense ? 26 : 40)
        + (checked || icon.length > 0 ? Theme.growIcon(iconPx) + row.spacing : 0) + (number.visible ? Math.ceil(number.implicitWidth) + row.spacing : 0))

    Rectangle {
        anchors.fill: parent
        visible: !chip.blocked
        radius: Theme.radiusField
        color: chip.checked ? Theme.color.text : (chip.down ? Theme.color.sunk : Theme.color.card)
        border.width: Theme.control
        border.color: chip.checked ? Theme.color.text : Theme.color.lineStrong
    }
    DashedFrame {
        visible: chip.blocked
        anchors.fill: parent
        radius: Theme.radiusField
        ink: Theme.color.line
    }
    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.dp(chip.iconPx > 28 ? 14 : 6)
        Icon {
            visible: chip.checked || chip.icon.length > 0
            name: chip.checked || chip.icon.length === 0 ? "check" : chip.icon
            px: chip.iconPx
            color: chip.checked ? Theme.color.ground : Theme.color.text
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            id: words
            text: chip.text
            type: chip.dense ? Theme.secondaryBold : Theme.label
            color: chip.blocked ? Theme.color.disabledText : chip.checked ? Theme.color.ground : Theme.color.text
            foldable: true
            shrinks: !Theme.huge || !/[ \u2e80-\uffef]/.test(text)     // a single word has nowhere to break
            width: Math.min(implicitWidth, Math.max(1, chip.width - Theme.dp(chip.dense ? 16 : 20) - (chip.checked || chip.icon.length > 0 ? Theme.growIcon(chip.iconPx) + row.spacing
                   : (chip.count >= 0 && !chip.dense ? number.width + row.spacing : 0))))
            minimumPixelSize: Theme.fontPx(Theme.minimum)
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
        Label {
            id: number
            visible: !chip.checked && !chip.dense && chip.count >= 0
            text: chip.count
            type: Theme.minimum
            color: Theme.color.text2
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
    }
}
