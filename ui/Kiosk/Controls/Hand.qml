pragma Singleton
import QtQuick
import Kiosk.Theme

// The hand that touches: it often taps twice. What came up under the finger after its first tap is not meant by the second.
QtObject {
    id: hand

    // ms: the last touch, meant or not; the last that was meant, and when what it had to do was done
    property double touchedAt
    property double meantAt
    property double doneAt
    property point place                 // of the one that was meant, in the window

    // Whether a touch at `where` means what has been there since `born` (ms). Whoever drums on for long means it after all.
    function means(where: point, born: double): bool {
        const now = Date.now();
        const near = Math.hypot(where.x - hand.place.x, where.y - hand.place.y) < Theme.dp(48);
        const soon = Math.abs(now - hand.touchedAt) < Theme.debounce && Math.abs(now - hand.doneAt) < 3 * Theme.debounce;
        hand.touchedAt = now;
        if (near && soon && born >= hand.meantAt)
            return false;
        hand.meantAt = hand.doneAt = now;
        hand.place = where;
        return true;
    }
    // What the touch had to do is done. However long that took: taps that came meanwhile are the same hand's.
    function done(): void {
        hand.touchedAt = hand.doneAt = Date.now();
    }
}
