pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 服务地图, above the list: title, list or map, the categories asked for most, all sixteen behind 更多, and what is open now.
ColumnLayout {
    id: head

    required property Shell app
    required property bool withMap
    property bool dense: false            // the left column of the landscape page
    readonly property PlacesModel list: app.places
    readonly property bool quick: list.quick.includes(list.category)

    signal moreWanted

    spacing: Theme.s

    GridLayout {
        Layout.fillWidth: true
        readonly property bool under: Theme.huge && !Theme.landscape       // the title has a row of its own
        columns: under ? 2 : 3
        columnSpacing: Theme.s
        rowSpacing: Theme.s
        Label {
            Layout.fillWidth: true
            Layout.columnSpan: parent.under ? 2 : 1
            text: qsTrId("tile.map")
            type: head.dense ? Theme.title1S : Theme.title1
            shrinks: true
            foldable: true
            minimumPixelSize: Math.round(Theme.fontPx(type) * 0.8)
            Accessible.role: Accessible.Heading
        }
        Chip {
            dense: true
            implicitHeight: Theme.grow(72)
            role: Accessible.CheckBox
            icon: "door-open"
            text: qsTrId("services.open.short")
            checked: head.list.onlyOpen
            onActivated: head.list.setOnlyOpen(!head.list.onlyOpen)
        }
        PushButton {
            visible: head.app.map.available
            kind: "text"
            icon: head.withMap ? "list-bullets" : "map-trifold"
            text: head.withMap ? (head.dense ? qsTrId("places.list.short") : qsTrId("places.list")) : qsTrId("places.map")
            onActivated: head.list.setWithMap(!head.withMap)
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.s
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTrId("chips.name")
        Repeater {
            model: head.list.quick
            Chip {
                required property string modelData
                dense: true
                implicitHeight: Theme.grow(80)
                text: Words.placeCategory(modelData)
                checked: head.list.category === modelData
                onActivated: head.list.choose(modelData)
            }
        }
        Chip {
            dense: true
            implicitHeight: Theme.grow(80)
            role: Accessible.Button
            icon: "caret-down"
            text: head.quick ? qsTrId("places.more") : Words.placeCategory(head.list.category)
            checked: !head.quick
            onActivated: head.moreWanted()
        }
    }
}
