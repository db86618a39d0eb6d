import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.ViewModels

// A ticket's ways out: on paper, or in big digits to copy down; both of the same width.
RowLayout {
    id: take

    required property Shell app
    required property string page
    property real least: Theme.landscape || Theme.elder ? 96 : 116

    spacing: Theme.l

    TakeButton {
        app: take.app
        page: take.page
        memo: false
        label: qsTrId("take.print.ticket")
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.dp(100)
        least: take.least
        padding: Theme.s
    }
    TakeButton {
        app: take.app
        page: take.page
        memo: true
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.dp(100)
        least: take.least
        padding: Theme.s
    }
}
