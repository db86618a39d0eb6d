pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme

// A field one types into: with the keys on the screen, which leave the focus here, or with a real keyboard.
Item {
    id: box

    property string title                 // heading of the page, for the ear
    property string label
    property string placeholder
    // Everything that stands in the field, letters that are being spelled included, without what the engine puts between them.
    readonly property string typed: input.text.slice(0, input.cursorPosition)
        + input.preeditText.replace(/[ ']/g, "") + input.text.slice(input.cursorPosition)
    readonly property bool composing: input.preeditText.length > 0
    readonly property bool listening: input.activeFocus
    property string clearWords
    property bool snug: false             // no higher than its letters, which are a little smaller

    signal accepted

    function listen(): void {
        input.forceActiveFocus(Qt.OtherFocusReason);
    }
    function write(text: string): void {
        input.insert(input.cursorPosition, text);
    }
    function rubOut(): void {
        if (input.cursorPosition > 0)
            input.remove(input.cursorPosition - 1, input.cursorPosition);
    }
    function set(text: string): void {
        input.text = text;
        input.cursorPosition = text.length;
    }
    function clear(): void {
        // Not clear(): that can be undone by the next person.
        input.text = "";
    }

    implicitHeight: Math.max(Theme.dp(112), input.implicitHeight + (snug ? Theme.xs : Theme.m))

    Item {
        anchors.fill: parent
        visible: box.title.length > 0
        Accessible.role: Accessible.Heading
        Accessible.name: box.title
    }
    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusField
        color: Theme.color.card
        border.width: Theme.selected
        border.color: Theme.color.focus
    }
    Icon {
        id: glass
        x: Theme.xl
        name: "magnifying-glass"
        px: 48
        anchors.verticalCenter: parent.verticalCenter
    }
    TextInput {
        id: input
        anchors.left: glass.right
        anchors.leftMargin: Theme.dp(20)
        anchors.right: wipe.visible ? wipe.left : parent.right
        anchors.rightMargin: Theme.m
        anchors.verticalCenter: parent.verticalCenter
        focus: true
        clip: true
        maximumLength: 60
        activeFocusOnTab: true
        // Without ImhSensitiveData the pinyin engine learns words and offers them to the next person.
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase | Qt.ImhLowercaseOnly | Qt.ImhPreferLowercase
        color: Theme.color.text
        font.family: Theme.sans
        font.pixelSize: Theme.fontPx(box.snug ? Theme.sectionTitle : Theme.title2)
        font.weight: Font.Bold
        selectionColor: Theme.color.focus
        selectedTextColor: Theme.color.ground
        selectByMouse: false
        cursorDelegate: Rectangle {
            width: Theme.dp(4)
            color: Theme.color.focus
            visible: input.activeFocus
        }
        Accessible.role: Accessible.EditableText
        Accessible.name: box.label
        onAccepted: box.accepted()
    }
    Label {
        anchors.fill: input
        anchors.leftMargin: Theme.dp(10)       // clear of the cursor
        visible: input.text.length === 0 && !box.composing
        text: box.placeholder
        type: Theme.bodyL
        color: Theme.color.text2
        wrapMode: Text.NoWrap
        shrinks: true
        minimumPixelSize: Theme.fontPx(Theme.minimum)
        elide: Text.ElideRight
        Accessible.ignored: true
    }
    PushButton {
        id: wipe
        visible: box.typed.length > 0
        anchors.right: parent.right
        anchors.rightMargin: Theme.m
        anchors.verticalCenter: parent.verticalCenter
        least: 84
        kind: "soft"
        icon: "x"
        iconPx: 32
        type: box.snug ? Theme.tagDense : Theme.label        // the key keeps inside the field
        padding: Theme.l
        text: box.clearWords
        onActivated: box.clear()
    }
}
