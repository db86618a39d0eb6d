import QtQuick
import QtQuick.Window
import Kiosk.Theme
import Kiosk.ViewModels

// The page on top. A page's file is read when it is first wanted: the first frame waits for its own page alone.
Loader {
    id: host

    required property Shell app
    readonly property bool beside: Theme.landscape && !Theme.elder      // list and record on one page
    readonly property string page: app.paused.shown ? "PausedScreen" : pageOf(app.navigator.screen)

    signal calledOff
    signal callStaff

    function pageOf(screen: string): string {
        switch (screen) {
        case "idle": return "IdleScreen";
        case "thanks": return "ThanksScreen";
        case "benefits": return host.beside ? "BenefitSplitScreen" : "BenefitListScreen";
        case "benefit": return host.beside ? "BenefitSplitScreen" : "BenefitScreen";
        case "activities": return "ActivitiesScreen";
        case "activity": return "ActivityScreen";
        case "others": return "OthersScreen";
        case "help": return "HelpScreen";
        case "mishap": return "MishapScreen";
        case "sign_up": return "SignUpScreen";
        case "tickets": return "TicketsScreen";
        case "services": return host.beside ? "ServiceSplitScreen" : "ServiceListScreen";
        case "service": return host.beside ? "ServiceSplitScreen" : "ServiceScreen";
        case "guides": return "GuidesScreen";
        case "guide": return "GuideScreen";
        case "news": return host.beside ? "NewsSplitScreen" : "NewsListScreen";
        case "article": return host.beside ? "NewsSplitScreen" : "ArticleScreen";
        case "memo": return "MemoScreen";
        case "check": return "CheckStartScreen";
        case "check_question": return "CheckQuestionScreen";
        case "check_review": return "CheckReviewScreen";
        case "check_results": return "CheckResultsScreen";
        case "check_why": return "CheckWhyScreen";
        case "check_what_if": return "CheckWhatIfScreen";
        case "check_hand_over": return "HandOverScreen";
        case "urgent": return "UrgentScreen";
        case "search": return "SearchScreen";
        case "places": return "PlacesScreen";
        case "place": return "PlaceScreen";
        case "record": return "RecordScreen";
        }
        return "HomeScreen";
    }

    // One object for all pages: Qt 6.11 keeps the object of each setSource() for good.
    readonly property var given: ({ app: host.app })
    property bool fresh: false             // made, and not drawn yet

    // Once everything has found its size, and the lists are filled, what is only read may rise (画面放低).
    Connections {
        target: host.fresh && Theme.low ? host.Window.window : null
        function onFrameSwapped(): void { host.settle(); }
    }

    focus: true
    onPageChanged: host.make()

    function make(): void {
        host.app.wanted(host.app.navigator.screen);
        host.setSource(host.page + ".qml", host.given);
        host.fresh = true;
    }
    function settle(): void {
        const page = host.item as Page;
        host.fresh = false;
        if (page)
            page.rise();
    }
    // What 画面放低 took from the page goes back to where it belongs.
    Connections {
        target: Theme
        function onLowChanged(): void {
            if (Theme.low) {
                host.fresh = true;
            } else {
                host.setSource("");
                host.make();
            }
        }
    }

    Connections {
        target: host.item
        ignoreUnknownSignals: true
        function onCancelled(): void { host.calledOff(); }
        function onCallStaff(): void { host.callStaff(); }
    }
}
