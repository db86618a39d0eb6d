pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The sections of a service: who does it and whether they are open, three facts, how it goes, what to bring and what not,
// who will call.
Column {
    id: body

    required property Shell app
    property bool bare: false              // landscape: inside one card
    readonly property ServiceModel service: app.service
    readonly property bool narrow: Theme.elder && !Theme.landscape
    readonly property int columns: narrow ? 1 : 2
    readonly property int pairs: (service.bring.length > 0 ? 1 : 0) + (service.notNeeded.length > 0 ? 1 : 0)
        + (service.who.length > 0 ? 1 : 0) + (service.caller.length > 0 ? 1 : 0)

    spacing: Theme.dp(bare ? 22 : 20)

    component Marked: Row {
        id: marked
        required property string text
        required property string mark
        required property color ink
        width: parent ? parent.width : 0
        spacing: Theme.s
        Icon {
            id: sign
            name: marked.mark
            px: 34
            color: marked.ink
            y: Theme.dp(6)
        }
        EvenLabel {
            room: marked.width - sign.width - marked.spacing
            said: marked.text
            type: body.bare ? Theme.rowLine : Theme.body
        }
    }

    Item {
        width: parent.width
        height: provider.implicitHeight + (body.bare ? 0 : Theme.dp(44))
        Card {
            anchors.fill: parent
            visible: !body.bare
        }
        GridLayout {
            id: provider
            x: body.bare ? 0 : Theme.dp(28)
            width: parent.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            columns: Theme.huge ? 2 : 3
            columnSpacing: Theme.l
            rowSpacing: Theme.m
            IconTile {
                name: body.service.icon.length > 0 ? body.service.icon : "hand-heart"
                tint: body.service.tint
                px: body.bare ? 80 : 96
            }
            Column {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                spacing: Theme.dp(6)
                EvenLabel {
                    room: parent.width
                    said: body.service.provider
                    type: body.bare ? Theme.bodyLBold : Theme.title3
                }
                Flow {
                    width: parent.width
                    spacing: Theme.m
                    OpenTag {
                        openState: body.service.openState
                        until: body.service.openUntil
                        inDays: body.service.openInDays
                        localeName: body.app.localeName
                    }
                    EvenLabel {
                        hugs: true
                        room: parent.width
                        height: Math.max(implicitHeight, Theme.grow(44))
                        said: [body.service.place, body.service.here || body.service.distanceM < 0 ? ""
                               : Words.distance(body.service.distanceM)].filter(part => part.length > 0).join(qsTrId("site.join"))
                        type: Theme.secondary
                        color: Theme.color.text2
                    }
                }
            }
            PushButton {
                visible: body.service.placeId.length > 0 && !body.service.here
                Layout.columnSpan: Theme.huge ? 2 : 1
                text: qsTrId("service.place")
                icon: "map-trifold"
                padding: Theme.dp(26)
                onActivated: body.app.navigator.open("place", body.service.placeId)
            }
        }
    }
    GridLayout {
        width: parent.width
        columns: Theme.huge ? 1 : body.narrow || body.service.wait.length === 0 ? 2 : 3
        columnSpacing: Theme.dp(20)
        rowSpacing: Theme.dp(20)
        FactCard {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.horizontalStretchFactor: 112
            Layout.preferredWidth: Theme.dp(112)
            bare: body.bare
            icon: "clock"
            label: qsTrId("heading.hours")
            answer: body.service.hours.join("\n")
        }
        FactCard {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.horizontalStretchFactor: 80
            Layout.preferredWidth: Theme.dp(80)
            bare: body.bare
            striking: true
            icon: "wallet"
            label: qsTrId("heading.fee")
            answer: body.service.fee
            note: body.service.feeNote
        }
        FactCard {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.horizontalStretchFactor: 93
            Layout.preferredWidth: Theme.dp(93)
            Layout.columnSpan: body.narrow && !Theme.huge ? 2 : 1
            visible: body.service.wait.length > 0
            bare: body.bare
            icon: "hourglass-medium"
            label: qsTrId("service.wait")
            answer: body.service.wait
            note: body.service.waitNote
        }
    }
    Section {
        width: parent.width
        bare: body.bare
        icon: "path"
        title: qsTrId("service.steps")
        spacing: 0
        Item {
            width: 1
            height: Theme.dp(body.bare ? 4 : 10)
        }
        GridLayout {
            width: parent.width
            columns: body.columns
            columnSpacing: Theme.l
            rowSpacing: Theme.dp(body.bare ? 12 : 20)
            uniformCellWidths: true
            Repeater {
                model: body.service.steps
                RowLayout {
                    id: step
                    required property string modelData
                    required property int index
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop
                    spacing: Theme.dp(20)
                    Rectangle {
                        Layout.alignment: Qt.AlignTop
                        Layout.preferredWidth: Theme.grow(56)
                        Layout.preferredHeight: Theme.grow(56)
                        radius: width / 2
                        color: "transparent"
                        border.width: Theme.dp(3)
                        border.color: Theme.color.accentText
                        Label {
                            anchors.centerIn: parent
                            text: step.index + 1
                            type: Theme.number
                            color: Theme.color.accentText
                        }
                    }
                    Item {
                        id: what
                        Layout.fillWidth: true
                        implicitHeight: Math.max(Theme.grow(56), words.implicitHeight)
                        EvenLabel {
                            id: words
                            room: what.width
                            anchors.verticalCenter: parent.verticalCenter
                            said: step.modelData
                            type: body.bare ? Theme.body : Theme.bodyL
                        }
                    }
                }
            }
        }
    }
    GridLayout {
        width: parent.width
        visible: body.pairs > 0
        columns: body.columns
        columnSpacing: Theme.dp(20)
        rowSpacing: Theme.dp(20)
        uniformCellWidths: true
        Section {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: body.service.bring.length > 0
            bare: body.bare
            icon: "files"
            title: qsTrId("heading.bring")
            Repeater {
                model: body.service.bring
                Marked { required property string modelData; text: modelData; mark: "check"; ink: Theme.color.ok }
            }
        }
        Section {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: body.service.notNeeded.length > 0
            bare: body.bare
            icon: "hand-palm"
            title: qsTrId("heading.not_needed")
            Repeater {
                model: body.service.notNeeded
                Marked { required property string modelData; text: modelData; mark: "prohibit"; ink: Theme.color.text2 }
            }
        }
        CallerCard {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.columnSpan: body.pairs % 2 === 1 && body.service.who.length === 0 ? body.columns : 1
            visible: body.service.caller.length > 0
            caller: body.service.caller
            phone: body.service.callerPhone
        }
        Section {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.columnSpan: body.pairs % 2 === 1 ? body.columns : 1
            visible: body.service.who.length > 0
            bare: body.bare
            icon: "users-three"
            title: qsTrId("heading.who")
            Repeater {
                model: body.service.who
                Marked { required property string modelData; text: modelData; mark: "check"; ink: Theme.color.ok }
            }
        }
    }
    Foot {
        width: parent.width
        bare: body.bare
        app: body.app
        page: "service"
        phone: body.service.phone
        sources: body.service.sources
        verifiedOn: body.service.verifiedOn
        confirmed: body.service.confirmed
    }
}
