pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 您还在吗 (mock-up 14): a touch anywhere goes on with the visit, and presses nothing behind it.
FocusScope {
    id: inactivity

    required property Shell app
    readonly property VisitModel visit: app.visit
    readonly property bool modal: true
    property Item before: null            // what had the keys

    Accessible.role: Accessible.AlertMessage
    Accessible.name: question.text + Words.comma + line.text
    Component.onCompleted: {
        inactivity.before = inactivity.Window.activeFocusItem;
        inactivity.forceActiveFocus();
    }
    Component.onDestruction: {
        if (inactivity.before)
            inactivity.before.forceActiveFocus();
    }
    KeyNavigation.tab: stay
    KeyNavigation.backtab: leave
    Keys.onPressed: event => {
        if (event.key !== Qt.Key_Tab && event.key !== Qt.Key_Backtab && event.key !== Qt.Key_Shift) {
            event.accepted = true;
            inactivity.visit.stay();
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.color.scrim
        opacity: 0.78
    }
    MouseArea {
        anchors.fill: parent
        onReleased: inactivity.visit.stay()
        onCanceled: inactivity.visit.stay()
    }
    Rectangle {
        id: panel
        readonly property int pad: Theme.dp(Theme.huge ? 40 : 56)
        width: Theme.landscape ? Theme.dp(Theme.huge ? 1760 : 1500) : parent.width - Theme.dp(80)
        height: (Theme.landscape ? Math.max(ring.height, words.height) : ring.height + Theme.l + words.height) + 2 * pad
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.landscape ? Math.round((parent.height - height) / 2) : parent.height - height - Theme.dp(160)
        radius: Theme.dp(44)
        color: Theme.color.card
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.line

        InactivityRing {
            id: ring
            x: Theme.landscape ? panel.pad : Math.round((panel.width - width) / 2)
            y: Theme.landscape ? Math.round((panel.height - height) / 2) : panel.pad
            width: Theme.dp(Theme.landscape ? 340 : 280)
            height: width
            seconds: inactivity.visit.secondsLeft
            inAll: inactivity.visit.secondsInAll
        }
        Column {
            id: words
            x: Theme.landscape ? ring.x + ring.width + panel.pad : panel.pad
            y: Theme.landscape ? Math.round((panel.height - height) / 2) : ring.y + ring.height + Theme.l
            width: panel.width - x - panel.pad
            Label {
                id: question
                width: parent.width
                text: qsTrId("visit.title")
                type: Theme.question
                horizontalAlignment: Theme.landscape ? Text.AlignLeft : Text.AlignHCenter
                Accessible.role: Accessible.Heading
            }
            EvenLabel {
                id: line
                room: parent.width
                topPadding: Theme.xs
                said: (inactivity.visit.formOpen ? qsTrId("visit.line.form") : qsTrId("visit.line"))
                      .arg(inactivity.visit.secondsLeft)
                type: Theme.leadL
                color: Theme.color.text2
                horizontalAlignment: question.horizontalAlignment
            }
            Item {
                width: parent.width
                height: Theme.dp(40)
            }
            PushButton {
                id: stay
                width: parent.width
                least: 168
                kind: "primary"
                type: Theme.buttonHuge
                icon: "hand-palm"
                iconPx: Theme.elder ? 58 : 72
                text: qsTrId("visit.stay")
                KeyNavigation.tab: leave
                KeyNavigation.backtab: leave
                onActivated: inactivity.visit.stay()
            }
            Item {
                width: parent.width
                height: Theme.dp(34)
            }
            PushButton {
                id: leave
                width: parent.width
                least: 120
                type: Theme.button
                icon: "sign-out"
                iconPx: 44
                text: qsTrId("visit.leave")
                KeyNavigation.tab: stay
                KeyNavigation.backtab: stay
                onActivated: inactivity.visit.leave()
            }
            Row {
                visible: !(Theme.huge && Theme.landscape)      // the large button says it
                topPadding: Theme.dp(34)
                spacing: Theme.s
                x: Theme.landscape ? 0 : Math.round((words.width - width) / 2)
                Icon {
                    id: clock
                    name: "clock-counter-clockwise"
                    px: 36
                    color: Theme.color.text2
                }
                EvenLabel {
                    hugs: true
                    room: words.width - clock.width - Theme.s
                    said: qsTrId("visit.more")
                    type: Theme.rowLine
                    color: Theme.color.text2
                }
            }
        }
    }
}
