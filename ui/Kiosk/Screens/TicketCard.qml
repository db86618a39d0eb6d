pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// A ticket: red head, time and place beside the code, number and whom it is for below the dashed line.
Item {
    id: ticket

    required property string title
    required property string kind
    required property string whenDay
    required property string whenTime
    required property string place
    required property string placeNote
    required property string payload
    property string timeLabel: qsTrId("ticket.time")
    property string placeLabel: qsTrId("ticket.place")
    property list<var> facts              // [[label, value]] below the line, the number first
    property bool small                   // little room: a smaller code
    readonly property bool compact: Theme.landscape

    implicitHeight: head.height + body.implicitHeight + foot.implicitHeight + Theme.dp(compact ? (small ? 72 : 100) : 124)
    Accessible.role: Accessible.Grouping
    Accessible.name: [kind, title, whenDay, whenTime, place].concat(facts.map(fact => fact[0] + " " + fact[1])).join(Words.comma)

    Face {
        anchors.fill: parent
    }
    Rectangle {
        id: head
        width: parent.width
        height: Math.max(Theme.dp(ticket.compact && ticket.small ? 80 : 96), caption.height + Theme.m, kindWords.height + Theme.m)
        topLeftRadius: Theme.radiusCard
        topRightRadius: Theme.radiusCard
        color: Theme.color.primary
        Label {
            id: caption
            x: Theme.dp(44)
            width: parent.width - kindWords.width - 3 * x
            anchors.verticalCenter: parent.verticalCenter
            text: ticket.title
            type: Theme.title2
            color: Theme.color.onPrimary
            foldable: true
            shrinks: true
            minimumPixelSize: Theme.fontPx(Theme.minimum)
        }
        Label {
            id: kindWords
            anchors.right: parent.right
            anchors.rightMargin: Theme.dp(44)
            anchors.verticalCenter: parent.verticalCenter
            text: ticket.kind
            type: Theme.rowLine
            color: Theme.color.onPrimary
            width: Math.min(implicitWidth, Math.round(parent.width * 0.4))
        }
    }
    RowLayout {
        id: body
        anchors.top: head.bottom
        anchors.topMargin: Theme.dp(ticket.compact ? (ticket.small ? 12 : 20) : 36)
        x: Theme.dp(44)
        width: parent.width - 2 * x
        spacing: Theme.l
        Column {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignVCenter
            spacing: Theme.xxs
            Label {
                visible: !ticket.compact && !(ticket.small && Theme.elder) && ticket.whenTime.length + ticket.whenDay.length > 0
                text: ticket.timeLabel
                type: Theme.secondary
                color: Theme.color.text2
            }
            Label {
                visible: text.length > 0
                width: parent.width
                text: ticket.whenTime
                type: ticket.compact ? Theme.time : Theme.figure
            }
            Label {
                visible: text.length > 0
                width: parent.width
                text: ticket.whenDay
                type: Theme.title3
            }
            Label {
                visible: !ticket.compact && !(ticket.small && Theme.elder)
                topPadding: Theme.s
                text: ticket.placeLabel
                type: Theme.secondary
                color: Theme.color.text2
            }
            Label {
                width: parent.width
                text: ticket.place
                type: Theme.title3
                foldable: true
                shrinks: true
                minimumPixelSize: Theme.fontPx(Theme.minimum)
            }
            Label {
                width: parent.width
                visible: text.length > 0 && !((ticket.compact || ticket.small) && Theme.elder)
                text: ticket.placeNote
                type: Theme.rowLine
            }
        }
        QrBlock {
            visible: ticket.payload.length > 0
            px: ticket.compact || ticket.small ? 240 : 324
            payload: ticket.payload
            Layout.alignment: Qt.AlignVCenter
        }
    }
    DashedLine {
        id: cut
        anchors.bottom: foot.top
        anchors.bottomMargin: ticket.compact && ticket.small ? Theme.s : Theme.l
        x: Theme.dp(40)
        width: parent.width - 2 * x
    }
    // Where it would be torn: a bite out of either edge.
    component Notch: Item {
        id: notch
        property bool far: false
        x: far ? ticket.width - width : 0
        y: Math.round(cut.y + (cut.height - height) / 2)
        width: Theme.dp(20)
        height: 2 * width
        clip: true
        Rectangle {
            x: notch.far ? 0 : -notch.width
            width: notch.height
            height: width
            radius: width / 2
            color: Theme.color.ground
            border.width: Theme.highContrast ? Theme.control : Theme.hairline
            border.color: Theme.color.line
        }
    }
    Notch {}
    Notch { far: true }
    RowLayout {
        id: foot
        readonly property bool personal: true                     // read aloud only when asked for
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.dp(ticket.compact && ticket.small ? 20 : 28)
        x: Theme.dp(44)
        width: parent.width - 2 * x
        spacing: Theme.l
        Repeater {
            model: ticket.facts
            Column {
                id: fact
                required property var modelData
                required property int index
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Label {
                    width: parent.width
                    text: fact.modelData[0]
                    type: Theme.secondary
                    color: Theme.color.text2
                }
                Label {
                    width: parent.width
                    text: fact.modelData[1]
                    type: fact.index === 0 ? Theme.weekday : Theme.title3
                    font.family: Theme.sans
                    foldable: true
                    shrinks: true
                    minimumPixelSize: Theme.fontPx(Theme.minimum)
                }
            }
        }
    }
}
