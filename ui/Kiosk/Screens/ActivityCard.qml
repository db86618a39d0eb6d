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
    required property int seats           // -1: none lent to this machine; -2: what it was lent cannot be read now
    required property string offer
    required property bool takesNames     // whether this machine can write down who comes
    required property var until
    readonly property bool wide: Theme.landscape && !Theme.huge
    readonly property bool stacked: Theme.elder && !wide
    readonly property bool takeable: offer === "sign_up" || offer === "waiting_list"
    readonly property bool ours: offer === "sign_up" && seats > 0 && takesNames       // confirmed here, also without a network
    readonly property bool done: offer === "over" || offer === "closed"
    readonly property string standing: {
        if (takeable && !takesNames)
            return qsTrId("signup.stopped.title");
        switch (offer) {
        case "over": return qsTrId("activity.over");
        case "started": return qsTrId("activity.started");
        case "closed": return qsTrId("activity.closed");
        case "walk_in": return qsTrId("activity.walkin");
        case "waiting_list": return seats === -2 ? qsTrId("activity.unseen") : qsTrId("activity.noseats");
        case "sign_up": if (ours) return qsTrId("activity.seats", seats).arg(seats);
        }
        return until ? (meal ? qsTrId("activity.order.until") : qsTrId("activity.until")).arg(Words.clock(until)) : "";
    }
    readonly property string stateIcon: offer === "walk_in" || ours ? "check-circle" : done ? "x-circle" : "clock"
    readonly property color stateInk: offer === "walk_in" || ours ? Theme.color.ok : done ? Theme.color.text2 : Theme.color.warn
    readonly property string whoFor: [who, fee].filter(part => part.length > 0).join(Words.comma)

    name: [qsTrId("activity.span").arg(Words.clock(startsAt)).arg(Words.clock(endsAt)), title, standing,
           ours ? qsTrId("activity.local") : "", capacity > 0 ? qsTrId("activity.capacity", capacity).arg(capacity) : "", place, whoFor]
          .filter(part => part.length > 0).join(Words.comma)
    // More words than the design has room for: then the card is as high as they are, otherwise the page says.
    readonly property bool wordy: Theme.huge || heading.more || stateText.lineCount > 1 || beside.wordy || where.folded || whom.folded
        || (says.visible && says.height > stateText.height + 1)
    // Asked for a moment later: another height lays the lines out anew, which may make the card wordy in between.
    function ask(): void { implicitHeight = wordy ? body.implicitHeight + Theme.dp(wide ? 24 : 48) : 0; }
    onWordyChanged: Qt.callLater(card.ask)
    onWideChanged: Qt.callLater(card.ask)
    Component.onCompleted: ask()

    // Whether it can be confirmed here without a network.
    component Local: Row {
        visible: card.ours
        spacing: Theme.xs
        Icon {
            id: localMark
            name: "wifi-slash"
            px: 30
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            text: qsTrId("activity.local")
            type: Theme.secondary
            color: Theme.color.text2
            width: Math.min(implicitWidth, card.wide ? beside.width - localMark.width - parent.spacing : says.width - localMark.width - parent.spacing)
            Accessible.ignored: true
        }
    }
    // A line with its icon; where it is too long for one in the smallest letters, on two.
    component Fact: Row {
        id: fact
        property string icon
        property string said
        readonly property bool folded: !Theme.huge && words.width > 0 && words.natural * Theme.minimum.px / words.usual.px > words.width + 2
        spacing: Theme.s
        Icon {
            id: mark
            name: fact.icon
            px: 32
            anchors.verticalCenter: parent.verticalCenter
        }
        FilledLabel {
            id: words
            readonly property TypeStyle usual: card.wide ? Theme.rowLine : Theme.body
            readonly property real natural: measure.height > 0 ? measure.advanceWidth(fact.said) : 0
            width: fact.width - mark.width - fact.spacing
            said: fact.said
            breaks: fact.folded
            most: 2
            type: fact.folded ? Theme.minimum : usual
            wrapMode: Theme.huge || fact.folded ? Text.Wrap : Text.NoWrap
            maximumLineCount: fact.folded ? 2 : 999
            shrinks: !Theme.huge && !fact.folded
            minimumPixelSize: Theme.fontPx(Theme.minimum)
            elide: Theme.huge ? Text.ElideNone : Text.ElideRight
            Accessible.ignored: true
            FontMetrics {
                id: measure
                font.family: Theme.family(words.usual)
                font.pixelSize: Theme.fontPx(words.usual)
            }
        }
    }

    Face {
        anchors.fill: parent
        down: card.down
    }
    RowLayout {
        id: body
        onImplicitHeightChanged: Qt.callLater(card.ask)
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
                said: card.title
                large: card.wide ? Theme.title3 : Theme.cardTitle
                least: Theme.fontPx(Theme.bodyBold)
            }
            Fact {
                id: where
                width: parent.width
                icon: "map-pin-line"
                said: card.place
            }
            Fact {
                id: whom
                visible: !card.wide
                width: parent.width
                icon: "users-three"
                said: card.whoFor
            }
            Flow {
                id: says
                readonly property real spare: width - stateMark.width - stateText.implicitWidth - Theme.s - (card.ours ? local.width + Theme.s : 0)
                visible: !card.wide
                width: parent.width
                spacing: Theme.s
                Row {
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
                        width: Math.min(implicitWidth, says.width - stateMark.width - parent.spacing)
                        Accessible.ignored: true
                    }
                }
                Label {
                    visible: card.capacity > 0 && implicitWidth + Theme.s <= says.spare
                    text: qsTrId("activity.capacity", card.capacity).arg(card.capacity)
                    type: Theme.secondary
                    color: Theme.color.text2
                    wrapMode: Text.NoWrap
                    height: stateText.height
                    Accessible.ignored: true
                }
                Local { id: local }
            }
        }
        Column {
            id: beside
            readonly property bool wordy: visible && (wideState.lineCount > 1 || taken.lineCount > 1)
            visible: card.wide
            Layout.preferredWidth: Theme.grow(360)
            Layout.alignment: Qt.AlignVCenter
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
                FilledLabel {
                    id: wideState
                    width: parent.width - wideMark.width - parent.spacing
                    said: card.standing
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
            Local {}
        }
        Icon {
            name: "caret-right"
            px: 40
            Layout.alignment: Qt.AlignVCenter
        }
    }
}
