import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The end of a page: take it along as a code or on paper; whom to ask, what it rests on, when it was checked.
GridLayout {
    id: foot

    required property Shell app
    required property string page         // its name in `takeAway`
    required property date verifiedOn
    required property bool confirmed
    property list<string> sources
    property string phone
    property string printLabel: qsTrId("take.print")
    property bool bare: false             // without cards, inside another one (landscape)
    readonly property bool alone: phone.length === 0 && sources.length === 0
    readonly property string check: qsTrId("benefit.verified").arg(Qt.formatDate(verifiedOn, "yyyy-MM-dd"))
        + (confirmed ? "" : qsTrId("basis.unconfirmed"))

    // Several sources beside the code would be a narrow column of large letters.
    columns: (Theme.huge || Theme.elder && sources.length > 1) && !bare || bare && Theme.textScale > 1.6 ? 1 : 2
    columnSpacing: Theme.dp(20)
    rowSpacing: Theme.dp(20)

    Item {
        Layout.fillWidth: foot.alone || foot.columns === 1
        Layout.preferredWidth: take.implicitWidth + (foot.bare ? 0 : Theme.dp(48))
        Layout.preferredHeight: take.implicitHeight + (foot.bare ? 0 : Theme.xl)
        Layout.fillHeight: true
        Card {
            anchors.fill: parent
            visible: !foot.bare
        }
        TakeBlock {
            id: take
            x: foot.bare ? 0 : Theme.m
            anchors.verticalCenter: parent.verticalCenter
            app: foot.app
            page: foot.page
            room: Theme.huge ? foot.width - (foot.bare ? 0 : Theme.xl) : 0
            label: foot.printLabel
            more: foot.alone ? foot.check : ""
        }
    }
    Item {
        visible: !foot.alone
        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: facts.implicitHeight + (foot.bare ? 0 : Theme.dp(40))
        Card {
            anchors.fill: parent
            visible: !foot.bare
        }
        Column {
            id: facts
            x: foot.bare ? 0 : Theme.dp(28)
            width: parent.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.dp(6)
            Row {
                visible: foot.phone.length > 0
                spacing: Theme.s
                Icon {
                    id: receiver
                    name: "phone"
                    color: Theme.color.accentText
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    width: Math.min(implicitWidth, facts.width - receiver.width - Theme.s)
                    text: qsTrId("benefit.phone").arg(foot.phone)
                    type: Theme.bodyBold
                }
            }
            Row {
                visible: foot.sources.length > 0
                spacing: Theme.s
                Icon {
                    id: book
                    name: "book-open-text"
                    color: Theme.color.accentText
                }
                Column {
                    width: facts.width - book.width - Theme.s
                    Repeater {
                        model: foot.sources
                        Label {
                            required property string modelData
                            required property int index
                            width: parent ? parent.width : 0
                            text: index === 0 ? qsTrId("foot.source").arg(modelData) : modelData
                            type: Theme.secondary
                            color: Theme.color.text2
                        }
                    }
                }
            }
            EvenLabel {
                room: parent.width
                said: foot.check
                type: Theme.minimum
                color: Theme.color.text2
            }
        }
    }
}
