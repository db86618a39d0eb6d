"""What the first frame waits for, in processes of their own: only there has nothing been imported before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from data.terminal_settings import save_settings
from kiosk.app.ahead import imports
from kiosk.viewmodels.navigator import SCREENS
from kiosk.viewmodels.page_models import SERVED_BY
from tests.ui.conftest import SETTINGS

START = """
import sys
from pathlib import Path
from data.terminal_settings import load_settings
from kiosk.app.ui import KioskUi, make_application
from kiosk.devices.system_clock import SystemClock
state, looks = Path(sys.argv[1]), sys.argv[2]
app = make_application()
ui = KioskUi(app, state, settings=load_settings(state), clock=SystemClock(), waiting="idle" in looks)
if "elder" in looks:
    ui.shell.access.textSize = "large"
if "landscape" in looks:
    ui.resize(1920, 1080)
ui.window.show()
ui.window.grabWindow()
print(*sorted(sys.modules))
if "then" in looks:
    ui.shell.navigator.open("check", "")
    ui.window.grabWindow()
    print("kiosk.viewmodels.check_pages" in sys.modules, ui.window.property("pageItem") is not None)
ui.close()
"""

HEAVY = {"sqlalchemy", "alembic", "cryptography", "opencc", "pypinyin", "qrcode", "escpos", "yaml", "requests"}
"""Half a second of imports, for things that nobody has asked for yet."""

PAGES = {
    f"kiosk.viewmodels.{name}"
    for name in (
        *("activities", "benefits", "check_pages", "guides", "handwriting", "map", "news", "places", "records"),
        *("search", "self_check", "services", "sign_up", "take_away_pages", "take_away_words", "tickets"),
    )
}


def first_frame(state: Path, looks: str) -> list[str]:
    """Start a kiosk, show one frame; what it printed. It may print no warning."""
    save_settings(state, SETTINGS)
    command = [sys.executable, "-c", START, str(state), looks]
    started = subprocess.run(command, capture_output=True, text=True, check=True)
    assert started.stderr == ""
    return started.stdout.splitlines()


@pytest.mark.parametrize("looks", ["home", "idle landscape", "home elder"])
def test_the_first_frame_waits_for_no_page_behind_home(state: Path, looks: str) -> None:
    modules = set(first_frame(state, looks)[0].split())
    assert "kiosk.viewmodels.home" in modules
    assert modules & (HEAVY | PAGES) == set()


def test_a_tap_right_after_the_first_frame_finds_its_page(state: Path) -> None:
    assert first_frame(state, "home then")[1] == "True True"


def test_everything_that_is_named_as_late_is_loaded_ahead() -> None:
    assert set(imports()) >= PAGES


def test_page_models_are_named_for_screens_there_are() -> None:
    assert set(SERVED_BY) <= SCREENS
