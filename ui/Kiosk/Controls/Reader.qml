import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// A column of content that may be longer than the screen: fingers may drag it, and where it overflows two buttons turn
// it by most of a page, so that nobody has to know about dragging.
Item {
    id: reader

    default property alias content: column.data
    property alias spacing: column.spacing
    readonly property bool overflows: column.implicitHeight > height
    readonly property real step: flick.height * 0.85

    function toTop(): void {
        flick.contentY = 0;
    }
    function turn(pages: int): void {
        flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, flick.contentY + pages * step));
    }

    Flickable {
        id: flick
        anchors.fill: parent
        anchors.bottomMargin: reader.overflows ? turnBar.height + Theme.m : 0
        contentHeight: column.implicitHeight + Theme.lip
        boundsBehavior: Flickable.StopAtBounds
        interactive: reader.overflows
        clip: reader.overflows
        Column {
            id: column
            width: flick.width
        }
    }
    RowLayout {
        id: turnBar
        visible: reader.overflows
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.lip
        width: parent.width
        spacing: Theme.l
        PushButton {
            Layout.preferredWidth: Theme.dp(300)
            text: qsTrId("reader.up")
            icon: "arrow-up"
            blocked: flick.atYBeginning
            hint: blocked ? qsTrId("reader.top") : ""
            onActivated: reader.turn(-1)
        }
        Label {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            type: Theme.secondary
            color: Theme.color.text2
            text: flick.atYEnd ? qsTrId("reader.end") : qsTrId("reader.more")
        }
        PushButton {
            Layout.preferredWidth: Theme.dp(300)
            text: qsTrId("reader.down")
            trailingIcon: "arrow-down"
            blocked: flick.atYEnd
            hint: blocked ? qsTrId("reader.end") : ""
            onActivated: reader.turn(1)
        }
    }
}
