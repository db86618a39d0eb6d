pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// One ticket of several: how it stands, number, what, when and where. Pressed as a whole.
Press {
    id: row

    required property string code
    required property string title
    required property string place
    required property bool service
    required property bool callBack
    required property bool waiting
    required property bool cancelled
    required property string outcome
    required property int position
    required property var startsAt
    required property int inDays
    property string localeName
    readonly property var standing: Words.ticketTag(cancelled, service, waiting, outcome, position)
    readonly property string number: code.slice(0, 1) + " " + code.slice(1)
    readonly property string what: title.length > 0 ? title : qsTrId("gone.title")
    readonly property string when: callBack ? Words.callBy(inDays, startsAt, localeName)
        : startsAt ? Words.leading(Words.relativeDay(inDays, startsAt, localeName)) + " " + Words.clock(startsAt) : ""
    readonly property string whenWhere: [when, place].filter(part => part.length > 0).join(Words.comma)

    name: [what, whenWhere, standing.text, number].filter(part => part.length > 0).join(Words.comma)
    implicitHeight: Math.max(Theme.grow(168), texts.implicitHeight + Theme.dp(48))

    Face {
        anchors.fill: parent
        down: row.down
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.dp(32)
        anchors.rightMargin: Theme.dp(28)
        anchors.topMargin: row.shift
        anchors.bottomMargin: -row.shift
        spacing: Theme.l
        Column {
            id: texts
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            spacing: Theme.xs
            Row {
                spacing: Theme.m
                Tag {
                    text: row.standing.text
                    icon: row.standing.icon
                    tone: row.standing.tone
                }
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    text: row.number
                    type: Theme.bodyBold
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
            RowTitle {
                width: parent.width
                said: row.what
                large: Theme.cardTitle
            }
            Label {
                visible: text.length > 0
                width: parent.width
                text: row.whenWhere
                Accessible.ignored: true
            }
        }
        Icon {
            name: "caret-right"
            px: 40
            Layout.alignment: Qt.AlignVCenter
        }
    }
}
