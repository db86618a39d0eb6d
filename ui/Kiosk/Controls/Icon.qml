import QtQuick
import Kiosk.Theme

// A small icon (up to 60 design px) from the bold icon font. Decoration: the words beside it carry the meaning.
Text {
    id: icon

    required property string name
    property real px: 36

    text: Icons.glyph(name)
    textFormat: Text.PlainText
    renderType: Text.NativeRendering
    color: Theme.color.text
    font.family: Theme.iconFamily
    font.pixelSize: Theme.growIcon(px)
    width: Theme.growIcon(px)
    height: Theme.growIcon(px)
    horizontalAlignment: Text.AlignHCenter
    verticalAlignment: Text.AlignVCenter
    Accessible.ignored: true
}
