import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// The search box on the home page: it opens the search page, where the keyboard is.
Press {
    id: field

    property bool shortened: false

    name: qsTrId("search.open") + Words.comma + words.text
    implicitHeight: Theme.dp(104)
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
            text: field.shortened ? qsTrId("search.hint.short") : qsTrId("search.hint")
            type: Theme.bodyL
            color: Theme.color.text2
            wrapMode: Text.NoWrap
            shrinks: true
            minimumPixelSize: Theme.fontPx(Theme.minimum)
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
}
