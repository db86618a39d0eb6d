import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 看得清、够得着 (mock-up 02b): each row acts at once and stays on until the visit ends.
Sheet {
    id: sheet

    required property Shell app
    required property bool nearEnough     // whatever is on this screen is in reach of somebody who sits
    readonly property AccessModel access: app.access

    title: qsTrId("access.title")
    line: qsTrId("access.line")

    TextSizeRow {
        width: parent.width
        access: sheet.access
    }
    SheetToggle {
        width: parent.width
        icon: "circle-half"
        title: qsTrId("access.contrast")
        line: qsTrId("access.contrast.line")
        checked: sheet.access.highContrast
        onActivated: sheet.access.highContrast = !sheet.access.highContrast
    }
    SheetToggle {
        width: parent.width
        icon: "arrow-fat-lines-down"
        title: qsTrId("access.low")
        line: !Theme.landscape ? qsTrId("access.low.line") : sheet.nearEnough ? qsTrId("access.low.near") : Words.nobody ? qsTrId("access.low.high.closed") : qsTrId("access.low.high")
        blocked: Theme.landscape
        checked: sheet.access.lowReach
        onActivated: if (!blocked) sheet.access.lowReach = !sheet.access.lowReach
    }
    SheetToggle {
        width: parent.width
        icon: "speaker-high"
        title: qsTrId("access.press")
        line: qsTrId("access.press.line")
        checked: sheet.access.pressToHear
        last: true
        onActivated: sheet.access.pressToHear = !sheet.access.pressToHear
    }
    Item {
        width: 1
        height: Theme.low ? Theme.gap : Theme.m
    }
    GridLayout {
        width: parent.width
        columns: Theme.huge && !Theme.landscape ? 1 : 2
        columnSpacing: Theme.l
        rowSpacing: Theme.m
        PushButton {
            Layout.preferredWidth: Math.max(Theme.dp(386), implicitWidth)
            Layout.fillWidth: parent.columns === 1
            text: qsTrId("access.reset")
            icon: "arrow-counter-clockwise"
            onActivated: sheet.access.reset()
        }
        PushButton {
            Layout.fillWidth: true
            kind: "primary"
            type: Theme.buttonSmall
            least: 96
            text: qsTrId("access.done")
            icon: "check"
            onActivated: sheet.closed()
        }
    }
}
