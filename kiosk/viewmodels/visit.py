"""Whether somebody is there: the visit as the screens see it, by the rules of ``kiosk.domain.visit``.

Not here: what a visit leaves behind. Each view model forgets its own on ``ScreenContext.visitEnded``, the composition root
clears the clipboard, pages are destroyed by leaving them.
"""

from __future__ import annotations

import math

from msgspec import structs
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain import visit as rules
from kiosk.domain.farewell import Farewell, Trace
from kiosk.domain.visit import Patience, Visit, VisitState
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.navigator import FORMS, IDLE, MEMO, THANKS, TRACES, Navigator

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

SETTLE_S = 0.35
"""A second touch this soon after the one that woke the screen, or ended the visit, is the same hand: it may not press what came up."""

SETTLE_MOST_S = 3 * SETTLE_S
"""Somebody who drums on the screen is heard after this long all the same."""

UNATTENDED_S = 30.0
"""After this long without a touch a sensitive page covers itself."""

SAID_AT_S = frozenset({10, 5})
"""Seconds left at which the question is said again."""

MORE_S = 120.0
"""What 多给 2 分钟 gives."""


@QmlElement
@QmlUncreatable("made by the shell")
class VisitModel(QObject):
    """The visit of the person in front of the screen.

    Signals:
        changed: it began, the question came up, a second of it went by, it was answered, or the visit is over.
        ended: the visit is over; what the window itself holds (an open sheet, a toast) goes.
        becamePersonal: the first screen of this visit came up on which a person leaves something of herself.
        parted: a visit that was personal is over and the thank-you page is up.
        settingsOver: nobody reads in the visit's language and size any more.
        toSay: say the question aloud, or only how many seconds are left (component 16: at once, then at 10 and 5 s).
    """

    changed = Signal()
    ended = Signal()
    becamePersonal = Signal()
    parted = Signal()
    settingsOver = Signal()
    toSay = Signal(int, arguments=["seconds"])

    def __init__(self, context: ScreenContext, navigator: Navigator, *, patience: Patience) -> None:
        super().__init__(context)
        self._context = context
        self._navigator = navigator
        self._patience = patience
        self._visit = Visit()
        self._seconds_left = 0
        self._settles_since_s = self._settled_at_s = 0.0
        self._traces: set[Trace] = set()
        self._farewell = Farewell()
        self._thanked_at_s = 0.0
        self._speaking = False
        self._unattended = False
        context.pulse.connect(self._look)
        navigator.moved.connect(self._moved)

    @property
    def settling(self) -> bool:
        """Whether the screen has only just come up, so that a touch is not meant for it; for the window's event filter."""
        return self._context.stopwatch() < self._settled_at_s

    def settle_longer(self) -> None:
        """It was touched while it settles: whoever drums on the screen has not looked at it yet; who goes on for long means it."""
        self._settled_at_s = min(self._context.stopwatch() + SETTLE_S, self._settles_since_s + SETTLE_MOST_S)

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
        """The touch on the idle screen or the thank-you page: home comes up, and nothing else happens."""
        if self._navigator.top[0] == THANKS:
            self.settingsOver.emit()
        self._settle()
        self._navigator.home()

    @Slot()
    def stay(self) -> None:
        """Still there: the touch goes on with the visit, and does nothing else."""
        self._settle()

    @Slot()
    def moreTime(self) -> None:
        """Two minutes more before anything is asked, until the next touch."""
        self._become(rules.extended(self._visit, self._context.stopwatch(), MORE_S))

    @Slot()
    def leave(self) -> None:
        """Done: forget everything, and say so."""
        self.part(structs.replace(self._farewell, traces=self._said_traces()))

    def end(self) -> None:
        """It ended without a press: forget everything, and say so where there was something of a person to clear."""
        if self._personal:
            self.leave()
        else:
            self.rest()

    def part(self, farewell: Farewell) -> None:
        """Forget everything and show ``farewell``; also that of the process before this one."""
        personal = self._personal
        self._farewell = farewell
        self._thanked_at_s = self._context.stopwatch()
        self._settles_since_s = self._thanked_at_s
        self._settled_at_s = self._thanked_at_s + SETTLE_S
        self._navigator.thank()
        self._end()
        if personal:
            self.parted.emit()

    @property
    def parting(self) -> bool:
        """Whether somebody is being told what was cleared of hers."""
        return self._navigator.top[0] == THANKS and any(trace is not Trace.PAGES for trace in self._farewell.traces)

    def rest(self) -> None:
        """Forget everything, and rest."""
        self._navigator.rest()
        self._end()
        self.settingsOver.emit()

    def _end(self) -> None:
        self._traces.clear()
        self._become(Visit(elder=self._visit.elder))
        self._context.visitEnded.emit()
        self.ended.emit()
        self.changed.emit()

    @property
    def _personal(self) -> bool:
        return any(trace is not Trace.PAGES for trace in self._traces)

    @property
    def farewell(self) -> Farewell:
        """What the thank-you page says."""
        return self._farewell

    def _said_traces(self) -> tuple[Trace, ...]:
        return tuple(trace for trace in Trace if trace in self._traces or trace is Trace.PAGES)

    def set_looks(self, farewell: Farewell) -> None:
        """How this visit's screens look: the thank-you page looks the same."""
        self._farewell = structs.replace(farewell, traces=self._farewell.traces)
        self._visit = structs.replace(self._visit, elder=farewell.looks.slow)  # waits twice as long

    def _settle(self) -> None:
        now_s = self._settles_since_s = self._context.stopwatch()
        self._settled_at_s = now_s + SETTLE_S
        self._become(rules.touched(self._visit, now_s))

    @Slot()
    def _moved(self) -> None:
        screen = self._navigator.top[0]
        self._visit = structs.replace(self._visit, copying=screen == MEMO)
        self._set_form_open(self._navigator.uncovered in FORMS)
        trace = TRACES.get(screen)
        if trace is not None:
            was_personal = self._personal
            self._traces.add(Trace(trace))
            if not was_personal:
                self.becamePersonal.emit()

    @Slot()
    def _look(self) -> None:
        now_s = self._context.stopwatch()
        screen = self._navigator.top[0]
        before = self._visit
        if self._speaking and before.state is VisitState.ACTIVE:
            before = self._visit = structs.replace(before, since_s=now_s)
        if screen == THANKS:
            self._look_thanked(now_s)
            return
        after = rules.ticked(before, now_s, self._patience, resting=screen == IDLE)
        if before.state is VisitState.IDLE or after.state is not VisitState.IDLE:
            self._become(after)
        else:
            self.end()

    def _look_thanked(self, now_s: float) -> None:
        """The thank-you page is up: it goes by itself, home where somebody touched the bar meanwhile."""
        touched = self._visit.state is not VisitState.IDLE
        if self._speaking and not touched:
            self._thanked_at_s = now_s  # it is said to its end
        since_s = self._visit.since_s if touched else self._thanked_at_s
        if now_s - since_s < self._farewell.shown_s:
            self.changed.emit()
        elif touched:
            self.wake()
        else:
            self._navigator.rest()
            self.settingsOver.emit()

    def set_speaking(self, *, on: bool) -> None:
        """Something is being read aloud: whoever listens is there."""
        self._speaking = on

    def _become(self, visit: Visit) -> None:
        left = visit.seconds_left(self._context.stopwatch(), self._patience)
        unattended = visit.state is VisitState.ACTIVE and self._context.stopwatch() - visit.since_s >= UNATTENDED_S
        changed = (visit.state, left, unattended) != (self._visit.state, self._seconds_left, self._unattended)
        to_say = visit.state is VisitState.ASKING and (
            self._visit.state is not VisitState.ASKING or (left in SAID_AT_S and left != self._seconds_left)
        )
        self._visit = visit
        self._seconds_left = left
        self._unattended = unattended
        if changed:
            self.changed.emit()
        if to_say:
            self.toSay.emit(left)

    def set_guided(self, *, on: bool) -> None:
        """Whoever goes by ear and keys is given twice as long."""
        self._visit = structs.replace(self._visit, guided=on)

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

    @Property(bool, notify=changed)
    def unattended(self) -> bool:
        """Whether nobody has touched the screen for a while: sensitive pages cover themselves."""
        return self._unattended

    @Property("QStringList", notify=changed)
    def cleared(self) -> list[str]:
        """What the thank-you page says was cleared, as ``Trace``."""
        return [trace.value for trace in self._farewell.traces]

    @Property(int, notify=changed)
    def thanksLeft(self) -> int:
        """Seconds the thank-you page still stays up, counted up."""
        return max(1, math.ceil(self._thanked_at_s + self._farewell.shown_s - self._context.stopwatch()))
