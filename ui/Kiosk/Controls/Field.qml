pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme

// Label and reason above, the value below: what is typed is shown, never edited in place.
Column {
    id: field

    required property string label
    property string reason
    property string value
    property string placeholder
    property string icon
    property string standing              // 填好了, 还差 2 位
    property bool good: false
    property bool active: false
    property bool pressable: false
    property string action

    signal pressed

    spacing: Theme.xs

    Item {
        width: parent.width
        height: Math.max(name.height, why.height)
        Label {
            id: name
            readonly property bool walked: false   // the field says it
            text: field.label
            type: Theme.bodyLBold
            width: Theme.elder ? parent.width : undefined      // its own: bound to implicitWidth it was a loop while letters grew
            wrapMode: Theme.elder ? Text.Wrap : Text.NoWrap
        }
        Label {
            id: why
            readonly property bool walked: !field.pressable
            anchors.right: parent.right
            anchors.left: name.right
            anchors.leftMargin: Theme.m
            anchors.bottom: parent.bottom
            visible: !Theme.elder
            text: field.reason
            type: Theme.secondary
            color: Theme.color.text2
            horizontalAlignment: Text.AlignRight
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
        }
    }
    Item {
        id: box
        readonly property bool personal: field.value.length > 0   // read aloud only when asked for
        readonly property string said: [field.label, field.value.length > 0 ? field.value : field.placeholder, field.standing, field.action]
            .filter(part => part.length > 0).join(Words.comma)
        width: parent.width
        height: Theme.grow(108)
        Accessible.role: Accessible.StaticText
        Accessible.name: field.pressable ? "" : said
        Accessible.ignored: field.pressable
        Loader {
            anchors.fill: parent
            active: field.pressable
            z: 1
            sourceComponent: Press {
                name: box.said
                hint: field.reason
                discreet: field.label + Words.comma + field.standing
                ringRadius: Theme.radiusField
                onActivated: field.pressed()
            }
        }
        Rectangle {
            anchors.fill: parent
            radius: Theme.radiusField
            color: Theme.color.card
            border.width: field.active ? Theme.selected : Theme.control
            border.color: field.active ? Theme.color.focus : Theme.color.lineStrong
        }
        Icon {
            id: mark
            visible: field.icon.length > 0
            x: Theme.dp(34)
            anchors.verticalCenter: parent.verticalCenter
            name: field.icon.length > 0 ? field.icon : "info"
            px: 44
        }
        Rectangle {
            visible: field.active && !field.pressable
            x: typed.x + (field.value.length > 0 ? Math.min(typed.width, typed.contentWidth) + Theme.xxs : -Theme.s)
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.control
            height: Theme.grow(60)
            color: Theme.color.focus
        }
        Label {
            id: typed
            x: mark.visible ? mark.x + mark.width + Theme.l : Theme.dp(34)
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(0, (Theme.huge ? parent.width : end.x) - x - Theme.s)
            text: field.value.length > 0 ? field.value : field.placeholder
            type: field.value.length > 0 ? Theme.weekday : Theme.body
            font.family: Theme.sans
            color: field.value.length > 0 ? Theme.color.text : Theme.color.text3
            wrapMode: Text.NoWrap
            shrinks: true
            minimumPixelSize: Theme.fontPx(Theme.minimum)
            Accessible.ignored: true
        }
        Row {
            id: end
            visible: !Theme.huge
            anchors.right: parent.right
            anchors.rightMargin: Theme.dp(28)
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.xs
            Icon {
                visible: words.text.length > 0
                name: field.action.length > 0 ? "pencil-simple" : field.good ? "check-circle" : "info"
                px: 36
                color: words.color
                anchors.verticalCenter: parent.verticalCenter
            }
            Label {
                id: words
                text: field.action.length > 0 ? field.action : field.standing
                type: Theme.label
                color: field.action.length > 0 ? Theme.color.accentText : field.good ? Theme.color.ok : Theme.color.info
                wrapMode: Text.NoWrap
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
    }
    Label {
        visible: Theme.huge && text.length > 0
        width: parent.width
        text: words.text
        type: Theme.label
        color: words.color
        Accessible.ignored: true
    }
}
