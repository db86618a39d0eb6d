"""What somebody spells and chooses is in no file afterwards; the same canary in a field without our hints is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TYPIST = r"""
import sys
import shiboken6
from PySide6.QtCore import QMetaObject, QTimer, QUrl, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
import PySide6.QtQuick
from PySide6.QtTest import QTest

app = QGuiApplication([])
engine = QQmlApplicationEngine()
engine.addImportPath(sys.argv[1])
engine.loadData(b'''
import QtQuick
import QtQuick.VirtualKeyboard.Core
import Kiosk.Controls
Window {
    width: 800; height: 300; visible: true
    readonly property string kept: ours ? box.typed : bare.text
    readonly property bool ours: ''' + sys.argv[2].encode() + b'''
    PinyinEngine { id: pinyin }
    SearchBox { id: box; width: 800; visible: parent.parent.ours }
    TextInput { id: bare; y: 200; width: 800 }
    function start() { if (ours) box.listen(); else bare.forceActiveFocus(); }
    function spell() { for (const c of "lixiaoming") pinyin.key(c.toUpperCase().charCodeAt(0), c); pinyin.list(); }
    // Not what the engine thought of first: a name put together from pieces is what it would learn.
    function take() {
        pinyin.choose(2);
        for (let n = 0; n < 4 && (ours ? box.composing : bare.preeditText.length > 0); n++)
            pinyin.choose(0);
    }
}
'''.replace(b"visible: parent.parent.ours", b"visible: ours"), QUrl.fromLocalFile(sys.argv[1] + "/"))
window = engine.rootObjects()[0]
QTest.qWaitForWindowExposed(window)
window.requestActivate()
QTest.qWaitForWindowActive(window)
for _ in range(3):
    for step in ("start", "spell", "take"):
        QMetaObject.invokeMethod(window, step, Qt.ConnectionType.DirectConnection)
        app.processEvents()
print(window.property("kept"))
QTimer.singleShot(0, app.quit)
app.exec()
del window
shiboken6.delete(engine)  # what was learned is written when everything is taken apart
shiboken6.delete(app)
"""


def spell(config: Path, *, ours: bool) -> tuple[str, bytes]:
    """Spell and choose a name three times in a process of its own: what stands in the field, what lies on the disk."""
    (config / "qtvirtualkeyboard" / "pinyin").mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-c", TYPIST, str(ROOT / "ui"), "true" if ours else "false"],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_IM_MODULE": "qtvirtualkeyboard",
            "QT_VIRTUALKEYBOARD_DESKTOP_DISABLE": "1",
            "XDG_CONFIG_HOME": str(config),
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found = b"".join(path.read_bytes() for path in sorted(config.rglob("*")) if path.is_file())
    return done.stdout.strip(), found


@pytest.mark.parametrize("ours", [True, False])
def test_a_name_that_was_spelled_is_on_the_disk_only_without_our_hints(tmp_path: Path, *, ours: bool) -> None:
    kept, on_disk = spell(tmp_path, ours=ours)
    name = kept[:3]
    assert len(name) == 3
    assert (name.encode("utf-16-le") in on_disk) is not ours, (kept, on_disk)
