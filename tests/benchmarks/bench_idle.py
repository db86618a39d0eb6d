"""What waiting for people costs, and whether people leave anything behind in memory.

* share of one core on home and in the attract loop (three changes of frame), against a bare window
* a touch on the idle screen to the frame that shows home; choosing Traditional Chinese, the first time and later
* growth of the process's own memory over visits that touch, read, change everything and run out

Run: ``packaging/dev bench idle`` or ``.dev/venv/bin/python -m tests.benchmarks.bench_idle``. Prints; asserts nothing.
"""

from __future__ import annotations

import gc
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")

import PySide6.QtQuick  # noqa: F401 (before the window is touched)
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest

from kiosk.app.tour import HandWatch
from kiosk.app.tour_conditions import StandingClock
from kiosk.app.ui import KioskUi, make_application
from tests.benchmarks.bench_ui import NOW, SETTINGS, filled_state, starter_lines

SECONDS = 27.0  # three frames of the attract loop
VISITS = 200


def run_for(seconds: float) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def core_share(seconds: float = SECONDS) -> float:
    """Percent of one core used while the event loop runs."""
    run_for(1.0)
    before, began = time.process_time(), time.perf_counter()
    run_for(seconds)
    return 100 * (time.process_time() - before) / (time.perf_counter() - began)


def own_kib() -> int:
    """Resident memory of this process that is not a mapped file (fonts, libraries)."""
    gc.collect()
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))


def window(state: Path, watch: Callable[[], float], *, still: bool, waiting: bool) -> KioskUi:
    """An open kiosk."""
    app = QGuiApplication.instance() or make_application()
    ui = KioskUi(app, state, settings=SETTINGS, clock=StandingClock(NOW), stopwatch=watch, still=still, waiting=waiting)
    ui.resize(1080, 1920)
    ui.window.show()
    QTest.qWaitForWindowExposed(ui.window)
    return ui


def shares(state: Path) -> dict[str, float]:
    """Percent of a core: bare window, home, attract loop."""
    found = {}
    make_application()
    bare = QWindow()
    bare.resize(1080, 1920)
    bare.show()
    found["a bare window"] = core_share()
    bare.close()
    ui = window(state, time.monotonic, still=False, waiting=False)
    found["home"] = core_share()
    ui.close()
    ui = window(state, time.monotonic, still=False, waiting=True)
    found["the attract loop"] = core_share()
    ui.close()
    return found


def waking(state: Path) -> dict[str, float]:
    """Median ms to the next frame."""
    ui = window(state, HandWatch(), still=True, waiting=True)
    app = QGuiApplication.instance()
    assert app is not None
    swapped: list[float] = []
    ui.window.frameSwapped.connect(lambda: swapped.append(time.perf_counter()), Qt.ConnectionType.DirectConnection)

    def timed(act: Callable[[], None]) -> float:
        swapped.clear()
        began = time.perf_counter()
        act()
        while not swapped:
            app.processEvents()
        return (swapped[0] - began) * 1000

    found = {"Traditional Chinese, the first time": timed(lambda: ui.shell.setLanguage("zh-Hant"))}
    again, wake = [], []
    for _ in range(15):
        ui.shell.setLanguage("zh-Hans")
        run_for(0.01)
        again.append(timed(lambda: ui.shell.setLanguage("zh-Hant")))
        ui.shell.visit.leave()
        run_for(0.01)
        wake.append(timed(ui.shell.visit.wake))
    ui.close()
    return {**found, "Traditional Chinese, later": statistics.median(again), "waking": statistics.median(wake)}


def growth(state: Path) -> tuple[float, int]:
    """KiB a visit adds after the first half, and how many visits that is over."""
    watch = HandWatch()
    ui = window(state, watch, still=True, waiting=True)
    shell = ui.shell
    halfway = 0
    for number in range(VISITS):
        if number == VISITS // 2:
            halfway = own_kib()
        shell.visit.wake()
        shell.setLanguage(("zh-Hant", "en")[number % 2])
        shell.access.textSize = "large" if number % 3 == 0 else "standard"
        for screen, argument in (("benefits", ""), ("benefit", "benefit.dibao"), ("places", "")):
            shell.navigator.open(screen, argument)
            run_for(0.002)
        for seconds in (400, 100):
            watch.seconds += seconds
            ui.context.poll()
            run_for(0.002)
        if shell.navigator.screen != "idle":
            raise RuntimeError("the visit did not end")
    grown = own_kib() - halfway
    ui.close()
    return grown / (VISITS - VISITS // 2), VISITS - VISITS // 2


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        state = filled_state(Path(scratch) / "state", starter_lines(Path(scratch) / "platform"))
        for what, percent in shares(state).items():
            print(f"{what}: {percent:.1f} % of a core")
        for what, ms in waking(state).items():
            print(f"{what}: {ms:.0f} ms to the frame")
        each, visits = growth(state)
        print(f"memory: {each:+.2f} KiB a visit over {visits} visits after as many others")


if __name__ == "__main__":
    main()
