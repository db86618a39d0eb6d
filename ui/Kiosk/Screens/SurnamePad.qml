pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// A surname is chosen, not typed: first the letter it begins with, then the name. One that is not in the list is written by hand,
// where this machine reads handwriting.
ColumnLayout {
    id: pad

    required property SignUpModel form
    required property HandwritingModel writing
    property bool masked: false           // nothing written may be seen now
    readonly property bool lettered: form.letter.length === 0
    readonly property int columns: lettered ? 6 : 4
    readonly property int byHand: writing.available ? 1 : 0
    readonly property int cells: (lettered ? form.letters.length : form.choices.length + 2) + byHand
    readonly property int rows: Math.ceil(cells / columns)
    readonly property int gap: Theme.s
    readonly property int cellLeast: Math.max(Theme.dp(76), Theme.huge ? Math.round(Theme.fontPx(Theme.title2) * 1.2) : 0)
    readonly property int cellHeight: Math.max(cellLeast, Math.min(Theme.grow(lettered ? 96 : 104), Math.floor((area.height - (rows - 1) * gap - Theme.lip) / rows)))

    spacing: Theme.s

    Component.onCompleted: writing.prepare()
    Component.onDestruction: writing.wipe()

    Connections {
        target: pad.writing
        enabled: pad.form.byHand
        function onTaken(character: string): void { pad.form.write(character); }
    }

    component Cell: Press {
        id: cell
        property string text
        property bool big: true
        name: text
        implicitWidth: Math.floor((area.width - (pad.columns - 1) * pad.gap) / pad.columns)
        implicitHeight: pad.cellHeight
        ringRadius: Theme.radiusKey
        Face {
            anchors.fill: parent
            down: cell.down
            radius: Theme.radiusKey
            fill: cell.big ? Theme.color.card : Theme.color.sunk
            edge: Theme.color.lineStrong
        }
        Label {
            anchors.centerIn: parent
            anchors.verticalCenterOffset: cell.shift
            width: Math.min(implicitWidth, cell.width - Theme.dp(16))
            text: cell.text
            type: cell.big ? Theme.title2 : Theme.label
            foldable: !Theme.huge
            shrinks: true
            wrapMode: Theme.huge || foldable && tight && !crowded ? Text.NoWrap : Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            minimumPixelSize: Theme.huge ? Theme.dp(36) : Theme.fontPx(Theme.minimum)
            Accessible.ignored: true
        }
    }
    Label {
        visible: !pad.form.byHand
        Layout.fillWidth: true
        text: pad.lettered ? qsTrId("surname.letter") : qsTrId("surname.choose").arg(pad.form.letter)
        color: Theme.color.text2
        foldable: true
        shrinks: true
        minimumPixelSize: Theme.fontPx(Theme.minimum)
    }
    Loader {
        active: pad.form.byHand
        visible: active && !pad.masked
        Layout.fillWidth: true
        Layout.fillHeight: true
        sourceComponent: HandwritingPad {
            readonly property bool personal: true
            writing: pad.writing
            backWords: qsTrId("surname.list")
            backIcon: "list-checks"
            goWords: qsTrId("surname.written")
            goIcon: "check"
            onRubbedOut: pad.form.rubOutName()
            onBack: pad.form.endByHand()
            onGo: pad.form.endByHand()
        }
    }
    Item {
        id: area
        visible: !pad.form.byHand
        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: Theme.huge ? pad.rows * pad.cellLeast + (pad.rows - 1) * pad.gap + Theme.lip : 0      // or it would be squeezed under the button below
        Grid {
            id: grid
            columns: pad.columns
            spacing: pad.gap
            Repeater {
                model: pad.lettered ? pad.form.letters : []
                Cell {
                    required property string modelData
                    text: modelData
                    onActivated: pad.form.setLetter(modelData)
                }
            }
            Repeater {
                model: pad.lettered ? [] : pad.form.choices
                Cell {
                    required property string modelData
                    text: modelData
                    onActivated: pad.form.pick(modelData)
                }
            }
            Cell {
                visible: !pad.lettered
                big: false
                text: qsTrId("surname.other").arg(pad.form.letter)
                onActivated: pad.form.pick(pad.form.letter)
            }
            Cell {
                visible: !pad.lettered
                big: false
                text: qsTrId("surname.back")
                stepsBack: true
                onActivated: pad.form.setLetter("")
            }
            Cell {
                visible: pad.writing.available
                big: false
                text: qsTrId("surname.byhand")
                onActivated: {
                    pad.writing.wipe();
                    pad.form.beginByHand();
                }
            }
        }
    }
}
