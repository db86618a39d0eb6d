pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// One question of the self-check (mock-ups 07, 07b, 37b): where one is, what is asked, the answers, why it is asked. In
// landscape one reads on the left and answers on the right. Choosing only chooses; 下一题 goes on.
Page {
    id: page

    required property Shell app
    readonly property SelfCheckModel check: app.selfCheck.check
    readonly property bool sided: Theme.landscape && !Theme.huge
    property bool whyOpen: check.whyFirst

    component Where: Column {
        spacing: Theme.dp(14)
        RowLayout {
            width: parent.width
            spacing: Theme.l
            Label {
                id: place
                Layout.fillWidth: true
                text: (Theme.elder ? qsTrId("check.place.short") : qsTrId("check.place")).arg(page.check.number).arg(page.check.total)
                type: Theme.bodyLBold
                Layout.preferredWidth: 1
                Layout.minimumWidth: Theme.dp(300)
                foldable: true
                shrinks: true
                minimumPixelSize: Theme.fontPx(Theme.minimum)
            }
            Label {
                visible: !Theme.elder
                text: qsTrId("check.minutes").arg(page.check.minutes)
                Layout.fillWidth: true
                Layout.preferredWidth: Math.ceil(implicitWidth) + 1
                Layout.maximumWidth: Layout.preferredWidth
                type: Theme.secondary
                color: Theme.color.text2
            }
        }
        Progress {
            width: parent.width
            step: page.check.number - 1
            steps: page.check.total
            name: place.text
        }
    }
    component Asked: Column {
        spacing: Theme.s
        Headline {
            room: parent.width
            title: page.check.question
            type: Theme.titleHome
        }
        Label {
            visible: page.check.help.length > 0 && (!Theme.elder || page.check.choices.count < 4)
            width: parent.width
            text: page.check.help
            type: Theme.bodyL
            color: Theme.color.text2
        }
    }
    component Answers: GridLayout {
        id: answers
        // Many short answers stand side by side, so that nobody has to turn the page to see them all.
        columns: page.check.choices.count > 6 && (page.sided || !Theme.elder) ? 2 : 1
        columnSpacing: Theme.dp(20)
        rowSpacing: Theme.dp(page.check.choices.count > 4 ? 16 : 24)
        Repeater {
            model: page.check.choices
            ChoiceRow {
                required text
                required note
                required property string key
                required property bool chosen
                required property int index
                several: page.check.several
                compact: page.check.choices.count > 4 || page.sided
                position: index
                count: page.check.choices.count
                checked: chosen
                paired: answers.columns === 2
                Layout.fillWidth: true
                Layout.fillHeight: true            // as high as its neighbour
                Layout.preferredWidth: Theme.dp(100)
                Layout.columnSpan: paired && index === count - 1 && count % 2 === 1 ? 2 : 1     // no hole beside the last one
                roomy: !page.sided && answers.columns === 2
                onActivated: page.check.choose(key)
            }
        }
    }
    component Now: PushButton {
        readonly property bool ripe: page.check.answerCount >= 3 && !page.check.correcting
        visible: ripe
        kind: "text"
        text: qsTrId("check.results.now")
        trailingIcon: "caret-right"
        iconPx: 28
        padding: 0
        onActivated: page.check.showResultsNow()
    }
    component Why: WhyPanel {
        text: page.check.why
        open: page.whyOpen
        onToggled: page.whyOpen = !page.whyOpen
    }
    component Onward: CheckFoot {
        app: page.app
        privacy: page.sided || Theme.elder ? qsTrId("check.privacy.short") : qsTrId("check.privacy")
        backText: qsTrId("check.previous")
        stepsBack: true
        backIcon: "arrow-left"
        text: page.check.answered ? (page.check.last ? qsTrId("check.finish") : qsTrId("check.next")) : qsTrId("check.choose")
        ready: page.check.answered
        onBack: page.check.previous()
        onAccepted: page.check.next()
    }

    Connections {
        target: page.check
        function onQuestionChanged(): void {
            page.whyOpen = page.check.whyFirst;
            reader.toTop();
            page.forceActiveFocus(Qt.OtherFocusReason);
        }
    }
    RowLayout {
        anchors.fill: parent
        spacing: Theme.dp(48)
        ColumnLayout {
            visible: page.sided
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            Layout.fillHeight: true
            spacing: Theme.xl
            Where {
                Layout.fillWidth: true
            }
            Asked {
                Layout.fillWidth: true
            }
            Item { Layout.fillHeight: true }
            Now {}
            Why {
                Layout.fillWidth: true
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(112)
            Layout.fillHeight: true
            spacing: Theme.l
            Where {
                visible: !page.sided
                Layout.fillWidth: true
            }
            Reader {
                id: reader
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.dp(Theme.elder ? 24 : 32)
                Asked {
                    visible: !page.sided
                    width: parent.width
                    topPadding: Theme.m
                }
                CheckDigits {
                    visible: page.check.typing
                    width: parent.width
                    check: page.check
                }
                Answers {
                    width: parent.width
                }
                Why {
                    visible: !page.sided
                    width: parent.width
                }
                Now {
                    visible: !page.sided && ripe
                }
            }
            Onward {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.lip
            }
        }
    }
}
