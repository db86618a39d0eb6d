pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Nobody can come (mock-up 29b): out of hours, or the call could not be written down, or nobody came. Numbers, and the address
// to read out to whoever answers. In landscape the numbers have a side of their own, so that all of them are seen.
GridLayout {
    id: page

    required property Shell app
    required property HelpModel help
    required property string openingWords // "明天 9:00", "" where it is not known
    readonly property string title: help.failed ? qsTrId("help.title.failed")
        : help.state.length > 0 ? qsTrId("help.title.numbers")
        : openingWords.length > 0 ? qsTrId("help.title.closed").arg(openingWords) : qsTrId("help.title.closed.unknown")
    readonly property string desk: help.landmark.length > 0 ? qsTrId("help.desk.at").arg(help.landmark) : qsTrId("help.desk")

    signal onward

    component Numbers: Reader {
        PhoneRows {
            width: parent.width
            compact: Theme.landscape
            help: page.help
        }
    }
    // Beside each other where both have the room: the numbers above need the height.
    component Ways: GridLayout {
        id: ways
        columns: Theme.elder && (page.app.language === "en" || !page.help.callBack) ? 1 : 2
        columnSpacing: Theme.l
        rowSpacing: Theme.m
        TakeButton {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            least: ways.columns > 1 ? 124 : 96
            padding: Theme.s
            app: page.app
            page: "phones"
            label: qsTrId("take.print.phones")
        }
        PushButton {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            least: 124
            padding: Theme.s
            kind: "primary"
            type: Theme.elder && ways.columns > 1 ? Theme.buttonSmall : Theme.button
            icon: "arrow-u-up-left"
            text: qsTrId("help.onward")
            onActivated: page.onward()
        }
    }
    component CallMe: CallBackCard {
        byWords: Words.callBy(page.help.callInDays, page.help.callBy, page.app.localeName)
        callerPhone: page.help.callerPhone
        onWanted: page.help.leaveNumber()
    }
    component Address: Rectangle {
        implicitHeight: where.implicitHeight + Theme.dp(48)
        radius: Theme.radiusCard
        color: Theme.color.sunk
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.line
        RowLayout {
            id: where
            x: Theme.xl
            width: parent.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.l
            Icon {
                name: "map-pin"
                px: 48
            }
            Column {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Label {
                    width: parent.width
                    text: qsTrId("help.address")
                    type: Theme.body
                }
                Label {
                    width: parent.width
                    text: page.help.address
                    type: Theme.bodyLBold
                }
            }
        }
    }

    anchors.fill: parent
    columns: Theme.landscape ? 2 : 1
    columnSpacing: Theme.dp(48)
    rowSpacing: Theme.l

    // Two equal sides: `uniformCellWidths` would lay them out before their lines are broken, and not again.
    ColumnLayout {
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.dp(100)
        Layout.fillHeight: true
        Layout.alignment: Qt.AlignTop
        spacing: Theme.dp(20)
        HelpHead {
            Layout.fillWidth: true
            icon: page.help.failed || page.help.state.length > 0 ? "phone-call" : "moon-stars"
            tint: "amber"
            title: page.title
        }
        FilledLabel {
            visible: !(page.help.callBack && (Theme.elder || Theme.landscape && page.app.language === "en"))     // little room: the cards say it
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            said: page.help.failed ? page.desk : page.help.state.length > 0 ? page.desk
                : page.help.takesNames ? qsTrId("help.lead.closed") : qsTrId("help.lead.closed.look")
            type: Theme.bodyL
            color: Theme.color.text2
        }
        Address {
            visible: Theme.landscape && page.help.address.length > 0
            Layout.fillWidth: true
        }
        CallMe {
            visible: Theme.landscape && page.help.callBack
            Layout.fillWidth: true
        }
        Numbers {
            visible: !Theme.landscape
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: whole
            Layout.maximumHeight: Theme.elder || page.app.language === "en" ? Number.POSITIVE_INFINITY : whole
        }
        Item {
            visible: Theme.landscape
            Layout.fillHeight: true
        }
        Ways {
            visible: Theme.landscape
            Layout.fillWidth: true
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.dp(100)
        Layout.fillHeight: true
        spacing: Theme.l
        Numbers {
            visible: Theme.landscape
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        Address {
            visible: !Theme.landscape && page.help.address.length > 0
            Layout.fillWidth: true
        }
        CallMe {
            visible: !Theme.landscape && page.help.callBack
            Layout.fillWidth: true
        }
        Item {
            visible: !Theme.landscape
            Layout.fillHeight: true
        }
        Ways {
            visible: !Theme.landscape
            Layout.fillWidth: true
        }
    }
}
