pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Out of service by an order of the platform (mock-up 19b): why, until when, and two ways on. It goes away by itself.
FocusScope {
    id: screen

    required property Shell app
    readonly property PausedModel paused: app.paused

    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: words.said

    function words(why: string): string {
        switch (why) {
        case "maintenance": return qsTrId("paused.maintenance");
        case "closed": return qsTrId("paused.closed");
        case "fault": return qsTrId("paused.fault");
        case "revoked": return qsTrId("paused.revoked");
        }
        return qsTrId("paused.title");
    }
    function untilWords(): string {
        if (screen.paused.why === "revoked")
            return screen.paused.wiped ? qsTrId("paused.wiped") : qsTrId("paused.over");
        if (isNaN(screen.paused.until.getTime()))
            return qsTrId("paused.soon");
        const clock = Words.clock(screen.paused.until);
        return screen.paused.untilToday ? qsTrId("paused.until.today").arg(clock)
            : qsTrId("paused.until.day").arg(Words.day(screen.paused.until, screen.app.localeName)).arg(clock);
    }

    IdleArt {
        visible: !Theme.huge
        anchors.fill: parent
        branchWidth: Theme.dp(Theme.landscape ? (Theme.elder ? 380 : 480) : (Theme.elder ? 560 : 760))
    }
    component Why: Column {
        readonly property string said: title.text.replace("\n", " ") + Words.comma + until.text
        spacing: Theme.l
        Label {
            id: title
            width: parent.width
            text: screen.words(screen.paused.why)
            type: Theme.huge ? Theme.title1 : Theme.displayS
            Accessible.role: Accessible.Heading
        }
        Label {
            id: until
            width: parent.width
            text: screen.untilWords()
            type: Theme.leadL
            color: Theme.color.text2
        }
    }
    component Ways: Card {
        height: rows.height + 2 * rows.y
        implicitHeight: height
        Column {
            id: rows
            x: Theme.dp(36)
            y: Theme.s
            width: parent.width - 2 * x
            PausedRow {
                width: parent.width
                icon: "hand-waving"
                tint: "kapok"
                title: qsTrId("paused.staff")
                line: Words.nobody ? qsTrId("paused.staff.line.closed") : qsTrId("paused.staff.line")
            }
            Repeater {
                model: screen.paused.phones
                PausedRow {
                    required property var model
                    width: rows.width
                    divided: true
                    icon: "phone-call"
                    tint: "river"
                    title: qsTrId("paused.dial").arg(model.number)
                    line: model.line
                }
            }
        }
    }

    Item {
        anchors.fill: parent
        visible: !Theme.huge
        Why {
            id: words
            x: Theme.margin
            // As high as the flowers leave room, never past the bottom bar.
            y: Math.max(Theme.contentTop, Theme.landscape ? Math.round((parent.height - height) / 2) - Theme.l
                : Math.min(Theme.dp(464), card.y - height - Theme.l))
            width: (Theme.landscape ? card.x - Theme.xl : parent.width - Theme.margin) - x
        }
        Ways {
            id: card
            x: Theme.landscape ? Math.round(parent.width * 0.46) : Theme.margin
            y: Theme.landscape ? parent.height - height - Theme.l
                : Math.min(Theme.dp(464) + words.height + Theme.l, parent.height - height - Theme.l)
            width: parent.width - Theme.margin - x
        }
    }
    // Large letters: below each other, and turned by buttons where that is more than the screen.
    ScrollZone {
        visible: Theme.huge
        x: Theme.margin
        y: Theme.contentTop
        width: parent.width - 2 * x
        height: parent.height - y - Theme.contentBottom
        Column {
            width: parent.width
            spacing: Theme.l
            Why { width: parent.width }
            Ways { width: parent.width }
        }
    }
}
