import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// One benefit (mock-up 05). Longer ones turn by buttons; nothing has to be dragged.
Page {
    id: page

    required property Shell app

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.dp(20)
        visible: page.app.benefit.found

        Column {
            Layout.fillWidth: true
            Item {
                id: head
                readonly property bool oneLine: name.implicitWidth + tail.implicitWidth <= width
                width: parent.width
                height: name.height + (oneLine || tail.text.length === 0 ? 0 : tail.height)
                FilledLabel {
                    id: name
                    said: page.app.benefit.title
                    room: head.width
                    most: 3
                    breaks: tail.text.length === 0        // with a tail it asks how wide its words are on one line
                    type: Theme.title1
                    width: Math.min(implicitWidth, head.width)
                    Accessible.role: Accessible.Heading
                }
                Label {
                    id: tail
                    text: page.app.benefit.titleTail
                    type: Theme.titleTail
                    x: head.oneLine ? name.width : -Math.round(font.pixelSize / 2)
                    y: head.oneLine ? name.baselineOffset - baselineOffset : name.height
                    width: Math.min(implicitWidth, head.width - x)
                }
            }
            EvenLabel {
                room: parent.width
                topPadding: Theme.xxs
                said: page.app.benefit.summary
                type: Theme.bodyL
                color: Theme.color.text2
            }
        }
        Reader {
            Layout.fillWidth: true
            Layout.fillHeight: true
            BenefitBody {
                width: parent.width
                app: page.app
            }
        }
        PushButton {
            Layout.fillWidth: true
            Layout.bottomMargin: Theme.lip
            kind: "primary"
            type: Theme.buttonLarge
            icon: "clipboard-text"
            text: qsTrId("benefit.check")
            onActivated: page.app.navigator.open("check", "")
        }
    }
    Gone {
        visible: !page.app.benefit.found
        width: parent.width
        onPressed: page.app.navigator.back()
    }
}
