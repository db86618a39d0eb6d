import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// The search box. Typing comes with the search page; until then it says so, in its look and in its name.
Press {
    id: field

    property bool shortened: false

    blocked: true
    name: qsTrId("search.later")
    hint: qsTrId("toast.later")
    implicitHeight: Theme.dp(104)
    ringRadius: Theme.radiusField

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusField
        color: Theme.color.sunk
    }
    DashedFrame {
        anchors.fill: parent
        radius: Theme.radiusField
        ink: Theme.color.lineStrong
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.xl
        anchors.rightMargin: Theme.xl
        spacing: Theme.dp(20)
        Icon {
            name: "magnifying-glass"
            px: 48
            color: Theme.color.text3
        }
        Label {
            Layout.fillWidth: true
            text: field.shortened ? qsTrId("search.hint.short") : qsTrId("search.hint")
            type: Theme.bodyL
            color: Theme.color.text3
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Label {
            text: qsTrId("common.later")
            type: Theme.label
            color: Theme.color.text3
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
}
