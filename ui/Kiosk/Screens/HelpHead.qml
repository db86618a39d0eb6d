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
    Item {
        // A headline is as wide as it likes, which a layout would not let it be.
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        implicitHeight: said.height
        Headline {
            id: said
            room: parent.width
            title: head.title
            type: Theme.landscape ? Theme.title1S : Theme.titleHome
        }
    }
}
