import QtQuick

// A `FilledLabel` that is as wide as the room it is told of.
FilledLabel {
    id: even

    required room
    property bool hugs: false             // no wider than its words where they have one line

    width: hugs && letters.height > 0 ? Math.min(room, Math.ceil(letters.advanceWidth(said)) + 2) : room
}
