pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// What the family may be entitled to (mock-up 08): the answer as the title, one card for every benefit, grouped and paged; take
// it along without the answers; a person at the end, whatever came out.
Page {
    id: results

    required property Shell app
    readonly property CheckResultsModel found: app.selfCheck.results
    readonly property int fits: sided ? 2 : 3
    readonly property bool sided: Theme.landscape && !Theme.elder

    component Head: Column {
        spacing: Theme.xs
        Headline {
            room: parent.width
            title: CheckWords.headline(results.found.likely, results.found.oneMore, results.found.office)
            type: results.sided ? Theme.title1S : Theme.title1
        }
        EvenLabel {
            room: parent.width
            said: qsTrId("check.results.line", results.app.selfCheck.check.answerCount).arg(results.app.selfCheck.check.answerCount)
            color: Theme.color.text2
        }
    }
    component Groups: Flow {
        spacing: Theme.m
        Repeater {
            model: results.found.groups
            Chip {
                required property string status
                required property int amount
                text: qsTrId("check.group").arg(CheckWords.status(status)).arg(amount)
                checked: results.found.group === status
                visible: amount > 0
                dense: true
                onActivated: results.found.setGroup(status)
            }
        }
    }
    component Take: Card {
        property alias own: take.own
        implicitHeight: take.implicitHeight + Theme.l
        TakeBlock {
            id: take
            x: Theme.s
            room: parent.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            app: results.app
            page: "check"
        }
    }
    component Ways: GridLayout {
        id: ways
        columns: Theme.elder && !Theme.landscape ? 1 : 2
        columnSpacing: Theme.l
        rowSpacing: Theme.m
        Take {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            own: ways.columns === 1
        }
        Column {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.dp(100)
            spacing: Theme.s
            TakeButton {
                visible: ways.columns > 1 && available
                width: parent.width
                least: 80
                padding: Theme.s
                app: results.app
                page: "check"
            }
            PushButton {
                width: parent.width
                least: 80
                padding: Theme.s
                text: qsTrId("check.whatif")
                icon: "swap"
                visible: results.found.canAskWhatIf
                onActivated: results.app.navigator.open("check_what_if", "")
            }
            PushButton {
                width: parent.width
                least: 80
                padding: Theme.s
                text: qsTrId("check.change.answers")
                icon: "pencil-simple"
                onActivated: results.app.navigator.back()
            }
        }
    }

    RowLayout {
        anchors.fill: parent
        spacing: Theme.dp(40)
        ColumnLayout {
            visible: results.sided
            Layout.fillWidth: false
            Layout.preferredWidth: Theme.dp(620)
            Layout.fillHeight: true
            spacing: Theme.m
            Head {
                Layout.fillWidth: true
            }
            Groups {
                Layout.fillWidth: true
            }
            Item { Layout.fillHeight: true }
            Take {
                Layout.fillWidth: true
            }
            RowLayout {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.lip
                spacing: Theme.m
                PushButton {
                    Layout.fillWidth: true
                    padding: Theme.s
                    type: Theme.label
                    text: qsTrId("check.whatif")
                    icon: "swap"
                    visible: results.found.canAskWhatIf
                    onActivated: results.app.navigator.open("check_what_if", "")
                }
                PushButton {
                    Layout.fillWidth: true
                    padding: Theme.s
                    type: Theme.label
                    text: qsTrId("check.change.answers")
                    icon: "pencil-simple"
                    onActivated: results.app.navigator.back()
                }
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.m
            Head {
                visible: !results.sided
                Layout.fillWidth: true
            }
            Groups {
                visible: !results.sided
                Layout.fillWidth: true
            }
            Reader {
                id: reader
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.m
                page: results.found.page
                pages: results.found.pages
                onGo: number => results.found.go(number)
                Repeater {
                    model: results.found.rows
                    ResultCard {
                        required title
                        required status
                        required forWhom
                        required why
                        required threshold
                        required basis
                        required amount
                        required question
                        required property string key
                        width: parent ? parent.width : 0
                        onOpened: results.app.navigator.open("check_why", key)
                        onAsked: results.found.answerFor(key)
                    }
                }
                Ways {
                    visible: !results.sided && Theme.elder
                    width: parent.width
                }
            }
            Ways {
                visible: !results.sided && !Theme.elder
                Layout.fillWidth: true
                Layout.fillHeight: false
            }
            PushButton {
                Layout.fillWidth: true
                least: 116
                Layout.bottomMargin: Theme.lip
                kind: "primary"
                type: Theme.buttonLarge
                text: qsTrId("check.staff")
                icon: "call-bell"
                onActivated: results.app.navigator.open("check_hand_over", "")
            }
        }
    }
    Component.onCompleted: found.fit(fits)
    onFitsChanged: found.fit(fits)
    Connections {
        target: results.found
        function onTurned(): void {
            reader.toTop();
        }
    }
}
