pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Every answer before the results (mock-up 31b): 改 opens that question and comes back here. What would help most stands below.
Page {
    id: page

    required property Shell app
    readonly property SelfCheckModel check: app.selfCheck.check
    readonly property bool sided: Theme.landscape && !Theme.elder

    component Head: Column {
        spacing: Theme.dp(14)
        Label {
            id: place
            width: parent.width
            text: qsTrId("check.review.place", page.check.answers.count).arg(page.check.answers.count)
            type: Theme.bodyLBold
        }
        Progress {
            width: parent.width
            step: page.check.answers.count
            steps: page.check.answers.count
            name: place.text
        }
        Headline {
            topPadding: Theme.m
            room: parent.width
            title: qsTrId("check.review.title")
            type: page.sided ? Theme.title1S : Theme.titleHome
        }
        EvenLabel {
            room: parent.width
            visible: !Theme.elder
            said: qsTrId("check.review.line")
            type: Theme.bodyL
            color: Theme.color.text2
        }
    }
    component Better: Rectangle {
        visible: page.check.better.length > 0
        implicitHeight: better.implicitHeight + Theme.dp(40)
        radius: Theme.radiusField
        color: Theme.color.warnBg
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.warn
        Icon {
            id: mark
            x: Theme.dp(28)
            anchors.verticalCenter: parent.verticalCenter
            name: "question"
            px: 40
            color: Theme.color.warn
        }
        Label {
            id: better
            x: mark.x + mark.width + Theme.m
            width: parent.width - x - Theme.dp(28)
            anchors.verticalCenter: parent.verticalCenter
            text: qsTrId("check.review.better").arg(page.check.better)
        }
    }

    RowLayout {
        anchors.fill: parent
        spacing: Theme.dp(48)
        ColumnLayout {
            visible: page.sided
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(54)
            Layout.fillHeight: true
            spacing: Theme.l
            Head {
                Layout.fillWidth: true
            }
            Item { Layout.fillHeight: true }
            Better {
                Layout.fillWidth: true
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(112)
            Layout.fillHeight: true
            spacing: Theme.l
            Reader {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.l
                Head {
                    visible: !page.sided
                    width: parent.width
                }
                Card {
                    width: parent.width
                    implicitHeight: rows.implicitHeight + Theme.s
                    // Beside the question there is room for two columns of answers.
                    GridLayout {
                        id: rows
                        y: Theme.dp(6)
                        width: parent.width
                        columns: page.sided ? 2 : 1
                        columnSpacing: 0
                        rowSpacing: 0
                        Repeater {
                            model: page.check.answers
                            AnswerRow {
                                required question
                                required answer
                                required better
                                required property string key
                                required index
                                readonly property bool odd: index === page.check.answers.count - 1 && index % rows.columns === 0
                                Layout.fillWidth: true
                                Layout.fillHeight: true            // as high as its neighbour
                                Layout.preferredWidth: Theme.dp(100)
                                Layout.columnSpan: odd ? rows.columns : 1
                                ruled: index >= rows.columns
                                onActivated: page.check.change(key)
                            }
                        }
                    }
                }
                Better {
                    width: parent.width
                    visible: !page.sided && page.check.better.length > 0
                }
            }
            CheckFoot {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.lip
                app: page.app
                privacy: qsTrId("check.review.privacy")
                backText: qsTrId("check.restart")
                backIcon: "arrow-counter-clockwise"
                text: qsTrId("check.review.on")
                onBack: page.check.restart()
                onAccepted: page.check.showResults()
            }
        }
    }
}
