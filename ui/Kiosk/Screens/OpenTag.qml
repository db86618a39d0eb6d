import QtQuick
import Kiosk.Controls

// Open now, closed, or not known, with the time where it is known.
Tag {
    id: tag

    required property string openState
    required property date until
    required property int inDays
    required property string localeName
    readonly property bool timed: !isNaN(until.getTime())

    visible: openState === "open" || openState === "closed"
    icon: "door-open"
    tone: openState === "open" ? "ok" : "warn"
    text: openState === "open"
        ? (timed ? qsTrId("open.until").arg(Words.clock(until)) : qsTrId("open.now"))
        : (timed ? (inDays === 0 ? qsTrId("closed.today").arg(Words.clock(until))
                    : qsTrId("closed.until").arg(Words.relativeDay(inDays, until, localeName)).arg(Words.clock(until)))
           : qsTrId("closed.now"))
}
