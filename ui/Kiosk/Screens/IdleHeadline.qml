import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The headline of an idle frame; the only thing that fades.
Label {
    id: headline

    type: Theme.display
    Accessible.role: Accessible.Heading
    Component.onCompleted: {
        if (Theme.attract > 0)
            fade.start();
    }

    NumberAnimation {
        id: fade
        target: headline
        property: "opacity"
        from: 0
        to: 1
        duration: Theme.attract
    }
}
