pragma Singleton
import QtQuick

// How much of two things lies over each other on the map, in square px.
QtObject {
    function shared(a: rect, b: rect): real {
        return Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x))
            * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
    }
    // What would be hidden of all that stands there already.
    function hidden(place: rect, standing: var): real {
        return standing.reduce((sum, one) => sum + shared(one, place), 0);
    }
}
