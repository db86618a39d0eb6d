import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// What the guidance by ear shows and hears of the window: a ring around the text it stands at, and messages nobody asked for,
// which it says once.
Item {
    id: layer

    required property GuidanceModel guidance
    required property Banner banner
    required property Toast toast

    signal sheetWanted
    signal closeWanted
    signal refused(string words)

    Rectangle {
        readonly property rect at: layer.guidance.mark
        readonly property int gap: Theme.focusRing + Theme.focusGap
        visible: at.width > 0
        x: at.x - gap
        y: at.y - gap
        width: at.width + 2 * gap
        height: at.height + 2 * gap
        radius: Theme.radiusKey
        color: "transparent"
        border.width: Theme.focusRing
        border.color: Theme.color.focus
    }
    Connections {
        target: layer.guidance
        function onSheetWanted(): void { layer.sheetWanted(); }
        function onCloseWanted(): void { layer.closeWanted(); }
        function onRefused(why: string): void {
            layer.refused(why === "no_voice" ? qsTrId("aloud.no_voice") : qsTrId("read.no_sound"));
        }
    }
    Connections {
        target: layer.banner
        // How printing goes is said whole: it tells where to reach.
        function onTitleChanged(): void {
            if (layer.banner.visible)
                layer.guidance.announce(layer.banner.title + "\n" + layer.banner.line);
        }
    }
    Connections {
        target: layer.toast
        function onMessageChanged(): void { layer.guidance.announce(layer.toast.message); }
    }
}
