"""Each face of each font is open once, whatever was on the screen: Qt alone opens them again and again, and memory with them.

In a process of its own: windows that other tests closed leave faces behind.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from data.terminal_settings import save_settings
from tests.ui.conftest import SETTINGS

LOOK_AROUND = """
import re, sys
from collections import Counter
from pathlib import Path
from data.terminal_settings import load_settings
from kiosk.app.ui import KioskUi, make_application
from kiosk.devices.system_clock import SystemClock
def open_faces():
    maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    return Counter(re.findall(r"/([A-Za-z-]+)[.](?:ttc|ttf|otf)$", maps, re.MULTILINE))
state = Path(sys.argv[1])
app = make_application()
ui = KioskUi(app, state, settings=load_settings(state), clock=SystemClock())
ui.window.show()
shell = ui.shell
for size in ("standard", "largest"):
    for language in ("zh-Hant", "en", "zh-Hans"):
        shell.setLanguage(language)
        shell.access.textSize = size
        shell.access.highContrast = size == "largest"
        for page in ("benefits", "places"):
            shell.navigator.home()
            shell.navigator.open(page, "")
            ui.window.grabWindow()
for font, times in sorted(open_faces().items()):
    print(font, times)
ui.close()
"""


def test_texts_of_every_language_size_and_contrast_share_their_faces(state: Path) -> None:
    save_settings(state, SETTINGS)
    done = subprocess.run([sys.executable, "-c", LOOK_AROUND, str(state)], capture_output=True, text=True, check=True)
    faces = {font: int(times) for font, times in map(str.split, done.stdout.splitlines())}
    both = {f"Noto{kind}CJK-{weight}" for kind in ("Sans", "Serif") for weight in ("Regular", "Bold")}
    assert both <= faces.keys()
    for font, times in faces.items():
        assert times <= (2 if font in both else 1), f"{font}: {times} times, simplified and traditional are two faces"
