"""Tap to whole frame for every screen, beside a bare page with as many items.

For every stop of the tour: from the call a tap makes to the frame that shows it, with real content; beside it, in the same process, a
page of as many plain rectangles and texts, made by a Loader in an empty window. The ratio is what our components, view models and
database reads cost on top.

Run: ``packaging/dev bench screens`` or ``.dev/venv/bin/python -m tests.benchmarks.bench_screens``. Prints; asserts nothing.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")

import PySide6.QtQuick  # noqa: F401 (before the window is touched)
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kiosk.app.tour import HandWatch, _screens
from kiosk.app.tour_conditions import StandingClock
from kiosk.app.ui import KioskUi, make_application
from tests.benchmarks.bench_ui import NOW, SETTINGS, filled_state, starter_lines

TIMES = 5
BARE = b"""
import QtQuick
Window {
    width: 1080; height: 1920
    property int rectangles: 0
    property int texts: 0
    function fill() { host.active = true }
    function empty() { host.active = false }
    Loader {
        id: host
        active: false
        sourceComponent: Item {
            width: 1080; height: 1920
            Repeater {
                model: rectangles
                Rectangle { required property int index; x: index % 9 * 120; y: Math.floor(index / 9) * 30; width: 110; height: 26; color: "#eeeeee" }
            }
            Repeater {
                model: texts
                Text { required property int index; x: index % 4 * 270; y: Math.floor(index / 4) * 50; text: "\\u6700\\u4f4e\\u751f\\u6d3b\\u4fdd\\u969c\\u91d1" + index; font.pixelSize: 32 }
            }
        }
    }
}
"""


def settle(seconds: float = 0.01) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


class Timed:
    """Times from an act to the next frame of a window."""

    def __init__(self, window: QQuickWindow) -> None:
        self._swapped: list[float] = []
        window.frameSwapped.connect(
            lambda: self._swapped.append(time.perf_counter()), Qt.ConnectionType.DirectConnection
        )

    def __call__(self, act: Callable[[], object]) -> float:
        """Ms to the frame."""
        app = QGuiApplication.instance()
        self._swapped.clear()
        began = time.perf_counter()
        act()
        while not self._swapped:
            app.processEvents()
        return (self._swapped[0] - began) * 1000


def visible_items(window: QQuickWindow) -> tuple[int, int]:
    """Items on the screen that are not texts, and texts."""

    def walk(item: QQuickItem) -> Iterator[QQuickItem]:
        if item.isVisible():
            yield item
            for child in item.childItems():
                yield from walk(child)

    texts = others = 0
    for item in walk(window.contentItem()):
        if item.inherits("QQuickText"):
            texts += 1
        else:
            others += 1
    return others, texts


def bare_ms(engine: QQmlApplicationEngine, others: int, texts: int) -> float:
    """Median ms from making such a page to its frame."""
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    window.setProperty("rectangles", others)
    window.setProperty("texts", texts)
    timed = Timed(window)
    found = []
    for _ in range(TIMES):
        window.empty()  # type: ignore[attr-defined]
        settle()
        found.append(timed(window.fill))  # type: ignore[attr-defined]
    window.empty()  # type: ignore[attr-defined]
    return statistics.median(found)


def main() -> None:
    """Print a line a screen."""
    with tempfile.TemporaryDirectory() as scratch:
        state = filled_state(Path(scratch) / "state", starter_lines(Path(scratch) / "platform"))
        app = make_application()
        engine = QQmlApplicationEngine()
        engine.loadData(BARE)
        empty = engine.rootObjects()[0]
        assert isinstance(empty, QQuickWindow)
        ui = KioskUi(app, state, settings=SETTINGS, clock=StandingClock(NOW), stopwatch=HandWatch(), still=True)
        ui.resize(1080, 1920)
        for window in (empty, ui.window):
            window.show()
            QTest.qWaitForWindowExposed(window)
        timed = Timed(ui.window)
        print(f"{'screen':24}{'items':>7}{'texts':>7}{'first ms':>10}{'later ms':>10}{'bare ms':>10}{'ratio':>8}")
        ratios = []
        for name, go in _screens(ui.shell):
            times = []
            for _ in range(TIMES):
                ui.shell.visit.rest() if name == "home" else ui.shell.navigator.home()
                settle()
                times.append(timed(ui.shell.navigator.home if name == "home" else go))
            others, texts = visible_items(ui.window)
            later, bare = statistics.median(times[1:]), bare_ms(engine, others, texts)
            ratios.append(later / bare)
            print(f"{name:24}{others:7}{texts:7}{times[0]:10.0f}{later:10.0f}{bare:10.0f}{later / bare:8.1f}")
        print(f"median ratio {statistics.median(ratios):.1f}, highest {max(ratios):.1f}")
        ui.close()


if __name__ == "__main__":
    main()
