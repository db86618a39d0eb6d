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

    role: Accessible.RadioButton
    checkable: true
    name: count < 0 ? text : qsTrId("chip.name").arg(text).arg(count)
    ringRadius: Theme.radiusField
    implicitHeight: Theme.grow(84)
    readonly property bool marked: checked || icon.length > 0
    readonly property real markRoom: marked ? Theme.growIcon(iconPx) + row.spacing : 0
    readonly property bool counted: !checked && !dense && count >= 0
        && words.implicitWidth + number.implicitWidth + row.spacing + markRoom + Theme.dp(20) <= width
    implicitWidth: Math.max(Theme.dp(84), words.implicitWidth + markRoom + (checked || dense || count < 0 ? 0 : number.implicitWidth + row.spacing)
        + Theme.dp(dense ? 26 : 40))

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
            wrapMode: Text.NoWrap
            width: Math.min(implicitWidth, chip.width - Theme.dp(chip.dense ? 16 : 20) - chip.markRoom - (chip.counted ? number.implicitWidth + row.spacing : 0))
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Math.min(Theme.fontPx(Theme.minimum), Theme.dp(40))
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
        Label {
            id: number
            visible: chip.counted
            text: chip.count
            type: Theme.minimum
            color: Theme.color.text2
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
    }
}
