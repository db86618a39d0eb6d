pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The way in: the one large button, the other languages, and the loop with its stop.
ColumnLayout {
    id: foot

    required property Shell app

    spacing: Theme.l

    PushButton {
        Layout.fillWidth: true
        least: 168
        Layout.bottomMargin: Theme.xs
        kind: "primary"
        type: Theme.buttonHuge
        icon: "hand-tap"
        iconPx: Theme.elder ? 58 : 72
        text: qsTrId("idle.start")
        onActivated: foot.app.visit.wake()
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.l
        uniformCellSizes: true
        Repeater {
            model: [
                { code: "zh-Hans", title: qsTrId("language.hans") },
                { code: "zh-Hant", title: qsTrId("language.hant") },
                { code: "en", title: qsTrId("language.en") }].filter(each => each.code !== foot.app.language)
            PushButton {
                required property var modelData
                Layout.fillWidth: true
                text: modelData.title
                onActivated: {
                    foot.app.setLanguage(modelData.code);
                    foot.app.visit.wake();
                }
            }
        }
    }
    RowLayout {
        Layout.topMargin: Theme.xs
        Layout.preferredHeight: Math.max(Theme.grow(76), where.implicitHeight)
        spacing: Theme.m
        visible: foot.app.idle.frames > 1
        Press {
            id: hold
            name: foot.app.idle.stopped ? qsTrId("idle.go") : qsTrId("idle.stop")
            implicitWidth: label.width + Theme.dp(48)
            Layout.fillHeight: true
            ringRadius: height / 2
            onActivated: foot.app.idle.setStopped(!foot.app.idle.stopped)
            Rectangle {
                anchors.fill: parent
                radius: height / 2
                color: hold.down ? Theme.color.sunk : Theme.color.card
                border.width: Theme.control
                border.color: Theme.color.lineStrong
            }
            Row {
                id: label
                anchors.centerIn: parent
                spacing: Theme.xs
                Icon {
                    name: foot.app.idle.stopped ? "play" : "pause"
                    px: 32
                    anchors.verticalCenter: parent.verticalCenter
                }
                Label {
                    text: hold.name
                    type: Theme.secondaryBold
                    wrapMode: Text.NoWrap
                    anchors.verticalCenter: parent.verticalCenter
                    Accessible.ignored: true
                }
            }
        }
        Repeater {
            model: foot.app.idle.frames
            Image {
                required property int index
                source: Theme.highContrast ? Theme.art("kapok-mark-contrast.svg") : Theme.art("kapok-mark.svg")
                width: Theme.dp(index === foot.app.idle.frame ? 40 : 28)
                height: width
                sourceSize: Qt.size(width, height)
                opacity: index === foot.app.idle.frame ? 1 : 0.35
                Accessible.ignored: true
            }
        }
        FilledLabel {
            id: where
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            said: qsTrId("pager.position").arg(foot.app.idle.frame + 1).arg(foot.app.idle.frames)
                  + (!(Theme.huge && Theme.landscape) && foot.app.idle.sample && foot.app.idle.frame === 1 && foot.app.bulletins.count === 0 ? qsTrId("site.join") + qsTrId("idle.sample") : "")
            type: Theme.minimum
            color: Theme.color.text2
        }
    }
}
