pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Asked on its own (mock-up 30) where taking part shows something, or somebody else is told. Two answers of equal weight.
GridLayout {
    id: ask

    required property SignUpModel form
    required property string whenWords
    readonly property string further: form.service ? form.caller : form.partner    // who is told besides the host
    readonly property string knowing: further.length === 0 ? form.host : further.startsWith(form.host) ? further
        : (form.service ? qsTrId("ask.who.service") : qsTrId("ask.who.partner")).arg(form.host).arg(further)

    signal declined
    signal staffWanted

    anchors.fill: parent
    columns: Theme.landscape ? 2 : 1
    columnSpacing: Theme.dp(48)
    rowSpacing: Theme.l
    uniformCellWidths: Theme.landscape

    component Answer: PushButton {
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        least: 144
        type: Theme.elder ? Theme.buttonSmall : Theme.button
        iconPx: 44
        padding: Theme.s
    }

    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: Theme.landscape
        Layout.alignment: Qt.AlignTop
        spacing: Theme.dp(20)
        Tag {
            text: qsTrId("ask.tag")
            icon: "hand-palm"
            tone: "info"
        }
        Label {
            Layout.fillWidth: true
            text: ask.form.service ? qsTrId("ask.title.service") : ask.form.sensitive ? qsTrId("ask.title.sensitive") : qsTrId("ask.title.partner")
            Layout.preferredWidth: 1
            type: Theme.title1S
            foldable: true
            shrinks: true
            minimumPixelSize: Theme.fontPx(Theme.bodyBold)
            Accessible.role: Accessible.Heading
        }
        FilledLabel {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            said: ask.form.service ? [ask.form.title, ask.form.host].join(Words.comma) : [ask.whenWords, ask.form.title, ask.form.place].join(Words.comma)
            type: Theme.bodyBold
        }
        Reader {
            Layout.fillWidth: true
            Layout.fillHeight: Theme.landscape
            Layout.preferredHeight: card.implicitHeight + Theme.lip
            Card {
                id: card
                width: parent.width
                implicitHeight: facts.implicitHeight + Theme.dp(40)
                Column {
                    id: facts
                    x: Theme.dp(28)
                    y: Theme.dp(20)
                    width: parent.width - 2 * x
                    spacing: Theme.landscape ? Theme.s : Theme.l
                    Repeater {
                        model: [["eye", qsTrId("ask.who"), ask.knowing],
                                ["list-bullets", qsTrId("ask.what"), ask.form.service ? qsTrId("ask.what.service") : qsTrId("ask.what.line")],
                                ["target", qsTrId("ask.why"), ask.form.service ? qsTrId("ask.why.service") : qsTrId("ask.why.line")],
                                ["trash", qsTrId("ask.long"), ask.form.service ? qsTrId("ask.long.service") : qsTrId("ask.long.line")],
                                ["prohibit", qsTrId("ask.not"), qsTrId("ask.not.line")]]
                        Row {
                            id: fact
                            required property var modelData
                            required property int index
                            width: parent ? parent.width : 0
                            spacing: Theme.m
                            Icon {
                                id: mark
                                name: fact.modelData[0]
                                px: 36
                                color: Theme.color.accentText
                                Rectangle {
                                    visible: fact.index > 0
                                    y: -Math.round((facts.spacing + height) / 2)
                                    width: fact.width
                                    height: Theme.dp(2)
                                    color: Theme.color.line
                                }
                            }
                            Label {
                                id: what
                                width: Theme.grow(150)
                                text: fact.modelData[1]
                                type: Theme.rowLine
                                color: Theme.color.text2
                            }
                            EvenLabel {
                                room: fact.width - mark.width - what.width - 2 * fact.spacing
                                said: fact.modelData[2]
                            }
                        }
                    }
                }
            }
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        spacing: Theme.dp(20)
        Item {
            visible: Theme.landscape
            Layout.fillHeight: true
        }
        Label {
            Layout.fillWidth: true
            text: qsTrId("ask.either")
            type: Theme.landscape ? Theme.rowLine : Theme.body
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.l
            Answer {
                text: ask.form.service ? qsTrId("ask.yes.service") : qsTrId("ask.yes")
                icon: "check"
                onActivated: ask.form.goOn()
            }
            Answer {
                text: ask.form.service ? qsTrId("ask.no.service") : qsTrId("ask.no")
                icon: "x"
                onActivated: ask.declined()
            }
        }
        FilledLabel {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.topMargin: Theme.s
            said: ask.form.contact.length > 0 ? (Words.nobody ? qsTrId("ask.instead.phone.closed") : qsTrId("ask.instead.phone")).arg(ask.form.contact)
                : Words.nobody ? qsTrId("ask.instead.closed") : qsTrId("ask.instead")
            color: Theme.color.text2
        }
        PushButton {
            least: 88
            text: Words.nobody ? qsTrId("help.numbers") : qsTrId("ask.staff")
            icon: Words.nobody ? "phone" : "call-bell"
            onActivated: ask.staffWanted()
        }
        Item {
            visible: !Theme.landscape
            Layout.fillHeight: true
        }
        Label {
            Layout.fillWidth: true
            text: qsTrId("ask.law")
            type: Theme.secondary
            color: Theme.color.text2
        }
    }
}
