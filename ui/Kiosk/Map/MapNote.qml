import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// What has to stand on a map: that it is a sketch, whose data it is, under which number it was reviewed; and how long 500 m are.
Rectangle {
    id: note

    required property MapModel map
    required property real pixelsPerMetre
    property bool samples: false
    property real room: Theme.dp(560)

    readonly property list<int> lengths: [20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50]
    readonly property int metres: {
        for (const length of note.lengths) {
            if (length * note.pixelsPerMetre <= Theme.dp(220))
                return length;
        }
        return 50;
    }

    width: column.width + Theme.dp(28)
    height: column.implicitHeight + Theme.dp(16)
    radius: Theme.dp(14)
    color: Theme.color.card
    border.width: Theme.hairline
    border.color: Theme.color.line

    Column {
        id: column
        x: Theme.dp(14)
        y: Theme.dp(8)
        width: Math.min(note.room, Math.max(kind.implicitWidth + scale.width + Theme.l + Theme.xxs, source.implicitWidth))
        Flow {
            width: parent.width
            spacing: Theme.l
            Label {
                id: kind
                text: [note.map.schematic ? qsTrId("map.schematic") : note.map.title, note.samples ? qsTrId("map.samples") : ""]
                    .filter(part => part.length > 0).join(qsTrId("site.join"))
                type: Theme.tag
                wrapMode: Text.NoWrap
            }
            Row {
                id: scale
                width: Theme.dp(240) + Theme.grow(80)     // the same at every zoom, or the note would jump
                spacing: Theme.xs
                height: kind.height
                Rectangle {
                    width: Math.round(note.metres * note.pixelsPerMetre)
                    height: Theme.dp(12)
                    anchors.verticalCenter: parent.verticalCenter
                    color: "transparent"
                    border.width: Theme.dp(3)
                    border.color: Theme.color.text
                }
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    text: note.metres < 1000 ? qsTrId("map.metres").arg(note.metres) : qsTrId("map.kilometres").arg(note.metres / 1000)
                    type: Theme.tag
                    wrapMode: Text.NoWrap
                }
            }
        }
        Label {
            id: source
            width: parent.width
            text: [note.map.credit, note.map.reviewNo.length > 0 ? qsTrId("map.review").arg(note.map.reviewNo) : qsTrId("map.unreviewed")]
                .filter(part => part.length > 0).join(qsTrId("site.join"))
            type: Theme.minimum
            color: Theme.color.text2
        }
    }
}
