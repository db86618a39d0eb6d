pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// After the call (mock-up 29). Nothing here says that somebody is coming before somebody said so.
GridLayout {
    id: page

    required property HelpModel help
    readonly property bool seen: help.state === "seen"
    readonly property bool came: help.state === "came"
    readonly property string seenBy: help.who.length > 0 ? help.who : qsTrId("help.somebody")
    readonly property string title: came ? qsTrId("help.title.came")
        : help.late ? (seen ? qsTrId("help.title.seen.late") : qsTrId("help.title.late"))
        : seen ? qsTrId("help.title.seen") : qsTrId("help.title.ringing")
    readonly property string rang: {
        switch (help.sound) {
        case "heard": return qsTrId("help.rang");
        case "none": return qsTrId("help.rang.none");
        case "silent": return qsTrId("help.rang.silent");
        }
        return qsTrId("help.rang.now");
    }

    signal onward
    signal numbersWanted

    anchors.fill: parent
    columns: Theme.landscape ? 2 : 1
    columnSpacing: Theme.dp(48)
    rowSpacing: Theme.l
    uniformCellWidths: Theme.landscape

    ColumnLayout {
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop
        spacing: Theme.l
        HelpHead {
            Layout.fillWidth: true
            icon: "call-bell"
            tint: page.came ? "leaf" : page.help.late ? "amber" : "river"
            title: page.title
        }
        Label {
            Layout.fillWidth: true
            visible: !page.came && !(Theme.landscape && Theme.elder)
            text: page.help.late ? qsTrId("help.lead.late") : page.help.openState === "unknown" ? qsTrId("help.lead.unknown") : qsTrId("help.lead")
            type: Theme.landscape ? Theme.bodyL : Theme.leadL
            color: Theme.color.text2
        }
        Card {
            Layout.fillWidth: true
            implicitHeight: timeline.implicitHeight + Theme.dp(Theme.landscape ? 48 : 72)
            HelpTimeline {
                id: timeline
                x: Theme.dp(40)
                y: Theme.dp(Theme.landscape ? 24 : 36)
                width: parent.width - 2 * x
                now: page.came ? 3 : 1
                steps: [["call-bell", page.rang, Words.clock(page.help.calledAt)],
                        page.seen || page.came ? ["person-simple-walk", qsTrId("help.seen").arg(page.seenBy), page.came ? "" : qsTrId("help.seen.line")]
                            : ["eye", qsTrId("help.unseen"), page.help.late ? qsTrId("help.unseen.late") : page.help.sound === "heard" ? qsTrId("help.unseen.ringing") : qsTrId("help.unseen.line")],
                        ["handshake", page.came ? qsTrId("help.came") : qsTrId("help.next"), ""]]
            }
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        spacing: Theme.landscape && Theme.elder ? Theme.m : Theme.l
        Rectangle {
            Layout.fillWidth: true
            visible: !(Theme.landscape && Theme.elder && page.help.late)
            implicitHeight: privacy.implicitHeight + Theme.dp(48)
            radius: Theme.radiusCard
            color: Theme.color.sunk
            RowLayout {
                id: privacy
                x: Theme.xl
                width: parent.width - 2 * x
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.l
                Icon {
                    name: "eye-slash"
                    px: 48
                }
                Label {                  // not FilledLabel: on a lying screen its lines would decide the width that they are broken for
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    text: qsTrId("help.private")
                    type: Theme.body
                }
            }
        }
        Rectangle {
            Layout.fillWidth: true
            visible: !page.came
            implicitHeight: Math.max(Theme.grow(124), again.implicitHeight + Theme.dp(40))
            radius: Theme.radiusField
            color: Theme.color.warnBg
            border.width: Theme.control
            border.color: Theme.color.warn
            RowLayout {
                id: again
                x: Theme.dp(28)
                width: parent.width - 2 * x
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.l
                Duotone {
                    name: "clock"
                    weight: "fill"
                    ink: Theme.color.warn
                    px: 48
                }
                Column {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    Label {
                        width: parent.width
                        text: page.help.late ? qsTrId("help.late.now") : qsTrId("help.late")
                        type: Theme.bodyBold
                    }
                    Label {
                        width: parent.width
                        visible: text.length > 0
                        text: page.help.phone.length > 0 ? qsTrId("help.late.phone").arg(page.help.phone) + (page.help.sample ? qsTrId("site.sample") : "") : ""
                        type: Theme.secondary
                        color: Theme.color.text2
                    }
                }
                PushButton {
                    least: 88
                    blocked: !page.help.canAgain
                    text: blocked ? qsTrId("help.again.soon") : qsTrId("help.again")
                    hint: blocked ? qsTrId("help.again.soon.hint") : ""
                    icon: "arrow-clockwise"
                    type: Theme.label
                    padding: Theme.l
                    onActivated: page.help.again()
                }
            }
        }
        PushButton {
            Layout.fillWidth: true
            visible: !page.came && (page.help.late || page.help.openState === "unknown")
            text: qsTrId("help.numbers")
            icon: "phone"
            onActivated: page.numbersWanted()
        }
        Label {
            Layout.fillWidth: true
            visible: page.help.failed
            text: qsTrId("help.cancel.failed")
            type: Theme.bodyBold
            color: Theme.color.err
            Accessible.role: Accessible.AlertMessage
        }
        Item { Layout.fillHeight: true }
        PushButton {
            Layout.fillWidth: true
            least: Theme.landscape && Theme.elder ? 112 : 128
            kind: "primary"
            type: Theme.buttonLarge
            icon: "arrow-u-up-left"
            text: qsTrId("help.onward")
            onActivated: page.onward()
        }
        PushButton {
            Layout.fillWidth: true
            least: Theme.landscape && Theme.elder ? 96 : 112
            visible: !page.came
            icon: "x"
            text: qsTrId("help.cancel")
            onActivated: page.help.cancel()
        }
    }
}
