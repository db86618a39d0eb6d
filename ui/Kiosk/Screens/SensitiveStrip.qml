import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// On top of a page nobody else need see: cover it while somebody walks by, or be elsewhere at once (mock-up 31f).
RowLayout {
    id: strip

    required property Shell app

    signal cover

    spacing: Theme.m

    Item { Layout.fillWidth: true }
    PushButton {
        least: 80
        type: Theme.label
        padding: Theme.l
        icon: "eye-slash"
        iconPx: 34
        text: qsTrId("cover.cover")
        onActivated: strip.cover()
    }
    PushButton {
        least: 80
        type: Theme.label
        padding: Theme.l
        icon: "sign-out"
        iconPx: 34
        text: qsTrId("cover.flee")
        hint: qsTrId("cover.flee.hint")
        onActivated: strip.app.navigator.flee()
    }
}
