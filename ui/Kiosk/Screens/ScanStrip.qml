import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// Whether a ticket's code can be scanned here, and what then: never a scanner that is not there.
Card {
    id: strip

    required property string scanner      // "ok", "broken", "absent"
    readonly property bool on: scanner === "ok"
    readonly property bool short: Theme.elder || Theme.landscape
    readonly property string title: on ? qsTrId("scan.on") : scanner === "broken" ? qsTrId("scan.broken") : qsTrId("scan.absent")
    readonly property string line: on ? qsTrId("scan.on.line") : qsTrId("scan.off.line")

    implicitHeight: row.implicitHeight + Theme.dp(short ? 32 : 44)
    Accessible.role: Accessible.StaticText
    Accessible.name: [title, line].join(Words.comma)

    RowLayout {
        id: row
        x: Theme.xl
        width: parent.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.l
        IconTile {
            name: "qr-code"
            tint: strip.on ? "river" : "amber"
            px: strip.short ? 64 : 80
        }
        Column {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            EvenLabel {
                room: parent.width
                said: strip.title
                type: strip.short ? Theme.bodyBold : Theme.sectionTitle
                Accessible.ignored: true
            }
            EvenLabel {
                visible: !Theme.elder
                room: parent.width
                said: strip.line
                type: Theme.secondary
                color: Theme.color.text2
                Accessible.ignored: true
            }
        }
        Tag {
            visible: !Theme.elder
            text: strip.on ? qsTrId("scan.tag.on") : strip.scanner === "broken" ? qsTrId("scan.tag.off") : qsTrId("scan.tag.none")
            tone: strip.on ? "ok" : strip.scanner === "broken" ? "warn" : "neutral"
            icon: strip.on ? "check-circle" : "info"
        }
    }
}
