import QtQuick
import Kiosk.Controls
import Kiosk.ViewModels

// Takes a page along: prints its slip; where there is no printer (or `memo`), opens the big digits to copy down.
PushButton {
    id: button

    required property Shell app
    required property string page          // its name in `takeAway`
    property bool memo: !app.takeAway.hasPrinter
    property string label: qsTrId("take.print")
    readonly property bool busy: !memo && app.takeAway.printing === "busy"

    readonly property bool available: memo ? app.takeAway.memoNames.indexOf(page) >= 0 : app.takeAway.hasPrinter
    visible: available
    blocked: busy
    text: busy ? qsTrId("take.printing") : memo ? qsTrId("take.memo") : label
    hint: busy ? qsTrId("print.busy.line") : ""
    icon: memo ? "pencil-simple" : "printer"
    onActivated: {
        if (busy)
            return;
        if (memo)
            app.navigator.open("memo", page);
        else
            app.takeAway.print(page);
    }
}
