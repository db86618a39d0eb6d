pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 如果情况变了 (mock-up 31d): one thing that may happen, and now beside then. No totals, no scores; what stays the same says so.
Page {
    id: page

    required property Shell app

    readonly property WhatIfModel whatIf: app.selfCheck.whatIf
    readonly property bool sided: Theme.landscape && !Theme.elder

    component Head: Column {
        spacing: Theme.xs
        Headline {
            room: parent.width
            title: qsTrId("check.whatif.title")
            type: page.sided ? Theme.title1S : Theme.title1
        }
        Label {
            width: parent.width
            visible: !Theme.elder
            text: qsTrId("check.whatif.line")
            type: Theme.bodyL
            color: Theme.color.text2
        }
    }
    component Events: Grid {
        id: events
        columns: page.sided || Theme.elder || page.app.language === "en" ? 1 : 2
        rowSpacing: Theme.m
        columnSpacing: Theme.dp(20)
        Repeater {
            model: page.whatIf.events
            Chip {
                required property string title
                required property string key
                required property bool chosen
                required icon
                width: Math.floor((events.width - (events.columns - 1) * events.columnSpacing) / events.columns)
                height: Math.max(Theme.grow(96), implicitHeight)
                text: title
                iconPx: 40
                checked: chosen
                onActivated: page.whatIf.choose(key)
            }
        }
    }
    component Half: Rectangle {
        id: half
        required property bool after
        required property string heading
        required property string line
        radius: Theme.radiusCard
        color: Theme.color.card
        border.width: after ? Theme.selected : Theme.control
        border.color: after ? Theme.color.primary : Theme.color.line
        implicitHeight: columns.implicitHeight + 2 * border.width
        Column {
            id: columns
            x: half.border.width
            y: half.border.width
            width: parent.width - 2 * x
            Rectangle {
                width: parent.width
                height: Math.max(Theme.grow(page.sided ? 116 : 150), above.height + Theme.m)
                topLeftRadius: Theme.radiusCard - half.border.width
                topRightRadius: topLeftRadius
                color: half.after ? Theme.color.accentTint : Theme.color.sunk
                Column {
                    id: above
                    x: Theme.l
                    width: parent.width - 2 * x
                    anchors.verticalCenter: parent.verticalCenter
                    Label {
                        width: parent.width
                        text: half.heading
                        type: Theme.timeSmall
                        Accessible.role: Accessible.Heading
                    }
                    Label {
                        width: parent.width
                        text: half.line
                        type: Theme.secondary
                        color: Theme.color.text2
                    }
                }
            }
            Repeater {
                model: page.whatIf.compared
                CompareCell {
                    required title
                    required property string before
                    required property string after
                    required property bool changed
                    required index
                    width: columns.width
                    status: half.after ? after : before
                    edge: half.border.width
                    kind: !half.after ? "now" : changed ? "changed" : "same"
                }
            }
        }
    }
    component Compare: RowLayout {
        visible: page.whatIf.chosen.length > 0
        spacing: Theme.l
        uniformCellSizes: true
        Half {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            after: false
            heading: qsTrId("check.now")
            line: page.whatIf.nowLine
        }
        Half {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            after: true
            heading: qsTrId("check.if")
            line: page.whatIf.becomes
        }
    }
    component Then: Rectangle {
        visible: page.whatIf.then.length > 0
        implicitHeight: thenWords.implicitHeight + Theme.dp(44)
        radius: Theme.radiusCard
        color: Theme.color.infoBg
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.info
        Label {
            id: thenWords
            x: Theme.xl
            width: parent.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            text: page.whatIf.then
        }
    }

    RowLayout {
        anchors.fill: parent
        spacing: Theme.dp(40)
        ColumnLayout {
            visible: page.sided
            Layout.fillWidth: false
            Layout.preferredWidth: Theme.dp(620)
            Layout.fillHeight: true
            spacing: Theme.l
            Head {
                Layout.fillWidth: true
            }
            Events {
                // A grid as wide as its chips, which are as wide as the grid: the layout must not ask it.
                Layout.fillWidth: true
                Layout.preferredWidth: 1
            }
            Item { Layout.fillHeight: true }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.l
            Reader {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.dp(24)
                Head {
                    visible: !page.sided
                    width: parent.width
                }
                Events {
                    visible: !page.sided
                    width: parent.width
                }
                Compare {
                    width: parent.width
                }
                Label {
                    visible: page.whatIf.chosen.length > 0 && page.whatIf.unchanged > 0
                    width: parent.width
                    text: qsTrId("check.whatif.others", page.whatIf.unchanged).arg(page.whatIf.unchanged)
                    type: Theme.rowLine
                    color: Theme.color.text2
                }
                Then {
                    width: parent.width
                }
            }
            CheckFoot {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.lip
                privacy: qsTrId("check.whatif.privacy")
                backText: qsTrId("check.whatif.back")
                backIcon: "arrow-counter-clockwise"
                readonly property bool nobody: page.app.help.barState === "closed"
                text: nobody ? qsTrId("urgent.nobody") : qsTrId("check.whatif.staff")
                icon: nobody ? "phone" : "call-bell"
                onBack: page.app.navigator.back()
                onAccepted: page.app.help.press()
            }
        }
    }
}
