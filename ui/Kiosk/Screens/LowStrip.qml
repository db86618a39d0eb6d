import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// First in the lower half of 画面放低: why everything stands here, the buttons of a long text above, and 放回原位.
RowLayout {
    id: strip

    required property AccessModel access
    property Page page: null
    readonly property Aloft above: page?.above ?? null
    readonly property bool snug: page?.snug ?? false
    readonly property bool turning: above !== null && above.overflows

    spacing: Theme.m
    Label {
        Layout.fillWidth: true
        visible: !strip.turning && !strip.snug
        text: qsTrId("access.low.here")
        type: Theme.label
    }
    PushButton {
        visible: strip.turning
        least: 80
        type: Theme.label
        text: qsTrId("reader.up")
        icon: "arrow-up"
        blocked: strip.turning && strip.above.first
        hint: blocked ? qsTrId("reader.top") : ""
        onActivated: if (!blocked) strip.above.turn(-1)
    }
    PushButton {
        visible: strip.turning
        least: 80
        type: Theme.label
        text: qsTrId("reader.down")
        icon: "arrow-down"
        blocked: strip.turning && strip.above.last
        hint: blocked ? qsTrId("reader.end") : ""
        onActivated: if (!blocked) strip.above.turn(1)
    }
    Item {
        visible: strip.turning || strip.snug
        Layout.fillWidth: true
    }
    PushButton {
        least: 80
        type: Theme.label
        text: qsTrId("access.low.back")
        icon: "arrow-fat-lines-up"
        onActivated: strip.access.lowReach = false
    }
}
