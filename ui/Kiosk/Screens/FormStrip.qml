import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// On top of every form: nothing of it stays, and the way to end the visit at once.
RowLayout {
    id: strip

    required property Shell app
    property string text: qsTrId("form.private")

    spacing: Theme.s

    Icon {
        name: "lock-key"
        px: 34
    }
    FilledLabel {
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        said: strip.text
        type: Theme.secondary
        color: Theme.color.text2
    }
    PushButton {
        Layout.maximumWidth: Math.round(strip.width / 2)
        least: 80
        type: Theme.label
        padding: Theme.l
        icon: "sign-out"
        iconPx: 34
        text: qsTrId("form.finish")
        onActivated: strip.app.visit.leave()
    }
}
