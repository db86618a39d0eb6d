import QtQuick.Layouts

// Something that is only read, whatever a Repeater in it makes: 画面放低 may put it above.
ColumnLayout {}
