"""What a visit leaves in QML's heap: not a byte. The engine counts it, so that a leak too small for any figure of memory is seen."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLoggingCategory, QtMsgType, qInstallMessageHandler

from kiosk.app.tour import HandWatch, _screens
from kiosk.app.ui import KioskUi
from kiosk.domain.farewell import THANKS_S
from tests.ui.conftest import Resident
from tests.ui.test_endurance import run_steps

SOME = ("benefits", "activity", "sign-up-letter", "search-initials", "check-question")
NO_STOPS = ("idle", "idle-today", "home", "thanks")
FIRST, THEN = 4, 3  # visits until what a page needs once is there; visits that may leave nothing
AFTER = "Regular item memory after GC:"


class Heap:
    """Bytes alive in QML's heap, as its collector tells."""

    def __init__(self) -> None:
        self.told: list[int] = []
        self._before = qInstallMessageHandler(self._hear)
        QLoggingCategory.setFilterRules("qt.qml.gc.allocatorStats=true")

    def _hear(self, kind: QtMsgType, context: object, words: str) -> None:
        if words.startswith(AFTER):
            self.told.append(int(words.removeprefix(AFTER)))
        elif not str(getattr(context, "category", "")).startswith("qt.qml.gc") and self._before is not None:
            self._before(kind, context, words)

    def alive_bytes(self, ui: KioskUi) -> int:
        gc.collect()
        for _ in range(2):  # what the first one lets go of may have held more
            ui.engine.collectGarbage()
        return self.told[-1]

    def close(self) -> None:
        QLoggingCategory.setFilterRules("")
        qInstallMessageHandler(self._before)


@pytest.fixture
def heap() -> Iterator[Heap]:
    heap = Heap()
    yield heap
    heap.close()


def test_a_visit_leaves_nothing_in_the_heap_of_qml(
    open_kiosk: Callable[..., Resident], long_run: bool, heap: Heap
) -> None:
    watch = HandWatch()
    resident = open_kiosk(stopwatch=watch, waiting=True)
    ui, shell = resident.ui, resident.ui.shell
    stops = {name: go for name, go in _screens(shell) if name not in NO_STOPS and (long_run or name in SOME)}
    visits = [name for name in stops for _ in range(FIRST + THEN)]
    left: dict[str, int] = {}

    def leave() -> None:
        shell.visit.leave()
        watch.seconds += 2 * THANKS_S
        ui.context.poll()

    def step(number: int) -> None:
        visit, part = divmod(number, 4)
        name, again = visits[visit], visit % (FIRST + THEN)
        watch.seconds += 1.0
        if part == 0:
            shell.visit.wake()
        elif part == 1:
            stops[name]()
        elif part == 2:
            leave()
        elif again == FIRST - 1:
            left[name] = -heap.alive_bytes(ui)
        elif again == FIRST + THEN - 1:
            left[name] += heap.alive_bytes(ui)

    run_steps(4 * len(visits), step)
    assert len(left) == len(stops) >= len(SOME)
    assert not {name: size for name, size in left.items() if size > 0}, f"bytes left by {THEN} visits each: {left}"
