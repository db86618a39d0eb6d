import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// What is so, as large as it matters, with one picture.
RowLayout {
    id: head

    required property string icon
    required property string tint
    required property string title

    spacing: Theme.xl
    IconTile {
        name: head.icon
        tint: head.tint
        px: Theme.landscape || Theme.elder ? 112 : 152
    }
    Headline {
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        room: head.width - Theme.grow(Theme.landscape || Theme.elder ? 112 : 152) - head.spacing
        title: head.title
        type: Theme.landscape ? Theme.title1S : Theme.titleHome
    }
}
