pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// What can be asked for once the urgent matter is settled, and the pages that tell of it.
Rectangle {
    id: later

    required property UrgentModel urgent
    required property Shell app
    property bool dense: false            // without its heading: the sentence begins with when that is
    property int inset: Theme.dp(34)

    visible: later.urgent.later.length > 0
    implicitHeight: laterWords.implicitHeight + 2 * laterWords.y
    radius: Theme.radiusCard
    color: Theme.color.infoBg
    border.width: Theme.highContrast ? Theme.control : 0
    border.color: Theme.color.info
    Column {
        id: laterWords
        x: later.inset
        y: later.dense ? Theme.m : Theme.l
        width: parent.width - 2 * x
        spacing: Theme.xs
        Label {
            visible: !later.dense
            width: parent.width
            text: qsTrId("urgent.later")
            type: Theme.sectionTitle
            color: Theme.color.info
            Accessible.role: Accessible.Heading
        }
        EvenLabel {
            room: parent.width
            said: later.urgent.later
            type: later.dense ? Theme.rowLine : Theme.body
        }
        Flow {
            width: parent.width
            topPadding: Theme.xs
            spacing: later.dense ? Theme.s : Theme.m
            Repeater {
                model: later.urgent.laterBenefits
                PushButton {
                    required property string recordId
                    required property string title
                    width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
                    least: later.dense ? 72 : 80
                    text: title
                    trailingIcon: "caret-right"
                    onActivated: later.app.navigator.open("benefit", recordId)
                }
            }
        }
    }
}
