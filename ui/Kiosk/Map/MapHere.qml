import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// 您在这里: a river dot (its ring lies under the pins), and the words at a side where no pin stands.
Item {
    id: here

    property var pins: []                 // where they stand, from here
    property bool upwards: false          // the way leads down: the words are better above
    // The first of these where no pin stands, or where least is covered.
    readonly property rect at: {
        const away = Theme.dp(54);
        const wide = words.implicitWidth;
        const high = words.implicitHeight;
        const below = Qt.rect(-wide / 2, away, wide, high);
        const above = Qt.rect(-wide / 2, -away - high, wide, high);
        const places = upwards ? [above, below] : [below, above];
        for (const down of [0, -high * 0.8, high * 0.8, -high * 1.4, high * 1.4])
            places.push(Qt.rect(away, down - high / 2, wide, high), Qt.rect(-away - wide, down - high / 2, wide, high));
        const hidden = places.map(place => Overlap.hidden(place, pins));
        return places[hidden.indexOf(Math.min(...hidden))];
    }

    // Whether the words could stand under this.
    function near(pin: rect): bool {
        const wide = Theme.dp(54) + words.implicitWidth;
        const high = Theme.dp(54) + 2 * words.implicitHeight;
        return Overlap.shared(pin, Qt.rect(-wide, -high, 2 * wide, 2 * high)) > 0;
    }

    Accessible.role: Accessible.StaticText
    Accessible.name: qsTrId("map.here")

    Rectangle {
        anchors.centerIn: parent
        width: Theme.dp(54)
        height: width
        radius: width / 2
        color: Theme.color.info
        border.width: Theme.dp(7)
        border.color: Theme.color.card
    }
    Rectangle {
        anchors.fill: words
        anchors.leftMargin: -Theme.xs
        anchors.rightMargin: -Theme.xs
        radius: height / 2
        color: Theme.color.card
    }
    Label {
        id: words
        x: Math.round(here.at.x)
        y: Math.round(here.at.y)
        text: qsTrId("map.here")
        type: Theme.secondaryBold
        color: Theme.color.info
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
