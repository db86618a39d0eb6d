import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// A page's code with what it holds, and its button: print, or copy down.
Row {
    id: take

    required property Shell app
    required property string page          // its name in `takeAway`
    property string more                   // a line more, small
    property string label: qsTrId("take.print")

    spacing: Theme.dp(20)

    QrBlock {
        px: 240
        payload: take.app.takeAway.codes[take.page] ?? ""
    }
    Column {
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.xxs
        Label {
            text: take.more.length > 0 ? qsTrId("qr.title.line") : qsTrId("qr.title")
            type: Theme.bodyLBold
        }
        Label {
            text: qsTrId("qr.note")
            type: Theme.secondary
            color: Theme.color.text2
        }
        Label {
            visible: text.length > 0
            text: take.more
            type: Theme.minimum
            color: Theme.color.text2
        }
        Item {
            visible: button.visible
            width: 1
            height: Theme.xxs
        }
        TakeButton {
            id: button
            app: take.app
            page: take.page
            label: take.label
            type: Theme.label
            iconPx: 34
            padding: Theme.l
            height: Theme.dp(84)
        }
    }
}
