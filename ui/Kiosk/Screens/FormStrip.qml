pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// On top of every form: nothing of it stays, and the way to end the visit at once. A form about something nobody else need see has
// 遮住 and 快速离开 beside it; where they need the room, what is said of the form gives way.
RowLayout {
    id: strip

    required property Shell app
    property string text: qsTrId("form.private")
    property bool veils: false
    readonly property bool bare: veils && Theme.huge && !Theme.landscape
    readonly property bool wordy: !veils || width - veil.implicitWidth - finish.implicitWidth - 3 * spacing > Theme.grow(240)

    signal cover

    spacing: Theme.s

    Icon {
        visible: strip.wordy
        name: "lock-key"
        px: 34
    }
    FilledLabel {
        visible: strip.wordy
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        said: strip.text
        type: Theme.secondary
        color: Theme.color.text2
    }
    Loader {
        id: veil
        active: strip.veils
        visible: active
        Layout.fillWidth: !strip.wordy
        sourceComponent: SensitiveStrip {
            app: strip.app
            bare: strip.bare
            onCover: strip.cover()
        }
    }
    PushButton {
        id: finish
        Layout.fillWidth: strip.veils
        Layout.maximumWidth: Math.min(implicitWidth, Math.round(strip.width / 2))
        least: 80
        type: Theme.label
        padding: strip.bare ? Theme.xs : Theme.l
        icon: strip.bare ? "" : "sign-out"
        iconPx: 34
        text: qsTrId("form.finish")
        onActivated: strip.app.visit.leave()
    }
}
