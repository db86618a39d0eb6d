import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// What the terminal says about its content: offline (can be put away), old, or nothing yet. One at a time.
Banner {
    id: banner

    required property Shell app
    property string dismissed            // state that was put away with 知道了; a new state shows again

    signal callStaff

    visible: (app.freshness === "offline" || app.freshness === "stale") && dismissed !== app.freshness
    tone: app.freshness === "stale" ? "warn" : "info"
    icon: app.freshness === "stale" ? "clock-counter-clockwise" : "wifi-slash"
    title: app.freshness === "stale" ? qsTrId("banner.stale.title").arg(app.ageDays) : qsTrId("banner.offline.title")
    line: app.freshness === "stale" ? qsTrId("banner.stale.line") : qsTrId("banner.offline.line")
    action: app.freshness === "stale" ? qsTrId("banner.stale.action") : qsTrId("banner.offline.action")
    actionIcon: app.freshness === "stale" ? "call-bell" : ""
    height: implicitHeight
    onPressed: {
        if (app.freshness === "stale")
            banner.callStaff();
        else
            banner.dismissed = app.freshness;
    }

    Connections {
        target: banner.app
        function onStateChanged(): void {
            if (banner.app.freshness === "fresh")
                banner.dismissed = "";
        }
    }
}
