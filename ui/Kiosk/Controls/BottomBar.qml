import QtQuick
import Kiosk.Theme

// 返回, 首页, 朗读, 大字, 语言, 叫工作人员: always there, always in this order.
Rectangle {
    id: bar

    required property bool canGoBack
    property bool atRest: false           // nobody has begun: 首页 begins
    property bool paused: false           // nothing can be begun; letters, language and staff are still there
    property string reading              // "", or how the reading goes
    property bool accessOn: false
    property bool accessOpen: false
    property bool languageOpen: false
    property string callState: "call"     // "call", "called", "closed"
    property string openingWords          // when somebody is there again, "" where nobody knows

    readonly property string pausedWords: callState === "closed" ? qsTrId("bar.paused.closed") : qsTrId("bar.paused")

    signal back
    signal home
    signal read
    signal access
    signal language
    signal callStaff

    height: Theme.bottomBar
    color: Theme.color.card
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTrId("bar.name")

    Rectangle {
        width: parent.width
        height: Theme.control
        color: Theme.color.line
    }
    Row {
        id: places
        readonly property int gap: Math.max(Theme.gap, Theme.dp(Theme.landscape ? 16 : 4))
        readonly property real share: (width - 5 * gap) / (5 + callShare)
        readonly property real callShare: Theme.elder ? 1.3 : 1.22
        anchors.fill: parent
        anchors.topMargin: Theme.dp(15)
        anchors.bottomMargin: Theme.s
        anchors.leftMargin: Theme.dp(Theme.landscape ? 48 : (Theme.elder ? 16 : 24))
        anchors.rightMargin: anchors.leftMargin
        spacing: gap

        BarItem {
            width: places.share
            height: places.height
            icon: "arrow-left"
            text: qsTrId("bar.back")
            name: qsTrId("bar.back.name")
            blocked: bar.paused || !bar.canGoBack
            hint: bar.paused ? bar.pausedWords : blocked ? qsTrId("bar.back.none") : ""
            onActivated: bar.back()
        }
        BarItem {
            width: places.share
            height: places.height
            icon: "house"
            text: qsTrId("bar.home")
            blocked: bar.paused || bar.atRest
            hint: bar.paused ? bar.pausedWords : blocked ? qsTrId("bar.home.rest") : ""
            onActivated: bar.home()
        }
        BarItem {
            width: places.share
            height: places.height
            icon: bar.reading === "playing" ? "pause" : bar.reading === "paused" ? "play" : "speaker-high"
            readonly property bool whileReading: true   // its press belongs to 朗读 and does not end it
            text: bar.reading === "playing" ? qsTrId("read.pause") : bar.reading === "paused" ? qsTrId("read.resume") : qsTrId("bar.read")
            on: bar.reading.length > 0
            onActivated: bar.read()
        }
        BarItem {
            width: places.share
            height: places.height
            icon: "text-aa"
            text: bar.accessOn ? qsTrId("bar.access.on") : qsTrId("bar.access")
            on: bar.accessOn || bar.accessOpen
            onActivated: bar.access()
        }
        BarItem {
            width: places.share
            height: places.height
            icon: "translate"
            text: qsTrId("bar.language")
            name: qsTrId("bar.language.name")
            on: bar.languageOpen
            onActivated: bar.language()
        }
        BarItem {
            width: places.share * places.callShare
            height: places.height
            icon: "call-bell"
            text: bar.callState === "called" ? qsTrId("bar.called") : bar.callState === "call" ? qsTrId("bar.call")
                : bar.openingWords.length > 0 && Theme.textScale < 1.6 ? bar.openingWords : qsTrId("bar.call.closed")
            name: bar.callState === "called" ? qsTrId("bar.called.name") : bar.callState === "call" ? qsTrId("bar.call.name")
                : bar.openingWords.length > 0 ? (Theme.textScale < 1.6 ? "" : qsTrId("bar.call.closed") + Words.comma) + qsTrId("bar.call.opens.name").arg(bar.openingWords) : qsTrId("bar.call.closed.name")
            call: bar.callState !== "closed"
            filled: bar.callState === "called"
            blocked: bar.callState === "closed"
            hint: blocked ? qsTrId("bar.call.closed.hint") : ""
            onActivated: bar.callStaff()
        }
    }
}
