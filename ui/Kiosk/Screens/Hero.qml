import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// 体验专区: the one thing this page would like you to do, with the kapok branch.
Item {
    id: hero

    property bool tall: false             // landscape: stacked
    readonly property bool compact: !wordy && height < Theme.dp(tall ? 430 : 380) || (Theme.elder && height < Theme.dp(500)) || Theme.huge
    // More words than the design has room for: it is as high as they are.
    readonly property bool wordy: !Theme.elder && (title.lineCount > (tall ? 2 : 1) || line.lineCount > (tall ? 3 : 2) || start.height > Theme.dp(113))

    property string label: qsTrId("hero.label")
    property bool leads: true             // the label leads to everything else in 体验专区

    // With large text everything stands below each other, on the picture's plain side or without it.
    readonly property bool stacked: Theme.huge
    implicitHeight: stacked ? words.height + start.height + Theme.dp(96) : wordy ? needed : 1       // not 0: a layout would take the height it has
    // Asked of its parts, not of their column: what is shown of them depends on the height they are given. With what a page is
    // squeezed by before it scrolls.
    readonly property real needed: Theme.dp(156) + (leads ? Theme.dp(tall ? 52 : 60) : overline.height) + title.height + line.height + Math.max(start.height, tall ? 0 : note.height)

    signal started
    signal more

    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("hero.check.group")

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
    // The picture is cut to the hero's own rounded corners, so it is shown at its own height, right aligned.
    Image {
        visible: !Theme.highContrast && !hero.stacked
        readonly property real ratio: hero.tall ? 1400 / 1056 : 1968 / 848
        // The double-size picture only where it shows: decoding it takes longer than all icons together.
        source: Theme.art((hero.tall ? "hero-art-landscape" : "hero-art-portrait") + (Theme.unit > 1.1 ? "@2x.png" : ".png"))
        anchors.right: parent.right
        anchors.top: parent.top
        height: Math.round(Math.min(parent.height, Theme.dp(hero.tall ? 528 : 424)))
        width: Math.round(height * ratio)
        sourceSize: Qt.size(width, height)
        Accessible.ignored: true
    }
    Image {
        visible: Theme.highContrast && !hero.stacked
        source: Theme.art("kapok-outline.svg")
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(32)
        y: Theme.dp(28)
        width: Theme.dp(hero.compact ? 150 : 220)
        height: Math.round(width * 0.975)
        sourceSize: Qt.size(width, height)
        Accessible.ignored: true
    }
    Column {
        id: words
        x: Theme.dp(40)
        y: Theme.dp(hero.compact ? 18 : 28)
        width: hero.stacked ? parent.width - 2 * x : Math.round(parent.width * (hero.tall ? 0.5 : 0.62))
        // As high as a line of text on the page, as high as a finger to press.
        Item {
            visible: hero.leads && !hero.compact
            width: lead.width
            height: Theme.dp(hero.wordy && !hero.tall ? 60 : 52)
            PushButton {
                id: lead
                x: -Theme.dp(12)
                y: -Theme.dp(15)
                least: 72
                kind: "text"
                type: Theme.secondaryBold
                text: qsTrId("hero.more").arg(hero.label)
                trailingIcon: "caret-right"
                iconPx: 24
                onActivated: hero.more()
            }
        }
        Label {
            id: overline
            visible: !hero.leads || hero.compact
            width: parent.width
            text: hero.label
            type: Theme.secondaryBold
            color: Theme.color.accentText
        }
        Label {
            id: title
            width: parent.width
            text: qsTrId("hero.check.title")
            type: Theme.title1
            shrinks: !hero.tall
            foldable: true
            minimumPixelSize: Theme.fontPx(Theme.sectionTitle)
            Accessible.role: Accessible.Heading
        }
        Label {
            id: line
            width: parent.width
            topPadding: Theme.dp(6)
            // Under a banner the button may have taken its room.
            visible: !hero.compact && (!hero.tall || words.y + title.y + title.height + implicitHeight <= start.y)
            text: hero.tall ? qsTrId("hero.check.line.tall") : qsTrId("hero.check.line")
            type: Theme.body
            color: Theme.color.text2
        }
        Label {
            width: parent.width
            // Under a banner there may be no room for it.
            visible: hero.stacked || hero.tall && start.y - words.y - title.y - title.height - (line.visible ? line.height : 0) >= implicitHeight
            topPadding: Theme.m
            text: hero.stacked ? qsTrId("hero.check.note") : qsTrId("hero.check.note.short")
            type: Theme.secondary
            color: Theme.color.text2
        }
    }
    PushButton {
        id: start
        x: Theme.dp(40)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.dp(hero.compact ? 26 : 36)
        least: 104
        kind: "primary"
        type: Theme.buttonLarge
        text: qsTrId("hero.check.button")
        trailingIcon: "arrow-right"
        padding: Theme.dp(40)
        width: Math.min(implicitWidth, hero.width - 2 * x)
        onActivated: hero.started()
    }
    Label {
        id: note
        visible: !hero.tall && !hero.stacked
        anchors.left: start.right
        anchors.leftMargin: Theme.l
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(150)
        anchors.verticalCenter: start.verticalCenter
        // Two lines are one too many beside a button, and break after a dot.
        text: Theme.elder || letters.advanceWidth(qsTrId("hero.check.note")) > width ? qsTrId("hero.check.note.short") : qsTrId("hero.check.note")
        type: Theme.secondary
        color: Theme.color.text2
        FontMetrics {
            id: letters
            font: note.font
        }
    }
}
