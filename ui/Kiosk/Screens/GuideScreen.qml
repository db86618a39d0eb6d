pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// One guide, a step at a time (mock-up 27b): where one is, what to do, the papers as a checklist, on and back. In landscape
// one reads on the left and acts on the right.
Page {
    id: page

    required property Shell app
    readonly property GuideModel guide: app.guide
    readonly property bool sided: Theme.landscape && !Theme.elder
    readonly property bool listed: guide.papers.count > 0
    readonly property bool ends: guide.step >= guide.steps - 1

    component Where: Column {
        spacing: Theme.dp(14)
        RowLayout {
            width: parent.width
            spacing: Theme.l
            FilledLabel {
                id: place
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.minimumWidth: Theme.dp(300)
                said: qsTrId("guide.place").arg(page.guide.title).arg(page.guide.step + 1).arg(page.guide.steps)
                type: Theme.bodyLBold
            }
            Label {
                text: qsTrId("guide.left").arg(page.guide.minutesLeft)
                Layout.fillWidth: true
                Layout.preferredWidth: Math.ceil(implicitWidth) + 1
                Layout.maximumWidth: Layout.preferredWidth
                type: Theme.secondary
                color: Theme.color.text2
            }
        }
        Progress {
            width: parent.width
            step: page.guide.step
            steps: page.guide.steps
            name: place.text
        }
    }
    component Title: Column {
        spacing: Theme.xs
        Headline {
            room: parent.width
            title: page.guide.stepTitle
            type: Theme.titleHome
        }
        Sentences {
            visible: page.listed
            width: parent.width
            type: Theme.bodyL
            ink: Theme.color.text2
        }
    }
    component Sentences: Column {
        id: sentences
        property TypeStyle type: Theme.lead
        property color ink: Theme.color.text
        Repeater {
            model: page.guide.sentences
            EvenLabel {
                required property string modelData
                room: parent ? parent.width : 0
                said: modelData
                type: sentences.type
                color: sentences.ink
            }
        }
    }
    component Checklist: Column {
        id: checklist
        visible: page.listed
        spacing: Theme.dp(20)
        Item {
            width: parent.width
            height: rows.height
            Face {
                anchors.fill: parent
            }
            Column {
                id: rows
                width: parent.width
                Repeater {
                    model: page.guide.papers
                    CheckRow {
                        required condition
                        required advice
                        required property string key
                        required property bool ticked
                        compact: page.sided
                        required property int index
                        width: parent ? parent.width : 0
                        checked: ticked
                        first: index === 0
                        last: index === page.guide.papers.count - 1
                        onActivated: page.guide.toggle(key)
                    }
                }
            }
        }
        PrivacyLine {
            visible: !page.sided
            anchors.horizontalCenter: parent.horizontalCenter
            room: parent.width
            text: qsTrId("guide.privacy")
        }
    }
    // A step without papers: its sentences are what there is to look at.
    component Told: Card {
        visible: !page.listed
        implicitHeight: told.implicitHeight + Theme.dp(64)
        Sentences {
            id: told
            x: Theme.dp(36)
            y: Theme.xl
            width: parent.width - 2 * x
            spacing: Theme.m
        }
    }
    component Benefit: ListRow {
        visible: page.guide.benefitId.length > 0
        compact: true
        icon: "list-checks"
        tint: "leaf"
        title: page.guide.benefitTitle
        line: qsTrId("guide.benefit")
        onActivated: page.app.navigator.open("benefit", page.guide.benefitId)
    }
    component End: Foot {
        app: page.app
        page: "guide"
        printLabel: page.listed ? qsTrId("take.print.list") : qsTrId("take.print")
        sources: page.ends && !page.sided ? page.guide.sources : []
        verifiedOn: page.guide.verifiedOn
        confirmed: page.guide.confirmed
    }
    // What the guide rests on: beside the steps there is no room for it under the code.
    component Sources: Row {
        visible: page.sided && page.ends && page.guide.sources.length > 0
        spacing: Theme.s
        Icon {
            id: book
            name: "book-open-text"
            color: Theme.color.accentText
        }
        Column {
            width: parent.width - book.width - parent.spacing
            Repeater {
                model: page.guide.sources
                Label {
                    required property string modelData
                    required property int index
                    width: parent ? parent.width : 0
                    text: index === 0 ? qsTrId("foot.source").arg(modelData) : modelData
                    type: Theme.secondary
                    color: Theme.color.text2
                }
            }
        }
    }
    component Steps: GridLayout {
        columns: Theme.textScale > 1.6 && !Theme.landscape ? 1 : 2
        columnSpacing: Theme.l
        rowSpacing: Theme.m
        PushButton {
            Layout.fillWidth: parent.columns === 1
            Layout.preferredWidth: Math.max(Theme.dp(Theme.elder ? 260 : 300), implicitWidth)
            least: 112
            text: qsTrId("guide.back")
            icon: "arrow-left"
            type: Theme.button
            blocked: page.guide.step === 0
            hint: blocked ? qsTrId("guide.first") : ""
            onActivated: if (!blocked) page.guide.go(page.guide.step - 1)
        }
        PushButton {
            Layout.fillWidth: true
            kind: "primary"
            text: page.ends ? qsTrId("guide.done")
                : page.guide.nextTitle.length <= (page.sided || Theme.elder ? 9 : 12) ? qsTrId("guide.next").arg(page.guide.nextTitle)
                : qsTrId("guide.next.plain")
            trailingIcon: page.ends ? "check" : "arrow-right"
            onActivated: {
                if (page.ends)
                    page.app.navigator.back();
                else
                    page.guide.go(page.guide.step + 1);
            }
        }
    }

    Connections {
        target: page.guide
        function onStepChanged(): void {
            reader.toTop();
        }
    }
    RowLayout {
        anchors.fill: parent
        visible: page.guide.found
        spacing: Theme.dp(40)
        ColumnLayout {
            visible: page.sided
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.dp(100)
            Layout.horizontalStretchFactor: 100
            spacing: Theme.dp(14)
            Where {
                Layout.fillWidth: true
            }
            Title {
                Layout.fillWidth: true
            }
            Item { Layout.fillHeight: true }
            Benefit {
                Layout.fillWidth: true
            }
            End {
                Layout.fillWidth: true
                Layout.fillHeight: false
            }
            PrivacyLine {
                visible: page.listed
                Layout.alignment: Qt.AlignHCenter
                room: Math.floor((page.inner.width - Theme.dp(40)) / 2)
                text: qsTrId("guide.privacy")
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.dp(100)
            Layout.horizontalStretchFactor: 100
            spacing: Theme.l
            Where {
                visible: !page.sided
                Layout.fillWidth: true
            }
            Reader {
                id: reader
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.dp(28)
                Title {
                    visible: !page.sided
                    width: parent.width
                }
                Checklist {
                    width: parent.width
                }
                Told {
                    width: parent.width
                }
                Sources {
                    width: parent.width
                }
                Benefit {
                    width: parent.width
                    visible: Theme.elder && !page.listed && page.guide.benefitId.length > 0
                }
                End {
                    visible: Theme.elder
                    width: parent.width
                }
            }
            Benefit {
                Layout.fillWidth: true
                visible: !page.sided && !Theme.elder && !page.listed && page.guide.benefitId.length > 0
            }
            End {
                Layout.fillWidth: true
                Layout.fillHeight: false
                visible: !page.sided && !Theme.elder
            }
            Steps {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.lip
            }
        }
    }
    Gone {
        visible: !page.guide.found
        width: parent.width
        onPressed: page.app.navigator.back()
    }
}
