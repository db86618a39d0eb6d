pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The end of every page of the self-check: what is not kept, then back and on. A primary that cannot go on yet says what is
// missing and stays focusable.
GridLayout {
    id: foot

    property Shell app: null              // where answers can be seen: 结束并清除 stands here, for there is no room on top
    property string privacy
    property string privacyIcon: "lock-key"
    property string backText
    property string backIcon
    property bool stepsBack: false        // one question back, not off the page
    required property string text
    property string icon
    property string trailingIcon: ready && icon.length === 0 ? "arrow-right" : ""
    property bool ready: true
    property bool level: false             // what is said stands beside the buttons: where height is short
    property int backWidth: Theme.dp(Theme.elder ? 280 : 320)

    signal back
    signal accepted

    columns: level ? 2 : 1
    columnSpacing: Theme.l
    rowSpacing: Theme.dp(20)

    PrivacyLine {
        visible: foot.privacy.length > 0 && foot.app === null
        Layout.alignment: Qt.AlignHCenter
        Layout.maximumWidth: room
        room: foot.level ? Math.round(foot.width / 2) - foot.columnSpacing : foot.width
        text: foot.privacy
        icon: foot.privacyIcon
    }
    Loader {
        Layout.fillWidth: true
        active: foot.app !== null
        visible: active
        sourceComponent: FormStrip { app: foot.app; text: foot.privacy }
    }
    GridLayout {
        Layout.fillWidth: true
        columns: Theme.textScale > 1.6 && !Theme.landscape ? 1 : 2
        columnSpacing: Theme.l
        rowSpacing: Theme.m
        PushButton {
            Layout.fillWidth: parent.columns === 1
            visible: foot.backText.length > 0
            Layout.preferredWidth: Math.max(foot.backWidth, implicitWidth)
            least: Theme.landscape ? 112 : 120
            padding: Theme.s
            text: foot.backText
            icon: foot.backIcon
            stepsBack: foot.stepsBack
            type: Theme.button
            onActivated: foot.back()
        }
        PushButton {
            Layout.fillWidth: true
            least: Theme.landscape ? 112 : 120
            kind: "primary"
            type: Theme.buttonLarge
            text: foot.text
            icon: foot.ready ? foot.icon : "info"
            trailingIcon: foot.trailingIcon
            blocked: !foot.ready
            hint: ""
            onActivated: if (foot.ready) foot.accepted()
        }
    }
}
