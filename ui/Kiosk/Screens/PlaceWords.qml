pragma Singleton
import QtQuick
import Kiosk.Controls
import Kiosk.ViewModels

// The way to a place and its week, in words.
QtObject {
    function direction(place: PlaceModel): string {
        if (place.quarter.length === 0)
            return "";
        const away = place.walkMin > 0 ? qsTrId("place.direction.walk").arg(place.walkMin) : "";
        return qsTrId("place.direction").arg(Words.quarter(place.quarter)).arg(Words.distance(place.distanceM)) + away;
    }
    function weekday(day: int): string {
        switch (day) {
        case 1: return qsTrId("weekday.1");
        case 2: return qsTrId("weekday.2");
        case 3: return qsTrId("weekday.3");
        case 4: return qsTrId("weekday.4");
        case 5: return qsTrId("weekday.5");
        case 6: return qsTrId("weekday.6");
        }
        return qsTrId("weekday.7");
    }
    function days(first: int, last: int): string {
        if (first === 1 && last === 7)
            return qsTrId("weekday.all");
        return first === last ? weekday(first) : qsTrId("weekday.range").arg(weekday(first)).arg(weekday(last));
    }
}
