pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Open or not, 示例, 待核实: of the place that is open.
Flow {
    id: tags

    required property Shell app
    property bool brief: false            // what the strip along the map says already is left out
    readonly property PlaceModel place: app.place
    readonly property var openness: Words.placeState(place.openState, place.openUntil, place.openInDays, place.suspended, place.minutesLeft, app.localeName)

    spacing: Theme.s

    Tag {
        text: tags.openness.text
        icon: tags.openness.icon
        tone: tags.openness.tone
    }
    Tag {
        visible: tags.place.sample && !tags.brief && !tags.place.title.includes(text)        // the name says it already
        text: qsTrId("tag.sample")
        icon: "info"
        tone: "warn"
    }
    Tag {
        visible: !tags.place.confirmed && !tags.place.sample
        text: qsTrId("tag.unconfirmed")
        icon: "question"
        tone: "warn"
    }
}
