pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme

// Tint + icon + words; not pressable, part of its parent's name.
Rectangle {
    id: tag

    required property string text
    property string icon
    property string tone: "neutral"
    // The width it may take; -1: as wide as its words.
    property real room: parent instanceof Flow && parent.width > 0 ? parent.width : -1
    readonly property color ink: tone === "ok" ? Theme.color.ok : tone === "info" ? Theme.color.info
        : tone === "warn" ? Theme.color.warn : tone === "err" ? Theme.color.err
        : tone === "kapok" ? Theme.color.accentText : Theme.color.text2

    readonly property real beside: Theme.dp(30) + (icon.length > 0 ? Theme.growIcon(28) + row.spacing : 0)
    implicitWidth: Math.ceil(Math.min(words.implicitWidth + beside, room > 0 ? room : Infinity))
    // One line is as high as designed, whatever the font says of its own height; more lines as high as they are.
    implicitHeight: Math.max(Theme.grow(44), words.lineCount > 1 ? words.height + Theme.dp(12) : 0)
    width: implicitWidth
    height: implicitHeight
    radius: Theme.dp(14)
    color: tone === "ok" ? Theme.color.okBg : tone === "info" ? Theme.color.infoBg
        : tone === "warn" ? Theme.color.warnBg : tone === "err" ? Theme.color.errBg
        : tone === "kapok" ? Theme.color.accentTint : Theme.color.sunk
    border.width: Theme.highContrast ? Theme.dp(2) : 0
    border.color: ink

    Row {
        id: row
        anchors.centerIn: parent
        spacing: Theme.xs
        Loader {
            active: tag.icon.length > 0
            visible: active
            anchors.verticalCenter: parent.verticalCenter
            sourceComponent: Icon {
                name: tag.icon
                px: 28
                color: tag.ink
            }
        }
        Label {
            id: words
            text: tag.text
            type: Theme.tag
            color: tag.ink
            width: tag.room > 0 ? Math.min(implicitWidth, tag.room - tag.beside) : implicitWidth
            wrapMode: tag.room > 0 ? Text.Wrap : Text.NoWrap
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
    }
}
