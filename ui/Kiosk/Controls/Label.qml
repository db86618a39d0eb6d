import QtQuick
import Kiosk.Theme

// Every text on the screen. Plain text always: content may never become markup.
Text {
    id: label

    property TypeStyle type: Theme.body
    property bool shrinks: false          // smaller letters where it is wider than its room
    property bool foldable: false         // but where the smallest letters are too wide, too, letters of its size on as many lines as it takes
    readonly property bool tight: shrinks && width > 0 && width < implicitWidth
    readonly property bool crowded: foldable && tight && width > 2 * font.pixelSize && implicitWidth * Math.min(1, minimumPixelSize / font.pixelSize) > width + 2

    textFormat: Text.PlainText
    renderType: Text.NativeRendering
    color: Theme.color.text
    font.family: Theme.family(type)
    font.pixelSize: Theme.fontPx(type)
    font.weight: type.bold ? Font.Bold : Font.Normal
    lineHeightMode: Text.FixedHeight
    lineHeight: Math.round(font.pixelSize * type.lineHeight)
    // Qt counts the first line as high as the font says, 1.45 of its size for Noto CJK, whatever `lineHeight` is: what it is higher
    // than designed is taken off above and below, or every text would stand in more air than the one line it is.
    readonly property int surplus: Math.max(0, Math.round(font.pixelSize * 1.45) - lineHeight)
    topPadding: -Math.floor(surplus / 2)
    bottomPadding: -Math.ceil(surplus / 2)
    // Not always Text.HorizontalFit: that sets the text half a dozen times, also where it fits, or while a page has no size yet.
    fontSizeMode: tight && !crowded ? Text.HorizontalFit : Text.FixedSize
    // Not wrapped where it is set smaller: its height would be that of the lines it had before.
    wrapMode: foldable && tight && !crowded ? Text.NoWrap : Text.Wrap
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text.length === 0
}
