import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// A number to ring, and when. Not pressable: the kiosk does not dial.
Item {
    id: row

    required property string when
    required property string note
    required property string phone
    required property bool danger
    property string icon: danger ? "siren" : "phone-call"
    property bool compact: false
    property bool last: false

    implicitHeight: Math.max(Theme.grow(compact ? 88 : 132), line.implicitHeight + (Theme.huge ? 2 * Theme.s : compact ? Theme.xs : Theme.s))
    Accessible.role: Accessible.StaticText
    Accessible.name: [when, qsTrId("phonerow.name").arg(phone), note].filter(part => part.length > 0).join(Words.comma)

    GridLayout {
        id: line
        width: parent.width
        y: Theme.huge ? Theme.s : Math.round((row.height - height) / 2)     // beside another its first lines stand level
        columns: Theme.huge ? 2 : 3
        columnSpacing: Theme.l
        rowSpacing: 0
        IconTile {
            Layout.rowSpan: Theme.huge ? 3 : 1
            Layout.alignment: Theme.huge ? Qt.AlignTop : Qt.AlignVCenter
            Layout.topMargin: Theme.huge ? Theme.xs : 0
            name: row.icon
            tint: row.danger ? "berry" : "river"
            px: row.compact ? 68 : 88
        }
        Column {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            EvenLabel {
                room: parent.width
                said: row.when
                type: row.compact ? Theme.bodyBold : Theme.sectionTitle
                Accessible.ignored: true
            }
            EvenLabel {
                room: parent.width
                visible: !Theme.huge && said.length > 0
                said: row.note
                type: Theme.secondary
                color: Theme.color.text2
                Accessible.ignored: true
            }
        }
        Label {
            Layout.column: Theme.huge ? 1 : 2
            Layout.row: Theme.huge ? 1 : 0
            text: row.phone
            type: row.compact ? Theme.phone : Theme.phoneRow
            wrapMode: Text.NoWrap
            font.features: { "tnum": 1 }
            Accessible.ignored: true
        }
        Column {                          // after the number, which is what one came for
            Layout.column: 1
            Layout.row: 2
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            visible: Theme.huge && row.note.length > 0
            EvenLabel {
                room: parent.width
                said: row.note
                type: Theme.secondary
                color: Theme.color.text2
                Accessible.ignored: true
            }
        }
    }
    Rectangle {
        visible: !row.last
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.hairline
        color: Theme.color.line
    }
}
