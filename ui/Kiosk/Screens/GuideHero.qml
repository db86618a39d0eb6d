import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// 体验专区: the rehearsal to begin with, large, with the kapok branch. Grows with its words.
Item {
    id: hero

    required property string title
    required property string line
    required property int minutes
    property bool tall: false             // landscape: stacked

    signal started

    implicitHeight: Math.max(texts.implicitHeight + start.height + Theme.dp(36 + 36 + 20), Theme.dp(tall ? 500 : 400))
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("guides.first") + Words.comma + title

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusHero
        border.width: Theme.hairline
        border.color: Theme.highContrast ? Theme.color.primary : Theme.color.line
        gradient: Gradient {
            orientation: Gradient.Horizontal
            GradientStop { position: 0; color: Theme.color.accentTint2 }
            GradientStop { position: 1; color: Theme.highContrast ? Theme.color.accentTint2 : Theme.color.accentTint }
        }
    }
    // The picture's corners are cut to the hero's, so it stands at the top right at its own height.
    Image {
        visible: !Theme.highContrast
        readonly property real ratio: hero.tall ? 1400 / 1056 : 1968 / 848
        source: Theme.art(hero.tall ? "hero-art-landscape@2x.png" : "hero-art-portrait@2x.png")
        anchors.right: parent.right
        anchors.top: parent.top
        height: Math.round(Math.min(parent.height, Theme.dp(hero.tall ? 528 : 424)))
        width: Math.round(height * ratio)
        sourceSize: Qt.size(width, height)
        Accessible.ignored: true
    }
    Image {
        visible: Theme.highContrast
        source: Theme.art("kapok-outline.svg")
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(32)
        y: Theme.dp(28)
        width: Theme.dp(200)
        height: Math.round(width * 0.975)
        sourceSize: Qt.size(width, height)
        Accessible.ignored: true
    }
    Column {
        id: texts
        x: Theme.dp(40)
        y: hero.tall ? start.y - height - Theme.l : Theme.dp(36)
        width: Math.round(parent.width * (hero.tall ? 0.58 : 0.64))
        Label {
            width: parent.width
            text: qsTrId("guides.first")
            type: Theme.secondaryBold
            color: Theme.color.accentText
        }
        Label {
            width: parent.width
            text: hero.title
            type: Theme.title1
            Accessible.role: Accessible.Heading
        }
        Label {
            width: parent.width
            topPadding: Theme.dp(6)
            text: hero.line
            type: Theme.body
            color: Theme.color.text2
        }
        Label {
            visible: hero.tall
            width: parent.width
            topPadding: Theme.m
            text: note.text
            type: Theme.secondary
            color: Theme.color.text2
        }
    }
    PushButton {
        id: start
        x: Theme.dp(40)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.dp(36)
        height: Theme.dp(104)
        kind: "primary"
        type: Theme.buttonLarge
        text: qsTrId("hero.button")
        trailingIcon: "arrow-right"
        padding: Theme.dp(40)
        onActivated: hero.started()
    }
    Label {
        id: note
        visible: !hero.tall
        anchors.left: start.right
        anchors.leftMargin: Theme.l
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(150)
        anchors.verticalCenter: start.verticalCenter
        text: (Theme.elder ? qsTrId("guides.note.short") : qsTrId("guides.note")).arg(hero.minutes)
        type: Theme.secondary
        color: Theme.color.text2
    }
}
