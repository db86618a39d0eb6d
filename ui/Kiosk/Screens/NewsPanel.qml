pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The two news channels with their latest titles: one raised card, two buttons.
Item {
    id: panel

    required property Shell app
    property bool dated: true
    property int rowHeight: Theme.dp(116)

    readonly property int gap: Theme.gap

    implicitHeight: 2 * rowHeight + gap

    function line(title: string, day: date): string {
        if (title.length === 0)
            return qsTrId("news.none");
        return panel.dated ? qsTrId("news.line").arg(Words.monthDay(day, panel.app.now, panel.app.localeName)).arg(title) : title;
    }

    Face {
        anchors.fill: parent
    }
    Repeater {
        model: [
            { channel: "government", icon: "megaphone", title: qsTrId("news.government"),
              line: panel.line(panel.app.home.governmentTitle, panel.app.home.governmentDay) },
            { channel: "social", icon: "handshake", title: qsTrId("news.social"),
              line: panel.line(panel.app.home.socialTitle, panel.app.home.socialDay) }]
        Press {
            id: entry
            required property var modelData
            required property int index
            y: index * (panel.rowHeight + panel.gap)
            width: panel.width
            height: panel.rowHeight
            name: modelData.title + Words.comma + modelData.line
            onActivated: panel.app.navigator.open("news", modelData.channel)

            Rectangle {
                anchors.fill: parent
                anchors.margins: Theme.hairline
                radius: Theme.radiusCard
                color: entry.down ? Theme.color.sunk : Theme.color.card
            }
            Duotone {
                id: mark
                name: entry.modelData.icon
                px: 60
                x: Theme.dp(28)
                anchors.verticalCenter: parent.verticalCenter
            }
            Column {
                anchors.left: mark.right
                anchors.leftMargin: Theme.dp(20)
                anchors.right: caret.left
                anchors.rightMargin: Theme.m
                anchors.verticalCenter: parent.verticalCenter
                Label {
                    width: parent.width
                    text: entry.modelData.title
                    type: Theme.bodyLBold
                    wrapMode: Text.NoWrap
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.dp(24)
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    text: entry.modelData.line
                    type: Theme.secondary
                    color: Theme.color.text2
                    wrapMode: Text.NoWrap
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.dp(24)
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
            }
            Icon {
                id: caret
                name: "caret-right"
                px: 36
                anchors.right: parent.right
                anchors.rightMargin: Theme.dp(28)
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
    Rectangle {
        x: Theme.dp(28)
        y: panel.rowHeight + Math.round(panel.gap / 2)
        width: panel.width - 2 * x
        height: Theme.dp(2)
        color: Theme.color.line
    }
}
