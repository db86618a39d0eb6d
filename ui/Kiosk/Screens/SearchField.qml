import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// The search box on the home page: it opens the search page, where the keyboard is.
Press {
    id: field

    property bool shortened: false

    name: qsTrId("search.open") + Words.comma + words.text
    implicitHeight: Math.max(Theme.dp(104), words.implicitHeight + Theme.l)
    ringRadius: Theme.radiusField

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusField
        color: field.down ? Theme.color.sunk : Theme.color.card
        border.width: Theme.control
        border.color: Theme.color.lineStrong
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.xl
        anchors.rightMargin: Theme.xl
        spacing: Theme.dp(20)
        Icon {
            name: "magnifying-glass"
            px: 48
        }
        Label {
            id: words
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            text: field.shortened || Theme.huge ? qsTrId("search.hint.short") : qsTrId("search.hint")
            type: Theme.bodyL
            color: Theme.color.text2
            foldable: true
            shrinks: !Theme.huge
            minimumPixelSize: Theme.fontPx(Theme.minimum)
            Accessible.ignored: true
        }
        Row {
            visible: !Theme.huge
            spacing: Theme.s
            Icon {
                name: "keyboard"
                px: 44
                color: Theme.color.accentText
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                text: qsTrId("search.type")
                type: Theme.buttonSmall
                color: Theme.color.accentText
                wrapMode: Text.NoWrap
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
    }
}
