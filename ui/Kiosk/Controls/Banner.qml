import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// One message under the top bar: tint, border, filled icon, title, line (beside the title in landscape, where height is
// dear, unless the banner has only half the width), at most one button.
Rectangle {
    id: banner

    required property string title
    required property string line
    property string tone: "info"
    property string icon: "info"
    property string action
    property string actionIcon
    readonly property bool beside: Theme.landscape && width > Theme.dp(1200)
    readonly property color ink: tone === "ok" ? Theme.color.ok : tone === "warn" ? Theme.color.warn
        : tone === "err" ? Theme.color.err : Theme.color.info

    readonly property bool side: Theme.landscape && !Theme.elder

    signal pressed

    implicitHeight: Math.max(Theme.bannerHeight, texts.implicitHeight + Theme.dp(Theme.landscape ? 16 : 40))
    radius: Theme.radiusField
    color: tone === "ok" ? Theme.color.okBg : tone === "warn" ? Theme.color.warnBg
        : tone === "err" ? Theme.color.errBg : Theme.color.infoBg
    border.width: Theme.control
    border.color: ink
    Accessible.role: tone === "err" ? Accessible.AlertMessage : Accessible.Notification
    Accessible.name: title + Words.comma + line

    RowLayout {
        // Its height is its own, or the banner's height would follow from itself.
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.dp(28)
        anchors.rightMargin: Theme.dp(28)
        spacing: Theme.l
        Duotone {
            name: banner.icon
            weight: "fill"
            ink: banner.ink
            px: 52
        }
        GridLayout {
            id: texts
            Layout.fillWidth: true
            Layout.preferredWidth: 1           // its height follows from its width, never the other way round
            columns: banner.beside ? 2 : 1
            columnSpacing: Theme.l
            rowSpacing: 0
            Label {
                Layout.fillWidth: !banner.beside
                Layout.maximumWidth: banner.beside ? Math.round(banner.width * 0.45) : -1
                text: banner.title
                type: Theme.bodyBold
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                text: banner.line
                type: Theme.secondary
                color: Theme.color.text2
                Accessible.ignored: true
            }
        }
        PushButton {
            Layout.maximumWidth: Math.round(banner.width * 0.4)
            visible: banner.action.length > 0
            text: banner.action
            icon: banner.actionIcon
            type: Theme.label
            iconPx: 34
            padding: Theme.l
            least: 80
            onActivated: banner.pressed()
        }
    }
}
