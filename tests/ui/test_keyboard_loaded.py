"""The engines one types and writes with are loaded when somebody searches and not before: they are memory for nothing until then.

At home Qt's input context is there already (``libqtvirtualkeyboardplugin``, with ``libQt6VirtualKeyboard`` and its ``Qml``): it has
to be chosen when the process starts. In a process of its own: what another test loaded stays mapped.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from data.terminal_settings import save_settings
from tests.ui.conftest import SETTINGS

LOOK_AROUND = """
import re, sys
from pathlib import Path
from data.terminal_settings import load_settings
from kiosk.app.ui import KioskUi, make_application
from kiosk.devices.system_clock import SystemClock
def engines(when):
    maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    found = set(re.findall(r"/([^/\\n]*(?:qtvkb|pinyin|zinnia|handwriting|virtualkeyboard)[^/\\n]*)$", maps, re.MULTILINE | re.IGNORECASE))
    for name in sorted(found):
        print(when, name)
state = Path(sys.argv[1])
app = make_application()
ui = KioskUi(app, state, settings=load_settings(state), clock=SystemClock())
ui.window.show()
for page in ("benefits", "places", "activities", "news", ""):
    ui.shell.navigator.home()
    if page:
        ui.shell.navigator.open(page, "")
    ui.window.grabWindow()
    app.processEvents()
engines("home")
ui.shell.navigator.open("search", "")
ui.window.grabWindow()
for _ in range(100):
    app.processEvents()
engines("search")
ui.close()
"""

INPUT_CONTEXT = {"libQt6VirtualKeyboard.so.6", "libQt6VirtualKeyboardQml.so.6", "libqtvirtualkeyboardplugin.so"}


def test_no_typing_or_handwriting_engine_is_loaded_before_somebody_searches(state: Path) -> None:
    save_settings(state, SETTINGS)
    done = subprocess.run([sys.executable, "-c", LOOK_AROUND, str(state)], capture_output=True, text=True, check=True)
    mapped: dict[str, set[str]] = {"home": set(), "search": set()}
    for line in done.stdout.splitlines():
        when, name = line.split(" ", 1)
        mapped[when].add(name)
    assert mapped["home"] <= INPUT_CONTEXT
    assert "libqtvkbpinyinplugin.so" in mapped["search"], "what is looked for is what the search loads"
