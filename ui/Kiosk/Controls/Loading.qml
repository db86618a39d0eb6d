pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Five kapok marks fill one after another, only after 400 ms of waiting; offers 不等了 after 8 s.
Card {
    id: loading

    required property bool waiting
    property int filled: 0
    property bool late: false

    signal gaveUp

    visible: waiting && shown.done
    implicitHeight: column.implicitHeight + Theme.dp(112)
    Accessible.role: Accessible.Notification
    Accessible.name: title.text
    onWaitingChanged: {
        filled = 0;
        late = false;
        shown.done = false;
    }

    QtObject {
        id: shown
        property bool done: false
    }
    Timer {
        interval: Theme.loadingDelay
        running: loading.waiting && !shown.done
        onTriggered: shown.done = true
    }
    Timer {
        interval: Theme.loadingStep
        repeat: true
        running: loading.visible && !Theme.reducedMotion
        onTriggered: loading.filled = (loading.filled + 1) % 6
    }
    Timer {
        interval: Theme.loadingGiveUp
        running: loading.waiting
        onTriggered: loading.late = true
    }

    ColumnLayout {
        id: column
        anchors.centerIn: parent
        width: parent.width - Theme.dp(96)
        spacing: Theme.m
        Row {
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: Theme.l
            spacing: Theme.s
            Repeater {
                model: 5
                Image {
                    required property int index
                    readonly property bool full: index < (Theme.reducedMotion ? 3 : loading.filled)
                    source: Theme.highContrast ? Theme.art("kapok-mark-contrast.svg") : Theme.art("kapok-mark.svg")
                    sourceSize: Qt.size(width, height)
                    width: Theme.dp(60)
                    height: Theme.dp(58)
                    opacity: full ? 1 : 0.2
                    Accessible.ignored: true
                }
            }
        }
        Label {
            id: title
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: qsTrId("loading.title")
            type: Theme.title2
            Accessible.ignored: true
        }
        Label {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: loading.late ? qsTrId("loading.late") : qsTrId("loading.line")
            type: Theme.bodyL
            color: Theme.color.text2
            Accessible.ignored: true
        }
        PushButton {
            visible: loading.late
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Theme.m
            Layout.minimumWidth: Theme.dp(420)
            text: qsTrId("loading.stop")
            icon: "x"
            onActivated: loading.gaveUp()
        }
    }
}
