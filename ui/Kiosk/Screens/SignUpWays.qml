import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 上一步 and the way on, which says what is missing.
RowLayout {
    id: ways

    required property SignUpModel sheet
    property bool back: true
    property string text: qsTrId("signup.next")
    property string icon
    signal pressed

    function missingWords(code: string): string {
        switch (code) {
        case "surname": return qsTrId("signup.missing.surname");
        case "guardian": return qsTrId("signup.missing.guardian");
        case "digits": return qsTrId("signup.missing.digits", ways.sheet.missingDigits).arg(ways.sheet.missingDigits);
        case "not_a_mobile": return qsTrId("signup.missing.mobile");
        case "consent": return qsTrId("signup.missing.consent");
        }
        return "";
    }

    spacing: Theme.m
    PushButton {
        visible: ways.back
        least: 116
        text: qsTrId("signup.back")
        stepsBack: true
        icon: "arrow-left"
        onActivated: ways.sheet.goBack()
    }
    PushButton {
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.dp(200)
        least: 116
        kind: "primary"
        blocked: ways.sheet.missing.length > 0
        text: blocked ? ways.missingWords(ways.sheet.missing) : ways.text
        type: blocked ? Theme.label : Theme.button
        icon: blocked ? "info" : ways.icon
        trailingIcon: blocked || ways.icon.length > 0 ? "" : "arrow-right"
        hint: ""
        onActivated: if (!blocked) ways.pressed()
    }
}
