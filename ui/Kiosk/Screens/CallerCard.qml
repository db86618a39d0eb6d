import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// Who will call, the only number they call from, and what nobody honest ever asks for.
Rectangle {
    id: card

    required property string caller
    required property string phone
    property bool dense: false            // one row: on pages that promise a call beside other things

    implicitHeight: (dense ? row.implicitHeight : column.implicitHeight) + Theme.dp(48)
    radius: Theme.radiusCard
    color: Theme.color.infoBg
    border.width: Theme.highContrast ? Theme.control : 0
    border.color: Theme.color.line
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("caller.title") + Words.comma + caller + Words.comma + phone

    GridLayout {
        id: row
        columns: Theme.huge ? 2 : 3           // the number below the words
        visible: card.dense
        x: Theme.dp(30)
        width: card.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        columnSpacing: Theme.m
        rowSpacing: Theme.xxs
        Icon {
            name: "phone-incoming"
            px: 40
            color: Theme.color.info
        }
        Column {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(300)
            EvenLabel {
                room: parent.width
                said: qsTrId("caller.dense").arg(card.caller)
                type: Theme.bodyBold
            }
            Label {
                width: parent.width
                text: qsTrId("caller.only")
                type: Theme.secondary
            }
        }
        Label {
            Layout.fillWidth: true
            Layout.columnSpan: Theme.huge ? 2 : 1
            Layout.preferredWidth: Theme.dp(200)
            horizontalAlignment: Theme.huge ? Text.AlignLeft : Text.AlignRight
            text: card.phone
            type: Theme.phone
            wrapMode: Text.NoWrap
            shrinks: true
            minimumPixelSize: Theme.fontPx(Theme.secondary)
            font.features: { "tnum": 1 }
        }
    }
    Column {
        id: column
        visible: !card.dense
        x: Theme.dp(30)
        y: Theme.l
        width: card.width - 2 * x
        Row {
            width: parent.width
            spacing: Theme.m
            bottomPadding: Theme.dp(6)
            Icon {
                id: mark
                name: "phone-incoming"
                px: 40
                color: Theme.color.info
                anchors.verticalCenter: title.verticalCenter
            }
            Label {
                id: title
                width: parent.width - mark.width - parent.spacing
                text: qsTrId("caller.title")
                type: Theme.sectionTitle
                Accessible.role: Accessible.Heading
            }
        }
        Label {
            width: parent.width
            text: card.caller
            type: Theme.bodyLBold
        }
        Label {
            width: parent.width
            text: qsTrId("caller.only")
            type: Theme.body
        }
        Label {
            width: parent.width
            text: card.phone
            type: Theme.phone
            wrapMode: Text.NoWrap
            shrinks: true
            minimumPixelSize: Theme.fontPx(Theme.body)
            font.features: { "tnum": 1 }
        }
        EvenLabel {
            room: parent.width
            said: qsTrId("caller.fraud")
            type: Theme.secondary
            color: Theme.color.text2
        }
    }
}
