import QtQuick
import Kiosk.Controls
import Kiosk.ViewModels

// What the terminal says about its content: offline (can be put away), old, or nothing yet. One at a time.
Banner {
    id: banner

    required property Shell app
    property string dismissed            // state that was put away with 知道了; a new state shows again

    signal callStaff

    readonly property string shown: app.freshness
    visible: (shown === "offline" || shown === "stale" || shown === "error") && dismissed !== shown
    tone: shown === "stale" ? "warn" : shown === "error" ? "err" : "info"
    icon: shown === "stale" ? "clock-counter-clockwise" : shown === "error" ? "warning-octagon" : "wifi-slash"
    title: shown === "stale" ? qsTrId("banner.stale.title").arg(app.ageDays)
        : shown === "error" ? qsTrId("banner.error.title") : qsTrId("banner.offline.title")
    line: shown === "stale" ? qsTrId("banner.stale.line")
        : shown === "error" ? qsTrId("banner.error.line") : qsTrId("banner.offline.line")
    action: shown === "offline" ? qsTrId("banner.offline.action") : qsTrId("banner.stale.action")
    actionIcon: shown === "offline" ? "" : "call-bell"
    height: implicitHeight
    onPressed: {
        if (shown === "offline")
            banner.dismissed = shown;
        else
            banner.callStaff();
    }

    Connections {
        target: banner.app
        function onStateChanged(): void {
            if (banner.app.freshness === "fresh")
                banner.dismissed = "";
        }
    }
}
