import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// On top of a quiet urgent lane, where it does not scroll away: its title and, beside it, 遮住 and 快速离开 (mock-up 31f); a long row
// holds what comforts as well. Where the title finds no room beside the keys they stand alone, and the page says it.
RowLayout {
    id: head

    required property UrgentModel urgent
    required property Shell app
    readonly property TypeStyle type: Theme.landscape ? Theme.title1S : Theme.titleHome
    readonly property real rest: width - keys.implicitWidth - Theme.l
    readonly property bool titled: !Theme.low && letters.height > 0 && natural + 2 <= rest
    readonly property bool comforted: titled && natural + Theme.xl + words.letters.advanceWidth(urgent.comfort) + 2 <= rest
    readonly property real natural: letters.height > 0 ? Math.ceil(letters.advanceWidth(urgent.heading)) : 0

    signal cover

    spacing: 0

    FontMetrics {
        id: letters
        font.family: Theme.family(head.type)
        font.pixelSize: Theme.fontPx(head.type)
        font.weight: Font.Bold
    }
    Label {
        Layout.minimumWidth: head.natural + 2
        visible: head.titled
        text: head.urgent.heading
        type: head.type
        wrapMode: Text.NoWrap
        Accessible.role: Accessible.Heading
    }
    FilledLabel {
        id: words
        Layout.fillWidth: true
        Layout.leftMargin: Theme.xl
        Layout.alignment: Qt.AlignVCenter
        visible: head.comforted
        breaks: false
        said: head.urgent.comfort
        type: Theme.bodyL
        color: Theme.color.text2
    }
    SensitiveStrip {
        id: keys
        Layout.fillWidth: true
        Layout.leftMargin: head.titled ? Theme.l : 0
        app: head.app
        bare: Theme.huge && !Theme.landscape
        onCover: head.cover()
    }
}
