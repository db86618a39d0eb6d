"""What nobody expected: an exception that a slot let through. It is logged, and a calm page stands where it happened.

PySide prints such an exception and goes on, with a page that is half of what it should be. Here the page is left instead, what
was typed is forgotten with it (nobody knows what state it is in), and the resident is told in words. A fault that comes
back at once ends the process: the supervisor starts another one.

The log names the fault and the places in the code, never the exception's own words: they may hold what somebody typed. Not
here: failures of the world (``WorldError``), which every use case names; the supervisor (``kiosk.app.supervisor``).
"""

from __future__ import annotations

import logging
import re
import sys
import time
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, qInstallMessageHandler

from data.words import say
from kiosk.usecases.clock import Stopwatch

_log = logging.getLogger(__name__)

MISHAPS_MAX = 3
WITHIN_S = 10.0
"""So many faults in so short a time, and a page cannot help any more."""

_PYTHON_WORDS = re.compile(r"(: Error: ).*", re.DOTALL)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def qt_says(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Log what Qt says. QML repeats the words of an exception that a slot let through: they are left out."""
    words = _PYTHON_WORDS.sub(r"\1…", message)
    _log.log(_LEVELS.get(kind, logging.INFO), say("ui.qt", category=context.category or "qt", words=words))


class MishapWatch(QObject):
    """Stands where Python reports what nobody caught.

    Args:
        show: puts the calm page up.
        give_up: ends the process, to be started anew.
        stopwatch: seconds.
    """

    def __init__(
        self, show: Callable[[], None], give_up: Callable[[], None], *, stopwatch: Stopwatch = time.monotonic
    ) -> None:
        super().__init__()
        self._show = show
        self._give_up = give_up
        self._stopwatch = stopwatch
        self._times_s: list[float] = []
        self._before = sys.excepthook

    def install(self) -> None:
        """Watch from now on."""
        self._before = sys.excepthook
        sys.excepthook = self.caught
        qInstallMessageHandler(qt_says)

    def remove(self) -> None:
        """Watch no longer."""
        sys.excepthook = self._before
        qInstallMessageHandler(None)

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log it; the page comes up when the event in hand is over."""
        if not issubclass(kind, Exception):  # Ctrl-C and the like mean to end the process
            self._before(kind, error, trace)
            return
        where = "".join(traceback.format_tb(trace)).rstrip()
        _log.critical(say("ui.mishap", kind=kind.__name__, where=where))
        now_s = self._stopwatch()
        self._times_s = [each for each in self._times_s if now_s - each < WITHIN_S] + [now_s]
        if len(self._times_s) >= MISHAPS_MAX:
            _log.critical(say("ui.mishaps", times=len(self._times_s)))
            self._give_up()
        else:
            QTimer.singleShot(0, self._show)
