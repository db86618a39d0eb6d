import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Somewhere to go right now: number, name, what to do there, whether it is open. Leads to the place's page where there is one.
Press {
    id: row

    required property string title
    required property string line
    required property string openWords
    required property string openTone
    required property int index
    property bool leads: true

    name: [qsTrId("urgent.place").arg(index + 1), title, line, openWords].filter(part => part.length > 0).join(Words.comma)
    role: leads ? Accessible.Button : Accessible.StaticText
    activeFocusOnTab: leads && visible
    ringGap: -2 * Theme.focusRing
    implicitHeight: Math.max(Theme.grow(Theme.landscape ? 116 : 140), words.implicitHeight + Theme.dp(32))

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.hairline
        radius: Theme.radiusKey
        color: row.down && row.leads ? Theme.color.sunk : Theme.color.card
    }
    Rectangle {
        visible: row.index > 0
        x: Theme.dp(28)
        width: parent.width - 2 * x
        height: Theme.dp(2)
        color: Theme.color.line
    }
    Rectangle {
        id: badge
        x: Theme.dp(28)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.grow(72)
        height: width
        radius: Theme.dp(18)
        color: Theme.color.text
        Label {
            anchors.centerIn: parent
            text: row.index + 1
            type: Theme.cardTitle
            color: Theme.color.ground
            Accessible.ignored: true
        }
    }
    Column {
        id: words
        anchors.left: badge.right
        anchors.leftMargin: Theme.dp(20)
        anchors.right: tag.visible ? tag.left : parent.right
        anchors.rightMargin: Theme.dp(20)
        anchors.verticalCenter: parent.verticalCenter
        EvenLabel {
            room: parent.width
            said: row.title
            type: Theme.title3
            Accessible.ignored: true
        }
        EvenLabel {
            room: parent.width
            visible: said.length > 0
            said: row.line
            type: Theme.rowLine
            color: Theme.color.text2
            Accessible.ignored: true
        }
        Tag {
            visible: Theme.huge && text.length > 0
            text: row.openWords
            tone: row.openTone
            icon: tag.icon
            room: parent.width
        }
    }
    Tag {
        id: tag
        visible: !Theme.huge && text.length > 0
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(28)
        anchors.verticalCenter: parent.verticalCenter
        text: row.openWords
        tone: row.openTone
        icon: row.openTone === "ok" ? "door-open" : "clock"
    }
}
