pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// One activity: when, what, where, for whom, seats as far as this terminal knows, and what can be done. Pressed as a whole.
Press {
    id: card

    required property string title
    required property date startsAt
    required property date endsAt
    required property string place
    required property string who
    required property string fee
    required property bool meal
    required property int capacity        // 0: nobody counts
    required property int seats           // -1: none known here
    required property string offer
    required property var until
    readonly property bool wide: Theme.landscape && !Theme.huge
    readonly property bool stacked: Theme.elder && !wide
    readonly property string standing: {
        switch (offer) {
        case "over": return qsTrId("activity.over");
        case "started": return qsTrId("activity.started");
        case "closed": return qsTrId("activity.closed");
        case "walk_in": return qsTrId("activity.walkin");
        case "sign_up": if (seats > 0) return qsTrId("activity.seats", seats).arg(seats);
        }
        return until ? (meal ? qsTrId("activity.order.until") : qsTrId("activity.until")).arg(Words.clock(until)) : "";
    }
    readonly property string stateIcon: offer === "walk_in" || (offer === "sign_up" && seats > 0) ? "check-circle"
        : offer === "over" || offer === "closed" ? "x-circle" : "clock"
    readonly property color stateInk: offer === "walk_in" || (offer === "sign_up" && seats > 0) ? Theme.color.ok
        : offer === "over" || offer === "closed" ? Theme.color.text2 : Theme.color.warn
    readonly property string whoFor: [who, fee].filter(part => part.length > 0).join(Words.comma)

    name: [qsTrId("activity.span").arg(Words.clock(startsAt)).arg(Words.clock(endsAt)), title, standing,
           capacity > 0 ? qsTrId("activity.capacity", capacity).arg(capacity) : "", place, whoFor]
          .filter(part => part.length > 0).join(Words.comma)
    // More words than the design has room for: then the card is as high as they are, otherwise the page says.
    readonly property bool wordy: Theme.huge || heading.more || stateText.lineCount > 1 || beside.wordy
    implicitHeight: wordy ? body.implicitHeight + Theme.dp(wide ? 24 : 48) : 0

    Face {
        anchors.fill: parent
        down: card.down
    }
    RowLayout {
        id: body
        anchors.fill: parent
        anchors.leftMargin: Theme.dp(card.wide ? 28 : 34)
        anchors.rightMargin: Theme.dp(card.wide ? 28 : 34)
        anchors.topMargin: Theme.dp(card.wide ? 8 : 24) + card.shift
        anchors.bottomMargin: Theme.dp(card.wide ? 8 : 24) - card.shift
        spacing: Theme.l

        Column {
            visible: !card.stacked
            Layout.preferredWidth: Theme.grow(card.wide ? 150 : 160)
            Layout.alignment: card.wide ? Qt.AlignVCenter : Qt.AlignTop
            Label {
                width: parent.width
                text: Words.clock(card.startsAt)
                type: Theme.time
                wrapMode: Text.NoWrap
                shrinks: true
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                text: qsTrId("activity.to").arg(Words.clock(card.endsAt))
                type: Theme.secondary
                color: Theme.color.text2
                Accessible.ignored: true
            }
        }
        Rectangle {
            visible: card.wide
            Layout.preferredWidth: Theme.dp(2)
            Layout.fillHeight: true
            Layout.topMargin: Theme.m
            Layout.bottomMargin: Theme.m
            color: Theme.color.line
        }
        Column {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            Layout.alignment: card.wide ? Qt.AlignVCenter : Qt.AlignTop
            spacing: Theme.xxs
            Label {
                visible: card.stacked
                width: parent.width
                text: qsTrId("activity.span").arg(Words.clock(card.startsAt)).arg(Words.clock(card.endsAt))
                type: Theme.timeSmall
                Accessible.ignored: true
            }
            RowTitle {
                id: heading
                width: parent.width
                text: card.title
                large: card.wide ? Theme.title3 : Theme.cardTitle
                least: Theme.fontPx(Theme.bodyBold)
            }
            Repeater {
                model: card.wide ? [["map-pin-line", card.place]] : [["map-pin-line", card.place], ["users-three", card.whoFor]]
                Row {
                    id: fact
                    required property var modelData
                    width: parent ? parent.width : 0
                    spacing: Theme.s
                    Icon {
                        id: mark
                        name: fact.modelData[0]
                        px: 32
                        anchors.verticalCenter: parent.verticalCenter
                    }
                    Label {
                        width: fact.width - mark.width - fact.spacing
                        text: fact.modelData[1]
                        type: card.wide ? Theme.rowLine : Theme.body
                        wrapMode: Theme.huge ? Text.Wrap : Text.NoWrap
                        shrinks: !Theme.huge
                        minimumPixelSize: Theme.fontPx(Theme.minimum)
                        elide: Theme.huge ? Text.ElideNone : Text.ElideRight
                        Accessible.ignored: true
                    }
                }
            }
            Row {
                visible: !card.wide
                width: parent.width
                spacing: Theme.s
                Icon {
                    id: stateMark
                    visible: stateText.text.length > 0
                    name: card.stateIcon
                    px: 32
                    color: card.stateInk
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    id: stateText
                    text: card.standing
                    type: Theme.label
                    color: card.stateInk
                    width: Math.min(implicitWidth, parent.width - stateMark.width - parent.spacing)
                    Accessible.ignored: true
                }
                Label {
                    visible: card.capacity > 0 && stateMark.width + stateText.implicitWidth + implicitWidth + 3 * Theme.s <= parent.width
                    text: qsTrId("activity.capacity", card.capacity).arg(card.capacity)
                    type: Theme.secondary
                    color: Theme.color.text2
                    wrapMode: Text.NoWrap
                    anchors.verticalCenter: parent.verticalCenter
                    Accessible.ignored: true
                }
            }
        }
        Column {
            id: beside
            readonly property bool wordy: visible && (wideState.lineCount > 1 || taken.lineCount > 1)
            visible: card.wide
            Layout.preferredWidth: Theme.grow(360)
            Layout.alignment: Qt.AlignVCenter
            spacing: Theme.xxs
            Row {
                visible: wideState.text.length > 0
                width: parent.width
                spacing: Theme.xs
                Icon {
                    id: wideMark
                    name: card.stateIcon
                    px: 34
                    color: card.stateInk
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    id: wideState
                    width: parent.width - wideMark.width - parent.spacing
                    text: card.standing
                    type: Theme.label
                    color: card.stateInk
                    Accessible.ignored: true
                }
            }
            Label {
                id: taken
                width: parent.width
                text: card.capacity > 0 ? qsTrId("activity.capacity", card.capacity).arg(card.capacity) : card.whoFor
                type: Theme.secondary
                color: Theme.color.text2
                Accessible.ignored: true
            }
        }
        Icon {
            name: "caret-right"
            px: 40
            Layout.alignment: Qt.AlignVCenter
        }
    }
}
