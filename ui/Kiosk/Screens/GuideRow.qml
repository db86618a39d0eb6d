import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One guide in a card of guides: icon, title, what it is about, how many steps and minutes. The focus ring stays inside.
Press {
    id: row

    required property string title
    required property string summary
    required property string icon
    required property string tint
    required property int steps
    required property int minutes
    property bool first: false
    property bool last: false
    readonly property string said: Words.rehearsed(title)
    readonly property string span: qsTrId("guides.length", row.steps).arg(row.steps).arg(row.minutes)

    name: [said, summary, span].filter(part => part.length > 0).join(Words.comma)
    ringGap: -2 * Theme.focusRing
    implicitHeight: Math.max(Theme.grow(124), texts.implicitHeight + Theme.dp(28))

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.hairline
        topLeftRadius: row.first ? Theme.radiusCard - Theme.hairline : 0
        topRightRadius: topLeftRadius
        bottomLeftRadius: row.last ? Theme.radiusCard - Theme.hairline : 0
        bottomRightRadius: bottomLeftRadius
        color: row.down ? Theme.color.sunk : Theme.color.card
    }
    Rectangle {
        visible: !row.first
        x: Theme.dp(28)
        width: parent.width - 2 * x
        height: Theme.dp(2)
        color: Theme.color.line
    }
    IconTile {
        id: tile
        x: Theme.dp(28)
        anchors.verticalCenter: parent.verticalCenter
        name: row.icon
        tint: row.tint
        px: 80
    }
    Column {
        id: texts
        anchors.left: tile.right
        anchors.leftMargin: Theme.l
        anchors.right: duration.visible ? duration.left : caret.left
        anchors.rightMargin: Theme.m
        anchors.verticalCenter: parent.verticalCenter
        EvenLabel {
            room: parent.width
            said: row.said
            type: Theme.title3
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            text: Theme.elder ? row.span : row.summary
            type: Theme.secondary
            color: Theme.color.text2
            wrapMode: Theme.huge ? Text.Wrap : Text.NoWrap
            fontSizeMode: Theme.huge ? Text.FixedSize : Text.HorizontalFit
            minimumPixelSize: Theme.fontPx(Theme.minimum)
            elide: Theme.huge ? Text.ElideNone : Text.ElideRight
            Accessible.ignored: true
        }
    }
    Label {
        id: duration
        visible: !Theme.elder
        anchors.right: caret.left
        anchors.rightMargin: Theme.l
        anchors.verticalCenter: parent.verticalCenter
        text: row.span
        type: Theme.secondary
        color: Theme.color.text2
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    Icon {
        id: caret
        anchors.right: parent.right
        anchors.rightMargin: Theme.dp(28)
        anchors.verticalCenter: parent.verticalCenter
        name: "caret-right"
        px: 40
    }
}
