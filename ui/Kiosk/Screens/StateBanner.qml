import QtQuick
import Kiosk.Controls
import Kiosk.ViewModels

// The one banner: of everything there is to say, the most serious (err > warn > ok > info; first listed goes first).
// To say something new here, add it to `candidates`.
Banner {
    id: banner

    required property Shell app
    property string dismissed            // what was put away with 知道了; it shows again after it was over, or for the next person

    signal callStaff

    readonly property bool nobody: Words.nobody
    readonly property string helping: nobody ? qsTrId("help.numbers") : qsTrId("banner.stale.action")
    readonly property string screen: app.navigator.screen
    readonly property var candidates: [bulletin(), unreadable(), locked(), clock(), stale(), called(), offline(), slip()]
    readonly property var chosen: choose(candidates.filter(each => each !== null && each.key !== banner.dismissed))

    function choose(found: var): var {
        const brief = found.find(each => each.brief === true);    // gone in seconds, or somebody stands and waits for it
        if (brief)
            return brief;
        for (const level of ["err", "warn", "ok", "info"]) {
            for (const each of found) {
                if (each.tone === level)
                    return each;
            }
        }
        return null;
    }
    function bulletin(): var {
        if (banner.app.bulletins.count === 0 || banner.screen !== "home")
            return null;
        const level = banner.app.bulletins.firstLevel;
        return {
            key: "bulletin", tone: level === "danger" ? "err" : (level === "warning" ? "warn" : "info"),
            icon: level === "notice" ? "info" : "warning-octagon",
            title: banner.app.bulletins.firstTitle, line: banner.app.bulletins.firstIssuer,
            action: qsTrId("bulletin.open"), actionIcon: ""
        };
    }
    function unreadable(): var {
        if (banner.app.freshness !== "error")
            return null;
        return {
            key: "error", tone: "err", icon: "warning-octagon", title: qsTrId("banner.error.title"),
            line: Words.unreadable, action: banner.helping, actionIcon: banner.nobody ? "phone" : "call-bell"
        };
    }
    function locked(): var {
        if (!banner.app.paused.locked)
            return null;
        return {
            key: "locked", tone: "warn", icon: "warning-octagon", title: qsTrId("banner.locked.title"),
            line: banner.nobody ? qsTrId("banner.locked.line.closed") : qsTrId("banner.locked.line"), action: banner.helping, actionIcon: banner.nobody ? "phone" : "call-bell"
        };
    }
    function stale(): var {
        if (banner.app.freshness !== "stale")
            return null;
        return {
            key: "stale", tone: "warn", icon: "clock-counter-clockwise",
            title: qsTrId("banner.stale.title", banner.app.ageDays).arg(banner.app.ageDays),
            line: banner.nobody ? qsTrId("banner.stale.line.closed") : qsTrId("banner.stale.line"),
            action: banner.helping, actionIcon: banner.nobody ? "phone" : "call-bell"
        };
    }
    function clock(): var {
        if (!banner.app.clockWrong)
            return null;
        return {
            key: "clock", tone: "warn", icon: "clock", title: qsTrId("banner.clock.title"), line: qsTrId("banner.clock.line"),
            action: banner.helping, actionIcon: banner.nobody ? "phone" : "call-bell"
        };
    }
    function called(): var {
        if (banner.app.help.barState !== "called" || banner.screen === "help")
            return null;
        return {
            key: "called", tone: "ok", icon: "call-bell",
            title: banner.app.help.state === "seen" ? qsTrId("banner.called.seen") : qsTrId("banner.called"),
            line: qsTrId("banner.called.line"), action: qsTrId("banner.called.action"), actionIcon: "x"
        };
    }
    function offline(): var {
        if (banner.app.freshness !== "offline")
            return null;
        return {
            key: "offline", tone: "info", icon: "wifi-slash", title: qsTrId("banner.offline.title"),
            line: qsTrId("banner.offline.line"), action: qsTrId("banner.offline.action"), actionIcon: ""
        };
    }
    // How printing goes; what failed says what to do instead.
    function slip(): var {
        const take = banner.app.takeAway;
        const otherwise = banner.nobody ? qsTrId("print.paper_out.line.closed") : qsTrId("print.paper_out.line");
        const copy = take.slipOf.length > 0 ? qsTrId("take.memo") : "";
        switch (take.printing) {
        case "busy": return {
            key: "slip", brief: true, tone: "ok", icon: "printer", title: qsTrId("print.busy.title", take.seconds).arg(take.seconds),
            line: qsTrId("print.busy.line"), action: "", actionIcon: ""
        };
        case "waiting": return {
            key: "slip", brief: true, tone: "ok", icon: "printer", title: qsTrId("print.waiting.title"),
            line: qsTrId("print.busy.line"), action: "", actionIcon: ""
        };
        case "done": return {
            key: "slip.again", brief: true, tone: "ok", icon: "printer", title: qsTrId("print.done.title"),
            line: qsTrId("print.done.line"), action: qsTrId("print.again"), actionIcon: "printer"
        };
        case "paper_out": return {
            key: "slip.copy", tone: "err", icon: "printer", title: qsTrId("print.paper_out.title"),
            line: otherwise, action: copy, actionIcon: "pencil-simple"
        };
        case "offline": return {
            key: "slip.copy", tone: "err", icon: "printer", title: qsTrId("print.offline.title"),
            line: otherwise, action: copy, actionIcon: "pencil-simple"
        };
        case "lost": case "late": return {
            key: "slip.copy", tone: "err", icon: "printer", title: qsTrId("print.lost.title"),
            line: otherwise, action: copy, actionIcon: "pencil-simple"
        };
        }
        return null;
    }

    visible: chosen !== null && screen !== "idle"
    tone: chosen ? chosen.tone : "info"
    icon: chosen ? chosen.icon : "info"
    title: chosen ? chosen.title : ""
    line: chosen ? chosen.line : ""
    action: chosen ? chosen.action : ""
    actionIcon: chosen ? chosen.actionIcon : ""
    height: implicitHeight
    onPressed: {
        if (!chosen)                          // it went away under the finger
            return;
        if (chosen.key === "bulletin")
            app.navigator.open("record", app.bulletins.firstId);
        else if (chosen.key === "slip.again")
            app.takeAway.reprint();
        else if (chosen.key === "slip.copy")
            app.navigator.open("memo", app.takeAway.slipOf);
        else if (chosen.key === "offline")
            dismissed = chosen.key;
        else if (chosen.key === "called")
            app.help.cancel();
        else
            callStaff();
    }
    onScreenChanged: {
        if (screen === "idle")
            dismissed = "";
    }

    Connections {
        target: banner.app
        function onStateChanged(): void {
            if (banner.app.freshness === "fresh")
                banner.dismissed = "";
        }
    }
}
