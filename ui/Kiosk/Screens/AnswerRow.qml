import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One answer on the page of answers: number, question, answer, and 改. The whole row is pressed.
Press {
    id: row

    required property string question
    required property string answer
    required property bool better         // left open, and answering it would decide something
    required property int index
    property bool ruled: index > 0        // a line above it
    readonly property bool personal: true // read aloud only when asked for

    name: qsTrId("check.answer.name").arg(index + 1).arg(question).arg(answer)
    hint: qsTrId("check.answer.change").arg(index + 1)
    ringGap: -2 * Theme.focusRing
    implicitHeight: Math.max(Theme.grow(Theme.landscape ? 112 : 130), words.implicitHeight + Theme.dp(28))

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.hairline
        color: row.down ? Theme.color.sunk : Theme.color.card
        radius: Theme.radiusKey
    }
    Rectangle {
        visible: row.ruled
        x: Theme.dp(28)
        width: parent.width - 2 * x
        height: Theme.dp(2)
        color: Theme.color.line
    }
    Label {
        id: number
        x: Theme.dp(28)
        width: Theme.grow(56)
        wrapMode: Text.NoWrap
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.dp(26)
        anchors.verticalCenter: parent.verticalCenter
        text: row.index + 1
        type: Theme.timeSmall
        color: Theme.color.accentText
        Accessible.ignored: true
    }
    Column {
        id: words
        anchors.left: number.right
        anchors.leftMargin: Theme.s
        anchors.right: tag.visible ? tag.left : change.left
        anchors.rightMargin: Theme.m
        anchors.verticalCenter: parent.verticalCenter
        Label {
            width: parent.width
            text: row.question
            type: Theme.secondary
            color: Theme.color.text2
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            text: row.answer
            type: Theme.title3
            Accessible.ignored: true
        }
    }
    Tag {
        id: tag
        visible: row.better && !Theme.elder
        anchors.right: change.left
        anchors.rightMargin: Theme.m
        anchors.verticalCenter: parent.verticalCenter
        text: qsTrId("check.answer.better")
        icon: "question"
        tone: "warn"
    }
    Face {
        id: change
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(20)
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(Theme.grow(132), changeWords.implicitWidth + Theme.dp(44))
        height: Theme.grow(84)
        radius: Theme.dp(22)
        down: row.down
        edge: Theme.color.lineStrong
        edgeWidth: Theme.control
        Row {
            id: changeWords
            anchors.centerIn: parent
            spacing: Theme.xs
            Icon {
                name: "pencil-simple"
                px: 32
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                text: qsTrId("check.change")
                type: Theme.label
                wrapMode: Text.NoWrap
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
    }
}
