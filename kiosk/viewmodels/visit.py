"""Whether somebody is there: the visit as the screens see it, by the rules of ``kiosk.domain.visit``.

Not here: what a visit leaves behind. Each view model forgets its own on ``ScreenContext.visitEnded``, the composition root
clears the clipboard, pages are destroyed by leaving them.
"""

from __future__ import annotations

from msgspec import structs
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import visit as rules
from kiosk.domain.visit import Patience, Visit, VisitState
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.navigator import FORMS, IDLE, Navigator

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

SETTLE_S = 0.35
"""A second touch this soon after the one that woke the screen is the same hand: it may not press what came up."""


@QmlElement
@QmlUncreatable("made by the shell")
class VisitModel(QObject):
    """The visit of the person in front of the screen.

    Signals:
        changed: it began, the question came up, a second of it went by, it was answered, or the visit is over.
        ended: the visit is over; what the window itself holds (an open sheet, a toast) goes.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, context: ScreenContext, navigator: Navigator, *, patience: Patience) -> None:
        super().__init__(context)
        self._context = context
        self._navigator = navigator
        self._patience = patience
        self._visit = Visit()
        self._seconds_left = 0
        self._settled_at_s = 0.0
        context.pulse.connect(self._look)
        navigator.moved.connect(self._moved)

    @property
    def settling(self) -> bool:
        """Whether the screen has only just come up, so that a touch is not meant for it; for the window's event filter."""
        return self._context.stopwatch() < self._settled_at_s

    @property
    def under_way(self) -> bool:
        """Whether somebody is in the middle of something."""
        return self._visit.state is not VisitState.IDLE and self._navigator.top[0] != IDLE

    def note_input(self) -> None:
        """Somebody touched the screen or a key anywhere. While the question is up, only an answer counts."""
        if self._visit.state is not VisitState.ASKING:
            self._become(rules.touched(self._visit, self._context.stopwatch()))

    @Slot()
    def wake(self) -> None:
        """The touch on the idle screen: home comes up, and nothing else happens."""
        self._settle()
        self._navigator.home()

    @Slot()
    def stay(self) -> None:
        """Still there: the touch goes on with the visit, and does nothing else."""
        self._settle()

    @Slot()
    def leave(self) -> None:
        """Done: forget everything and rest."""
        self._become(Visit())
        self._navigator.rest()
        self._context.visitEnded.emit()
        self.ended.emit()

    def _settle(self) -> None:
        now_s = self._context.stopwatch()
        self._settled_at_s = now_s + SETTLE_S
        self._become(rules.touched(self._visit, now_s))

    @Slot()
    def _moved(self) -> None:
        self._set_form_open(self._navigator.top[0] in FORMS)

    @Slot()
    def _look(self) -> None:
        resting = self._navigator.top[0] == IDLE
        before = self._visit
        after = rules.ticked(before, self._context.stopwatch(), self._patience, resting=resting)
        if before.state is not VisitState.IDLE and after.state is VisitState.IDLE:
            self.leave()
        else:
            self._become(after)

    def _become(self, visit: Visit) -> None:
        left = visit.seconds_left(self._context.stopwatch(), self._patience)
        changed = visit.state is not self._visit.state or left != self._seconds_left
        self._visit = visit
        self._seconds_left = left
        if changed:
            self.changed.emit()

    def set_elder(self, *, on: bool) -> None:
        """Larger text waits twice as long."""
        self._visit = structs.replace(self._visit, elder=on)

    def _get_form_open(self) -> bool:
        return self._visit.form_open

    def _set_form_open(self, on: bool) -> None:
        if on != self._visit.form_open:
            self._visit = structs.replace(self._visit, form_open=on)
            self.changed.emit()

    formOpen = Property(bool, _get_form_open, _set_form_open, notify=changed)
    """Whether the page on the screen is a form (``navigator.FORMS``): given longer, and the question says it is wiped."""

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        """Whether 您还在吗 is up. Pages mask what was typed while it is."""
        return self._visit.state is VisitState.ASKING

    @Property(int, notify=changed)
    def secondsLeft(self) -> int:
        """Seconds left to answer; 0 while nothing is asked."""
        return self._seconds_left

    @Property(int, notify=changed)
    def secondsInAll(self) -> int:
        """Seconds the question stays up in all."""
        return int(self._visit.question_s(self._patience))
