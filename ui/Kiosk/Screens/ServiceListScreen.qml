import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.ViewModels

// 服务项目 (mock-up 26): chips, two filters, rows a page at a time. Wide and large, the filters stand beside the rows.
Page {
    id: page

    required property Shell app

    GridLayout {
        anchors.fill: parent
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.xxl
        rowSpacing: Theme.l
        ServiceHead {
            Layout.fillWidth: !Theme.landscape
            Layout.preferredWidth: Theme.dp(640)
            Layout.alignment: Qt.AlignTop
            app: page.app
        }
        ServiceRowsArea {
            Layout.fillWidth: true
            Layout.fillHeight: true
            app: page.app
            onOpened: recordId => page.app.navigator.open("service", recordId)
        }
    }
}
