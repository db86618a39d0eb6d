import QtQuick
import Kiosk.Theme

// Rises from the bottom bar over a scrim; a tap on the scrim or its own button closes it. What does not fit scrolls by buttons.
Item {
    id: sheet

    required property string title
    property string line
    default property alias content: body.data

    readonly property bool modal: true    // there is nothing else to walk to meanwhile

    signal closed

    // Made when it opens, destroyed when it closes.
    Component.onCompleted: {
        if (Theme.enter > 0)
            slide.start();
        heading.forceActiveFocus();
    }
    Accessible.role: Accessible.Dialog
    Accessible.name: title
    Keys.onEscapePressed: sheet.closed()

    Rectangle {
        anchors.fill: parent
        color: Theme.color.scrim
        opacity: 0.72
        MouseArea {
            id: beside
            readonly property double born: Date.now()
            anchors.fill: parent
            onClicked: mouse => {
                if (Hand.means(beside.mapToItem(null, mouse.x, mouse.y), beside.born))
                    sheet.closed();
            }
        }
    }
    Rectangle {
        id: panel
        readonly property int air: Theme.dp(Theme.low || Theme.landscape ? 52 : 72)      // above and below together
        width: Theme.landscape ? Math.min(parent.width - 2 * Theme.margin, Theme.dp(Theme.huge ? 1760 : 1200)) : parent.width
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height - height
        height: Math.min(column.implicitHeight + panel.air, Theme.low ? parent.height - Theme.reachTop : Theme.huge ? parent.height - Theme.topBar : parent.height * 0.94)
        color: Theme.color.card
        topLeftRadius: Theme.radiusSheet
        topRightRadius: Theme.radiusSheet
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.line
        MouseArea {
            anchors.fill: parent         // a touch beside a row does not close the sheet
        }
        ScrollZone {
            id: zone
            x: Theme.dp(48)
            y: Theme.dp(Theme.low || Theme.landscape ? 28 : 44)
            width: panel.width - 2 * x
            height: panel.height - panel.air
            Column {
                id: column
                width: zone.width
                spacing: Theme.xs
                Label {
                    id: heading
                    width: parent.width
                    text: sheet.title
                    type: Theme.title1S
                    focus: true
                    Accessible.role: Accessible.Heading
                }
                Label {
                    width: parent.width
                    text: sheet.line
                    visible: text.length > 0
                    type: Theme.secondary
                    color: Theme.color.text2
                }
                Column {
                    id: body
                    width: parent.width
                    topPadding: Theme.m
                }
            }
        }
        NumberAnimation on y {
            id: slide
            running: false
            from: sheet.height - panel.height + Theme.dp(96)
            to: sheet.height - panel.height
            duration: Theme.enter
            easing.type: Easing.OutCubic
        }
    }
}
