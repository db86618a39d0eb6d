pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 服务项目, above the list: title, chips (all, twice as wide, and the eight: two rows of five), what is open now, what is here. `dense` is the
// left column of the landscape page: chips flow without counts, the filters are chips too.
ColumnLayout {
    id: head

    required property Shell app
    property bool dense: false
    readonly property ServicesModel list: app.services
    readonly property int columns: Theme.textScale > 1.6 || (Theme.huge && app.language === "en") ? 2 : Theme.elder ? 3 : 5

    spacing: dense ? Theme.dp(14) : Theme.l

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.s
        Column {
            Layout.fillWidth: true
            Label {
                width: parent.width
                text: qsTrId("tile.services")
                type: head.dense ? Theme.title1S : Theme.title1
                Accessible.role: Accessible.Heading
            }
            Label {
                width: parent.width
                visible: !head.dense && !Theme.elder
                text: head.list.total === head.list.everything ? qsTrId("services.line").arg(head.list.everything)
                    : qsTrId("services.some").arg(head.list.everything).arg(head.list.total)
                color: Theme.color.text2
            }
        }
        Chip {
            visible: head.dense
            implicitHeight: Theme.dp(72)
            role: Accessible.CheckBox
            dense: true
            text: qsTrId("services.open.short")
            checked: head.list.onlyOpen
            onActivated: head.list.setOnlyOpen(!head.list.onlyOpen)
        }
        Chip {
            visible: head.dense
            implicitHeight: Theme.dp(72)
            role: Accessible.CheckBox
            dense: true
            text: qsTrId("services.here.short")
            checked: head.list.onlyHere
            onActivated: head.list.setOnlyHere(!head.list.onlyHere)
        }
    }
    GridLayout {
        visible: !head.dense
        Layout.fillWidth: true
        columns: head.columns
        columnSpacing: Theme.m
        rowSpacing: Theme.m
        uniformCellWidths: true
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTrId("chips.name")
        Repeater {
            model: head.dense ? null : head.list.categories
            Chip {
                required property string code
                required property int index
                required count
                Layout.fillWidth: true
                Layout.columnSpan: index === 0 && !Theme.elder ? 2 : 1      // nine fill two rows of five
                text: Words.serviceCategory(code)
                checked: head.list.category === code
                onActivated: head.list.choose(code)
            }
        }
    }
    Flow {
        visible: head.dense
        Layout.fillWidth: true
        spacing: Theme.s
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTrId("chips.name")
        Repeater {
            model: head.dense ? head.list.categories : null
            Chip {
                required property string code
                required count
                height: Theme.dp(72)
                dense: true
                text: Words.serviceCategory(code)
                checked: head.list.category === code
                onActivated: head.list.choose(code)
            }
        }
    }
    Flow {
        visible: !head.dense
        Layout.fillWidth: true
        spacing: Theme.m
        FilterToggle {
            width: Math.max(implicitWidth, Math.floor((parent.width - Theme.m) / 2))
            text: qsTrId("services.open")
            worded: !Theme.elder
            checked: head.list.onlyOpen
            onActivated: head.list.setOnlyOpen(!head.list.onlyOpen)
        }
        FilterToggle {
            text: qsTrId("services.here")
            worded: !Theme.elder
            checked: head.list.onlyHere
            onActivated: head.list.setOnlyHere(!head.list.onlyHere)
        }
    }
}
