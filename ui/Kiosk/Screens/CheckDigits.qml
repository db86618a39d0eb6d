import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// A number answered digit by digit: what was typed with its unit, and ten keys.
ColumnLayout {
    id: digits

    required property SelfCheckModel check

    spacing: Theme.l

    Field {
        Layout.fillWidth: true
        label: digits.check.short
        reason: digits.check.unit
        value: digits.check.typed
        placeholder: qsTrId("check.digits.empty")
        standing: digits.check.outOfRange ? qsTrId("check.digits.range").arg(digits.check.least).arg(digits.check.most) : ""
        active: true
    }
    Keypad {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.dp(Theme.landscape ? 420 : 520)
        extra: qsTrId("check.digits.clear")
        onTyped: digit => digits.check.press(digit)
        onRubbedOut: digits.check.rubOut()
        onExtraPressed: digits.check.clearDigits()
    }
}
