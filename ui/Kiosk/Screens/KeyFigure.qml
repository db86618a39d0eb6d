import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The one figure of a page with its year, and one worked example beside it.
Rectangle {
    id: band

    required property BenefitModel benefit
    property bool compact: false
    readonly property bool both: benefit.hasHeadline && benefit.example.length > 0
    readonly property bool stacked: Theme.elder
    readonly property string caution: !benefit.headlineConfirmed ? qsTrId("figure.unconfirmed")
        : benefit.headlineOld ? qsTrId("figure.old") : ""

    visible: benefit.hasHeadline || benefit.example.length > 0
    implicitHeight: grid.implicitHeight + Theme.dp(compact ? 36 : 48)
    radius: Theme.radiusCard
    color: Theme.color.accentTint
    border.width: Theme.highContrast ? Theme.control : 0
    border.color: Theme.color.line

    GridLayout {
        id: grid
        x: Theme.xl
        width: parent.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        columns: band.stacked ? 1 : 3
        columnSpacing: Theme.dp(28)
        rowSpacing: Theme.m

        Column {
            id: figure
            visible: band.benefit.hasHeadline
            Layout.maximumWidth: band.both && !band.stacked ? Math.round(grid.width * 0.52) : grid.width
            Layout.fillWidth: !band.both || band.stacked
            Label {
                width: Math.min(implicitWidth, parent.Layout.maximumWidth)
                text: band.benefit.headlineLabel
                type: Theme.label
            }
            Row {
                spacing: Theme.xs
                Label {
                    id: amount
                    text: band.benefit.headlineValue >= 0 ? Words.grouped(band.benefit.headlineValue) : band.benefit.headlineText
                    type: band.benefit.headlineValue >= 0 ? Theme.figure : Theme.title2
                    color: Theme.color.accentText
                    width: band.benefit.headlineValue >= 0 ? implicitWidth
                        : Math.min(implicitWidth, figure.Layout.maximumWidth - (unit.visible ? unit.implicitWidth + Theme.xs : 0))
                    font.features: { "tnum": 1 }
                }
                Label {
                    id: unit
                    anchors.baseline: amount.baseline
                    visible: text.length > 0
                    text: band.benefit.headlineUnit
                    type: Theme.label
                    wrapMode: Text.NoWrap
                }
            }
            Label {
                width: Math.min(implicitWidth, parent.Layout.maximumWidth)
                visible: text.length > 0
                text: [band.benefit.headlineYear > 0 ? qsTrId("figure.year").arg(band.benefit.headlineYear) : "",
                       band.caution].filter(part => part.length > 0).join(Words.comma)
                type: Theme.minimum
                color: Theme.color.text2
            }
        }
        Rectangle {
            visible: band.both && !band.stacked
            Layout.fillHeight: true
            Layout.preferredWidth: Theme.dp(2)
            color: Theme.color.line
        }
        Column {
            visible: band.benefit.example.length > 0
            Layout.fillWidth: true
            spacing: Theme.xxs
            Label {
                width: parent.width
                visible: !band.compact
                text: qsTrId("figure.example")
                type: Theme.label
            }
            EvenLabel {
                room: parent.width
                said: band.benefit.example
                type: band.compact ? Theme.rowLine : Theme.body
            }
        }
    }
}
