pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme

// Words to choose from, as many as fit, and a key that leads to the next ones.
Row {
    id: strip

    property var words: []                // [{text, number}]; number is the chooser's own
    property int first: 0
    readonly property int room: width - caption.width - next.width - 2 * spacing
    // How many words fit from `first` on; a word is at least two characters wide.
    readonly property int fitting: {
        let used = 0;
        let count = 0;
        for (let n = first; n < words.length; n++) {
            used += keyWidth(words[n].text) + (count > 0 ? spacing : 0);
            if (used > room)
                break;
            count++;
        }
        return count;
    }

    signal chosen(number: int)

    function keyWidth(text: string): int {
        return Theme.dp(44) + text.length * Theme.fontPx(Theme.label) + Theme.dp(6);
    }

    onWordsChanged: first = 0
    spacing: Theme.dp(16)

    Label {
        id: caption
        text: strip.words.length > 0 ? qsTrId("keyboard.choose") : ""
        type: Theme.minimum
        color: Theme.color.text2
        anchors.verticalCenter: parent.verticalCenter
    }
    Repeater {
        model: strip.words.slice(strip.first, strip.first + strip.fitting)
        Press {
            id: word
            required property var modelData
            name: qsTrId("keyboard.word").arg(modelData.text)
            width: strip.keyWidth(modelData.text)
            height: strip.height
            ringRadius: Theme.dp(18)
            bounce: Theme.keyBounce
            Rectangle {
                anchors.fill: parent
                radius: Theme.dp(18)
                color: word.down ? Theme.color.sunk : Theme.color.card
                border.width: Theme.hairline
                border.color: Theme.color.lineStrong
            }
            Label {
                anchors.centerIn: parent
                text: word.modelData.text
                type: Theme.label
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            onActivated: strip.chosen(word.modelData.number)
        }
    }
    Item {
        width: Math.max(0, strip.room - used)
        height: 1
        readonly property int used: {
            let sum = 0;
            for (let n = strip.first; n < strip.first + strip.fitting; n++)
                sum += strip.keyWidth(strip.words[n].text) + strip.spacing;
            return sum;
        }
    }
    Press {
        id: next
        visible: strip.words.length > strip.fitting
        name: qsTrId("keyboard.more")
        width: Theme.dp(84)
        height: strip.height
        ringRadius: Theme.dp(18)
        Rectangle {
            anchors.fill: parent
            radius: Theme.dp(18)
            color: next.down ? Theme.color.lineStrong : Theme.color.line
        }
        Icon {
            anchors.centerIn: parent
            name: "caret-right"
            px: 36
            color: Theme.highContrast ? Theme.color.ground : Theme.color.text
        }
        onActivated: strip.first = strip.first + strip.fitting < strip.words.length ? strip.first + Math.max(1, strip.fitting) : 0
    }
}
