import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// 往上看 and 往下看 under what is longer than the screen, and where one is. Nothing has to be dragged.
RowLayout {
    id: bar

    readonly property bool aloud: false   // the whole text is read, not only what is in sight
    property bool walked: false           // by ear one goes from text to text, and what one comes to is brought into sight
    property bool tight: false            // something else stands beside it
    required property bool first
    required property bool last
    required property string where

    signal turn(by: int)

    spacing: Theme.huge ? Theme.m : Theme.l
    PushButton {
        // With longer words it has more lines, not the whole width.
        Layout.fillWidth: !Theme.huge
        Layout.preferredWidth: Math.max(Theme.dp(bar.tight ? 220 : Theme.huge ? 240 : 300), implicitWidth)
        Layout.maximumWidth: Theme.huge ? -1 : Layout.preferredWidth
        text: qsTrId("reader.up")
        icon: "arrow-up"
        turns: true
        blocked: bar.first
        hint: blocked ? qsTrId("reader.top") : ""
        onActivated: if (!blocked) bar.turn(-1)
    }
    Label {
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.minimumWidth: Math.min(implicitWidth, Theme.grow(140))
        horizontalAlignment: Text.AlignHCenter
        type: Theme.secondary
        color: Theme.color.text2
        text: bar.where
        visible: !Theme.huge && !bar.tight // the button that cannot be pressed any more says it
    }
    Item {
        visible: Theme.huge && !bar.tight
        Layout.fillWidth: true
    }
    PushButton {
        // With longer words it has more lines, not the whole width.
        Layout.fillWidth: !Theme.huge
        Layout.preferredWidth: Math.max(Theme.dp(bar.tight ? 220 : Theme.huge ? 240 : 300), implicitWidth)
        Layout.maximumWidth: Theme.huge ? -1 : Layout.preferredWidth
        text: qsTrId("reader.down")
        trailingIcon: "arrow-down"
        turns: true
        blocked: bar.last
        hint: blocked ? qsTrId("reader.end") : ""
        onActivated: if (!blocked) bar.turn(1)
    }
    Item {
        visible: bar.tight                // what stands beside it keeps away
        Layout.fillWidth: true
    }
}
