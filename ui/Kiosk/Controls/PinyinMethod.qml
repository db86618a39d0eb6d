import QtQuick
import QtQuick.VirtualKeyboard.Core
import QtQuick.VirtualKeyboard.Plugins

// Qt's pinyin input method, made the one that is in use. Its dictionary: kiosk/app/keyboard.py.
PinyinInputMethod {
    Component.onCompleted: {
        InputContext.inputEngine.inputMethod = this;
        InputContext.inputEngine.inputMode = InputEngine.InputMode.Pinyin;
    }
}
