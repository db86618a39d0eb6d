import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// One service (mock-up 26b).
Page {
    id: page

    required property Shell app

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.dp(20)
        visible: page.app.service.found
        ServiceTitle {
            Layout.fillWidth: true
            app: page.app
        }
        Reader {
            Layout.fillWidth: true
            Layout.fillHeight: true
            ServiceBody {
                width: parent.width
                app: page.app
            }
        }
        Untaken {
            visible: page.app.service.untaken
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.bottomMargin: Theme.lip
            room: page.inner.width
            service: true
            contact: page.app.service.phone
        }
        PushButton {
            visible: page.app.service.wanted
            Layout.fillWidth: true
            Layout.bottomMargin: Theme.lip
            kind: "primary"
            type: Theme.buttonLarge
            icon: "hand-heart"
            text: qsTrId("service.want")
            onActivated: page.app.navigator.open("sign_up", page.app.service.recordId)
        }
    }
    Gone {
        visible: !page.app.service.found
        width: parent.width
        onPressed: page.app.navigator.back()
    }
}
