pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme

// One row of a checklist inside a card: box, what to have, what to do without it, and the state in words. The whole row
// is pressed; the focus ring stays inside the card.
Press {
    id: row

    required property string title
    property string condition             // "only if …": then it is no gap when it is missing
    property string advice                // what to do without it
    property bool compact: false          // landscape: one line below the title
    property bool first: false
    property bool last: false
    readonly property string standing: checked ? qsTrId("check.have")
        : (condition.length > 0 ? qsTrId("check.ifany") : qsTrId("check.missing"))

    readonly property list<string> remarks: [condition, advice].filter(part => part.length > 0)

    role: Accessible.CheckBox
    checkable: true
    name: [title, condition, advice, standing].filter(part => part.length > 0).join(Words.comma)
    ringGap: -2 * Theme.focusRing
    implicitHeight: Math.max(Theme.grow(compact ? 112 : 144), texts.implicitHeight + Theme.dp(compact ? 20 : 32))

    Rectangle {
        anchors.fill: parent
        anchors.leftMargin: Theme.hairline
        anchors.rightMargin: Theme.hairline
        anchors.topMargin: row.first ? Theme.hairline : 0
        anchors.bottomMargin: row.last ? Theme.hairline : 0
        topLeftRadius: row.first ? Theme.radiusCard - Theme.hairline : 0
        topRightRadius: topLeftRadius
        bottomLeftRadius: row.last ? Theme.radiusCard - Theme.hairline : 0
        bottomRightRadius: bottomLeftRadius
        color: row.down ? Theme.color.sunk : row.checked ? Theme.color.okBg : Theme.color.card
    }
    Rectangle {
        visible: !row.first
        width: parent.width
        height: Theme.dp(2)
        color: Theme.color.line
    }
    Rectangle {
        id: box
        x: Theme.dp(28)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.growIcon(80)
        height: width
        radius: Theme.dp(20)
        color: row.checked ? Theme.color.ok : Theme.color.card
        border.width: row.checked ? 0 : Theme.dp(4)
        border.color: Theme.color.lineStrong
        Icon {
            visible: row.checked
            anchors.centerIn: parent
            name: "check"
            px: 56
            color: Theme.color.card
        }
    }
    Column {
        id: texts
        anchors.left: box.right
        anchors.leftMargin: Theme.l
        anchors.right: Theme.huge ? parent.right : tag.left
        anchors.rightMargin: Theme.l
        anchors.verticalCenter: parent.verticalCenter
        Label {
            width: parent.width
            text: row.title
            type: row.compact ? Theme.bodyLBold : Theme.title3
            Accessible.ignored: true
        }
        Repeater {
            model: row.compact ? [row.remarks.join(Words.comma)] : row.remarks
            EvenLabel {
                required property string modelData
                room: parent ? parent.width : 0
                said: modelData
                visible: said.length > 0
                type: row.compact ? Theme.secondary : Theme.rowLine
                color: Theme.color.text2
                Accessible.ignored: true
            }
        }
        Tag {
            visible: Theme.huge
            text: row.standing
            tone: tag.tone
            room: parent.width
        }
    }
    Tag {
        id: tag
        visible: !Theme.huge
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(28)
        anchors.verticalCenter: parent.verticalCenter
        text: row.standing
        tone: row.checked ? "ok" : (row.condition.length > 0 ? "neutral" : "warn")
    }
}
