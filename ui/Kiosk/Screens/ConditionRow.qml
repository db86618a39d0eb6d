import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One condition of a benefit: a statement, how it stands, what was answered, the threshold and the days it is dated by.
Item {
    id: row

    required property string title
    required property string verdict      // yes, no, open, office
    required property string answer
    required property string threshold
    required property string dated        // since when the figure holds, when it was checked
    required property string says
    required property string hint
    required property string basis
    required property int index

    implicitHeight: words.implicitHeight + Theme.dp(36)
    Accessible.role: Accessible.Grouping
    Accessible.name: [qsTrId("check.condition.number").arg(index + 1), title, CheckWords.truth(verdict), answer, threshold, dated].filter(part => part.length > 0).join(Words.comma)

    Rectangle {
        visible: row.index > 0
        x: Theme.l
        width: parent.width - 2 * x
        height: Theme.dp(2)
        color: Theme.color.line
    }
    Rectangle {
        id: box
        x: Theme.dp(28)
        y: Theme.dp(20)
        width: Theme.grow(72)
        height: width
        radius: Theme.dp(20)
        color: row.verdict === "yes" ? Theme.color.okBg : row.verdict === "no" ? Theme.color.sunk : row.verdict === "office" ? Theme.color.infoBg : Theme.color.warnBg
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.text
        Icon {
            anchors.centerIn: parent
            name: CheckWords.truthIcon(row.verdict)
            px: 44
            color: row.verdict === "yes" ? Theme.color.ok : row.verdict === "no" ? Theme.color.text : row.verdict === "office" ? Theme.color.info : Theme.color.warn
        }
    }
    Column {
        id: words
        anchors.left: box.right
        anchors.leftMargin: Theme.l
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(28)
        y: Theme.dp(18)
        spacing: Theme.xxs
        Item {
            width: parent.width
            height: Theme.huge ? statement.height + Theme.xs + tag.height : Math.max(statement.height, tag.height)
            Label {
                id: statement
                width: Theme.huge ? parent.width : tag.x - Theme.m
                text: row.title
                type: Theme.title3
            }
            Tag {
                id: tag
                x: Theme.huge ? 0 : parent.width - width
                y: Theme.huge ? parent.height - height : 0
                room: parent.width
                text: CheckWords.truth(row.verdict)
                tone: CheckWords.truthTone(row.verdict)
            }
        }
        Label {
            width: parent.width
            visible: text.length > 0
            text: row.says
            type: Theme.rowLine
        }
        LabelledLine {
            width: parent.width
            label: qsTrId("check.line.answer")
            text: row.answer
            strong: true
        }
        LabelledLine {
            width: parent.width
            label: qsTrId("check.line.threshold")
            text: row.threshold
            note: row.dated
        }
        LabelledLine {
            width: parent.width
            visible: text.length > 0
            label: qsTrId("check.line.basis")
            text: row.basis
        }
        Label {
            width: parent.width
            visible: text.length > 0
            text: row.hint
            type: Theme.rowLine
            color: Theme.color.info
        }
    }
}
