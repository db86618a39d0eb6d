pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Signing up (mock-ups 11, 37d, 30, 12): a page a step. What is read stands first (left in landscape), what is pressed
// below it (right).
Page {
    id: page

    required property Shell app
    form: sheet.step === "done" ? null : app    // the ticket page ends with 结束并清除 itself
    sensitive: sheet.separate ? app : null
    readonly property SignUpModel sheet: app.signUp
    give: sheet.step === "done" ? 0 : 0.04     // what a ticket ends with is not cut off
    readonly property bool masked: app.visit.asking   // somebody else may be looking by now
    readonly property string whenWords: sheet.service ? "" : (sheet.inDays === 0 || sheet.inDays === 1
        ? Words.relativeDay(sheet.inDays, sheet.startsAt, app.localeName) : Words.day(sheet.startsAt, app.localeName)) + " " + Words.clock(sheet.startsAt)
    readonly property string callBy: Words.callBy(sheet.callInDays, sheet.callBy, app.localeName)
    readonly property string notice: sheet.callBack ? qsTrId("consent.notice.callback").arg(sheet.host) : sheet.service ? qsTrId("consent.notice.service").arg(sheet.host) : sheet.partner.length > 0 ? qsTrId("consent.notice.partner").arg(sheet.partner) : qsTrId("consent.notice")
    readonly property string surname: veiled(sheet.surname)
    readonly property string guardian: veiled(sheet.guardian)
    readonly property string calledWords: sheet.whom === "child" ? qsTrId("called.child").arg(surname).arg(guardian) : called(surname, sheet.form)
    readonly property string phoneWords: sheet.noPhone ? qsTrId("signup.nophone.said") : masked ? grouped(sheet.phone.slice(0, 3) + "****" + sheet.phone.slice(7)) : grouped(sheet.phone)

    function veiled(name: string): string {
        return masked && name.length > 0 ? Array.from(name)[0] + "**" : name;
    }
    function called(surname: string, how: string): string {
        return how === "mr" ? qsTrId("called.mr").arg(surname) : how === "ms" ? qsTrId("called.ms").arg(surname) : surname;
    }
    function grouped(digits: string): string {
        return [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].filter(part => part.length > 0).join(" ");
    }

    component Split: GridLayout {
        anchors.fill: parent
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.dp(48)
        rowSpacing: Theme.l
        uniformCellWidths: Theme.landscape
    }

    Loader {
        anchors.fill: parent
        anchors.bottomMargin: Theme.lip
        sourceComponent: {
            switch (page.sheet.step) {
            case "ask": return askStep;
            case "name": return nameStep;
            case "phone": return phoneStep;
            case "check": return checkStep;
            case "done": return doneStep;
            }
            return stoppedStep;
        }
    }

    Component {
        id: nameStep
        Split {
            ColumnLayout {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                spacing: Theme.l
                SignUpHead {
                    Layout.fillWidth: true
                    sheet: page.sheet
                    whenWords: page.whenWords
                    byWords: page.callBy
                }
                Column {
                    visible: !page.sheet.callBack
                    Layout.fillWidth: true
                    spacing: Theme.xs
                    Label {
                        visible: !Theme.landscape || !Theme.elder
                        text: page.sheet.service ? qsTrId("signup.whom.service") : qsTrId("signup.whom")
                        type: Theme.bodyLBold
                    }
                    Row {
                        id: whoms
                        width: parent.width
                        spacing: Theme.m
                        Repeater {
                            model: [["self", qsTrId("signup.whom.self")], ["family", qsTrId("signup.whom.family")], ["child", qsTrId("signup.whom.child")]]
                            Chip {
                                required property var modelData
                                width: Math.floor((whoms.width - 2 * whoms.spacing) / 3)
                                height: Math.max(Theme.grow(92), implicitHeight)
                                text: modelData[1]
                                checked: page.sheet.whom === modelData[0]
                                onActivated: page.sheet.setWhom(modelData[0])
                            }
                        }
                    }
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.m
                    Field {
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        label: page.sheet.whom === "child" ? qsTrId("signup.surname.child") : qsTrId("signup.surname")
                        reason: page.sheet.whom === "child" ? "" : qsTrId("signup.surname.reason")
                        value: page.surname
                        placeholder: qsTrId("signup.surname.choose")
                        pressable: true
                        active: !page.sheet.forGuardian
                        action: value.length > 0 ? qsTrId("signup.change") : ""
                        onPressed: page.sheet.pickFor(false)
                    }
                    Field {
                        visible: page.sheet.whom === "child"
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        label: qsTrId("signup.surname.guardian")
                        value: page.guardian
                        placeholder: qsTrId("signup.surname.choose")
                        pressable: true
                        active: page.sheet.forGuardian
                        action: value.length > 0 ? qsTrId("signup.change") : ""
                        onPressed: page.sheet.pickFor(true)
                    }
                }
                Row {
                    id: forms
                    visible: page.sheet.whom !== "child"
                    Layout.fillWidth: true
                    spacing: Theme.m
                    Repeater {
                        model: [["mr", qsTrId("signup.form.mr")], ["ms", qsTrId("signup.form.ms")], ["none", qsTrId("signup.form.none")]]
                        Chip {
                            required property var modelData
                            width: Math.floor((forms.width - 2 * forms.spacing) / 3)
                            height: Math.max(Theme.grow(92), implicitHeight)
                            text: modelData[1]
                            checked: page.sheet.form === modelData[0]
                            onActivated: page.sheet.setForm(modelData[0])
                        }
                    }
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.l
                SurnamePad {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    form: page.sheet
                    writing: page.app.handwriting
                    masked: page.masked
                }
                SignUpWays {
                    sheet: page.sheet
                    Layout.fillWidth: true
                    back: false
                    onPressed: page.sheet.goOn()
                }
            }
        }
    }
    Component {
        id: phoneStep
        Split {
            ColumnLayout {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                spacing: Theme.l
                SignUpHead {
                    Layout.fillWidth: true
                    sheet: page.sheet
                    whenWords: page.whenWords
                    byWords: page.callBy
                }
                Field {
                    Layout.fillWidth: true
                    label: page.sheet.whom === "child" ? qsTrId("signup.phone.guardian") : qsTrId("signup.phone")
                    reason: page.sheet.service ? qsTrId("signup.phone.reason.service") : qsTrId("signup.phone.reason")
                    icon: "device-mobile"
                    value: page.sheet.noPhone ? "" : page.phoneWords
                    placeholder: page.sheet.noPhone ? qsTrId("signup.nophone.said") : qsTrId("signup.phone.type")
                    active: true
                    good: page.sheet.missing.length === 0
                    standing: good ? qsTrId("signup.good") : page.sheet.phone.length > 0 && page.sheet.missingDigits > 0 ? qsTrId("signup.short", page.sheet.missingDigits).arg(page.sheet.missingDigits) : ""
                }
                Label {
                    visible: page.sheet.noPhone || page.sheet.whom === "child"
                    Layout.fillWidth: true
                    text: page.sheet.noPhone ? (page.sheet.service ? qsTrId("signup.nophone.line.service") : qsTrId("signup.nophone.line")) : Words.nobody ? qsTrId("signup.child.line.closed") : qsTrId("signup.child.line")
                    color: Theme.color.text2
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.l
                Keypad {
                    id: keypad
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredHeight: Math.max(Theme.dp(400), keypad.least)
                    extra: page.sheet.whom === "child" || page.sheet.callBack ? "" : qsTrId("signup.nophone")
                    extraOn: page.sheet.noPhone
                    onTyped: digit => page.sheet.press(digit)
                    onRubbedOut: page.sheet.rubOut()
                    onExtraPressed: page.sheet.toggleNoPhone()
                }
                SignUpWays {
                    sheet: page.sheet
                    Layout.fillWidth: true
                    onPressed: page.sheet.goOn()
                }
            }
        }
    }
    Component {
        id: checkStep
        Split {
            ColumnLayout {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                spacing: Theme.l
                Label {
                    Layout.fillWidth: true
                    text: qsTrId("signup.check")
                    type: Theme.title1S
                    Accessible.role: Accessible.Heading
                }
                ReadBack {
                    Layout.fillWidth: true
                    facts: page.sheet.callBack ? [[qsTrId("callback.fact.when"), page.callBy],
                            [qsTrId("signup.fact.called"), page.calledWords], [qsTrId("signup.fact.phone"), page.phoneWords]]
                        : page.sheet.service ? [[qsTrId("signup.fact.service"), page.sheet.title], [qsTrId("signup.fact.host"), page.sheet.host],
                            [qsTrId("signup.fact.called"), page.calledWords], [qsTrId("signup.fact.phone"), page.phoneWords]]
                        : [[qsTrId("signup.fact.activity"), page.sheet.title], [qsTrId("signup.fact.when"), page.whenWords],
                            [qsTrId("signup.fact.where"), page.sheet.place], [qsTrId("signup.fact.called"), page.calledWords],
                            [qsTrId("signup.fact.phone"), page.phoneWords]]
                }
                Label {
                    visible: page.sheet.renewed && !page.sheet.agreed
                    Layout.fillWidth: true
                    text: qsTrId("signup.renewed")
                    type: Theme.bodyBold
                    color: Theme.color.warn
                    Accessible.role: Accessible.AlertMessage
                }
                CallerCard {
                    dense: true
                    visible: page.sheet.caller.length > 0 && !page.sheet.noPhone && !page.sheet.failed
                    Layout.fillWidth: true
                    caller: page.sheet.caller
                    phone: page.sheet.callerPhone
                }
                FilledLabel {
                    visible: page.sheet.waiting && !page.sheet.correcting && !page.sheet.failed
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    said: page.sheet.noPhone ? qsTrId("signup.queue.line.nophone") : qsTrId("signup.queue.line")
                    type: Theme.bodyBold
                    color: Theme.color.warn
                }
                Label {
                    visible: page.sheet.clash.length > 0
                    Layout.fillWidth: true
                    text: ClashWords.said(page.sheet)
                    type: Theme.bodyBold
                    color: Theme.color.warn
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.l
                ConsentRow {
                    Layout.fillWidth: true
                    notice: page.notice
                    checked: page.sheet.agreed
                    onActivated: page.sheet.toggleAgreed()
                }
                Item { Layout.fillHeight: true }
                Banner {
                    visible: page.sheet.failed
                    Layout.fillWidth: true
                    tone: "err"
                    icon: "warning-octagon"
                    title: qsTrId("signup.failed")
                    line: Words.nobody ? qsTrId("signup.failed.line.closed") : qsTrId("signup.failed.line")
                }
                SignUpWays {
                    sheet: page.sheet
                    Layout.fillWidth: true
                    icon: page.sheet.failed ? "arrow-clockwise" : "check"
                    text: page.sheet.failed ? qsTrId("signup.again") : page.sheet.correcting ? qsTrId("signup.confirm.correct") : page.sheet.waiting ? qsTrId("signup.confirm.queue")
                        : page.sheet.callBack ? qsTrId("callback.confirm") : page.sheet.service ? qsTrId("signup.confirm.service") : qsTrId("signup.confirm")
                    onPressed: page.sheet.confirm(page.notice)
                }
            }
        }
    }
    Component {
        id: askStep
        SeparateConsent {
            form: page.sheet
            whenWords: page.whenWords
            onDeclined: page.app.navigator.back()
            onStaffWanted: page.app.help.press()
        }
    }
    Component {
        id: doneStep
        TicketPage {
            room: page.inner.height
            app: page.app
            form: page.sheet
            whenWords: page.whenWords
            calledWords: page.calledWords
            callBy: page.callBy
            phoneWords: page.sheet.noPhone ? qsTrId("signup.nophone.said") : page.masked ? Words.hidden : page.sheet.phone.slice(0, 3) + "****" + page.sheet.phone.slice(7)
            onFinished: page.app.visit.leave()
            onOnward: page.sheet.service || page.sheet.correcting ? page.app.navigator.home() : page.app.navigator.open("activities", "")
        }
    }
    Component {
        id: stoppedStep
        Item {
            implicitHeight: stopped.implicitHeight
            StateCard {
                id: stopped
                readonly property string why: page.sheet.obstacle
                width: parent.width
                icon: "call-bell"
                tint: "amber"
                title: why === "gone" ? qsTrId("gone.title") : why === "full" ? qsTrId("signup.full.title") : why === "late" ? qsTrId("activity.closed")
                    : page.sheet.service ? qsTrId("signup.stopped.title.service") : qsTrId("signup.stopped.title")
                line: (why === "gone" ? Words.gone : why === "full" ? qsTrId("signup.full.line") : why === "late" ? (Words.nobody ? qsTrId("signup.late.line.closed") : qsTrId("signup.late.line"))
                    : page.sheet.service ? (Words.nobody ? qsTrId("signup.stopped.line.service.closed") : qsTrId("signup.stopped.line.service"))
                    : Words.nobody ? qsTrId("signup.stopped.line.closed") : qsTrId("signup.stopped.line"))
                    + (page.sheet.contact.length > 0 ? (why === "gone" ? "\n" : "") + qsTrId("signup.stopped.phone").arg(Words.phone(page.sheet.contact)) : "")
                action: why === "full" ? qsTrId("activity.queue") : why === "late" ? qsTrId("others.see") : qsTrId("gone.action")
                secondAction: why === "full" ? qsTrId("others.see") : Words.nobody ? qsTrId("help.numbers") : qsTrId("mishap.staff")
                onPressed: why === "full" ? page.sheet.joinQueue() : why === "late" ? seeOthers() : page.app.navigator.back()
                onSecondPressed: why === "full" ? seeOthers() : page.app.help.press()

                function seeOthers(): void {
                    page.app.navigator.open("others", page.app.navigator.argument);
                }
            }
        }
    }
}
