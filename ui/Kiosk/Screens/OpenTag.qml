import QtQuick
import Kiosk.Controls

// Open now, closed, or not known, with the time where it is known.
Tag {
    id: tag

    required property string openState
    required property date until
    required property int inDays
    required property string localeName

    visible: openState === "open" || openState === "closed"
    icon: "door-open"
    tone: openState === "open" ? "ok" : "warn"
    text: Words.opening(openState, until, inDays, localeName)
}
