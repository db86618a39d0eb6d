"""A screen's end of the line to its supervisor: being replaced after a personal visit, or replacing another screen.

The words are in ``kiosk.app.supervisor``. Not here: when a visit is personal (``kiosk.viewmodels.visit``).
"""

from __future__ import annotations

import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

from kiosk.domain.farewell import Farewell, from_line, to_line

SPARE_AFTER_MS = 3000
"""A successor is made ready this long after a form came up: its start shall not slow the form's own."""

LOOK_MS = 100
"""How often it is looked whether what still keeps this process is over."""


class Succession(QObject):
    """The line of one screen.

    Signals:
        taken_over: this screen is to say a farewell and be the screen from now on.
        woken: somebody touched the screen while the one before was still on it.
        alone: the supervisor is gone.
    """

    taken_over = Signal(object)
    woken = Signal()
    alone = Signal()

    def __init__(self, line: socket.socket) -> None:
        super().__init__()
        self._line = line
        self._rest = b""
        self._asked = False
        self._farewell: Farewell | None = None
        self._busy: Callable[[], bool] = bool
        self._touched = False
        self._wait = QTimer(self)
        self._wait.setInterval(LOOK_MS)
        self._wait.timeout.connect(self._part_if_free)
        self._notifier = QSocketNotifier(line.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._readable)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SPARE_AFTER_MS)
        self._soon.timeout.connect(self._say_soon)

    def _say(self, words: bytes) -> None:
        try:
            self._line.sendall(words + b"\n")
        except OSError:
            self.alone.emit()

    @Slot()
    def expect(self) -> None:
        """A personal visit began: a successor will be wanted."""
        if not self._soon.isActive():
            self._soon.start()

    @Slot()
    def _say_soon(self) -> None:
        self._say(b"soon")

    def part(self, farewell: Farewell, *, busy: Callable[[], bool] = bool) -> None:
        """It is over; ``farewell`` is on the screen. This process will not live on.

        Args:
            farewell: what its successor says.
            busy: whether it still has to live: a slip that is coming out would be cut off in the middle.
        """
        self._soon.stop()
        self._farewell, self._busy = farewell, busy
        self._wait.start()
        self._part_if_free()

    @Slot()
    def _part_if_free(self) -> None:
        if self._farewell is None or self._busy():
            return
        self._wait.stop()
        self._asked = True
        self._say(b"part " + to_line(self._farewell))
        if self._touched:
            self._say(b"touched")

    @property
    def parting(self) -> bool:
        """Whether this screen waits to be replaced: nothing that is touched means it any more."""
        return self._farewell is not None

    @Slot()
    def touched(self) -> None:
        """Somebody touched the screen while it waits: for the successor, once there is to be one."""
        self._touched = True
        if self._asked:
            self._say(b"touched")

    @Slot()
    def shown(self) -> None:
        """The first frame is on the screen."""
        self._say(b"shown")

    @Slot()
    def _readable(self) -> None:
        try:
            data = self._line.recv(4096, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._notifier.setEnabled(False)
            self.alone.emit()
            return
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            word, _, rest = line.partition(b" ")
            if word == b"show":
                self.taken_over.emit(from_line(rest))
            elif word == b"wake":
                self.woken.emit()
