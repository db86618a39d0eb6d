pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// One benefit, condition by condition (mock-up 31c): answer, threshold with its date, clause; what it would be, what to bring and
// not, where to go now, what else there is. Never a dead end: a person and a number stand at the end of every no.
Page {
    id: page

    required property Shell app
    readonly property CheckBenefitModel benefit: app.selfCheck.benefit
    readonly property bool sided: Theme.landscape && !Theme.elder

    component Head: Column {
        spacing: Theme.xs
        Flow {
            width: parent.width
            spacing: Theme.m
            Tag {
                text: CheckWords.status(page.benefit.status)
                tone: CheckWords.tone(page.benefit.status)
                icon: CheckWords.icon(page.benefit.status)
            }
            Label {
                visible: !Theme.elder
                height: Theme.grow(44)
                text: qsTrId("check.why.count").arg(page.benefit.conditions.count).arg(page.benefit.metCount)
                type: Theme.rowLine
                color: Theme.color.text2
            }
        }
        Headline {
            room: parent.width
            title: page.benefit.forWhom.length > 0 ? qsTrId("check.result.for").arg(page.benefit.title).arg(page.benefit.forWhom) : page.benefit.title
            type: page.sided ? Theme.title1S : Theme.title1
        }
        LabelledLine {
            width: parent.width
            label: qsTrId("check.line.amount")
            text: page.benefit.amount
            note: page.benefit.amountNote
            strong: true
        }
    }
    component Others: Flow {
        visible: page.benefit.others.count > 0
        spacing: Theme.m
        Repeater {
            model: page.benefit.others
            PushButton {
                required property string title
                required property string slot
                required property string status
                width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
                least: 80
                text: title + qsTrId("check.result.colon") + CheckWords.status(status)
                icon: "user"
                onActivated: page.benefit.showPerson(slot)
            }
        }
    }
    component Conditions: Card {
        visible: page.benefit.conditions.count > 0
        implicitHeight: conditions.implicitHeight + Theme.s
        Column {
            id: conditions
            y: Theme.dp(6)
            width: parent.width
            Repeater {
                model: page.benefit.conditions
                ConditionRow {
                    required title
                    required verdict
                    required answer
                    required threshold
                    required dated
                    required says
                    required hint
                    required basis
                    required index
                    width: conditions.width
                }
            }
        }
    }
    component Lines: Section {
        id: section
        required property list<string> lines
        property string mark: "check"
        visible: lines.length > 0
        Repeater {
            model: section.lines
            Row {
                id: line
                required property string modelData
                spacing: Theme.s
                Icon {
                    id: sign
                    name: section.mark
                    px: 32
                    anchors.top: parent.top
                    anchors.topMargin: Theme.xs
                }
                Label {
                    width: (line.parent ? line.parent.width : 0) - sign.width - line.spacing
                    text: line.modelData
                }
            }
        }
    }
    component Where: Card {
        visible: page.benefit.where.count > 0
        implicitHeight: ways.implicitHeight + Theme.dp(40)
        Column {
            id: ways
            y: Theme.dp(18)
            width: parent.width
            Label {
                x: Theme.dp(30)
                width: parent.width - 2 * x
                text: page.benefit.status === "not_now" ? qsTrId("check.where.not") : qsTrId("check.where")
                type: Theme.sectionTitle
                Accessible.role: Accessible.Heading
            }
            Repeater {
                model: page.benefit.where
                UrgentPlaceRow {
                    required title
                    required property string note
                    required property string phone
                    required property string recordId
                    required index
                    line: [note, phone.length > 0 ? qsTrId("check.where.phone").arg(phone) : ""].filter(part => part.length > 0).join(Words.comma)
                    openWords: ""
                    openTone: "ok"
                    leads: recordId.length > 0
                    width: ways.width
                    onActivated: if (leads) page.app.navigator.openRecord(recordId)
                }
            }
        }
    }
    component NextAids: Section {
        visible: page.benefit.nextAids.count > 0
        icon: "arrow-right"
        title: qsTrId("check.next.aids")
        Flow {
            width: parent.width
            spacing: Theme.m
            topPadding: Theme.xs
            Repeater {
                model: page.benefit.nextAids
                PushButton {
                    required property string title
                    required property string key
                    required property string status
                    width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
                    least: 80
                    text: title + qsTrId("check.result.colon") + CheckWords.status(status)
                    trailingIcon: "caret-right"
                    onActivated: page.app.navigator.open("check_why", key)
                }
            }
        }
    }
    component Ways: RowLayout {
        spacing: Theme.l
        PushButton {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            padding: Theme.s
            visible: page.benefit.recordId.length > 0
            text: qsTrId("check.why.page")
            icon: "book-open-text"
            onActivated: page.app.navigator.open("benefit", page.benefit.recordId)
        }
        PushButton {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            padding: Theme.s
            visible: page.app.selfCheck.results.canAskWhatIf
            text: qsTrId("check.whatif")
            icon: "swap"
            onActivated: page.app.navigator.open("check_what_if", "")
        }
    }

    RowLayout {
        anchors.fill: parent
        visible: page.benefit.found
        spacing: Theme.dp(40)
        Reader {
            visible: page.sided
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            Layout.fillHeight: true
            spacing: Theme.dp(20)
            Head {
                width: parent.width
            }
            Conditions {
                width: parent.width
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            Layout.fillHeight: true
            spacing: Theme.l
            Reader {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.dp(20)
                Head {
                    visible: !page.sided
                    width: parent.width
                }
                Others {
                    width: parent.width
                }
                Conditions {
                    visible: !page.sided && page.benefit.conditions.count > 0
                    width: parent.width
                }
                Lines {
                    width: parent.width
                    icon: "clipboard-text"
                    title: qsTrId("check.office.checks")
                    lines: page.benefit.officeChecks
                    mark: "info"
                }
                Where {
                    width: parent.width
                }
                Lines {
                    width: parent.width
                    icon: "files"
                    title: qsTrId("check.bring")
                    lines: page.benefit.documents
                }
                Lines {
                    width: parent.width
                    icon: "prohibit"
                    title: qsTrId("check.notneeded")
                    lines: page.benefit.notNeeded
                    mark: "prohibit"
                }
                NextAids {
                    width: parent.width
                }
                Lines {
                    width: parent.width
                    icon: "book-open-text"
                    title: qsTrId("check.sources")
                    lines: page.benefit.sources
                    mark: "minus"
                }
                Ways {
                    width: parent.width
                }
            }
            CheckFoot {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.lip
                privacy: qsTrId("check.why.privacy")
                privacyIcon: "info"
                text: qsTrId("check.staff")
                icon: "call-bell"
                onAccepted: page.app.navigator.open("check_hand_over", "")
            }
        }
    }
    Gone {
        visible: !page.benefit.found
        width: parent.width
        onPressed: page.app.navigator.back()
    }
}
