"""Counts visits and looked-at records, and hands the counts over when nobody is there.

Other view models count their own through ``ScreenContext.tally``: a form its abandoned step, the search its empty results, the
bell the screen it was pressed on. What is counted and how it is kept: ``kiosk.domain.counting``, ``kiosk.usecases.counters``.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, Slot

from kiosk.domain.counting import Counted
from kiosk.domain.errors import WorldError
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.navigator import IDLE, THANKS, Navigator
from kiosk.viewmodels.reception import Reception

RECORD_SCREENS = frozenset({"benefit", "service", "guide", "article", "activity", "place", "record"})
"""Screens whose argument is the id of the record they show."""

NOBODY = frozenset({IDLE, THANKS})
"""Screens from which a touch begins a visit."""


class Counting(QObject):
    """The counts of one window."""

    def __init__(self, context: ScreenContext, navigator: Navigator, reception: Reception) -> None:
        super().__init__(context)
        self._context = context
        self._navigator = navigator
        self._reception = reception
        self._resting = navigator.top[0] in NOBODY
        self._day: dt.date | None = None
        self._viewed = ""
        navigator.moved.connect(self._moved)
        context.minuteChanged.connect(self._look)
        context.visitEnded.connect(self.hand_over)

    @Slot(bool)
    def _moved(self, forward: bool) -> None:
        screen, argument = self._navigator.top
        if self._resting and screen not in NOBODY:
            self._context.tally.count(Counted.VISIT)
        self._resting = screen in NOBODY
        if forward and argument and screen in RECORD_SCREENS:
            self.viewed(argument)

    def viewed(self, record_id: str) -> None:
        """Somebody chose to see a record, on its page or beside its list. From nearer (its page after its pin) it is the same look."""
        if record_id != self._viewed:
            self._context.tally.count(Counted.VIEW, record_id)
        self._viewed = record_id

    @Slot()
    def _look(self) -> None:
        """After the start, and when a day is over, what waits is written down as soon as nobody is there."""
        if self._resting and self._day != self._context.now().date():
            self._hand_over()

    @Slot()
    def hand_over(self) -> None:
        """The visit is over: keep its counts. Without any the journal need not be opened."""
        self._viewed = ""
        if not self._context.tally.empty:
            self._hand_over()

    def _hand_over(self) -> None:
        try:
            self._context.tally.hand_over(self._reception.desk().counts)
        except WorldError as error:
            self._reception.note(error)
            return
        self._day = self._context.now().date()
