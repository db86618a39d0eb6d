pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.ViewModels

// A raised card of guides, a row each.
Item {
    id: card

    required property GuideRows rows
    property int from: 0                  // rows before this one stand elsewhere

    signal opened(recordId: string)

    visible: rows.count > from
    implicitHeight: column.implicitHeight

    Face {
        anchors.fill: parent
    }
    Column {
        id: column
        width: parent.width
        Repeater {
            model: card.rows
            GuideRow {
                required title
                required summary
                required icon
                required tint
                required steps
                required minutes
                required property string recordId
                required property int index
                visible: index >= card.from
                width: parent ? parent.width : 0
                first: index === card.from
                last: index === card.rows.count - 1
                onActivated: card.opened(recordId)
            }
        }
    }
}
