import QtQuick
import Kiosk.Theme

// Every text on the screen. Plain text always: content may never become markup.
Text {
    id: label

    property TypeStyle type: Theme.body

    textFormat: Text.PlainText
    renderType: Text.NativeRendering
    color: Theme.color.text
    font.family: Theme.family(type)
    font.pixelSize: Theme.fontPx(type)
    font.weight: type.bold ? Font.Bold : Font.Normal
    lineHeightMode: Text.FixedHeight
    lineHeight: Math.round(font.pixelSize * type.lineHeight)
    wrapMode: Text.Wrap
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text.length === 0
}
