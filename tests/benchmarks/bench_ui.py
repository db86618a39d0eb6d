"""What the screens cost, as ratios measured in one run.

* start of the kiosk to its first whole frame (home with real content), against a bare QML window in the same Qt; and the same for
  a successor, which is forked from a process that has everything imported. Processor time, compiled code, first starts left out
* pressing 惠民清单 to the frame that shows it, and turning its pages, with 46 and with 5,000 benefits

Run: ``packaging/dev bench`` or ``.dev/venv/bin/python -m tests.benchmarks.bench_ui``. Prints; asserts nothing.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")

import msgspec

from data.content_store import ContentStore
from kiosk.domain.terminal import StateFiles, TerminalSettings
from kiosk.usecases.clock import GUANGZHOU
from sync.protocol.package import Line
from sync.publisher.publication import init_keys, publish
from tests.benchmarks.aims import Aims
from tests.content_filling import fill

ROOT = Path(__file__).resolve().parents[2]
START_RATIO = 1.5
NOW = dt.datetime(2026, 11, 24, 9, 6, tzinfo=GUANGZHOU)
RUNS = 9
SETTINGS = TerminalSettings(
    terminal_id="K-00001",
    scope="440105003",
    platform_url="http://127.0.0.1:9",
    place_id="place.gongzhu-440105003",
)

BARE = """
import sys, time, PySide6.QtQuick
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
app = QGuiApplication(["bare"])
engine = QQmlApplicationEngine()
engine.loadData(b'''import QtQuick
Window { visible: true; width: 1080; height: 1920
  Rectangle { anchors.centerIn: parent; width: 300; height: 200; color: "red" } }''')
window = engine.rootObjects()[0]
window.frameSwapped.connect(lambda: (print(time.process_time(), flush=True), QTimer.singleShot(0, app.quit)))
app.exec()
"""

OPENED = """
app = make_application()
ui = KioskUi(app, state, settings=settings, clock=SystemClock())
ui.window.frameSwapped.connect(lambda: (print(time.process_time(), flush=True), QTimer.singleShot(0, app.quit)))
ui.window.show()
app.exec()
ui.close()
"""

KIOSK = (
    """
import sys, time
from pathlib import Path
from kiosk.cli.environment import prepare_qt, steady_heap
steady_heap()
prepare_qt()
from data.terminal_settings import load_settings
state = Path(sys.argv[1])
settings = load_settings(state)
from PySide6.QtCore import QTimer
from kiosk.app.ui import KioskUi, make_application
from kiosk.devices.system_clock import SystemClock
"""
    + OPENED
)

SUCCESSOR = KIOSK.replace(
    OPENED,
    """
import os
from kiosk.app.ahead import imports
list(imports())
child = os.fork()
if child:
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    + OPENED,
)
"""The clock of a process's processor time begins at 0 in a forked one."""


def first_frame_ms(script: str, *args: str) -> float:
    """Median processor time from starting the process to its first frame."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(RUNS + 1):
        command = [sys.executable, "-c", script, *args]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=True)
        times.append(float(done.stdout.split()[0]) * 1000)
    return statistics.median(times[1:])


def starter_lines(folder: Path) -> dict[str, list[Line]]:
    """Published starter content by scope."""
    from tests.ui.conftest import SCOPES, published_lines

    init_keys(folder, now=NOW)
    publish(ROOT / "data" / "starter", folder, now=NOW)
    return {scope: published_lines(folder / "public", scope) for scope in SCOPES}


def many_benefits(lines: dict[str, list[Line]], count: int) -> dict[str, list[Line]]:
    """The same content with its benefits repeated until there are ``count``."""
    benefits = [line for line in lines["4401"] if line.kind == "benefit"]
    more = [
        msgspec.structs.replace(benefits[number % len(benefits)], id=f"benefit.more-{number}")
        for number in range(count - len(benefits))
    ]
    return {**lines, "4401": [*lines["4401"], *more]}


def filled_state(folder: Path, lines: dict[str, list[Line]]) -> Path:
    """A state folder that holds ``lines``."""
    from data.terminal_settings import save_settings

    folder.mkdir()
    save_settings(folder, SETTINGS)
    with ContentStore(Path(StateFiles(folder).content_db)) as store:
        fill(store, lines)
        store.note_confirmed(dt.datetime.now(dt.UTC))
    return folder


def taps(state: Path) -> dict[str, float]:
    """Median ms from a finger's release to the frame that shows the result."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest

    from kiosk.app.tour_conditions import StandingClock
    from kiosk.app.ui import KioskUi, make_application

    app = QGuiApplication.instance() or make_application()
    ui = KioskUi(app, state, settings=SETTINGS, clock=StandingClock(NOW), still=True)
    ui.resize(1080, 1920)
    ui.window.show()
    QTest.qWaitForWindowExposed(ui.window)
    swapped: list[float] = []
    ui.window.frameSwapped.connect(lambda: swapped.append(time.perf_counter()), Qt.ConnectionType.DirectConnection)

    def timed(act: object) -> float:
        swapped.clear()
        started = time.perf_counter()
        act()  # type: ignore[operator]
        while not swapped:
            app.processEvents()
        return (swapped[0] - started) * 1000

    results: dict[str, list[float]] = {"open the list": [], "turn a page": [], "open a benefit": []}
    for _ in range(15):
        ui.shell.navigator.home()
        app.processEvents()
        results["open the list"].append(timed(lambda: ui.shell.navigator.open("benefits", "")))
        results["turn a page"].append(timed(lambda: ui.shell.benefits.go(1)))
        results["open a benefit"].append(timed(lambda: ui.shell.navigator.open("benefit", "benefit.dibao")))
    ui.close()
    return {name: statistics.median(times) for name, times in results.items()}


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as scratch:
        lines = starter_lines(Path(scratch) / "platform")
        small = filled_state(Path(scratch) / "small", lines)
        large = filled_state(Path(scratch) / "large", many_benefits(lines, 5000))
        bare, kiosk, successor = (first_frame_ms(script, str(small)) for script in (BARE, KIOSK, SUCCESSOR))
        print(f"start to first frame: bare window {bare:.0f} ms, kiosk {kiosk:.0f} ms, ratio {kiosk / bare:.2f}")
        print(f"a successor: {successor:.0f} ms, ratio {successor / bare:.2f}")
        for name, state in (("46 benefits", small), ("5,000 benefits", large)):
            for step, ms in taps(state).items():
                print(f"{name}: {step}, press to frame {ms:.0f} ms")
        aims = Aims()
        aims.at_most("start to first frame to a bare window", kiosk / bare, START_RATIO)
        aims.conclude()


if __name__ == "__main__":
    main()
