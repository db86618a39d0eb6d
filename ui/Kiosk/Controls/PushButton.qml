pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme

// Buttons: primary (one a screen), ink (the one of a bar), secondary, text, and "cannot press yet" (blocked, which says what is missing).
Press {
    id: button

    property string text
    property string icon
    property string trailingIcon
    property string kind: "secondary"
    property TypeStyle type: kind === "primary" ? Theme.button : Theme.buttonSmall
    property real iconPx: kind === "primary" ? 44 : 36
    property int padding: kind === "text" ? Theme.s : (kind === "primary" ? Theme.dp(36) : Theme.dp(28))
    property real least: kind === "primary" ? 112 : (kind === "text" ? 72 : 96)     // design px it is high at least
    readonly property int airHeight: kind === "text" ? Theme.xs : Theme.dp(28)
    readonly property color ink: blocked ? Theme.color.text3
        : kind === "primary" ? (down && Theme.highContrast ? Theme.color.ground : Theme.color.onPrimary)
        : kind === "ink" ? Theme.color.ground
        : kind === "text" ? Theme.color.accentText : Theme.color.text

    name: text
    hint: blocked ? qsTrId("common.later") : ""
    ringRadius: face.radius
    implicitWidth: Math.ceil(words.implicitWidth + words.beside) + 2 * padding      // on one line
    implicitHeight: Math.max(Theme.dp(least), Math.ceil((kind === "primary" ? 20 : 12.7) * Theme.mm), words.height + airHeight)

    Face {
        id: face
        visible: button.kind !== "text"
        anchors.fill: parent
        down: button.down
        raised: !button.blocked
        radius: button.height >= Theme.dp(104) ? Theme.radiusCard : Theme.dp(22)
        fill: button.blocked ? Theme.color.sunk : (button.kind === "primary" ? Theme.color.primary : button.kind === "ink" ? Theme.color.text : Theme.color.card)
        pressedFill: button.kind === "primary" ? Theme.color.primaryPress : button.kind === "ink" ? Theme.color.text2 : Theme.color.sunk
        edge: button.kind === "primary" && !Theme.highContrast ? fill : Theme.color.lineStrong
        edgeWidth: button.blocked || (button.kind === "primary" && !Theme.highContrast) ? 0 : Theme.control
        lipColor: button.kind === "primary" ? Theme.color.primaryLip : Theme.color.lip
    }
    Loader {                              // a Shape costs more than all the rest
        active: button.blocked
        anchors.fill: parent
        sourceComponent: DashedFrame {
            radius: face.radius
            ink: Theme.color.lineStrong
        }
    }
    Row {
        id: row
        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.round((button.height - height) / 2) + (button.kind !== "text" && !button.blocked ? button.shift : 0)
        spacing: button.kind === "text" ? Theme.xxs : Theme.m

        Loader {
            active: button.icon.length > 0
            visible: active
            anchors.verticalCenter: parent.verticalCenter
            sourceComponent: Icon {
                name: button.icon
                px: button.iconPx
                color: button.ink
            }
        }
        Label {
            id: words
            readonly property real beside: (button.icon.length > 0 ? Theme.growIcon(button.iconPx) + row.spacing : 0)
                + (button.trailingIcon.length > 0 ? Theme.growIcon(button.iconPx) + row.spacing : 0)
            // Narrower than its words it has more lines, and grows.
            width: Math.min(implicitWidth, Math.max(1, button.width - 2 * Math.min(button.padding, Theme.l) - beside))
            text: button.text
            type: button.type
            color: button.ink
            horizontalAlignment: Text.AlignHCenter
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
        Loader {
            active: button.trailingIcon.length > 0
            visible: active
            anchors.verticalCenter: parent.verticalCenter
            sourceComponent: Icon {
                name: button.trailingIcon
                px: button.iconPx
                color: button.ink
            }
        }
    }
}
