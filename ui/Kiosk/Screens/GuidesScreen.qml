pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 体验专区 (mock-up 27): the rehearsal to begin with, the others, and how this machine works. In landscape the first one
// stands on the left.
Page {
    id: page

    required property Shell app
    readonly property GuidesModel guides: app.guides
    readonly property bool sided: Theme.landscape && !Theme.elder

    function follow(recordId: string): void {
        page.app.navigator.open("guide", recordId);
    }

    component Head: Column {
        Label {
            width: parent.width
            text: qsTrId("hero.label")
            type: page.sided ? Theme.title1S : Theme.title1
            Accessible.role: Accessible.Heading
        }
        Label {
            width: parent.width
            visible: !Theme.elder
            text: qsTrId("guides.line")
            color: Theme.color.text2
        }
    }
    component First: Hero {
        label: qsTrId("guides.first")
        leads: false
        onStarted: page.app.navigator.open("check", "")
    }

    RowLayout {
        anchors.fill: parent
        visible: page.guides.total > 0
        spacing: Theme.xl
        ColumnLayout {
            visible: page.sided
            Layout.fillWidth: false
            Layout.preferredWidth: Theme.dp(760)
            Layout.fillHeight: true
            spacing: Theme.l
            Head {
                Layout.fillWidth: true
            }
            First {
                Layout.fillWidth: true
                Layout.fillHeight: true
                tall: true
            }
            PrivacyLine {
                Layout.alignment: Qt.AlignHCenter
                text: qsTrId("guides.privacy")
            }
        }
        Reader {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.dp(page.sided ? 20 : 26)
            Head {
                visible: !page.sided
                width: parent.width
            }
            First {
                width: parent.width
                height: Math.max(Theme.dp(Theme.elder ? 340 : 412), implicitHeight)
                visible: !page.sided
            }
            Column {
                visible: page.guides.rehearsals.count > 0
                width: parent.width
                spacing: Theme.dp(14)
                Flow {
                    width: parent.width
                    spacing: Theme.l
                    Label {
                        id: heading
                        width: Math.min(implicitWidth, parent.width)
                        text: qsTrId("guides.more")
                        type: Theme.title2
                        Accessible.role: Accessible.Heading
                    }
                    Label {
                        readonly property bool beside: heading.width + Theme.l + implicitWidth <= parent.width
                        width: beside ? parent.width - heading.width - Theme.l : parent.width
                        height: beside ? heading.height : implicitHeight
                        horizontalAlignment: beside ? Text.AlignRight : Text.AlignLeft
                        text: qsTrId("guides.only")
                        type: Theme.secondary
                        color: Theme.color.text2
                    }
                }
                GuideCard {
                    width: parent.width
                    rows: page.guides.rehearsals
                    onOpened: recordId => page.follow(recordId)
                }
            }
            Repeater {
                model: page.guides.howTos
                LearnCard {
                    required title
                    required stepTitles
                    brief: page.sided
                    required property string recordId
                    required property int index
                    visible: index === 0
                    width: parent ? parent.width : 0
                    onStarted: page.follow(recordId)
                }
            }
            GuideCard {
                width: parent.width
                rows: page.guides.howTos
                from: 1
                onOpened: recordId => page.follow(recordId)
            }
            PrivacyLine {
                visible: !page.sided
                anchors.horizontalCenter: parent.horizontalCenter
                room: parent.width
                text: qsTrId("guides.privacy")
            }
        }
    }
    Loading {
        waiting: page.guides.total === 0 && page.app.freshness === "empty"
        width: parent.width
        onGaveUp: page.app.navigator.home()
    }
    StateCard {
        readonly property bool failed: page.app.freshness === "error"
        visible: page.guides.total === 0 && page.app.freshness !== "empty"
        width: parent.width
        icon: failed ? "hard-drives" : "magnifying-glass"
        title: failed ? qsTrId("banner.error.title") : qsTrId("records.empty.title")
        line: failed ? Words.unreadable : Words.nobody ? qsTrId("records.empty.line.closed") : qsTrId("records.empty.line")
        action: qsTrId("records.empty.action")
        onPressed: page.app.navigator.home()
    }
}
