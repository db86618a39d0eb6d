pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// An urgent notice: what it says, and the places people can go to, each one press away.
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
            Row {
                spacing: Theme.s
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
                Repeater {
                    model: page.record.places
                    ListRow {
                        required property string recordId
                        required property string address
                        width: parent ? parent.width : 0
                        compact: true
                        icon: "map-pin"
                        line: address
                        onActivated: page.app.navigator.open("place", recordId)
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
    Gone {
        visible: !page.record.found
        width: parent.width
        onPressed: page.app.navigator.back()
    }
}
