import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// An activity of today: time, title, room.
Press {
    id: card

    required property string title
    required property date startsAt
    required property string room

    name: Words.clock(startsAt) + Words.comma + title + Words.comma + room
    implicitHeight: Theme.dp(128)

    Face {
        anchors.fill: parent
        down: card.down
    }
    Label {
        id: time
        x: Theme.l
        y: Math.round((parent.height - height) / 2) + card.shift
        width: Theme.dp(118)
        text: Words.clock(card.startsAt)
        type: Theme.timeSmall
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    Column {
        anchors.left: time.right
        anchors.leftMargin: Theme.dp(20)
        anchors.right: parent.right
        anchors.rightMargin: Theme.m
        y: Math.round((parent.height - height) / 2) + card.shift
        Label {
            width: parent.width
            text: card.title
            type: Theme.bodyBold
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.dp(26)
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Row {
            width: parent.width
            spacing: Theme.xs
            Icon {
                id: pin
                name: "map-pin"
                px: 30
                color: Theme.color.text2
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                width: parent.width - pin.width - parent.spacing
                text: card.room
                type: Theme.secondary
                color: Theme.color.text2
                wrapMode: Text.NoWrap
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.dp(24)
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
    }
}
