pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.VirtualKeyboard.Core

// Qt Virtual Keyboard's pinyin engine without its panel: our keys feed it, our strip shows its words. Made in a Loader, so
// that nothing of it is loaded before somebody types. The field it serves must say ImhSensitiveData: then it learns nothing.
Item {
    id: engine

    property var words: []                // what the letters spelled so far may mean, the likeliest first
    property bool ready: false

    readonly property int most: 24
    readonly property var input: Qt.inputMethod   // var: its type tells the linter of no reset()

    // Whether the engine took the letter; false where the field is not the one it serves.
    function key(code: int, text: string): bool {
        return ready && InputContext.inputItem !== null && InputContext.inputEngine.virtualKeyClick(code, text, Qt.NoModifier);
    }
    function choose(number: int): void {
        InputContext.inputEngine.wordCandidateListModel.selectItem(number);
    }
    function forget(): void {
        if (ready)
            input.reset();
        words = [];
    }
    function list(): void {
        const model = InputContext.inputEngine.wordCandidateListModel;
        const found = [];
        for (let n = 0; n < Math.min(most, model.count); n++)
            found.push(model.dataAt(n));
        words = found;
    }

    PinyinMethod {
        Component.onCompleted: engine.ready = true
    }
    Connections {
        target: InputContext.inputEngine.wordCandidateListModel
        function onModelReset(): void { engine.list(); }
        function onDataChanged(): void { engine.list(); }
        function onCountChanged(): void { engine.list(); }
    }
}
