"""叫工作人员 as QML sees it: whether somebody can come, the call that was made in this visit, and how it stands.

It moves on only when the journal says so. A call is not forgotten with the visit: it stays open for staff, who find it in the
journal; but the next person is not told that they have called.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Property, QDateTime, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.counting import Counted
from kiosk.domain.errors import WorldError
from kiosk.domain.help_calls import Call, CallState
from kiosk.domain.opening import Opening, OpenState
from kiosk.usecases.bell import Bell
from kiosk.usecases.leave_number import CallBackOffer
from kiosk.usecases.see_help import HelpView, HotlineRow, help_view
from kiosk.usecases.see_home import space_opening
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.detail import as_date, days_ahead
from kiosk.viewmodels.navigator import FORMS, HELP, Navigator
from kiosk.viewmodels.reception import Reception
from kiosk.viewmodels.rows import RowsModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

LATE_S = 300.0
"""Nobody came for this long: the screen stops waiting with the resident and names other ways (mock-up 29: 5 分钟)."""
RING_EVERY_S = 15.0
"""The bell rings again until somebody has answered, or it is late."""
AGAIN_AFTER_S = 30.0
"""So soon after a ring another one helps nobody."""


@QmlElement
@QmlUncreatable("made by HelpModel")
class HotlineRows(RowsModel):
    """Numbers to ring, and when."""

    row_type = HotlineRow


@QmlElement
@QmlUncreatable("made by the shell")
class HelpModel(QObject):
    """One visit's call for staff.

    ``state`` is ``""`` (not called), ``ringing``, ``seen`` or ``came``; ``failed`` says that a call could not be written
    down. ``sound`` is ``""`` (not known yet), ``heard``, ``none`` (no loudspeaker) or ``silent`` (meant to be so).
    ``openState`` is ``open``, ``closed`` or ``unknown``.
    """

    changed = Signal()

    def __init__(
        self,
        context: ScreenContext,
        navigator: Navigator,
        reception: Reception,
        *,
        bell: Bell,
        stay: Callable[[], None],
        large_text: Callable[[], bool],
    ) -> None:
        super().__init__(context)
        self._context = context
        self._navigator = navigator
        self._reception = reception
        self._bell = bell
        self._stay = stay
        self._large_text = large_text
        self._rows = HotlineRows(self)
        self._view: HelpView | None = None
        self._opening = Opening(state=OpenState.UNKNOWN)
        self._active = False
        self._takes_names = False
        self._can_leave_number = False
        self._forget_call()
        context.contentChanged.connect(self.refresh)
        context.languageChanged.connect(self.refresh)
        context.minuteChanged.connect(self.refresh)
        context.visitEnded.connect(self.forget)
        context.pulse.connect(self._look)
        self.refresh()

    def _offer(self) -> CallBackOffer | None:
        return self._view.call_back if self._view is not None and self._can_leave_number else None

    def _call_by(self) -> dt.datetime | None:
        offer = self._offer()
        return None if offer is None else offer.call_by

    def _caller_phone(self) -> str:
        offer = self._offer()
        return "" if offer is None else offer.phone

    def _forget_call(self) -> None:
        self._call: Call | None = None
        self._who = ""
        self._failed = False
        self._sound = ""
        self._called_at = QDateTime()
        self._rang_at_s = 0.0
        self._bell_at_s = 0.0
        self._told = (False, False)

    @Slot()
    def forget(self) -> None:
        """The visit is over. The call stays open for staff; it is nobody's on the screen."""
        self._forget_call()
        self.changed.emit()

    @property
    def view(self) -> HelpView | None:
        """What the page says, for taking the numbers along; None while it is not on the screen."""
        return self._view if self._active else None

    def start(self) -> None:
        """The page comes on the screen."""
        self._active = True
        self.refresh()
        self._takes_names = self._reception.takes_names()
        # Somebody has promised to call, and no other form is open.
        promised = self._view is not None and self._view.call_back is not None
        self._can_leave_number = self._takes_names and promised and self._navigator.uncovered not in FORMS
        self.changed.emit()

    @Slot()
    def leaveNumber(self) -> None:
        """我要留: the form in which somebody leaves a number."""
        if self._can_leave_number and self._view is not None and self._view.call_back is not None:
            self._navigator.open("sign_up", self._view.call_back.place_id)

    def stop(self) -> None:
        """The page left the screen; a call that is over is told no longer."""
        self._active = False
        if self._failed or (self._call is not None and not self._call.open):
            self._forget_call()
            self.changed.emit()

    @Slot()
    def refresh(self) -> None:
        """Read again whether somebody is there, and on the page itself everything it says."""
        now = self._context.now()
        if self._active:
            view = self._context.attempt(
                lambda: help_view(
                    self._context.reader, now, language=self._context.language, place_id=self._context.place_id
                )
            )
            if view is not None:
                self._view, self._opening = view, view.opening
                self._rows.replace(view.hotlines)
        else:
            opening = self._context.attempt(
                lambda: space_opening(self._context.reader, now, place_id=self._context.place_id)
            )
            self._opening = opening or self._opening
        self.changed.emit()

    # Calling ------------------------------------------------------------------------------------------------------

    @Slot()
    def press(self) -> None:
        """The key in the bar: calls where somebody may come and nobody was called aloud yet, and shows how it stands."""
        if self._opening.state is not OpenState.CLOSED and (not self._waiting() or self._unheard()):
            self._ring(again=self._call if self._waiting() else None, silent=False)
        self._navigator.open(HELP, "")

    @Slot()
    def callSilently(self) -> None:
        """Write a call down without a bell, and without 已经叫了 in the bar: somebody else may be looking or listening."""
        if not self._waiting():
            self._ring(again=None, silent=True)

    @Slot()
    def again(self) -> None:
        """再叫一次: aloud, whatever the call was before, for nothing else reaches the desk."""
        if self._call is not None and self._waiting() and self._can_again():
            self._ring(again=self._call, silent=False)

    @Slot()
    def cancel(self) -> None:
        """Nobody need come any more."""
        if self._call is None or not self._waiting():
            return
        call = self._call
        try:
            self._reception.desk().calls.cancel(call)
        except WorldError as error:
            self._reception.note(error)
            self._failed = True
            self.changed.emit()
            return
        self._forget_call()
        self.changed.emit()

    def _waiting(self) -> bool:
        return self._call is not None and self._call.open

    def _unheard(self) -> bool:
        """Whether the call is only written down: nothing rang, and nobody has said that they saw it."""
        return self._is_silent() and self._state() == CallState.RINGING

    def _ring(self, *, again: Call | None, silent: bool) -> None:
        screen = self._navigator.uncovered
        try:
            self._call = self._reception.desk().calls.call(
                screen,
                language=self._context.language,
                silent=silent,
                large_text=self._large_text(),
                again=again,
            )
        except WorldError as error:
            self._reception.note(error)
            self._failed = True
            self.changed.emit()
            return
        self._context.tally.count(Counted.HELP, screen)
        now_s = self._context.stopwatch()
        self._failed = False
        self._who = ""
        self._called_at = as_date(self._context.now())
        self._rang_at_s = now_s
        self._sound = "silent" if silent else ""
        if not silent:
            self._sound_bell(now_s)
        self._told = (self._late(), self._can_again())
        self.changed.emit()

    def _sound_bell(self, now_s: float) -> None:
        self._bell_at_s = now_s
        self._bell.ring(self._bell_over)

    def _bell_over(self, heard: bool) -> None:
        if self._call is not None and not self._call.silent:
            self._sound = "heard" if heard else "none"
            self.changed.emit()

    # Waiting ------------------------------------------------------------------------------------------------------

    def _late(self) -> bool:
        return self._waiting() and self._context.stopwatch() - self._rang_at_s >= LATE_S

    def _can_again(self) -> bool:
        return self._waiting() and self._context.stopwatch() - self._rang_at_s >= AGAIN_AFTER_S

    @Slot()
    def _look(self) -> None:
        """Half a second went by: has somebody answered, must the bell ring again, is it late?"""
        call = self._call
        if call is None or not call.open:
            return
        try:
            stands = self._reception.desk().calls.standing(call)
            who = self._reception.desk().calls.name_of(stands.staff) if stands.staff else ""
        except WorldError as error:
            self._reception.note(error)
            return
        now_s = self._context.stopwatch()
        told = (self._late(), self._can_again())
        if self._navigator.top[0] == HELP and not told[0]:
            self._stay()
        if stands != call or told != self._told or who != self._who:
            self._call, self._told, self._who = stands, told, who
            self.changed.emit()
        ringing = stands.state is CallState.RINGING and not stands.silent and not told[0]
        if ringing and now_s - self._bell_at_s >= RING_EVERY_S:
            self._sound_bell(now_s)

    # Properties ---------------------------------------------------------------------------------------------------

    def _state(self) -> str:
        if self._call is None or self._call.state is CallState.CANCELLED:
            return ""
        return self._call.state.value

    def _bar_state(self) -> str:
        if self._waiting() and not self._is_silent():
            return "called"
        return "closed" if self._opening.state is OpenState.CLOSED else "call"

    def _is_silent(self) -> bool:
        return self._call is not None and self._call.silent

    def _text(self, name: str) -> str:
        return str(getattr(self._view, name)) if self._view is not None else ""

    def _opens_in_days(self) -> int:
        return days_ahead(self._opening.until, self._context.now())

    def _get_rows(self) -> HotlineRows:
        return self._rows

    state = Property(str, _state, notify=changed)
    barState = Property(str, _bar_state, notify=changed)
    failed = Property(bool, lambda self: self._failed, notify=changed)
    sound = Property(str, lambda self: self._sound, notify=changed)
    who = Property(str, lambda self: self._who, notify=changed)
    calledAt = Property(QDateTime, lambda self: self._called_at, notify=changed)
    late = Property(bool, _late, notify=changed)
    canAgain = Property(bool, _can_again, notify=changed)
    openState = Property(str, lambda self: self._opening.state.value, notify=changed)
    opensAt = Property(QDateTime, lambda self: as_date(self._opening.until), notify=changed)
    opensInDays = Property(int, _opens_in_days, notify=changed)
    takesNames = Property(bool, lambda self: self._takes_names, notify=changed)
    callBack = Property(bool, lambda self: self._offer() is not None, notify=changed)
    callBy = Property(QDateTime, lambda self: as_date(self._call_by()), notify=changed)
    callInDays = Property(int, lambda self: days_ahead(self._call_by(), self._context.now()), notify=changed)
    callerPhone = Property(str, _caller_phone, notify=changed)
    hotlines = Property(HotlineRows, _get_rows, constant=True)
    hotlineCount = Property(int, lambda self: self._rows.rowCount(), notify=changed)
    address = Property(str, lambda self: self._text("address"), notify=changed)
    landmark = Property(str, lambda self: self._text("landmark"), notify=changed)
    phone = Property(str, lambda self: self._text("phone"), notify=changed)
    sample = Property(bool, lambda self: bool(self._view and self._view.sample), notify=changed)
