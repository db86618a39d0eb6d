pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The reading bar (mock-up 36): where the reading is, the sentence, pause and next, pace, language, loudness. It lies over the
// page, not over the bottom bar; in landscape its settings stand beside its buttons.
Rectangle {
    id: bar

    required property ReadingModel reading
    readonly property bool whileReading: true

    readonly property bool playing: reading.state === "playing"
    readonly property string stateWords: {
        switch (reading.state) {
        case "playing": return qsTrId("read.playing");
        case "paused": return reading.why === "unplugged" ? qsTrId("read.unplugged") : qsTrId("read.paused");
        case "held": return qsTrId("read.held");
        case "over": return qsTrId("read.over");
        case "empty": return qsTrId("read.empty");
        }
        return reading.why === "no_voice" ? qsTrId("read.no_voice").arg(voiceWords(reading.voice)) : qsTrId("read.no_sound");
    }
    readonly property string line: reading.state === "held" ? qsTrId("read.held.line")
        : reading.state === "silent" ? (Words.nobody ? qsTrId("read.silent.line.closed") : qsTrId("read.silent.line")) : reading.sentence

    signal refused(string words)

    function voiceWords(voice: string): string {
        return voice === "cmn" ? qsTrId("read.voice.cmn") : voice === "yue" ? qsTrId("read.voice.yue") : qsTrId("read.voice.en");
    }

    required property real most           // it is never higher; what does not fit scrolls

    implicitHeight: Math.min(most, columns.implicitHeight + Theme.dp(62))
    topLeftRadius: Theme.radiusSheet
    topRightRadius: Theme.radiusSheet
    color: Theme.color.card
    border.width: Theme.control
    border.color: Theme.color.line
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTrId("read.name")
    Keys.onEscapePressed: bar.reading.stop()

    MouseArea {
        anchors.fill: parent             // a touch beside a button is not a touch on the page
    }
    ScrollZone {
        id: zone
        x: Theme.dp(48) + Theme.control
        y: Theme.dp(30)
        width: parent.width - 2 * x
        height: parent.height - Theme.dp(62)
        GridLayout {
            id: columns
            width: zone.width
            columns: Theme.landscape ? 2 : 1
            columnSpacing: Theme.xxl
            rowSpacing: Theme.l

            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.dp(300)
                Layout.alignment: Qt.AlignTop
                spacing: Theme.m
                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.m
                    Icon {
                        name: bar.reading.state === "silent" || bar.reading.state === "empty" ? "info" : "speaker-high"
                        px: 48
                        color: Theme.color.warn
                    }
                    Label {
                        Layout.fillWidth: Theme.huge
                        Layout.preferredWidth: Theme.huge ? 1 : implicitWidth
                        Layout.maximumWidth: Theme.huge ? -1 : Math.round(columns.width * (Theme.landscape ? 0.2 : 0.4))
                        text: bar.stateWords
                        type: Theme.title3
                    }
                    Label {
                        Layout.fillWidth: true
                        visible: !Theme.huge && bar.reading.count > 0 && bar.reading.state !== "held"
                        text: qsTrId("read.count").arg(bar.reading.number + 1).arg(bar.reading.count)
                        foldable: true
                        shrinks: true
                        minimumPixelSize: Theme.fontPx(Theme.minimum)
                    }
                    Item {
                        visible: !Theme.huge
                        Layout.fillWidth: true
                    }
                    PushButton {
                        kind: "text"
                        icon: "x"
                        text: qsTrId("read.close")
                        onActivated: bar.reading.stop()
                    }
                }
                Progress {
                    Layout.fillWidth: true
                    visible: steps > 1 && steps <= 30
                    step: bar.reading.state === "over" ? steps : bar.reading.number
                    steps: bar.reading.count
                    name: qsTrId("read.count").arg(bar.reading.number + 1).arg(bar.reading.count)
                }
                Rectangle {
                    Layout.fillWidth: true
                    Layout.preferredHeight: words.height + Theme.l
                    visible: bar.line.length > 0
                    color: Theme.color.warnBg
                    radius: Theme.xs
                    Rectangle {
                        width: Theme.dp(12)
                        height: parent.height
                        color: Theme.color.warn
                    }
                    Label {
                        id: words
                        x: Theme.dp(32)
                        y: Theme.s
                        width: parent.width - x - Theme.m
                        height: Math.ceil(lineHeight * maximumLineCount)
                        text: bar.line
                        maximumLineCount: Theme.landscape ? (Theme.elder ? 3 : 4) : 2
                        elide: Text.ElideRight
                    }
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.huge ? Theme.s : Theme.dp(20)
                    PushButton {
                        Layout.fillWidth: true
                        Layout.preferredWidth: Theme.dp(100)
                        least: 104
                        text: qsTrId("read.again")
                        icon: Theme.huge ? "" : "repeat"
                        padding: Theme.xs
                        blocked: bar.reading.sentence.length === 0
                        onActivated: bar.reading.again()
                    }
                    PushButton {
                        Layout.fillWidth: true
                        Layout.preferredWidth: Theme.dp(140)
                        least: 104
                        kind: "ink"
                        type: Theme.button
                        iconPx: 44
                        padding: Theme.xs
                        blocked: bar.reading.state === "empty"
                        text: bar.playing ? qsTrId("read.pause") : bar.reading.state === "paused" ? qsTrId("read.resume")
                            : bar.reading.state === "over" ? qsTrId("read.anew")
                            : bar.reading.state === "silent" ? qsTrId("read.retry") : qsTrId("read.start")
                        icon: Theme.huge ? "" : bar.playing ? "pause" : "play"
                        onActivated: bar.reading.toggle()
                    }
                    PushButton {
                        Layout.fillWidth: true
                        Layout.preferredWidth: Theme.dp(100)
                        least: 104
                        text: qsTrId("read.next")
                        icon: Theme.huge ? "" : "skip-forward"
                        padding: Theme.xs
                        blocked: bar.reading.number + 1 >= bar.reading.count || bar.reading.state === "held"
                        onActivated: bar.reading.next()
                    }
                }
                PushButton {
                    visible: bar.reading.personalLeft && bar.reading.count > 0
                    kind: "text"
                    icon: "user"
                    text: qsTrId("read.personal")
                    onActivated: bar.reading.readPersonal()
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.dp(Theme.huge ? 300 : 200)
                Layout.alignment: Qt.AlignTop
                spacing: Theme.m
                GridLayout {
                    Layout.fillWidth: true
                    columns: Theme.landscape || Theme.elder ? 1 : 2
                    columnSpacing: Theme.dp(20)
                    rowSpacing: Theme.m
                    ChipRow {
                        title: qsTrId("read.pace")
                        chosen: bar.reading.pace
                        choices: [["slow", qsTrId("read.pace.slow")], ["normal", qsTrId("read.pace.normal")], ["fast", qsTrId("read.pace.fast")]]
                        onPicked: key => bar.reading.setPace(key)
                    }
                    ChipRow {
                        title: qsTrId("read.voice")
                        chosen: bar.reading.voice
                        choices: ["cmn", "yue", "en"].map(voice => [voice, bar.voiceWords(voice)])
                        missing: bar.reading.missing
                        onPicked: key => {
                            if (bar.reading.missing.includes(key))
                                bar.refused(qsTrId("read.no_voice").arg(bar.voiceWords(key)));
                            else
                                bar.reading.setVoice(key);
                        }
                    }
                }
                RowLayout {
                    Layout.fillWidth: true
                    Label {
                        Layout.fillWidth: true
                        Layout.minimumWidth: bar.reading.plugged ? Math.ceil(implicitWidth) : -1
                        text: qsTrId("read.volume")
                        type: Theme.label
                    }
                    Label {
                        visible: !Theme.elder && !Theme.landscape && !bar.reading.plugged
                        Layout.fillWidth: true
                        Layout.preferredWidth: Math.ceil(implicitWidth) + 1
                        Layout.maximumWidth: Layout.preferredWidth
                        text: qsTrId("read.volume.line")
                        type: Theme.secondary
                        color: Theme.color.text2
                    }
                    Icon {
                        visible: bar.reading.plugged
                        name: "headphones"
                        px: 36
                        color: Theme.color.ok
                    }
                    Label {
                        visible: bar.reading.plugged
                        Layout.fillWidth: true
                        Layout.maximumWidth: Math.ceil(implicitWidth) + 1
                        text: qsTrId("read.plugged")
                        type: Theme.label
                        color: Theme.color.ok
                    }
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.m
                    PushButton {
                        Layout.fillWidth: Theme.huge && Theme.landscape
                        Layout.preferredWidth: Theme.huge && Theme.landscape ? 1 : implicitWidth
                        text: qsTrId("read.quieter")
                        icon: Theme.huge && Theme.landscape ? "" : "minus"
                        padding: Theme.m
                        blocked: bar.reading.volume <= 1
                        hint: blocked ? qsTrId("read.volume.said").arg(bar.reading.volume).arg(bar.reading.loudest) : ""
                        onActivated: bar.reading.louder(-1)
                    }
                    Item {
                        Layout.fillWidth: true
                        visible: Theme.landscape || Theme.huge
                    }
                    Row {
                        id: loudness
                        Layout.alignment: Qt.AlignHCenter
                        spacing: Theme.dp(Theme.landscape || Theme.huge ? 6 : 12)
                        Accessible.role: Accessible.Indicator
                        Accessible.name: qsTrId("read.volume.said").arg(bar.reading.volume).arg(bar.reading.loudest)
                        Repeater {
                            model: bar.reading.loudest
                            Rectangle {
                                required property int index
                                readonly property bool on: index < bar.reading.volume
                                anchors.bottom: parent ? parent.bottom : undefined
                                width: Theme.dp(Theme.landscape || Theme.huge ? 16 : 30)
                                height: Theme.dp(32 + 8 * index)
                                radius: Theme.xs
                                color: on ? Theme.color.text : Theme.color.card
                                border.width: on ? 0 : Theme.control
                                border.color: Theme.color.lineStrong
                            }
                        }
                    }
                    Item {
                        Layout.fillWidth: true
                        visible: Theme.landscape || Theme.huge
                    }
                    Label {
                        Layout.fillWidth: true
                        visible: !Theme.landscape && !Theme.huge
                        text: qsTrId("read.volume.steps").arg(bar.reading.volume).arg(bar.reading.loudest)
                        Layout.preferredWidth: 1
                        type: Theme.bodyBold
                        foldable: true
                        shrinks: true
                        minimumPixelSize: Theme.fontPx(Theme.minimum)
                        horizontalAlignment: Text.AlignHCenter
                        Accessible.ignored: true
                    }
                    PushButton {
                        Layout.fillWidth: Theme.huge && Theme.landscape
                        Layout.preferredWidth: Theme.huge && Theme.landscape ? 1 : implicitWidth
                        text: qsTrId("read.louder")
                        icon: Theme.huge && Theme.landscape ? "" : "plus"
                        padding: Theme.m
                        blocked: bar.reading.volume >= bar.reading.loudest
                        hint: blocked ? qsTrId("read.volume.said").arg(bar.reading.volume).arg(bar.reading.loudest) : ""
                        onActivated: bar.reading.louder(1)
                    }
                }
            }
        }
    }
}
