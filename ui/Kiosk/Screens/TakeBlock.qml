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
    property real room: 0                  // what it may take, where that is less than it would
    property bool own: true                // the button stands in the block, not elsewhere on the page

    spacing: Theme.dp(20)

    QrBlock {
        id: code
        px: 240
        payload: take.app.takeAway.codes[take.page] ?? ""
    }
    Column {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.xxs
        readonly property real most: take.room > 0 ? take.room - code.width - take.spacing : Infinity
        Label {
            width: Math.min(implicitWidth, words.most)
            text: take.app.takeAway.leading.includes(take.page) ? (take.more.length > 0 ? qsTrId("place.qr.lead") : qsTrId("qr.title.lead"))
                : take.more.length > 0 ? qsTrId("qr.title.line") : qsTrId("qr.title")
            type: Theme.bodyLBold
        }
        Label {
            width: Math.min(implicitWidth, words.most)
            text: qsTrId("qr.note")
            type: Theme.secondary
            color: Theme.color.text2
        }
        Label {
            width: Math.min(implicitWidth, words.most)
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
            width: Math.min(implicitWidth, words.most)
            visible: take.own && available
            app: take.app
            page: take.page
            label: take.label
            type: Theme.label
            iconPx: 34
            padding: Theme.l
            least: 84
        }
    }
}
