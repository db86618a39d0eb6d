pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Idle (mock-ups 01, 01b): a welcome and what happens today, in turn; urgent notices instead, while there are any. A touch
// anywhere begins, and does nothing else. Frames change by a cut; only the headline fades in.
FocusScope {
    id: screen

    required property Shell app
    readonly property bool urgent: app.bulletins.count > 0
    readonly property bool todays: !urgent && app.idle.frame === 1
    readonly property int gap: Theme.dp(Theme.landscape ? 56 : 44)
    // Above the skyline where there is one and the screen is tall enough.
    readonly property int underFoot: Theme.landscape ? Theme.dp(40) : urgent ? Theme.dp(48)
        : Math.max(Theme.l, Math.min(Theme.dp(208), height - Theme.dp(1448)))

    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTrId("idle.name")
    Keys.onPressed: event => {
        if (event.key !== Qt.Key_Tab && event.key !== Qt.Key_Backtab && event.key !== Qt.Key_Shift)
            screen.app.visit.wake();
    }

    MouseArea {
        anchors.fill: parent
        onClicked: screen.app.visit.wake()
    }
    IdleArt {
        visible: !screen.urgent
        anchors.fill: parent
        branchWidth: Theme.dp(Theme.landscape ? 540 : (screen.todays ? (Theme.elder ? 560 : 760) : (Theme.elder ? 900 : 1080)))
    }
    Loader {
        id: frame
        x: Theme.margin
        y: Theme.contentTop
        width: (Theme.landscape ? foot.x - screen.gap : parent.width - Theme.margin) - x
        height: (Theme.landscape ? parent.height - Theme.contentBottom : foot.y - screen.gap) - y
        sourceComponent: screen.urgent ? urgentFrame : (screen.todays ? todayFrame : welcomeFrame)
    }
    Component { id: welcomeFrame; IdleWelcome { } }
    Component { id: todayFrame; IdleToday { app: screen.app } }
    Component { id: urgentFrame; IdleBulletins { app: screen.app } }

    IdleFoot {
        id: foot
        app: screen.app
        x: Theme.landscape ? parent.width - width - Theme.margin : Theme.margin
        y: parent.height - height - screen.underFoot
        width: Theme.landscape ? Theme.dp(screen.urgent ? 640 : 680) : parent.width - 2 * Theme.margin
    }
}
