import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The newest piece of news, large, with the kapok branch; the whole plate is one button.
Press {
    id: feature

    required property string title
    required property string summary
    required property string issuer
    required property string date

    name: [qsTrId("news.newest"), title, summary, issuer, date].filter(part => part.length > 0).join(Words.comma)
    implicitHeight: Theme.huge ? words.height + Theme.dp(72) : Math.max(Theme.grow(344), words.height + Theme.dp(72))

    // A title that does not go on two lines is set in smaller letters.
    readonly property bool lengthy: !Theme.huge && whole.lineCount > 2

    Label {
        id: whole
        visible: false
        width: words.width
        text: feature.title
        type: Theme.featureTitle
    }
    Face {
        anchors.fill: parent
        down: feature.down
        fill: Theme.color.accentTint
        edge: Theme.highContrast ? Theme.color.line : Theme.color.accentTint
    }
    Image {
        visible: !Theme.highContrast && !Theme.elder
        source: Theme.art("hero-art-news@2x.png")
        anchors.right: parent.right
        y: feature.shift
        height: Theme.dp(344)
        width: Math.round(height * 1968 / 688)
        sourceSize: Qt.size(width, height)
        Accessible.ignored: true
    }
    Column {
        id: words
        x: Theme.dp(36)
        y: Math.round((parent.height - height) / 2) + feature.shift
        width: Math.round(parent.width * (Theme.elder || Theme.highContrast ? 1 : 0.7)) - x - (Theme.elder || Theme.highContrast ? x : 0)
        spacing: Theme.xs
        Tag {
            text: qsTrId("news.newest")
            icon: "push-pin"
            tone: "kapok"
            color: Theme.highContrast ? Theme.color.ground : Theme.color.card
        }
        Headline {
            id: heading
            room: parent.width
            topPadding: Theme.dp(6)
            title: feature.title
            type: feature.lengthy ? Theme.title3 : Theme.featureTitle
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            text: feature.summary
            color: Theme.color.text2
            maximumLineCount: Theme.huge ? 9 : 2
            elide: Theme.huge ? Text.ElideNone : Text.ElideRight
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            text: feature.date + qsTrId("site.join") + feature.issuer
            type: Theme.secondary
            color: Theme.color.text2
            maximumLineCount: Theme.huge ? 9 : 1
            elide: Theme.huge ? Text.ElideNone : Text.ElideRight
            Accessible.ignored: true
        }
    }
}
