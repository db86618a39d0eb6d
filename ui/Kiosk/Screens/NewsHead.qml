import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The name of the channel that is shown, and the two channels to choose from.
ColumnLayout {
    id: head

    required property Shell app
    property bool dense: false
    readonly property bool government: app.news.channel === "government"

    spacing: Theme.dp(dense ? 14 : 20)

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.m
        Column {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.minimumWidth: Theme.dp(340)
            Label {
                width: parent.width
                text: head.government ? qsTrId("news.government") : qsTrId("news.social")
                type: head.dense ? Theme.title1S : Theme.title1
                Accessible.role: Accessible.Heading
            }
            EvenLabel {
                room: parent.width
                visible: !head.dense && (!Theme.elder || Theme.landscape)
                said: (head.government ? qsTrId("news.government.line", head.app.news.total) : qsTrId("news.social.line", head.app.news.total)).arg(head.app.news.total)
                color: Theme.color.text2
            }
        }
        Label {
            visible: head.dense
            text: qsTrId("news.total", head.app.news.total).arg(head.app.news.total)
            type: Theme.secondary
            color: Theme.color.text2
            Layout.fillWidth: true
            Layout.preferredWidth: Math.ceil(implicitWidth) + 1
            Layout.maximumWidth: Layout.preferredWidth
        }
    }
    GridLayout {
        Layout.fillWidth: true
        columns: Theme.huge && Theme.landscape ? 1 : 2
        columnSpacing: Theme.m
        rowSpacing: Theme.m
        uniformCellWidths: true
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTrId("news.channels")
        Chip {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.max(head.dense ? Theme.dp(72) : Theme.grow(92), crowded ? implicitHeight : 0)
            text: qsTrId("news.government.short")
            icon: "house-line"
            iconPx: 36
            checked: head.government
            onActivated: head.app.news.choose("government")
        }
        Chip {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.max(head.dense ? Theme.dp(72) : Theme.grow(92), crowded ? implicitHeight : 0)
            text: qsTrId("news.social.short")
            icon: "handshake"
            iconPx: 36
            checked: !head.government
            onActivated: head.app.news.choose("social")
        }
    }
}
