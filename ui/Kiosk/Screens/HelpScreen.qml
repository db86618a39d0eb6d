pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// 叫工作人员 (mock-ups 29, 29b): how the call stands, or what else helps where nobody can come.
Page {
    id: page

    required property Shell app
    readonly property HelpModel help: app.help
    property bool numbers: false
    // A silent call that nobody has seen brings nobody. Out of hours, or where it could not be made aloud, the numbers are the way on.
    readonly property bool unheard: help.state === "ringing" && help.sound === "silent"

    signal cancelled

    Loader {
        anchors.fill: parent
        anchors.bottomMargin: Theme.lip
        sourceComponent: page.help.state.length > 0 && !page.unheard && !page.numbers ? calledPart : numbersPart
    }
    Component {
        id: calledPart
        HelpCalled {
            help: page.help
            onOnward: page.app.navigator.back()
            onNumbersWanted: page.numbers = true
        }
    }
    Component {
        id: numbersPart
        HelpNumbers {
            app: page.app
            help: page.help
            openingWords: Words.opensAt(page.help.opensInDays, page.help.opensAt, page.app.localeName)
            onOnward: page.numbers ? page.numbers = false : page.app.navigator.back()
        }
    }
    Connections {
        target: page.help
        property string before: page.help.state
        function onChanged(): void {
            const over = before.length > 0 && page.help.state.length === 0 && !page.help.failed;
            before = page.help.state;
            if (over)
                page.cancelled();
        }
    }
}
