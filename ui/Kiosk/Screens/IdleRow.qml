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
    required property int seats
    required property date until
    property bool coming: false
    property bool divided: false
    required property int index
    readonly property int most: Theme.textScale > 1.6 ? 1 : Theme.huge ? 2 : 9        // as many as there is room for

    readonly property bool pair: Theme.huge && Theme.landscape && most > 1          // the time beside the words, the tag below them

    visible: index < most
    implicitHeight: Theme.huge ? words.implicitHeight + Theme.xl : Theme.grow(Theme.landscape ? 124 : 140)

    Rectangle {
        visible: row.divided
        width: parent.width
        height: Theme.hairline
        color: Theme.color.line
    }
    GridLayout {
        id: words
        anchors.fill: parent
        columns: row.pair ? 2 : Theme.huge ? 1 : 3
        columnSpacing: Theme.l
        rowSpacing: Theme.xs
        Column {
            Layout.preferredWidth: Theme.textScale > 1.6 ? implicitWidth : Theme.dp(row.pair ? 276 : Theme.elder ? 226 : 176)
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
                wrapMode: Theme.huge ? Text.Wrap : Text.NoWrap
                shrinks: !Theme.huge
                minimumPixelSize: Theme.fontPx(Theme.buttonSmall)
                elide: Theme.huge ? Text.ElideNone : Text.ElideRight
            }
            Label {
                width: parent.width
                text: row.room
                type: Theme.secondary
                color: Theme.color.text2
                wrapMode: Theme.huge ? Text.Wrap : Text.NoWrap
                shrinks: !Theme.huge
                minimumPixelSize: Theme.fontPx(Theme.minimum)
                elide: Theme.huge ? Text.ElideNone : Text.ElideRight
            }
        }
        Tag {
            Layout.row: row.pair ? 1 : -1
            Layout.column: row.pair ? 1 : -1
            visible: row.progress.length > 0
            text: row.progress === "seats" ? qsTrId("activity.seats", row.seats).arg(row.seats)
                : row.progress === "open" ? qsTrId("idle.row.until").arg(Words.clock(row.until)) : qsTrId("idle.row.running")
            icon: row.progress === "open" ? "clock" : "check-circle"
            tone: row.progress === "open" ? "warn" : "ok"
        }
    }
}
