pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Before the self-check (mock-up 31): first whether something is urgent, then what is asked and what never is, and for whom.
Page {
    id: page

    required property Shell app
    readonly property SelfCheckModel check: app.selfCheck.check
    readonly property bool sided: Theme.landscape && !Theme.huge

    component Urgent: ColumnLayout {
        spacing: Theme.dp(22)
        Column {
            Layout.fillWidth: true
            Headline {
                room: parent.width
                title: qsTrId("urgent.title")
                type: page.sided ? Theme.title1S : Theme.titleHome
            }
            Label {
                visible: !Theme.elder
                width: parent.width
                text: qsTrId("urgent.line")
                type: Theme.bodyL
                color: Theme.color.text2
            }
        }
        GridLayout {
            Layout.fillWidth: true
            Layout.fillHeight: page.sided
            columns: Theme.elder && (page.sided || !Theme.landscape) ? 1 : 2
            rowSpacing: Theme.dp(22)
            columnSpacing: Theme.l
            Repeater {
                model: page.app.selfCheck.urgent.lanes
                UrgentTile {
                    required title
                    required line
                    required icon
                    required property string key
                    type: page.app.language === "en" ? Theme.bodyBold : Theme.cardTitle   // all four alike
                    Layout.fillWidth: true
                    Layout.fillHeight: true            // as high as its neighbour
                    Layout.preferredWidth: Theme.dp(100)
                    onActivated: page.app.navigator.open("urgent", key)
                }
            }
        }
    }
    component Divider: RowLayout {
        spacing: Theme.l
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: Theme.dp(2)
            color: Theme.color.line
        }
        Label {
            text: qsTrId("check.start.divider")
            type: Theme.bodyLBold
            Layout.maximumWidth: Math.round(parent.width * 0.8)
            horizontalAlignment: Text.AlignHCenter
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: Theme.dp(2)
            color: Theme.color.line
        }
    }
    component About: Rectangle {
        implicitHeight: about.implicitHeight + Theme.dp(page.sided ? 44 : 64)
        radius: Theme.radiusCard
        color: Theme.color.accentTint2
        border.width: Theme.hairline
        border.color: Theme.color.line
        Column {
            id: about
            x: Theme.dp(40)
            y: Theme.dp(page.sided ? 20 : 32)
            width: parent.width - 2 * x
            spacing: Theme.xs
            Label {
                width: parent.width
                text: qsTrId("hero.check.title")
                type: Theme.title1S
                Accessible.role: Accessible.Heading
            }
            EvenLabel {
                room: parent.width
                said: qsTrId("check.start.line").arg(page.check.likely).arg(page.check.minutes).arg(page.check.benefits)
                type: Theme.bodyL
                color: Theme.color.text2
            }
            Row {
                visible: !Theme.elder
                width: parent.width
                topPadding: page.sided ? 0 : Theme.m
                spacing: Theme.l
                AskedList {
                    width: Math.floor((parent.width - Theme.l) * 0.55)
                    title: qsTrId("check.start.asks")
                    lines: [qsTrId("check.start.asks.1"), qsTrId("check.start.asks.2"), qsTrId("check.start.asks.3")]
                }
                AskedList {
                    width: Math.floor((parent.width - Theme.l) * 0.45)
                    title: qsTrId("check.start.never")
                    lines: [qsTrId("check.start.never.1"), qsTrId("check.start.never.2"), qsTrId("check.start.never.3")]
                    refused: true
                }
            }
        }
    }
    component ForWhom: Column {
        id: forWhom
        spacing: Theme.s
        Label {
            width: parent.width
            text: qsTrId("check.whom")
            type: Theme.bodyLBold
        }
        Row {
            spacing: Theme.dp(20)
            Repeater {
                model: [["self", qsTrId("check.whom.self")], ["parents", qsTrId("check.whom.parents")], ["other", qsTrId("check.whom.other")]]
                Chip {
                    required property var modelData
                    width: Math.floor((forWhom.width - 2 * Theme.dp(20)) / 3)
                    height: Math.max(Theme.grow(100), implicitHeight)
                    text: modelData[1]
                    iconPx: 36
                    checked: page.check.audience === modelData[0]
                    onActivated: page.check.setAudience(modelData[0])
                }
            }
        }
    }
    component Start: CheckFoot {
        visible: page.check.available
        privacy: page.sided || Theme.elder ? qsTrId("check.privacy.short") : qsTrId("check.privacy")
        text: qsTrId("check.start")
        onAccepted: page.check.start()
    }
    component Missing: StateCard {
        visible: !page.check.available
        icon: "list-checks"
        title: qsTrId("check.none.title")
        line: Words.nobody ? qsTrId("check.none.line.closed") : qsTrId("check.none.line")
        action: qsTrId("check.none.action")
        onPressed: page.app.navigator.open("benefits", "")
    }

    RowLayout {
        anchors.fill: parent
        spacing: Theme.dp(48)
        ColumnLayout {
            visible: page.sided
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            Layout.fillHeight: true
            Urgent {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.bottomMargin: Theme.lip
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
                spacing: Theme.dp(page.sided ? 20 : 28)
                Urgent {
                    visible: !page.sided
                    width: parent.width
                }
                Divider {
                    visible: !page.sided && page.check.available
                    width: parent.width
                }
                About {
                    visible: page.check.available
                    width: parent.width
                }
                ForWhom {
                    visible: page.check.available
                    width: parent.width
                }
                Missing {
                    width: parent.width
                }
            }
            Start {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.lip
            }
        }
    }
}
