pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// How a call goes on, one circle a step: done, now, to come. It moves on only when something has really happened.
Column {
    id: line

    required property list<var> steps     // [[icon, title, line]]
    required property int now             // steps before it are done; steps.length: all are
    readonly property int circle: Theme.grow(Theme.landscape ? 64 : 76)

    Accessible.role: Accessible.List

    Repeater {
        model: line.steps
        Item {
            id: step
            required property var modelData
            required property int index
            readonly property bool done: index < line.now
            readonly property bool current: index === line.now
            readonly property bool last: index === line.steps.length - 1
            width: parent ? parent.width : 0
            height: Math.max(line.circle, words.implicitHeight) + (last ? 0 : Theme.dp(Theme.landscape ? 20 : 34))
            Accessible.role: Accessible.ListItem
            Accessible.name: (done ? qsTrId("help.step.done") : current ? qsTrId("help.step.now") : qsTrId("help.step.next")).arg(index + 1)
                + Words.comma + modelData[1] + (modelData[2].length > 0 ? Words.comma + modelData[2] : "")

            Rectangle {
                visible: !step.last
                x: (line.circle - width) / 2
                y: line.circle + Theme.dp(6)
                width: Theme.dp(6)
                height: step.height - line.circle - Theme.s
                color: step.done ? Theme.color.ok : Theme.color.line
            }
            Rectangle {
                width: line.circle
                height: line.circle
                radius: width / 2
                color: step.done ? Theme.color.ok : Theme.color.card
                border.width: step.done ? 0 : step.current ? Theme.focusRing : Theme.control
                border.color: step.current ? Theme.color.info : Theme.color.lineStrong
                Icon {
                    anchors.centerIn: parent
                    name: step.done ? "check" : step.modelData[0]
                    px: Theme.landscape ? 36 : 42
                    color: step.done ? Theme.color.card : step.current ? Theme.color.info : Theme.color.text2
                }
            }
            Column {
                id: words
                x: line.circle + Theme.l
                width: parent.width - x
                Label {
                    width: parent.width
                    text: step.modelData[1]
                    type: Theme.landscape ? Theme.sectionTitle : Theme.cardTitle
                    Accessible.ignored: true
                }
                Label {
                    visible: text.length > 0
                    width: parent.width
                    text: step.modelData[2]
                    type: Theme.landscape ? Theme.rowLine : Theme.bodyL
                    color: Theme.color.text2
                    Accessible.ignored: true
                }
            }
        }
    }
}
