import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// What one has to know before going: how far, when it is open today, whom to ring, whether wheels get in.
GridLayout {
    id: facts

    required property Shell app
    property TypeStyle type: Theme.body
    readonly property PlaceModel place: app.place

    columns: 1
    columnSpacing: Theme.l
    rowSpacing: Theme.dp(10)
    uniformCellWidths: columns > 1

    PlaceLine {
        Layout.fillWidth: true
        icon: "person-simple-walk"
        type: facts.type
        text: facts.place.here ? qsTrId("map.here") : Words.away(facts.place.distanceM, facts.place.walkMin)
    }
    PlaceLine {
        Layout.fillWidth: true
        icon: "clock"
        type: facts.type
        text: !facts.place.todayKnown ? "" : facts.place.today.length > 0 ? Words.unbroken(qsTrId("place.today").arg(facts.place.today.join(qsTrId("words.list")))) : qsTrId("place.today.closed")
    }
    PlaceLine {
        Layout.fillWidth: true
        icon: "phone"
        type: facts.type
        text: facts.place.phones.join(qsTrId("site.join"))
    }
    PlaceLine {
        Layout.fillWidth: true
        icon: "wheelchair"
        type: facts.type
        text: facts.place.stepFree === "yes" ? qsTrId("place.stepfree") : facts.place.stepFree === "no" ? qsTrId("place.steps") : ""
    }
}
