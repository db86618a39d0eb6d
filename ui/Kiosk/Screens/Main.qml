pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The window: top bar, banner, the page on top of the stack, bottom bar, sheets, toast. Bars never move.
Window {
    id: window

    required property Shell app
    required property ReadingModel reading
    required property GuidanceModel guidance
    required property real pixelsPerMm      // 0 where the panel was not measured
    required property real glassEdgeMm      // from the floor to the lower edge of the glass
    property bool still: false
    property string openSheet               // "access", "language" or "voice": which sheet is up
    readonly property alias pageItem: host.item

    color: Theme.color.ground
    title: qsTrId("app.name")

    readonly property bool landscape: width > height
    // Design px are for a 1080 px wide, 23.8-inch panel; what a panel of other millimetres asks for is a rule of its own.
    Binding { target: Theme; property: "unit"; value: window.app.access.unit(window.width, window.height, window.pixelsPerMm) }
    Binding { target: Theme; property: "mm"; value: window.app.access.pixelsInMm(window.width, window.height, window.pixelsPerMm) }
    Binding { target: Theme; property: "low"; value: window.app.access.lowReach && !window.landscape }
    Binding { target: Theme; property: "reachTop"; value: window.app.access.reachTop(window.width, window.height, window.pixelsPerMm, window.glassEdgeMm) }
    readonly property bool nearEnough: app.access.withinReach(width, height, pixelsPerMm, glassEdgeMm, topBar.height)
    Binding { target: Theme; property: "landscape"; value: window.landscape }
    Binding { target: Theme; property: "textScale"; value: window.app.access.textScale }
    Binding { target: Theme; property: "highContrast"; value: window.app.access.highContrast }
    Binding { target: Theme; property: "traditional"; value: window.app.language === "zh-Hant" }
    Binding { target: Words; property: "nobody"; value: window.app.help.barState === "closed" }
    Binding { target: Theme; property: "still"; value: window.still }

    function calledOff(): void {
        if (window.app.navigator.screen === "help")
            window.app.navigator.back();
        toast.show(qsTrId("help.cancelled"));
    }

    TopBar {
        id: topBar
        readonly property bool walked: false  // not read unless asked
        z: 20
        width: parent.width
        site: window.app.site.join(qsTrId("site.join")) + (window.app.siteIsSample ? qsTrId("site.sample") : "")
        now: window.app.now
        localeName: window.app.localeName
    }

    StateBanner {
        id: banner
        z: 50
        enabled: content.enabled
        app: window.app
        x: Theme.margin
        // What can be pressed in it has to be in reach.
        readonly property bool lowered: Theme.low && action.length > 0
        y: lowered ? Theme.reachTop : topBar.height + (Theme.elder ? Theme.s : 0)
        width: parent.width - 2 * Theme.margin
        onCallStaff: window.app.help.press()
    }

    LowStrip {
        id: lowStrip
        z: 15
        visible: Theme.low
        enabled: readingMark.lift === 0
        opacity: enabled ? 1 : 0         // what is lifted passes here; it keeps its height, by which the page is laid out
        x: Theme.margin
        y: Theme.s + (banner.visible && banner.lowered ? banner.y + banner.height : Theme.reachTop)
        width: parent.width - 2 * Theme.margin
        access: window.app.access
        page: window.pageItem as Page
    }
    Binding { target: Theme; property: "aloft"; value: Theme.reachTop - content.y }
    Binding { target: Theme; property: "lowTop"; value: lowStrip.y + lowStrip.height + Theme.m - content.y }

    Item {
        id: content
        enabled: window.openSheet.length === 0     // a sheet is all one can walk to while it is up
        clip: true
        y: banner.visible && !banner.lowered ? banner.y + banner.height : topBar.height
        width: parent.width
        height: bottomBar.y - y

        PageHost {
            id: host
            objectName: "host"
            y: -readingMark.lift
            width: content.width
            height: content.height
            app: window.app
            onCalledOff: window.calledOff()
            onCallStaff: bottomBar.callStaff()
        }
        ReadingMark {
            id: readingMark
            anchors.fill: parent
            reading: window.reading
            page: host
            free: readingBar.y - content.y
        }
        // A page that cannot be made is not a blank.
        Loader {
            anchors.fill: parent
            active: host.status === Loader.Error
            sourceComponent: MishapScreen { app: window.app }
        }
        // Only the small shift is animated, never opacity: the software renderer repaints what moves.
        NumberAnimation {
            id: slide
            target: host
            property: "x"
            to: 0
            duration: Theme.page
            easing.type: Easing.OutCubic
        }
    }

    Connections {
        target: window.app.navigator
        function onMoved(forward: bool): void {
            window.openSheet = "";
            toast.clear();
            if (Theme.page > 0) {
                slide.from = forward ? Theme.pageShift : -Theme.pageShift;
                slide.restart();
            }
        }
    }

    BottomBar {
        id: bottomBar
        z: 40
        anchors.bottom: parent.bottom
        width: parent.width
        canGoBack: window.app.navigator.canGoBack
        atRest: window.app.navigator.screen === "idle"
        paused: window.app.paused.shown
        accessOn: window.app.access.anything
        accessOpen: window.openSheet === "access"
        languageOpen: window.openSheet === "language"
        onBack: window.app.navigator.back()
        onHome: {
            window.openSheet = "";
            window.reading.stop();       // also where home is up already
            if (atRest || window.app.navigator.screen === "thanks")
                window.app.visit.wake();
            else
                window.app.navigator.home();
        }
        reading: window.reading.state
        onRead: {
            window.openSheet = "";
            if (window.reading.open)
                window.reading.toggle();
            else
                window.reading.read(host.item, window.app.navigator.screen === "urgent" && window.app.selfCheck.urgent.quiet);
        }
        onCallStaff: window.app.help.press()
        callState: window.app.help.barState
        openingWords: Words.opensAt(window.app.help.opensInDays, window.app.help.opensAt, window.app.localeName)
        onAccess: window.openSheet = window.openSheet === "access" ? "" : "access"
        onLanguage: window.openSheet = window.openSheet === "language" ? "" : "language"
    }

    onOpenSheetChanged: if (openSheet.length > 0) reading.stop()

    Loader {
        id: readingBar
        z: 25
        anchors.bottom: bottomBar.top
        x: -Theme.control                // only the bar's upper edge is a line
        width: parent.width + 2 * Theme.control
        active: window.reading.open
        sourceComponent: ReadingBar {
            reading: window.reading
            most: bottomBar.y - (Theme.low ? Theme.reachTop : topBar.height)
            onRefused: words => toast.show(words)
        }
    }
    Loader {
        z: 30
        width: parent.width
        height: bottomBar.y
        active: window.openSheet.length > 0
        sourceComponent: window.openSheet === "access" ? accessSheet : window.openSheet === "voice" ? voiceSheet
            : window.openSheet === "language" ? languageSheet : null
    }
    Component { id: accessSheet; AccessSheet { app: window.app; nearEnough: window.nearEnough; onClosed: window.openSheet = "" } }
    Component { id: languageSheet; LanguageSheet { app: window.app; onClosed: window.openSheet = "" } }
    Component { id: voiceSheet; VoiceSheet { app: window.app; reading: window.reading; onClosed: window.openSheet = "" } }
    GuidanceLayer {
        z: 90
        anchors.fill: parent
        guidance: window.guidance
        banner: banner
        toast: toast
        onSheetWanted: window.openSheet = "voice"
        onCloseWanted: window.openSheet = ""
        onRefused: words => toast.show(words)
    }
    Toast {
        id: toast
        z: 50
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: bottomBar.top
        anchors.bottomMargin: Theme.l
    }
    Connections {
        target: window.app.visit
        function onEnded(): void {
            window.openSheet = "";
            toast.clear();
        }
    }
    Loader {
        id: question
        z: 70
        anchors.fill: parent
        active: window.app.visit.asking
        sourceComponent: Inactivity { app: window.app }
    }
}
