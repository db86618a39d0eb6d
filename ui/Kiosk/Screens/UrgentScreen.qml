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
    // Numbers are what one comes for: in landscape they stand in two columns, those of a quiet lane above everything else; standing,
    // all that a quiet lane says finds room on one page.
    readonly property bool across: Theme.landscape && (urgent.quiet || Theme.elder)
    readonly property bool dense: urgent.quiet && !Theme.elder && !Theme.landscape
    readonly property int inset: Theme.dp(dense ? 28 : 34)
    readonly property int between: Theme.dp(dense ? 12 : 22)
    readonly property UrgentHead onHead: onTop as UrgentHead
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

    head: urgent.quiet ? quietHead : null
    Component {
        id: quietHead
        UrgentHead {
            urgent: page.urgent
            app: page.app
            onCover: page.covered = true
        }
    }

    component Comfort: EvenLabel {
        readonly property bool late: page.across && Theme.huge
        readonly property bool needed: said.length > 0 && (!page.onHead || !page.onHead.comforted)
        said: page.urgent.comfort
        type: Theme.bodyL
        color: Theme.color.text2
    }
    component Head: Column {
        id: words
        readonly property bool needed: !page.onHead || !page.onHead.titled || comfort.visible
        visible: needed
        spacing: Theme.xs
        Headline {
            visible: !page.onHead || !page.onHead.titled
            room: words.width
            title: page.urgent.heading
            type: Theme.landscape ? Theme.title1S : Theme.titleHome
        }
        Comfort {
            id: comfort
            room: parent.width
            visible: needed && !late
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
        GridLayout {
            id: callRows
            x: page.dense ? page.inset : Theme.xl
            y: Theme.dp(6)
            width: parent.width - 2 * x
            columns: page.across ? 2 : 1
            columnSpacing: Theme.xxl
            rowSpacing: 0
            Repeater {
                model: page.urgent.calls
                PhoneRow {
                    required property string line
                    required property bool confirmed
                    required icon
                    required property int index
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 1
                    note: [line, confirmed ? "" : qsTrId("phone.unconfirmed")].filter(part => part.length > 0).join(" · ")
                    compact: page.sided || page.across || page.dense
                    last: index >= page.urgent.calls.count - callRows.columns
                }
            }
        }
    }
    component Address: Rectangle {
        visible: page.urgent.address.length > 0
        implicitHeight: address.implicitHeight + Theme.dp(page.dense ? 28 : 40)
        radius: Theme.radiusCard
        color: Theme.color.sunk
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.line
        Icon {
            id: pin
            x: page.dense ? page.inset : Theme.xl
            anchors.verticalCenter: parent.verticalCenter
            name: "map-pin-line"
            px: 48
        }
        Flow {
            id: address
            x: pin.x + pin.width + Theme.l
            width: parent.width - x - Theme.xl
            anchors.verticalCenter: parent.verticalCenter
            spacing: page.dense ? Theme.xs : 0
            EvenLabel {
                hugs: page.dense
                room: parent.width
                said: qsTrId("urgent.address")
                type: Theme.body
            }
            EvenLabel {
                hugs: page.dense
                room: parent.width
                said: page.urgent.address
                type: Theme.bodyLBold
            }
        }
    }
    component Helps: Card {
        visible: page.urgent.here.length > 0 && !page.alone
        implicitHeight: helps.implicitHeight + 2 * helps.y
        Column {
            id: helps
            x: page.inset
            y: page.dense || page.across ? Theme.m : Theme.l
            width: parent.width - 2 * x
            spacing: page.dense ? Theme.dp(6) : page.across ? Theme.xs : Theme.s
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
                        width: Theme.grow(page.dense ? 48 : 56)
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
    component Later: UrgentLater {
        urgent: page.urgent
        app: page.app
        dense: page.dense
        inset: page.inset
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
        implicitHeight: quietWords.implicitHeight + Theme.dp(page.dense ? 28 : 36)
        radius: Theme.radiusCard
        color: Theme.color.infoBg
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.info
        EvenLabel {
            id: quietWords
            x: page.inset
            room: parent.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            said: qsTrId("urgent.quiet")
            type: page.dense ? Theme.secondary : Theme.body
            color: Theme.color.info
        }
    }

    ColumnLayout {
        anchors.fill: parent
        visible: page.urgent.found
        spacing: Theme.l
        Calls {
            visible: page.sided && page.across
            Layout.fillWidth: true
        }
        RowLayout {
            id: lower
            // Where one is rests beside the numbers as long as what can be done leaves it room: no second pair of buttons for it.
            readonly property bool aside: page.sided && page.across && height - foot.implicitHeight - Theme.lip - Theme.l < whereabouts.implicitHeight + Theme.lip
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.dp(40)
            Reader {
                visible: page.sided
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.dp(100)
                Layout.fillHeight: true
                spacing: page.between
                Head {
                    visible: needed
                    width: parent.width
                }
                Places {
                    width: parent.width
                }
                Address {
                    visible: lower.aside && page.urgent.address.length > 0
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
                spacing: page.dense ? Theme.m : Theme.l
                Reader {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    spacing: page.between
                    Head {
                        visible: !page.sided && needed
                        width: parent.width
                    }
                    Places {
                        visible: !page.sided && page.urgent.places.count > 0
                        width: parent.width
                    }
                    Calls {
                        visible: !page.sided || !page.across
                        width: parent.width
                    }
                    Comfort {
                        room: parent.width
                        visible: needed && late
                    }
                    Address {
                        id: whereabouts
                        visible: !lower.aside && page.urgent.address.length > 0
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
                    id: foot
                    visible: !page.alone
                    Layout.fillWidth: true
                    Layout.bottomMargin: Theme.lip
                    level: page.across && !page.sided && !Theme.huge
                    privacy: page.urgent.quiet ? page.quietCall : page.urgent.firstSay
                    privacyIcon: page.urgent.quiet ? "lock-key" : "users"
                    text: page.nobody ? qsTrId("urgent.nobody") : page.urgent.staff
                    icon: page.nobody ? "phone" : "call-bell"
                    onAccepted: page.urgent.quiet ? page.app.help.callSilently() : page.app.help.press()
                }
            }
        }
    }
    Gone {
        visible: !page.urgent.found
        width: parent.width
        onPressed: page.app.navigator.back()
    }
}
