import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Name of the place, what kind it is, open or not.
Column {
    id: title

    required property Shell app
    readonly property PlaceModel place: app.place

    spacing: Theme.s

    Label {
        width: parent.width
        text: title.place.title
        type: Theme.title1S
        Accessible.role: Accessible.Heading
    }
    Label {
        width: parent.width
        text: Words.placeCategory(title.place.category)
        color: Theme.color.text2
    }
    PlaceTags {
        width: parent.width
        app: title.app
    }
}
