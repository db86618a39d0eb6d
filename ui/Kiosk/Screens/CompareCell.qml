import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One benefit in one of the two columns: what it comes out as, and in the second one whether that is something new.
Rectangle {
    id: cell

    required property string title
    required property string status
    required property int index
    required property string kind           // now, changed, same
    required property real edge             // the frame around the column: both columns break their titles alike
    readonly property real inset: Theme.l + Theme.selected - edge
    readonly property bool fresh: kind === "changed"

    color: fresh && !Theme.highContrast ? Theme.color.warnBg : "transparent"
    implicitHeight: Theme.huge ? words.implicitHeight + Theme.grow(52) : Math.max(Theme.grow(Theme.elder ? 212 : 160) + (called.lineCount - 1) * called.lineHeight, words.implicitHeight + Theme.grow(40))
    Accessible.role: Accessible.Cell
    Accessible.name: [title, CheckWords.status(status), kind === "changed" ? qsTrId("check.changed") : kind === "same" ? qsTrId("check.same") : ""].filter(part => part.length > 0).join(Words.comma)

    Rectangle {
        visible: cell.index > 0
        x: Theme.m
        width: parent.width - 2 * x
        height: Theme.dp(2)
        color: Theme.color.line
    }
    Column {
        id: words
        x: cell.inset
        y: Theme.grow(26)
        width: parent.width - 2 * x
        spacing: Theme.s
        EvenLabel {
            id: called
            room: parent.width
            said: cell.title
            type: Theme.bodyLBold
            Accessible.ignored: true
        }
        Flow {
            width: parent.width
            spacing: Theme.s
            Tag {
                text: CheckWords.status(cell.status)
                tone: CheckWords.tone(cell.status)
                icon: CheckWords.icon(cell.status)
            }
            Row {
                visible: cell.kind !== "now"
                height: Math.max(Theme.grow(44), standing.height)
                spacing: Theme.xs
                Icon {
                    visible: cell.fresh
                    name: "swap"
                    px: 28
                    color: Theme.color.warn
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    id: standing
                    width: Math.min(implicitWidth, words.width - Theme.growIcon(28) - Theme.xs)
                    anchors.verticalCenter: parent.verticalCenter
                    text: cell.fresh ? qsTrId("check.changed") : qsTrId("check.same")
                    type: Theme.secondary
                    color: cell.fresh ? Theme.color.warn : Theme.color.text2
                    Accessible.ignored: true
                }
            }
        }
    }
}
