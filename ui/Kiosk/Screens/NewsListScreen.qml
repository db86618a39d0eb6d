import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.ViewModels

// 政府救助动态 and 社会帮扶动态 (mock-up 13a). Wide and large, the channels stand beside the rows.
Page {
    id: page

    required property Shell app

    GridLayout {
        anchors.fill: parent
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.xxl
        rowSpacing: Theme.dp(20)
        NewsHead {
            Layout.fillWidth: !Theme.landscape
            Layout.preferredWidth: Theme.dp(640)
            Layout.alignment: Qt.AlignTop
            app: page.app
        }
        NewsRowsArea {
            Layout.fillWidth: true
            Layout.fillHeight: true
            app: page.app
            onOpened: recordId => page.app.navigator.open("article", recordId)
        }
    }
}
