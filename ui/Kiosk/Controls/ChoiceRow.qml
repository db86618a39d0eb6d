import QtQuick
import Kiosk.Theme

// One answer to a question: circle (one of several) or box (any of several), answer, explanation, and 已选 in words. It does
// not jump on: choosing only chooses.
Press {
    id: row

    required property string text
    property string note
    property bool several: false          // any number of these may be chosen
    property bool compact: false
    property bool paired: false           // two beside each other: closer together, and 已选 only in the name
    property bool roomy: false            // as high as designed although it is compact
    property int position: -1             // 0-based, of `count`; said by the screen reader
    property int count: 0

    role: several ? Accessible.CheckBox : Accessible.RadioButton
    checkable: true
    name: [text, note, checked ? qsTrId("choice.chosen") : "", count > 0 ? qsTrId("choice.position").arg(position + 1).arg(count) : ""]
        .filter(part => part.length > 0).join(Words.comma)
    implicitHeight: Math.max(Theme.grow(compact ? (roomy ? 132 : 112) : 140), words.implicitHeight + Theme.dp(compact ? 28 : 40))

    Face {
        anchors.fill: parent
        down: row.down
        fill: row.checked ? Theme.color.accentTint2 : Theme.color.card
        edge: row.checked ? Theme.color.primary : Theme.color.lineStrong
        edgeWidth: row.checked ? Theme.selected : Theme.control
    }
    Rectangle {
        id: mark
        x: Theme.dp(row.paired ? 20 : 32)
        y: Math.round((row.height - height) / 2) + row.shift
        width: Theme.growIcon(60)
        height: width
        radius: row.several ? Theme.radiusKey : width / 2
        color: row.checked ? Theme.color.primary : Theme.color.card
        border.width: Theme.dp(4)
        border.color: row.checked ? Theme.color.primary : Theme.color.lineStrong
        Icon {
            visible: row.checked
            anchors.centerIn: parent
            name: "check"
            px: 36
            color: Theme.color.onPrimary
        }
    }
    Column {
        id: words
        anchors.left: mark.right
        anchors.leftMargin: Theme.dp(row.paired ? 18 : 28)
        anchors.right: tag.visible ? tag.left : parent.right
        anchors.rightMargin: Theme.dp(tag.visible ? 16 : row.paired ? 18 : 32)
        y: Math.round((row.height - height) / 2) + row.shift
        EvenLabel {
            room: parent.width
            said: row.text
            type: row.compact ? Theme.sectionTitle : Theme.cardTitle
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            visible: row.note.length > 0
            text: row.note
            type: Theme.secondary
            color: Theme.color.text2
            Accessible.ignored: true
        }
    }
    Tag {
        id: tag
        visible: row.checked && !row.paired && !Theme.huge      // the mark says it
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(28)
        y: Math.round((row.height - height) / 2) + row.shift
        tone: "kapok"
        text: qsTrId("choice.chosen")
    }
}
