import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One control of the map: icon over words, or an arrow alone, which its name explains.
Press {
    id: button

    required property string icon
    required property string text
    property bool bare: false             // the arrow alone

    name: text
    ringRadius: Theme.radiusField
    implicitWidth: Theme.grow(bare ? 76 : 120)
    implicitHeight: Theme.grow(bare ? 76 : 108)

    Rectangle {
        anchors.fill: parent
        radius: button.bare ? Theme.dp(18) : Theme.radiusField
        color: button.down ? Theme.color.sunk : Theme.color.card
        border.width: Theme.control
        border.color: Theme.color.lineStrong
    }
    Column {
        anchors.centerIn: parent
        spacing: Theme.dp(2)
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: button.icon
            px: button.bare ? 36 : 44
        }
        Label {
            visible: !button.bare
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(implicitWidth, button.width - Theme.dp(12))
            text: button.text
            type: Theme.tag
            wrapMode: Text.NoWrap
            shrinks: true
            minimumPixelSize: Theme.fontPx(Theme.tag) * 0.8
            Accessible.ignored: true
        }
    }
}
