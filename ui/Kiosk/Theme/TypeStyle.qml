import QtQml

// One entry of the type scale: size in design px, line height as a factor of it.
QtObject {
    required property real px
    property real factor: 1.25
    property real lineHeight: 1.4
    property bool bold: false
    property bool serif: false
}
