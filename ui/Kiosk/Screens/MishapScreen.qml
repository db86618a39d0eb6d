import QtQuick
import Kiosk.Controls
import Kiosk.ViewModels

// Something nobody expected: calm words and two ways on. Needs neither content nor journal.
Page {
    id: page

    required property Shell app

    StateCard {
        width: parent.width
        y: Math.round((parent.height - height) / 3)
        icon: "hand-heart"
        tint: "amber"
        title: qsTrId("mishap.title")
        line: Words.nobody ? qsTrId("mishap.line.closed") : qsTrId("mishap.line")
        action: qsTrId("mishap.home")
        secondAction: Words.nobody ? qsTrId("help.numbers") : qsTrId("mishap.staff")
        onPressed: page.app.navigator.home()
        onSecondPressed: page.app.help.press()
    }
}
