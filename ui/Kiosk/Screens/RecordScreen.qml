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
                text: page.record.issuer
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
                        width: parent ? parent.width : 0
                        icon: Words.headingIcon(heading)
                        title: Words.heading(heading)
                        Repeater {
                            model: section.lines
                            Label {
                                required property string modelData
                                width: parent ? parent.width : 0
                                bottomPadding: Theme.xxs
                                text: modelData
                            }
                        }
                    }
                }
                Foot {
                    width: parent.width
                    app: page.app
                    page: "record"
                    verifiedOn: page.record.verifiedOn
                    confirmed: page.record.confirmed
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
