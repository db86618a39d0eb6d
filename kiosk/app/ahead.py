"""What the first frame does not wait for is loaded right after it, in steps so small that a touch in between is not kept waiting.

View models first, then the QML of every page, on the GUI thread; then, in a thread, what the desk needs
(``kiosk.app.desk.import_ahead``), and the desk is opened. Whoever touches the screen sooner waits for what their own page needs, no
more.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtQml import QQmlComponent, QQmlEngine

from kiosk.app.desk import import_ahead
from kiosk.viewmodels.late import gather

BEGIN_MS = 400
"""After the window was opened."""
STEP_MS = 40


def imports() -> Iterator[str]:
    """Import what screens need and the first frame does not, one module a step."""
    yield from gather()
    importlib.import_module("kiosk.devices.slip")
    yield "kiosk.devices.slip"


class Ahead(QObject):
    """Loads ahead for one window, from now on; hold on to it, or what it read is read again.

    Args:
        engine: of the window.
        screens: folder of the pages' QML.
        open_desk: called last.
    """

    def __init__(self, engine: QQmlEngine, screens: Path, *, open_desk: Callable[[], None]) -> None:
        super().__init__(engine)
        self._engine = engine
        self._screens = screens
        self._open_desk = open_desk
        self._pages: list[QQmlComponent] = []
        self._steps = self._all_steps()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._timer.start(BEGIN_MS)

    def stop(self) -> None:
        """Load nothing more: another process is to be the screen, and the journal is its."""
        self._timer.stop()

    def _all_steps(self) -> Iterator[str]:
        yield from imports()
        for path in sorted(self._screens.glob("*Screen.qml")):
            self._pages.append(QQmlComponent(self._engine, QUrl.fromLocalFile(str(path)), self))
            yield path.name
        desk = import_ahead()
        while desk.is_alive():
            yield "desk"
        self._open_desk()

    @Slot()
    def _step(self) -> None:
        self._timer.setInterval(STEP_MS)
        if next(self._steps, None) is None:
            self._timer.stop()
