import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// What has to stand on a map, as a strip along its edge: that it is a sketch, how long so many metres are, where north is; whose
// data it is and under which number it was reviewed.
Rectangle {
    id: note

    required property MapModel map
    required property real pixelsPerMetre
    property bool samples: false
    property bool cornered: false         // along the upper edge, and not up to the right corner

    readonly property list<int> lengths: [20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50]
    readonly property int metres: {
        for (const length of note.lengths) {
            if (length * note.pixelsPerMetre <= Theme.dp(200))
                return length;
        }
        return 50;
    }

    height: column.implicitHeight + Theme.s
    bottomRightRadius: cornered ? Theme.radiusField : 0
    color: Theme.color.ground
    border.width: Theme.highContrast ? Theme.hairline : 0
    border.color: Theme.color.line

    Column {
        id: column
        x: Theme.dp(28)
        y: Math.round((note.height - height) / 2)
        width: note.width - 2 * x
        Flow {
            width: parent.width
            spacing: Theme.xl
            Label {
                id: kind
                text: [note.map.schematic ? qsTrId("map.schematic") : note.map.title, note.samples ? qsTrId("map.samples") : ""]
                    .filter(part => part.length > 0).join(qsTrId("site.join"))
                type: Theme.tag
                wrapMode: Text.NoWrap
            }
            Row {
                spacing: Theme.xs
                height: kind.height
                Item {
                    width: Theme.dp(200)          // the same at every zoom, or what follows would jump
                    height: parent.height
                    Rectangle {
                        anchors.right: parent.right
                        width: Math.round(note.metres * note.pixelsPerMetre)
                        height: Theme.dp(12)
                        anchors.verticalCenter: parent.verticalCenter
                        color: "transparent"
                        border.width: Theme.dp(3)
                        border.color: Theme.color.text
                    }
                }
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    text: Words.metres(note.metres)
                    type: Theme.tag
                    wrapMode: Text.NoWrap
                }
            }
            Row {
                spacing: Theme.xxs
                height: kind.height
                Icon {
                    name: "arrow-up"
                    px: 26
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    text: qsTrId("map.north")
                    type: Theme.tag
                    wrapMode: Text.NoWrap
                }
            }
        }
        Label {
            width: parent.width
            text: [note.map.credit, note.map.reviewNo.length > 0 ? qsTrId("map.review").arg(note.map.reviewNo) : qsTrId("map.unreviewed")]
                .filter(part => part.length > 0).join(qsTrId("site.join"))
            type: Theme.minimum
            color: Theme.color.text2
        }
    }
}
