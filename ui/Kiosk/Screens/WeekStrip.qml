pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Seven days (mock-ups 10, 37c): a strip in portrait, a rail in landscape. Today in words; what is past cannot be chosen.
Item {
    id: strip

    required property Shell app
    property bool rail: false
    readonly property int columns: rail ? 1 : Theme.huge ? 4 : 7
    property int cellHeight: rail ? Theme.dp(80) : Theme.grow(156)

    property int spacing: rail ? Math.max(Theme.dp(10), Theme.gap) : Theme.s

    // Cells share the width they are given; a Grid of its own width would share out its own.
    implicitHeight: grid.implicitHeight
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("activities.rail.name")

    Grid {
        id: grid
        columns: strip.columns
        spacing: strip.spacing
        Repeater {
            model: strip.app.activities.days
            Press {
                id: cell
                required property date day
                required property int count
                required property bool past
                required property bool today
                required property bool chosen
                required property int index
                readonly property color ink: chosen ? Theme.color.ground : past ? Theme.color.text3 : Theme.color.text
                readonly property string weekday: today ? qsTrId("day.today.cell")
                    : day.toLocaleDateString(Qt.locale(strip.app.localeName), qsTrId("format.weekday"))
                readonly property string said: past ? qsTrId("day.past") : qsTrId("day.count").arg(count)
                readonly property string number: day.toLocaleDateString(Qt.locale(strip.app.localeName), qsTrId("format.dayofmonth"))

                width: strip.rail ? strip.width : Math.floor((strip.width - (strip.columns - 1) * strip.spacing) / strip.columns)
                height: strip.cellHeight
                role: Accessible.RadioButton
                checkable: true
                checked: chosen
                blocked: past
                ringRadius: Theme.radiusField
                name: {
                    const words = Words.day(day, strip.app.localeName) + (today ? Words.comma + qsTrId("day.today.cell") : "");
                    return past ? qsTrId("day.name.past").arg(words) : qsTrId("day.name", count).arg(words).arg(count);
                }
                onActivated: if (!past) strip.app.activities.chooseDay(index)

                Rectangle {
                    anchors.fill: parent
                    radius: Theme.dp(strip.rail ? 20 : 24)
                    color: cell.chosen ? Theme.color.text : cell.past ? Theme.color.ground : cell.down ? Theme.color.sunk : Theme.color.card
                    border.width: Theme.control
                    border.color: cell.chosen ? Theme.color.text : cell.past ? Theme.color.line : Theme.color.lineStrong
                }
                Column {
                    visible: !strip.rail
                    anchors.centerIn: parent
                    width: parent.width - Theme.xs
                    Label {
                        width: parent.width
                        text: cell.weekday
                        type: Theme.secondary
                        color: cell.ink
                        horizontalAlignment: Text.AlignHCenter
                        wrapMode: Text.NoWrap
                        shrinks: true
                        minimumPixelSize: Theme.dp(24)
                        Accessible.ignored: true
                    }
                    Label {
                        width: parent.width
                        text: cell.number
                        type: Theme.weekday
                        color: cell.ink
                        horizontalAlignment: Text.AlignHCenter
                        Accessible.ignored: true
                    }
                    Label {
                        width: parent.width
                        text: cell.said
                        type: Theme.tag
                        color: cell.ink
                        horizontalAlignment: Text.AlignHCenter
                        wrapMode: Text.NoWrap
                        shrinks: true
                        minimumPixelSize: Theme.dp(24)
                        Accessible.ignored: true
                    }
                }
                Item {
                    visible: strip.rail
                    anchors.fill: parent
                    anchors.leftMargin: Theme.dp(22)
                    anchors.rightMargin: Theme.dp(22)
                    Label {
                        id: bigNumber
                        width: Theme.grow(64)
                        anchors.verticalCenter: parent.verticalCenter
                        text: cell.number
                        type: Theme.timeSmall
                        color: cell.ink
                        Accessible.ignored: true
                    }
                    Label {
                        anchors.left: bigNumber.right
                        anchors.leftMargin: Theme.m
                        anchors.verticalCenter: parent.verticalCenter
                        text: cell.weekday
                        type: Theme.rowLine
                        color: cell.ink
                        Accessible.ignored: true
                    }
                    Label {
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        text: cell.said
                        type: Theme.secondaryBold
                        color: cell.ink
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
