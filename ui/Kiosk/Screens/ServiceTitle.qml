import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// What the service is, in a title and a sentence.
Column {
    id: head

    required property Shell app
    property TypeStyle type: Theme.title1
    property TypeStyle lineType: Theme.bodyL

    Headline {
        room: head.width
        title: head.app.service.title
        type: head.type
    }
    EvenLabel {
        room: parent.width
        topPadding: Theme.xxs
        said: head.app.service.summary
        type: head.lineType
        color: Theme.color.text2
    }
}
