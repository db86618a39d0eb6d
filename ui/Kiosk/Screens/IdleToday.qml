pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Second idle frame: today's activities, or those of the coming days.
Item {
    id: frame

    required property Shell app

    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: !Theme.landscape ? 0 : Theme.huge ? Theme.l : Theme.dp(40)
        width: parent.width
        Label {
            width: parent.width
            visible: !Theme.huge          // the top bar says it
            text: frame.app.now.toLocaleDateString(Qt.locale(frame.app.localeName), qsTrId("format.longday"))
            type: Theme.leadL
            color: Theme.color.text2
        }
        IdleHeadline {
            width: parent.width
            bottomPadding: !Theme.landscape ? Theme.xl : Theme.huge ? Theme.xxs : Theme.m
            text: frame.app.idle.coming ? qsTrId("idle.coming") : qsTrId("idle.today")
            type: !Theme.landscape ? Theme.displayM : Theme.huge ? Theme.title2 : Theme.titleHome
        }
        Item {
            width: parent.width
            height: rows.height + Theme.lip
            Face {
                width: parent.width
                height: rows.height
            }
            Column {
                id: rows
                x: Theme.dp(36)
                width: parent.width - 2 * x
                topPadding: Theme.dp(10)
                bottomPadding: Theme.dp(10)
                Repeater {
                    model: frame.app.idle.rows
                    IdleRow {
                        width: rows.width
                        app: frame.app
                        coming: frame.app.idle.coming
                        divided: index > 0
                    }
                }
            }
        }
    }
}
