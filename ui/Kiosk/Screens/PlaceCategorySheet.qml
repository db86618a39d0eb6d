pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// All sixteen categories with how many places each has, four and four under what they are for.
Sheet {
    id: sheet

    required property Shell app
    readonly property PlacesModel list: app.places

    title: qsTrId("places.sheet")

    function take(category: string): void {
        sheet.list.choose(category);
        sheet.closed();
    }

    GridLayout {
        width: parent ? parent.width : 0
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.xxl
        rowSpacing: Theme.m
        uniformCellWidths: true
        Repeater {
            model: sheet.list.groups
            Column {
                id: group
                required property string modelData
                Layout.fillWidth: true
                spacing: Theme.s
                Label {
                    width: parent.width
                    text: Words.placeGroup(group.modelData)
                    type: Theme.bodyBold
                    color: Theme.color.text2
                    Accessible.role: Accessible.Heading
                }
                Grid {
                    width: parent.width
                    columns: 2
                    spacing: Theme.s
                    Repeater {
                        model: sheet.list.categoriesOf(group.modelData)
                        Chip {
                            required property string modelData
                            width: Math.floor((group.width - Theme.s) / 2)
                            text: Words.placeCategory(modelData)
                            count: sheet.list.countOf(modelData)
                            checked: sheet.list.category === modelData
                            onActivated: sheet.take(modelData)
                        }
                    }
                }
            }
        }
        RowLayout {
            Layout.columnSpan: Theme.landscape ? 2 : 1
            Layout.fillWidth: true
            Layout.topMargin: Theme.s
            spacing: Theme.m
            PushButton {
                Layout.fillWidth: true
                text: qsTrId("places.all").arg(sheet.list.countOf(""))
                onActivated: sheet.take("")
            }
            PushButton {
                Layout.fillWidth: true
                text: qsTrId("sheet.close")
                onActivated: sheet.closed()
            }
        }
    }
}
