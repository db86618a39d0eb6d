import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// One activity on the idle screen; to look at, not to press.
Item {
    id: row

    required property Shell app
    required property string title
    required property string room
    required property date startsAt
    required property string progress
    required property date until
    property bool coming: false
    property bool divided: false

    implicitHeight: Theme.grow(Theme.landscape ? 124 : 140)

    Rectangle {
        visible: row.divided
        width: parent.width
        height: Theme.hairline
        color: Theme.color.line
    }
    RowLayout {
        anchors.fill: parent
        spacing: Theme.l
        Column {
            Layout.preferredWidth: Theme.dp(Theme.elder ? 226 : 176)
            Label {
                text: Words.clock(row.startsAt)
                type: Theme.title1
                wrapMode: Text.NoWrap
            }
            Label {
                visible: row.coming
                text: Words.monthDay(row.startsAt, row.app.now, row.app.localeName)
                type: Theme.secondary
                color: Theme.color.text2
                wrapMode: Text.NoWrap
            }
        }
        Column {
            Layout.fillWidth: true
            Label {
                width: parent.width
                text: row.title
                type: Theme.tileTitle
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
            }
            Label {
                width: parent.width
                text: row.room
                type: Theme.secondary
                color: Theme.color.text2
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
            }
        }
        Tag {
            visible: row.progress.length > 0
            text: row.progress === "open" ? qsTrId("idle.row.until").arg(Words.clock(row.until)) : qsTrId("idle.row.running")
            icon: row.progress === "open" ? "clock" : "check-circle"
            tone: row.progress === "open" ? "warn" : "ok"
        }
    }
}
