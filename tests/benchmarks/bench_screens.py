"""Tap to whole frame for every screen, beside a bare page with as many items.

For every stop of the tour: from the call a tap makes to the frame that shows it (the slowest of the taps that lead there), with real
content; beside it, in the same process, a
page of as many plain rectangles and texts, made by a Loader in an empty window. The ratio is what our components, view models and
database reads cost on top. Processor time of this process, for other programs may want the machine, too.

Run: ``packaging/dev bench screens`` or ``.dev/venv/bin/python -m tests.benchmarks.bench_screens``. Prints; asserts nothing.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")

import PySide6.QtQuick  # noqa: F401 (before the window is touched)
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
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
    """Processor time from an act to the next frame of a window."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self._swapped: list[float] = []
        self.worst_ms = 0.0
        window.frameSwapped.connect(
            lambda: self._swapped.append(time.process_time()), Qt.ConnectionType.DirectConnection
        )

    def __call__(self, act: Callable[[], Any]) -> Any:
        """What the act gave; its ms to the frame are the worst so far, or less."""
        self._swapped.clear()
        began = time.process_time()
        given = act()
        self._window.update()  # an act that changed nothing to see draws nothing by itself
        while not self._swapped:
            QGuiApplication.processEvents()
        self.worst_ms = max(self.worst_ms, (self._swapped[0] - began) * 1000)
        settle()
        return given


class Taps:
    """Stands for the shell, or anything below it: every call is a tap, timed to its own frame."""

    def __init__(self, thing: Any, timed: Timed) -> None:
        self._thing = thing
        self._timed = timed

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._thing, name)
        if isinstance(found, QObject):
            return Taps(found, self._timed)
        if not callable(found) or name in ("data", "index", "line", "rowCount"):
            return found
        return lambda *arguments, **named: self._timed(lambda: found(*arguments, **named))


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
        timed.worst_ms = 0.0
        timed(window.fill)  # type: ignore[attr-defined]
        found.append(timed.worst_ms)
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
        for name, go in _screens(Taps(ui.shell, timed)):  # type: ignore[arg-type]  # looks like one
            times = []
            for _ in range(TIMES):
                ui.shell.visit.rest() if name == "home" else ui.shell.navigator.home()
                settle()
                timed.worst_ms = 0.0
                timed(ui.shell.navigator.home) if name == "home" else go()
                times.append(timed.worst_ms)
            others, texts = visible_items(ui.window)
            later, bare = statistics.median(times[1:]), bare_ms(engine, others, texts)
            ratios.append(later / bare)
            print(f"{name:24}{others:7}{texts:7}{times[0]:10.0f}{later:10.0f}{bare:10.0f}{later / bare:8.1f}")
        print(f"median ratio {statistics.median(ratios):.1f}, highest {max(ratios):.1f}")
        ui.close()


if __name__ == "__main__":
    main()
