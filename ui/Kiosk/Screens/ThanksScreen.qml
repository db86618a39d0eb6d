pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// After a visit (mock-up 32): what was cleared, what not to forget. A touch anywhere goes home; else the idle screen follows.
FocusScope {
    id: screen

    required property Shell app
    readonly property VisitModel visit: app.visit

    function traceWords(trace: string): string {
        switch (trace) {
        case "form": return qsTrId("thanks.trace.form");
        case "ticket": return qsTrId("thanks.trace.ticket");
        case "answers": return qsTrId("thanks.trace.answers");
        case "search": return qsTrId("thanks.trace.search");
        }
        return qsTrId("thanks.trace.pages");
    }

    // More words than the lying screen has room for.
    readonly property bool wordy: Theme.landscape && !Theme.elder && line.lineCount + traces.lineCount + sealed.lineCount + things.lineCount > 6

    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: title.text + Words.comma + line.text
    Keys.onPressed: event => {
        if (event.key !== Qt.Key_Tab && event.key !== Qt.Key_Backtab && event.key !== Qt.Key_Shift)
            screen.visit.wake();
    }

    MouseArea {
        anchors.fill: parent
        onClicked: screen.visit.wake()
    }
    Image {
        visible: !Theme.highContrast && !Theme.huge
        anchors.right: parent.right
        anchors.rightMargin: -Theme.dp(30)
        y: -Theme.dp(16)
        source: Theme.art("kapok-branch.svg")
        width: Theme.dp(Theme.landscape ? 800 : Theme.elder ? 620 : 900)
        height: Math.round(width * (790 / 1080))
        sourceSize: Qt.size(width, height)
        Accessible.ignored: true
    }
    Image {
        visible: Theme.highContrast
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: Theme.dp(60)
        source: Theme.art("kapok-outline.svg")
        width: Theme.dp(360)
        height: Math.round(width * 0.975)
        sourceSize: Qt.size(width, height)
        Accessible.ignored: true
    }
    ColumnLayout {
        id: words
        x: Theme.margin
        y: Theme.landscape ? Math.round((parent.height - height) / 2)
            : Math.max(Theme.contentTop, Math.min(Theme.dp(640), foot.y - height - Theme.m))
        width: (Theme.landscape ? Theme.dp(Theme.huge ? 1400 : 1040) : parent.width - 2 * Theme.margin)
        spacing: Theme.dp(Theme.huge && Theme.landscape || screen.wordy ? 16 : Theme.elder || Theme.landscape ? 28 : 40)

        Column {
            Layout.fillWidth: true
            spacing: Theme.l
            Label {
                id: title
                width: parent.width
                text: Theme.landscape && Theme.elder ? qsTrId("thanks.title").replace("\n", " ") : qsTrId("thanks.title")
                type: Theme.huge && Theme.landscape || screen.wordy ? Theme.title1S : Theme.displayS
                Accessible.role: Accessible.Heading
            }
            Label {
                id: line
                visible: Theme.textScale < 1.6      // what was cleared says the same
                width: parent.width
                text: qsTrId("thanks.line")
                type: Theme.leadL
                color: Theme.color.text2
            }
        }
        Rectangle {
            Layout.fillWidth: true
            Layout.topMargin: Theme.dp(Theme.elder || Theme.landscape ? 0 : 16)
            implicitHeight: panel.implicitHeight + Theme.dp(60)
            radius: Theme.radiusCard
            color: Theme.color.okBg
            border.width: Theme.highContrast ? Theme.control : 0
            border.color: Theme.color.ok
            RowLayout {
                id: panel
                x: Theme.dp(36)
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - 2 * x
                spacing: Theme.l
                Icon {
                    name: "check-circle"
                    px: 60
                    color: Theme.color.ok
                }
                Column {
                    Layout.fillWidth: true
                    Label {
                        width: parent.width
                        text: qsTrId("thanks.cleared")
                        type: Theme.title3
                    }
                    EvenLabel {
                        id: traces
                        room: parent.width
                        said: screen.visit.cleared.map(trace => screen.traceWords(trace)).join(qsTrId("words.list"))
                        type: Theme.bodyL
                        color: Theme.color.text2
                    }
                    EvenLabel {
                        id: sealed
                        visible: !(Theme.huge && Theme.landscape) && screen.visit.cleared.includes("form")
                        room: parent.width
                        said: qsTrId("thanks.sealed")
                        type: Theme.secondary
                        color: Theme.color.text2
                    }
                }
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.dp(20)
            Icon {
                name: "bag-simple"
                px: 48
            }
            Label {
                id: things
                Layout.fillWidth: true
                text: qsTrId("thanks.things")
                type: Theme.huge && Theme.landscape ? Theme.rowLine : Theme.lead
            }
        }
    }
    Row {
        id: foot
        visible: !(Theme.huge && Theme.landscape)      // the key 首页 says it too
        x: Theme.landscape ? parent.width - width - Theme.margin : Math.round((parent.width - width) / 2)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.dp(36)
        spacing: Theme.s
        Icon {
            name: "house"
            px: 36
            color: Theme.color.text2
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            text: qsTrId("thanks.back").arg(screen.visit.thanksLeft)
            type: Theme.rowLine
            color: Theme.color.text2
        }
    }
}
