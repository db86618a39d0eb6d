import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One fact of a place: icon and words.
Row {
    id: line

    required property string icon
    required property string text
    property TypeStyle type: Theme.body

    visible: text.length > 0
    spacing: Theme.m

    Icon {
        id: mark
        name: line.icon
        px: 36
        color: Theme.color.accentText
        anchors.top: words.top
        anchors.topMargin: Math.round((words.lineHeight - height) / 2)
    }
    EvenLabel {
        id: words
        hugs: true
        room: line.width - mark.width - line.spacing
        said: line.text
        type: line.type
    }
}
