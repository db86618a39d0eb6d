import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// Beside a list of which nothing is open: what will stand here.
ColumnLayout {
    spacing: Theme.m

    Duotone {
        Layout.alignment: Qt.AlignHCenter
        name: "clipboard-text"
        ink: Theme.color.text2
        px: 108
    }
    Label {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: qsTrId("pane.empty")
        color: Theme.color.text2
    }
}
