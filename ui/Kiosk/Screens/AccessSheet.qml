import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 看得清: each row acts at once and stays on until the visit ends.
Sheet {
    id: sheet

    required property Shell app

    title: qsTrId("access.title")
    line: qsTrId("access.line")

    SheetToggle {
        width: parent.width
        icon: "text-aa"
        title: qsTrId("access.elder")
        line: qsTrId("access.elder.line")
        checked: sheet.app.elder
        onActivated: sheet.app.setElder(!sheet.app.elder)
    }
    SheetToggle {
        width: parent.width
        icon: "circle-half"
        title: qsTrId("access.contrast")
        line: qsTrId("access.contrast.line")
        checked: sheet.app.highContrast
        last: true
        onActivated: sheet.app.setHighContrast(!sheet.app.highContrast)
    }
    RowLayout {
        width: parent.width
        spacing: Theme.l
        PushButton {
            Layout.preferredWidth: Theme.dp(Theme.elder ? 420 : 386)
            text: qsTrId("access.reset")
            icon: "arrow-counter-clockwise"
            onActivated: sheet.app.resetAccess()
        }
        PushButton {
            Layout.fillWidth: true
            kind: "primary"
            type: Theme.buttonSmall
            implicitHeight: Theme.dp(96)
            text: qsTrId("access.done")
            icon: "check"
            onActivated: sheet.closed()
        }
    }
}
