pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// Where somebody stands in the queue: a cell a seat, then those before her, then herself; her place in large figures beside.
RowLayout {
    id: strip

    required property int seats           // in all; 0 where nobody counts
    required property int position        // the first is 1
    readonly property bool folded: seats > 12 || Theme.elder || Theme.landscape     // one cell for all seats
    readonly property bool far: position > 4                      // one cell for all who come before

    component Cell: Rectangle {
        id: cell
        property string words
        property color ink: Theme.color.text
        implicitWidth: Math.max(Theme.dp(52), label.implicitWidth + Theme.dp(28))
        implicitHeight: Theme.grow(52)
        radius: Theme.dp(12)
        color: Theme.color.card
        border.width: Theme.control
        border.color: Theme.color.lineStrong
        Label {
            id: label
            anchors.centerIn: parent
            text: cell.words
            type: Theme.label
            color: cell.ink
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }

    spacing: Theme.l
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTrId("tickets.position").arg(position).arg(position - 1)

    Flow {
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignVCenter
        spacing: Theme.xs
        Repeater {
            model: strip.folded ? 0 : strip.seats
            Cell {
                implicitWidth: Theme.dp(40)
                color: Theme.color.sunk
                border.width: Theme.highContrast ? Theme.control : 0
                Icon {
                    anchors.centerIn: parent
                    name: "user"
                    px: 30
                    color: Theme.color.text2
                }
            }
        }
        Cell {
            visible: strip.folded && strip.seats > 0
            color: Theme.color.sunk
            border.width: Theme.highContrast ? Theme.control : 0
            words: qsTrId("queue.full", strip.seats).arg(strip.seats)
            ink: Theme.color.text2
        }
        Item {
            visible: strip.seats > 0
            implicitWidth: Theme.s
            implicitHeight: Theme.grow(52)
            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Theme.dp(2)
                height: parent.height
                color: Theme.color.lineStrong
            }
        }
        Repeater {
            model: strip.far ? 0 : Math.max(0, strip.position - 1)
            Cell {
                required property int index
                words: index + 1
            }
        }
        Cell {
            visible: strip.far
            words: qsTrId("queue.before").arg(strip.position - 1)
        }
        Cell {
            color: Theme.color.text
            border.width: 0
            words: qsTrId("queue.you").arg(strip.position)
            ink: Theme.color.ground
        }
    }
    Rectangle {
        visible: !Theme.elder && !Theme.landscape     // little room: the number stands in her cell and in the words below
        Layout.preferredWidth: Math.max(Theme.dp(112), figure.implicitWidth + 2 * Theme.l)
        Layout.preferredHeight: figure.implicitHeight + Theme.m
        Layout.alignment: Qt.AlignVCenter
        radius: Theme.radiusField
        color: Theme.color.warnBg
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.warn
        Label {
            id: figure
            anchors.centerIn: parent
            text: strip.position
            type: Theme.figure
            color: Theme.color.warn
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
}
