pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// A place, section by section: how to get there, when, whom to ring, the code to take along.
Column {
    id: body

    required property Shell app
    property bool bare: false             // on a card already (landscape)
    readonly property PlaceModel place: app.place

    spacing: Theme.dp(20)

    Section {
        width: parent.width
        bare: body.bare
        icon: "signpost"
        title: qsTrId("place.way.title")
        spacing: Theme.xs
        PlaceLine {
            width: parent ? parent.width : 0
            icon: "map-pin-line"
            text: body.place.address
        }
        PlaceLine {
            width: parent ? parent.width : 0
            icon: "translate"
            text: body.place.inChinese.length > 0 ? qsTrId("place.driver").arg(body.place.inChinese) : ""
        }
        PlaceLine {
            width: parent ? parent.width : 0
            icon: "target"
            text: body.place.landmark.length > 0 ? qsTrId("place.landmark").arg(body.place.landmark) : ""
        }
        PlaceLine {
            width: parent ? parent.width : 0
            icon: "person-simple-walk"
            text: body.place.here ? qsTrId("map.here") : PlaceWords.direction(body.place)
        }
        PlaceLine {
            width: parent ? parent.width : 0
            icon: "wheelchair"
            text: body.place.stepFree === "yes" ? qsTrId("place.stepfree") : body.place.stepFree === "no" ? qsTrId("place.steps") : qsTrId("place.steps.unknown")
        }
        EvenLabel {
            room: parent ? parent.width : 0
            visible: body.place.quarter.length > 0
            said: qsTrId("place.estimate")
            type: Theme.secondary
            color: Theme.color.text2
        }
    }
    Section {
        width: parent.width
        visible: body.place.hours.count > 0 || body.place.hoursNote.length > 0 || body.place.suspended
        bare: body.bare
        icon: "clock"
        title: qsTrId("place.hours")
        spacing: Theme.xs
        Label {
            width: parent ? parent.width : 0
            visible: body.place.suspended
            text: qsTrId("place.suspended.line")
            type: Theme.bodyBold
            color: Theme.color.err
        }
        Repeater {
            model: body.place.hours
            Item {
                required property int first
                required property int last
                required property var spans
                width: parent ? parent.width : 0
                height: Math.max(days.implicitHeight, times.implicitHeight)
                Label {
                    id: days
                    width: Theme.grow(250)
                    text: PlaceWords.days(parent.first, parent.last)
                    type: Theme.bodyBold
                }
                Label {
                    id: times
                    anchors.left: days.right
                    anchors.right: parent.right
                    text: parent.spans.length > 0 ? Words.unbroken(parent.spans.join(qsTrId("words.list"))) : qsTrId("place.closed")
                }
            }
        }
        Label {
            width: parent ? parent.width : 0
            visible: body.place.holidays.length > 0
            text: body.place.holidays === "open" ? qsTrId("place.holidays.open") : qsTrId("place.holidays.closed")
            type: Theme.secondary
            color: Theme.color.text2
        }
        Label {
            width: parent ? parent.width : 0
            visible: body.place.hours.count > 0 && body.place.holidays !== "open" && !body.place.holidaysSure
            text: qsTrId("place.holidays.unsure")
            type: Theme.secondary
            color: Theme.color.warn
        }
        Label {
            width: parent ? parent.width : 0
            visible: text.length > 0
            text: body.place.hoursNote
            type: Theme.secondary
            color: Theme.color.text2
        }
    }
    Section {
        width: parent.width
        visible: body.place.phones.length > 0
        bare: body.bare
        icon: "phone"
        title: qsTrId("heading.phone")
        Repeater {
            model: body.place.phones
            Label {
                required property string modelData
                width: parent ? parent.width : 0
                text: modelData
                type: Theme.phone
            }
        }
        Label {
            width: parent ? parent.width : 0
            visible: text.length > 0
            text: body.place.phoneNote
            type: Theme.secondary
            color: Theme.color.text2
        }
    }
    Section {
        width: parent.width
        visible: body.place.note.length > 0
        bare: body.bare
        icon: "info"
        title: qsTrId("heading.about")
        Label {
            width: parent ? parent.width : 0
            text: body.place.note
        }
    }
    Foot {
        width: parent.width
        bare: body.bare
        app: body.app
        page: "place"
        printLabel: qsTrId("place.print")
        verifiedOn: body.place.verifiedOn
        confirmed: body.place.confirmed
        sources: body.place.sources
    }
}
