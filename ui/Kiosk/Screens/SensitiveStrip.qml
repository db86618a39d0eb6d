import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// On top of a page nobody else need see: cover it while somebody walks by, or be elsewhere at once (mock-up 31f).
RowLayout {
    id: strip

    required property Shell app
    property bool bare: false             // beside other keys, in large letters: words alone

    signal cover

    spacing: bare ? Theme.s : Theme.m

    Item { Layout.fillWidth: true }
    PushButton {
        Layout.fillWidth: true             // longer words have two lines
        Layout.maximumWidth: implicitWidth
        least: 80
        type: Theme.label
        padding: strip.bare ? Theme.xs : Theme.l
        icon: strip.bare ? "" : "eye-slash"
        iconPx: 34
        text: qsTrId("cover.cover")
        onActivated: strip.cover()
    }
    PushButton {
        Layout.fillWidth: true
        Layout.maximumWidth: implicitWidth
        least: 80
        type: Theme.label
        padding: strip.bare ? Theme.xs : Theme.l
        icon: strip.bare ? "" : "sign-out"
        iconPx: 34
        text: qsTrId("cover.flee")
        hint: qsTrId("cover.flee.hint")
        onActivated: strip.app.navigator.flee()
    }
}
