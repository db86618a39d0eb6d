pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// The short how-to of this machine: what its steps are called, which says all that a summary could, and a button to go through them.
Rectangle {
    id: card

    required property string title
    required property list<string> stepTitles
    property bool brief: false            // landscape: what it is, without the steps
    readonly property int columns: Math.min(5, stepTitles.length)

    signal started

    implicitHeight: column.implicitHeight + Theme.dp(brief ? 44 : 56)
    radius: Theme.radiusCard
    color: Theme.color.infoBg
    border.width: Theme.highContrast ? Theme.control : 0
    border.color: Theme.color.line

    ColumnLayout {
        id: column
        x: Theme.xl
        y: Theme.dp(card.brief ? 22 : 28)
        width: card.width - 2 * x
        spacing: Theme.dp(card.brief ? 16 : 22)
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.l
            Label {
                Layout.fillWidth: true
                text: card.title
                type: Theme.title3
                Accessible.role: Accessible.Heading
            }
            PushButton {
                text: qsTrId("guides.learn")
                icon: "play"
                onActivated: card.started()
            }
        }
        GridLayout {
            visible: !card.brief
            Layout.fillWidth: true
            columns: card.columns
            columnSpacing: Theme.xs
            rowSpacing: Theme.m
            uniformCellWidths: true
            Repeater {
                model: card.stepTitles
                Column {
                    id: step
                    required property string modelData
                    required property int index
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop
                    spacing: Theme.dp(10)
                    Rectangle {
                        anchors.horizontalCenter: parent.horizontalCenter
                        width: Theme.grow(96)
                        height: width
                        radius: Theme.radiusCard
                        color: Theme.color.card
                        border.width: Theme.hairline
                        border.color: Theme.color.line
                        Label {
                            anchors.centerIn: parent
                            text: step.index + 1
                            type: Theme.timeSmall
                            color: Theme.color.info
                        }
                    }
                    Label {
                        width: step.width
                        horizontalAlignment: Text.AlignHCenter
                        text: step.modelData
                        type: Theme.label
                    }
                }
            }
        }
    }
}
