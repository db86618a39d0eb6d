pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The sections of a benefit, in the order people ask: how much, who, what to bring, how long, where, what it rests on.
Column {
    id: body

    required property Shell app
    property bool bare: false              // landscape: inside one card
    readonly property BenefitModel benefit: app.benefit
    readonly property int columns: Theme.elder ? 1 : 2

    spacing: Theme.dp(bare ? 22 : 20)

    component Line: EvenLabel {
        room: parent ? parent.width : 0
        type: body.bare ? Theme.rowLine : Theme.body
    }
    component Note: EvenLabel {
        room: parent ? parent.width : 0
        type: Theme.secondary
        color: Theme.color.text2
        visible: said.length > 0
    }

    KeyFigure {
        width: parent.width
        benefit: body.benefit
        compact: body.bare
    }
    Section {
        width: parent.width
        bare: body.bare
        icon: "users-three"
        title: qsTrId("benefit.who")
        Repeater {
            model: body.benefit.who
            Row {
                id: condition
                required property string modelData
                width: parent ? parent.width : 0
                spacing: Theme.m
                Icon {
                    id: tick
                    name: "check"
                    px: 32
                    color: Theme.color.ok
                    y: Theme.dp(8)
                }
                Line {
                    room: condition.width - tick.width - condition.spacing
                    said: condition.modelData
                }
            }
        }
    }
    Section {
        width: parent.width
        visible: body.benefit.gives.length > 0
        bare: body.bare
        icon: "hand-heart"
        title: qsTrId("benefit.gives")
        Repeater {
            model: body.benefit.gives
            Line { required property string modelData; said: modelData }
        }
    }
    GridLayout {
        width: parent.width
        columns: body.columns
        columnSpacing: Theme.dp(body.bare ? 32 : 20)
        rowSpacing: body.spacing
        Section {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.dp(118)
            visible: body.benefit.bring.length > 0
            bare: body.bare
            icon: "files"
            title: qsTrId("benefit.bring")
            Repeater {
                model: body.benefit.bring
                Line { required property string modelData; said: modelData }
            }
            Note { said: body.benefit.bringNote }
        }
        Section {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.dp(100)
            bare: body.bare
            icon: "clock"
            title: qsTrId("benefit.time")
            Line { said: body.benefit.timeLimit }
            Note { said: body.benefit.timeNote }
        }
    }
    Section {
        width: parent.width
        bare: body.bare
        icon: "map-pin-line"
        title: qsTrId("benefit.where")
        RowLayout {
            width: parent.width
            spacing: Theme.l
            Column {
                Layout.fillWidth: true
                Line {
                    visible: body.benefit.here
                    said: qsTrId("benefit.here")
                    font.weight: Font.Bold
                }
                Line { said: body.benefit.where }
                Note { said: body.benefit.online }
            }
            PushButton {
                Layout.alignment: Qt.AlignBottom
                text: qsTrId("benefit.places")
                icon: "map-trifold"
                onActivated: body.app.navigator.open("places", "")
            }
        }
    }
    Section {
        width: parent.width
        visible: body.benefit.figures.count > 0
        bare: body.bare
        icon: "wallet"
        title: qsTrId("benefit.figures")
        Repeater {
            model: body.benefit.figures
            Item {
                id: amount
                required property string label
                required property var value
                required property string text
                required property string unit
                required property var year
                required property bool confirmed
                required property string note
                width: parent ? parent.width : 0
                implicitHeight: childrenRect.height
                Line {
                    id: sum
                    said: [amount.label, amount.value !== undefined && amount.value !== null
                           ? Words.grouped(amount.value) + qsTrId("figure.unit.gap") + amount.unit : amount.text]
                          .filter(part => part.length > 0).join(qsTrId("figure.colon"))
                }
                Note {
                    readonly property bool beside: sum.implicitWidth + implicitWidth + Theme.m <= amount.width
                    x: beside ? sum.implicitWidth + Theme.m : 0
                    y: beside ? sum.baselineOffset - baselineOffset : sum.height
                    said: [amount.year ? qsTrId("figure.year").arg(amount.year) : "",
                           amount.confirmed ? "" : qsTrId("figure.unconfirmed"), amount.note]
                          .filter(part => part.length > 0).join(Words.comma)
                }
            }
        }
    }
    GridLayout {
        width: parent.width
        columns: Theme.huge ? 1 : 2
        columnSpacing: Theme.dp(20)
        rowSpacing: Theme.dp(20)
        Item {
            Layout.fillWidth: parent.columns === 1
            Layout.preferredWidth: take.implicitWidth + Theme.dp(48)
            Layout.preferredHeight: Theme.huge ? take.implicitHeight + Theme.xl : Math.max(take.implicitHeight + Theme.xl, basis.implicitHeight)
            Layout.fillHeight: true
            Card {
                anchors.fill: parent
                visible: !body.bare
            }
            TakeBlock {
                id: take
                x: body.bare ? 0 : Theme.m
                anchors.verticalCenter: parent.verticalCenter
                app: body.app
                page: "benefit"
                room: Theme.huge ? body.width - (body.bare ? 0 : Theme.xl) : 0
            }
        }
        Item {
            id: basis
            Layout.fillWidth: true
            Layout.fillHeight: true
            implicitHeight: facts.implicitHeight + Theme.dp(40)
            Card {
                anchors.fill: parent
                visible: !body.bare
            }
            Column {
                id: facts
                x: body.bare ? 0 : Theme.dp(28)
                width: parent.width - 2 * x
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.dp(6)
                Row {
                    width: parent.width
                    spacing: Theme.s
                    visible: body.benefit.hotlines.length > 0
                    Icon {
                        id: receiver
                        name: "phone"
                        px: 36
                        color: Theme.color.accentText
                        anchors.verticalCenter: parent.verticalCenter
                    }
                    Label {
                        width: Math.min(implicitWidth, parent.width - receiver.width - parent.spacing)
                        text: qsTrId("benefit.phone").arg(body.benefit.hotlines.join(Words.comma))
                        type: Theme.bodyBold
                    }
                }
                Row {
                    id: law
                    width: parent.width
                    spacing: Theme.s
                    visible: body.benefit.basis.count > 0
                    Icon {
                        id: book
                        name: "book-open-text"
                        px: 36
                        color: Theme.color.accentText
                    }
                    Column {
                        width: law.width - book.width - law.spacing
                        Repeater {
                            model: body.benefit.basis
                            Label {
                                required property string citation
                                required property int index
                                required property bool ended
                                required property bool confirmed
                                width: parent ? parent.width : 0
                                text: (index === 0 ? qsTrId("benefit.basis").arg(citation) : citation)
                                      + (ended ? qsTrId("basis.ended") : "") + (confirmed ? "" : qsTrId("basis.unconfirmed"))
                                type: Theme.secondary
                                color: Theme.color.text2
                            }
                        }
                    }
                }
                Label {
                    width: parent.width
                    text: qsTrId("benefit.verified").arg(Qt.formatDate(body.benefit.verifiedOn, "yyyy-MM-dd"))
                          + (body.benefit.confirmed ? "" : qsTrId("basis.unconfirmed"))
                    type: Theme.minimum
                    color: Theme.color.text2
                }
            }
        }
    }
}
