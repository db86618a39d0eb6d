"""What every view model of the kiosk needs: the reader, the clock, the language, and the news that content changed.

Made once by the composition root and handed to each view model; not a locator, it looks nothing up.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.text import Language
from kiosk.usecases.clock import Clock, Stopwatch, local_time
from kiosk.usecases.counters import Tally
from kiosk.usecases.reading import ResidentReader

_log = logging.getLogger(__name__)

CONTENT_POLL_MS = 500

T = TypeVar("T")


class ScreenContext(QObject):
    """Shared by the view models of one window.

    Signals:
        contentChanged: the agent applied something; read again.
        languageChanged: read again in another language.
        textsChanged: the interface's own texts are in that language now; what was put together from them is to be said again.
        minuteChanged: wall clock moved on to another minute.
        troubleChanged: the content file could no longer be read, or can be again.
        pulse: half a second went by; look at the stopwatch.
        visitEnded: nobody is there any more. Forget everything of the visit: filters, pages, what was opened, ticked, typed.
    """

    contentChanged = Signal()
    languageChanged = Signal()
    textsChanged = Signal()
    minuteChanged = Signal()
    troubleChanged = Signal()
    pulse = Signal()
    visitEnded = Signal()

    def __init__(
        self,
        reader: ResidentReader,
        clock: Clock,
        *,
        place_id: str | None,
        scope: str,
        stopwatch: Stopwatch = time.monotonic,
    ) -> None:
        super().__init__()
        self.reader = reader
        self.clock = clock
        self.stopwatch = stopwatch
        self.tally = Tally(clock)
        self.place_id = place_id
        self.scope = scope
        self.language = Language.ZH_HANS
        self.in_trouble = False
        self._seen = self.attempt(reader.data_version)
        self._minute = self.now().replace(second=0, microsecond=0)
        self._timer = QTimer(self)
        self._timer.setInterval(CONTENT_POLL_MS)
        self._timer.timeout.connect(self.poll)

    def start(self) -> None:
        """Begin to watch the content file and the clock."""
        self._timer.start()

    @property
    def running(self) -> bool:
        """Whether this is the screen that is up: not one in waiting, nor one that is being replaced."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Stop watching."""
        self._timer.stop()

    def now(self) -> dt.datetime:
        """Local wall-clock time."""
        return local_time(self.clock)

    def poll(self) -> None:
        """Look once whether content or the minute changed."""
        was_in_trouble = self.in_trouble
        seen = self.attempt(self.reader.data_version)
        if seen is not None and (seen != self._seen or was_in_trouble):
            self._seen = seen
            self.contentChanged.emit()
        minute = self.now().replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute = minute
            self.minuteChanged.emit()
        self.pulse.emit()

    def attempt(self, read: Callable[[], T]) -> T | None:
        """What ``read`` gives, or None while the content file cannot be read; the shell then says so.

        What is on the screen stays there: it was right when it was read.
        """
        try:
            found = read()
        except WorldError as error:
            if not self.in_trouble:
                _log.error(say(error.code, **error.params))
            self._trouble(now=True)
            return None
        self._trouble(now=False)
        return found

    def _trouble(self, *, now: bool) -> None:
        if now != self.in_trouble:
            self.in_trouble = now
            self.troubleChanged.emit()

    def set_language(self, language: Language) -> None:
        """Show everything in ``language`` from now on."""
        if language is not self.language:
            self.language = self.reader.language = language
            self.languageChanged.emit()
