pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// One record of a shelf: headed sections in reading order.
Page {
    id: page

    required property Shell app
    readonly property RecordModel record: app.record

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.dp(20)
        visible: page.record.found

        Column {
            Layout.fillWidth: true
            spacing: Theme.xs
            Label {
                width: parent.width
                visible: text.length > 0
                text: [page.record.issuer, isNaN(page.record.day.getTime()) ? ""
                       : Words.monthDay(page.record.day, page.app.now, page.app.localeName)].filter(part => part.length > 0)
                      .join(qsTrId("site.join"))
                type: Theme.secondaryBold
                color: Theme.color.accentText
            }
            Label {
                width: parent.width
                text: page.record.title
                type: Theme.title1S
                Accessible.role: Accessible.Heading
            }
            Label {
                width: parent.width
                visible: !isNaN(page.record.startsAt.getTime())
                text: qsTrId("activity.when").arg(Words.day(page.record.startsAt, page.app.localeName))
                      .arg(Words.clock(page.record.startsAt)).arg(Words.clock(page.record.endsAt))
                type: Theme.title2
                color: Theme.color.accentText
            }
            Label {
                width: parent.width
                visible: text.length > 0
                text: page.record.summary
                type: Theme.bodyL
                color: Theme.color.text2
            }
            Row {
                spacing: Theme.s
                OpenTag {
                    openState: page.record.openState
                    until: page.record.openUntil
                    inDays: page.record.openInDays
                    localeName: page.app.localeName
                }
                Tag {
                    visible: page.record.sample
                    text: qsTrId("tag.sample")
                    tone: "warn"
                    icon: "info"
                }
                Tag {
                    visible: !page.record.confirmed && !page.record.sample
                    text: qsTrId("tag.unconfirmed")
                    tone: "warn"
                    icon: "question"
                }
            }
        }
        Reader {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Column {
                width: parent.width
                spacing: Theme.dp(20)
                Repeater {
                    model: page.record.sections
                    Section {
                        id: section
                        required property string heading
                        required property list<string> lines
                        required property list<string> papers
                        required property bool numbered
                        required property var model
                        width: parent ? parent.width : 0
                        icon: Words.headingIcon(heading)
                        title: section.model.title || Words.heading(heading)
                        Repeater {
                            model: section.lines
                            Label {
                                required property string modelData
                                required property int index
                                width: parent ? parent.width : 0
                                bottomPadding: Theme.xxs
                                text: section.numbered ? qsTrId("step.numbered").arg(index + 1).arg(modelData) : modelData
                            }
                        }
                        Repeater {
                            model: section.papers
                            Row {
                                id: paper
                                required property string modelData
                                readonly property int cut: modelData.indexOf("\n")
                                width: parent ? parent.width : 0
                                spacing: Theme.m
                                topPadding: Theme.xs
                                Icon {
                                    id: sheet
                                    name: "files"
                                    px: 36
                                    color: Theme.color.accentText
                                    y: Theme.dp(14)
                                }
                                Column {
                                    width: paper.width - sheet.width - paper.spacing
                                    Label {
                                        width: parent.width
                                        text: paper.cut < 0 ? paper.modelData : paper.modelData.slice(0, paper.cut)
                                        type: Theme.bodyBold
                                    }
                                    Label {
                                        width: parent.width
                                        visible: paper.cut >= 0
                                        text: paper.cut < 0 ? "" : paper.modelData.slice(paper.cut + 1)
                                        type: Theme.secondary
                                        color: Theme.color.text2
                                    }
                                }
                            }
                        }
                    }
                }
                Label {
                    width: parent.width
                    text: qsTrId("benefit.verified").arg(Qt.formatDate(page.record.verifiedOn, "yyyy-MM-dd"))
                    type: Theme.minimum
                    color: Theme.color.text2
                }
            }
        }
    }
    StateCard {
        visible: !page.record.found
        width: parent.width
        icon: "clipboard-text"
        tint: "amber"
        title: qsTrId("gone.title")
        line: qsTrId("gone.line")
        action: qsTrId("gone.action")
        onPressed: page.app.navigator.back()
    }
}
