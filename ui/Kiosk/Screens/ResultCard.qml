pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What one benefit comes out as: status in icon and words, for whom, why, threshold and basis as labelled lines; with one open
// question, that question in place. The card leads to 为什么; the strip leads to the question.
Item {
    id: card

    required property string title
    required property string status       // likely, one_more, office, not_now
    required property string forWhom
    required property string why
    required property string threshold
    required property string basis
    required property string amount
    required property string question     // the deciding one; "" where there is none

    signal opened
    signal asked

    readonly property string statusWords: CheckWords.status(status)
    readonly property string tone: CheckWords.tone(status)
    readonly property string heading: forWhom.length > 0 ? qsTrId("check.result.for").arg(title).arg(forWhom) : title

    // What a labelled line says, with its label: 为什么：…
    function said(label: string, words: string): string {
        return words.length > 0 ? label + qsTrId("check.result.colon") + words : "";
    }

    implicitHeight: face.height

    Press {
        id: face
        width: parent.width
        height: content.implicitHeight + Theme.dp(40) + (strip.visible ? strip.height + Theme.xs : 0)
        name: [card.statusWords + qsTrId("check.result.colon") + card.heading, card.said(qsTrId("check.line.amount"), card.amount), card.said(qsTrId("check.line.why"), card.why),
               card.said(qsTrId("check.line.threshold"), card.threshold), card.said(qsTrId("check.line.basis"), card.basis)].filter(part => part.length > 0).join(Words.comma)
        hint: qsTrId("check.result.open")
        onActivated: card.opened()
        Face {
            anchors.fill: parent
            down: face.down
        }
        IconTile {
            id: box
            x: Theme.l
            y: Theme.dp(20) + face.shift
            px: 72
            iconPx: 44
            name: card.status === "likely" ? "hand-heart" : card.status === "one_more" ? "chats-circle" : card.status === "office" ? "users" : "clipboard-text"
            tint: card.status === "likely" ? "leaf" : card.status === "one_more" ? "amber" : card.status === "office" ? "river" : "plain"
        }
        Column {
            id: content
            anchors.left: box.right
            anchors.leftMargin: Theme.dp(22)
            anchors.right: parent.right
            anchors.rightMargin: Theme.dp(28)
            y: Theme.dp(20) + face.shift
            spacing: Theme.xxs
            Item {
                width: parent.width
                height: Theme.huge ? called.height + Theme.xs + tag.height : Math.max(called.height, tag.height)
                EvenLabel {
                    id: called
                    room: Theme.huge ? parent.width : tag.x - Theme.m
                    said: card.heading
                    type: Theme.title3
                    Accessible.ignored: true
                }
                Tag {
                    id: tag
                    x: Theme.huge ? 0 : parent.width - width
                    y: Theme.huge ? parent.height - height : 0
                    room: parent.width
                    text: card.statusWords
                    tone: card.tone
                    icon: CheckWords.icon(card.status)
                }
            }
            LabelledLine {
                width: parent.width
                label: qsTrId("check.line.amount")
                text: card.amount
                strong: true
            }
            LabelledLine {
                width: parent.width
                label: qsTrId("check.line.why")
                text: card.why
            }
            LabelledLine {
                width: parent.width
                visible: text.length > 0 && !Theme.elder
                label: qsTrId("check.line.threshold")
                text: card.threshold
            }
            LabelledLine {
                width: parent.width
                visible: text.length > 0 && !Theme.elder
                label: qsTrId("check.line.basis")
                text: card.basis
            }
        }
    }
    Rectangle {
        id: strip
        visible: card.question.length > 0
        anchors.bottom: face.bottom
        anchors.bottomMargin: Theme.m
        x: content.x
        width: content.width
        height: Math.max(Theme.dp(88), deciding.height + Theme.m, go.height + Theme.m)
        radius: Theme.radiusKey
        color: Theme.color.warnBg
        border.width: Theme.highContrast ? Theme.hairline : 0
        border.color: Theme.color.warn
        Label {
            id: deciding
            x: Theme.dp(20)
            width: go.x - x - Theme.m
            anchors.verticalCenter: parent.verticalCenter
            text: qsTrId("check.result.ask").arg(card.question)
            type: Theme.rowLine
        }
        PushButton {
            id: go
            width: Math.min(implicitWidth, strip.width / 2)
            anchors.right: parent.right
            anchors.rightMargin: Theme.s
            anchors.verticalCenter: parent.verticalCenter
            least: 72
            padding: Theme.m
            text: qsTrId("check.result.answer")
            trailingIcon: "caret-right"
            name: text + Words.comma + card.question
            onActivated: card.asked()
        }
    }
}
