pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// One urgent lane (mock-ups 31f, 31g): where to go, whom to ring, what the people here do, what comes later. A quiet lane has
// 遮住 and 快速离开 on top, covers itself when it is left alone, is not read aloud unasked, prints nothing, and calls staff without a bell; what that does and does not do is said
// before and after, for nobody should wait here for nothing.
Page {
    id: page

    required property Shell app
    sensitive: urgent.quiet ? app : null

    readonly property UrgentModel urgent: app.selfCheck.urgent
    readonly property bool sided: Theme.landscape && !Theme.elder
    readonly property bool nobody: app.help.barState === "closed"
    readonly property bool alone: urgent.quiet && (nobody || app.help.failed)
    // One small line that looks the same before and after the press: somebody may look over her shoulder.
    readonly property string quietCall: {
        switch (app.help.state) {
        case "ringing": return qsTrId("urgent.quiet.noted");
        case "seen": return app.help.late ? qsTrId("help.title.seen.late") : qsTrId("help.title.seen");
        }
        return qsTrId("urgent.quiet.call");
    }

    component Head: Column {
        id: words
        spacing: Theme.xs
        Headline {
            room: words.width
            title: page.urgent.heading
            type: page.sided ? Theme.title1S : Theme.titleHome
        }
        EvenLabel {
            room: parent.width
            visible: said.length > 0
            said: page.urgent.comfort
            type: Theme.bodyL
            color: Theme.color.text2
        }
    }
    component Places: Card {
        visible: page.urgent.places.count > 0
        implicitHeight: placeRows.implicitHeight + Theme.s
        Column {
            id: placeRows
            y: Theme.dp(6)
            width: parent.width
            Repeater {
                model: page.urgent.places
                UrgentPlaceRow {
                    required title
                    required property string note
                    required property int distanceM
                    required property int minutes
                    required property string open
                    required property date until
                    required property string recordId
                    required index
                    width: placeRows.width
                    leads: recordId.length > 0
                    line: [distanceM > 0 ? Words.walk(distanceM, minutes) : "", note].filter(part => part.length > 0).join(Words.comma)
                    openWords: open === "open" ? qsTrId("urgent.open") : open === "closed" ? qsTrId("urgent.opens").arg(Words.clock(until)) : ""
                    openTone: open === "closed" ? "warn" : "ok"
                    onActivated: if (leads) page.app.navigator.openRecord(recordId)
                }
            }
        }
    }
    component Calls: Card {
        implicitHeight: callRows.implicitHeight + Theme.s
        Column {
            id: callRows
            x: Theme.xl
            y: Theme.dp(6)
            width: parent.width - 2 * x
            Repeater {
                model: page.urgent.calls
                PhoneRow {
                    required property string line
                    required property bool confirmed
                    required icon
                    required property int index
                    width: callRows.width
                    note: [line, confirmed ? "" : qsTrId("phone.unconfirmed")].filter(part => part.length > 0).join(" · ")
                    compact: page.sided
                    last: index === page.urgent.calls.count - 1
                }
            }
        }
    }
    component Address: Rectangle {
        visible: page.urgent.address.length > 0
        implicitHeight: address.implicitHeight + Theme.dp(40)
        radius: Theme.radiusCard
        color: Theme.color.sunk
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.line
        Icon {
            id: pin
            x: Theme.xl
            anchors.verticalCenter: parent.verticalCenter
            name: "map-pin-line"
            px: 48
        }
        Column {
            id: address
            x: pin.x + pin.width + Theme.l
            width: parent.width - x - Theme.xl
            anchors.verticalCenter: parent.verticalCenter
            Label {
                width: parent.width
                text: qsTrId("urgent.address")
                type: Theme.body
            }
            Label {
                width: parent.width
                text: page.urgent.address
                type: Theme.bodyLBold
            }
        }
    }
    component Helps: Card {
        visible: page.urgent.here.length > 0 && !page.alone
        implicitHeight: helps.implicitHeight + Theme.dp(48)
        Column {
            id: helps
            x: Theme.dp(34)
            y: Theme.l
            width: parent.width - 2 * x
            spacing: Theme.s
            Label {
                width: parent.width
                text: qsTrId("urgent.here")
                type: Theme.title3
                Accessible.role: Accessible.Heading
            }
            Repeater {
                model: page.urgent.here
                Row {
                    id: step
                    required property string modelData
                    required property int index
                    spacing: Theme.dp(20)
                    Rectangle {
                        id: ring
                        width: Theme.grow(56)
                        height: width
                        radius: width / 2
                        color: "transparent"
                        border.width: Theme.control
                        border.color: Theme.color.accentText
                        anchors.verticalCenter: parent.verticalCenter
                        Label {
                            anchors.centerIn: parent
                            text: step.index + 1
                            type: Theme.number
                            color: Theme.color.accentText
                        }
                    }
                    Label {
                        width: helps.width - ring.width - step.spacing
                        text: step.modelData
                        type: Theme.bodyL
                        anchors.verticalCenter: parent.verticalCenter
                    }
                }
            }
        }
    }
    component Later: Rectangle {
        id: later
        visible: page.urgent.later.length > 0
        implicitHeight: laterWords.implicitHeight + Theme.dp(48)
        radius: Theme.radiusCard
        color: Theme.color.infoBg
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.info
        Column {
            id: laterWords
            x: Theme.dp(34)
            y: Theme.l
            width: parent.width - 2 * x
            spacing: Theme.xs
            Label {
                width: parent.width
                text: qsTrId("urgent.later")
                type: Theme.sectionTitle
                color: Theme.color.info
                Accessible.role: Accessible.Heading
            }
            EvenLabel {
                room: parent.width
                said: page.urgent.later
                type: Theme.body
            }
            Flow {
                width: parent.width
                topPadding: Theme.xs
                spacing: Theme.m
                Repeater {
                    model: page.urgent.laterBenefits
                    PushButton {
                        required property string recordId
                        required property string title
                        width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
                        least: 80
                        text: title
                        trailingIcon: "caret-right"
                        onActivated: page.app.navigator.open("benefit", recordId)
                    }
                }
            }
        }
    }
    component Take: TakeBlock {
        visible: !page.urgent.quiet
        app: page.app
        page: "urgent"
    }
    component Alone: Rectangle {
        implicitHeight: aloneWords.implicitHeight + Theme.dp(40)
        radius: Theme.radiusCard
        color: Theme.color.warnBg
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.warn
        Icon {
            id: telephone
            x: Theme.xl
            anchors.verticalCenter: parent.verticalCenter
            name: "phone"
            px: 48
            color: Theme.color.warn
        }
        Label {
            id: aloneWords
            x: telephone.x + telephone.width + Theme.l
            width: parent.width - x - Theme.xl
            anchors.verticalCenter: parent.verticalCenter
            text: page.nobody ? qsTrId("urgent.quiet.nobody") : qsTrId("urgent.quiet.failed")
            type: Theme.bodyLBold
            color: Theme.color.warn
            Accessible.role: Accessible.AlertMessage
        }
    }
    component Quiet: Rectangle {
        visible: page.urgent.quiet
        implicitHeight: quietWords.implicitHeight + Theme.dp(36)
        radius: Theme.radiusCard
        color: Theme.color.infoBg
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.info
        Label {
            id: quietWords
            x: Theme.dp(34)
            width: parent.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            text: qsTrId("urgent.quiet")
            type: Theme.body
            color: Theme.color.info
        }
    }

    RowLayout {
        anchors.fill: parent
        visible: page.urgent.found
        spacing: Theme.dp(40)
        Reader {
            visible: page.sided
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            Layout.fillHeight: true
            spacing: Theme.dp(22)
            Head {
                width: parent.width
            }
            Places {
                width: parent.width
            }
            Address {
                visible: page.urgent.quiet
                width: parent.width
            }
            Helps {
                width: parent.width
            }
            Later {
                width: parent.width
            }
            Quiet {
                width: parent.width
            }
            Take {}
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            Layout.fillHeight: true
            spacing: Theme.l
            Reader {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.dp(22)
                Head {
                    visible: !page.sided
                    width: parent.width
                }
                Places {
                    visible: !page.sided && page.urgent.places.count > 0
                    width: parent.width
                }
                Calls {
                    width: parent.width
                }
                Address {
                    visible: !page.sided || !page.urgent.quiet
                    width: parent.width
                }
                Helps {
                    visible: !page.sided && page.urgent.here.length > 0 && !page.alone
                    width: parent.width
                }
                Later {
                    visible: !page.sided && page.urgent.later.length > 0
                    width: parent.width
                }
                Quiet {
                    visible: !page.sided && page.urgent.quiet
                    width: parent.width
                }
                Take {
                    visible: !page.sided && !page.urgent.quiet
                }
            }
            Alone {
                visible: page.alone
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.lip
            }
            CheckFoot {
                visible: !page.alone
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.lip
                privacy: page.urgent.quiet ? page.quietCall : page.urgent.firstSay
                privacyIcon: page.urgent.quiet ? "lock-key" : "users"
                text: page.nobody ? qsTrId("urgent.nobody") : page.urgent.staff
                icon: page.nobody ? "phone" : "call-bell"
                onAccepted: page.urgent.quiet ? page.app.help.callSilently() : page.app.help.press()
            }
        }
    }
    Gone {
        visible: !page.urgent.found
        width: parent.width
        onPressed: page.app.navigator.back()
    }
}
