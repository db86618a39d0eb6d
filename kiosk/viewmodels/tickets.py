"""我的报名 as QML sees it: tickets are found by code and four digits, looked at, corrected or cancelled, one at a time."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Property, QDateTime, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.counting import Counted
from kiosk.domain.errors import WorldError
from kiosk.domain.journal_bodies import DeviceState
from kiosk.domain.ticket_code import TicketCode, ticket_in
from kiosk.usecases.clock import local
from kiosk.usecases.desk import CODE_DIGITS, Found
from kiosk.usecases.fill_in import Plans
from kiosk.usecases.held_tickets import CLOSED, MOST, Held, HeldRow, held_row, note_plan, with_one_more
from kiosk.usecases.open_subject import Subject, open_subject
from kiosk.usecases.scanner import Scanner
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.detail import as_date, days_ahead
from kiosk.viewmodels.reception import Reception
from kiosk.viewmodels.rows import RowsModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

NUMBER_DIGITS = 3
FIND, LIST, FOUND, ASKING, CANCELLED = "find", "list", "found", "asking", "cancelled"


@QmlElement
@QmlUncreatable("made by TicketModel")
class HeldRows(RowsModel):
    """The tickets that were found so far."""

    row_type = HeldRow


@QmlElement
@QmlUncreatable("made by the shell")
class TicketModel(QObject):
    """The tickets of one person.

    ``step`` is ``find``, ``list`` (several were found), ``found``, ``asking`` (really cancel?) or ``cancelled``.
    ``trouble`` after a try: ``none`` (no such pair, whichever half is wrong), ``locked`` (``minutes`` to wait), ``stopped``
    (nothing can be looked up), ``failed`` (it was not given back, the ticket still holds), ``late`` (a seat is not kept any
    more), ``untold`` (要 was not written down), ``no_ticket`` (a code was scanned that is no ticket's), ``not_ours`` (it was not signed
    here). ``scanner`` is ``ok``, ``broken`` or ``absent``; ``scanned``: the number came from it; ``unsigned``: from an old code.
    """

    changed = Signal()

    def __init__(
        self,
        context: ScreenContext,
        reception: Reception,
        plans: Plans,
        *,
        scanner: Scanner,
        stay: Callable[[], None],
    ) -> None:
        super().__init__(context)
        self._context = context
        self._reception = reception
        self._plans = plans
        self._scanner = scanner
        self._stay = stay
        self._scanner_state = DeviceState.ABSENT
        self._rows = HeldRows(self)
        self._empty()
        context.minuteChanged.connect(self._look_at_scanner)
        context.visitEnded.connect(self.forget)
        context.languageChanged.connect(self._read_again)
        context.contentChanged.connect(self._read_again)
        context.pulse.connect(self._look_for_news)

    def _empty(self) -> None:
        self._prefix = "A"
        self._typed = ""
        self._step = FIND
        self._trouble = ""
        self._minutes = 0
        self._scanned = self._unsigned = False
        self._held: tuple[Held, ...] = ()
        self._stood: tuple[int, int] | None = None
        self._at = -1
        self._rows.replace(())

    @property
    def _shown(self) -> Held | None:
        return self._held[self._at] if 0 <= self._at < len(self._held) else None

    @property
    def _ticket(self) -> Found | None:
        return None if self._shown is None else self._shown.found

    @property
    def _view(self) -> Subject | None:
        return None if self._shown is None else self._shown.view

    @property
    def found(self) -> Found | None:
        """The ticket on the screen, for correcting it."""
        return self._ticket

    @property
    def ticket(self) -> tuple[Subject, Found] | None:
        """The ticket on the screen with what it is for, for taking it along; None for none, or one that was cancelled."""
        if self._ticket is None or self._view is None or self._ticket.cancelled or self._step == CANCELLED:
            return None
        return self._view, self._ticket

    def start(self) -> None:
        """The page comes on the screen: from now on what is scanned is for it."""
        self._scanner.listen(self._heard)
        self._look_at_scanner()

    def stop(self) -> None:
        """Another page came on the screen; codes are nobody's."""
        self._scanner.listen(None)

    @Slot()
    def _look_at_scanner(self) -> None:
        state = self._scanner.state()
        if state is not self._scanner_state:
            self._scanner_state = state
            self.changed.emit()

    def _heard(self, text: str) -> None:
        """A code was scanned: its number is filled in, the four digits are still asked for."""
        if self._step != FIND:
            return
        self._stay()
        code = ticket_in(text)
        self._trouble = "no_ticket" if code is None else self._doubt(code)
        self._typed, self._scanned = "", not self._trouble
        if code is not None and not self._trouble:
            self._prefix, self._typed, self._unsigned = code.ticket[0], code.ticket[1:], code.signature is None
        self.changed.emit()

    def _doubt(self, code: TicketCode) -> str:
        """Why a code is not taken. An old one without a signature is: it only saves pressing the number."""
        try:
            return "" if code.signature is None or self._reception.desk().sign_ups.ours(code) else "not_ours"
        except WorldError as error:
            self._reception.note(error)
            return "stopped"

    @Slot()
    def forget(self) -> None:
        """The page is left: nothing of what was typed stays."""
        if self._typed or self._trouble:
            self._context.tally.count(Counted.ABANDONED, f"tickets.{self._step}")
        self._empty()
        self.changed.emit()

    def _read(self, subject: str) -> Subject | None:
        return self._context.attempt(
            lambda: open_subject(
                self._context.reader,
                subject,
                self._context.now(),
                language=self._context.language,
                place_id=self._context.place_id,
            )
        )

    @Slot()
    def _read_again(self) -> None:
        """In another language, or as it was published since. While the content cannot be read, what was read stays."""
        read = [dataclasses.replace(each, view=self._read(each.found.subject)) for each in self._held]
        if read and not self._context.in_trouble:
            self._hold(tuple(read))
            self.changed.emit()

    @Slot()
    def _look_for_news(self) -> None:
        """What the platform says of tickets on the screen is on the screen; a seat that is kept goes when its minute has come."""
        if not self._held:
            return
        try:
            desk = self._reception.desk().sign_ups
            stood, self._stood = self._stood, (desk.news(), self._context.now().minute)
            if stood == self._stood:
                return
            held = tuple(dataclasses.replace(each, found=desk.again(each.found)) for each in self._held)
        except WorldError as error:
            self._reception.note(error)
            return
        if held != self._held:
            self._hold(held)
            self.changed.emit()

    def _hold(self, held: tuple[Held, ...]) -> None:
        self._held = held
        now = self._context.now()
        self._rows.replace([held_row(each, now) for each in held])

    @Slot(str)
    def setPrefix(self, prefix: str) -> None:
        """A, B, C or D."""
        self._prefix = prefix
        self.changed.emit()

    @Slot(str)
    def press(self, digit: str) -> None:
        """One more digit: first the ticket's, then the four."""
        if digit.isdigit() and len(self._typed) < NUMBER_DIGITS + CODE_DIGITS:
            self._typed += digit
            self._trouble = ""
            self.changed.emit()

    @Slot()
    def rubOut(self) -> None:
        """Take the last digit back."""
        self._typed = self._typed[:-1]
        self._scanned = self._scanned and len(self._typed) >= NUMBER_DIGITS
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Begin anew."""
        self._typed, self._scanned = "", False
        self.changed.emit()

    @Slot()
    def look(self) -> None:
        """Look the ticket up."""
        if len(self._typed) < NUMBER_DIGITS + CODE_DIGITS:
            return
        code, digits = self._prefix + self._typed[:NUMBER_DIGITS], self._typed[NUMBER_DIGITS:]
        self._typed, self._scanned, self._trouble = "", False, ""
        try:
            found = self._reception.desk().sign_ups.find(code, digits)
        except WorldError as error:
            self._reception.note(error)
            self._trouble = "locked" if error.code == "sign_up.locked" else "stopped"
            self._minutes = int(str(error.params.get("minutes", 0)))
            if self._trouble == "stopped":  # what was typed was not the reason
                self._typed = code[1:] + digits
            self.changed.emit()
            return
        if found is None:
            self._trouble = "none"
        else:
            view = self._read(found.subject)
            self._hold(with_one_more(self._held, Held(found, view, digits)))
            self._at = len(self._held) - 1
            note_plan(self._plans, self._held[-1])
            self._step = LIST if len(self._held) > 1 else FOUND
        self.changed.emit()

    @Slot()
    def another(self) -> None:
        """再查一张: what was found stays."""
        self._typed, self._scanned, self._trouble = "", False, ""
        self._step = FIND
        self.changed.emit()

    @Slot()
    def showAll(self) -> None:
        """All tickets that were found so far."""
        if self._held:
            self._trouble = ""
            self._step = LIST if len(self._held) > 1 else FOUND
            self.changed.emit()

    @Slot(int)
    def open(self, number: int) -> None:
        """Look at one of them."""
        if 0 <= number < len(self._held):
            self._at, self._step, self._trouble = number, FOUND, ""
            self.changed.emit()

    @Slot()
    def take(self) -> None:
        """要: she wants the seat that is kept for her."""
        if self._step != FOUND or self._ticket is None:
            return
        self._trouble = ""
        try:
            self._replace(self._reception.desk().sign_ups.take_seat(self._ticket))
        except WorldError as error:
            self._reception.note(error)
            self._trouble = "late" if error.code == "sign_up.too_late" else "untold"
        self.changed.emit()

    def _replace(self, found: Found) -> None:
        shown = self._shown
        self._hold(tuple(dataclasses.replace(each, found=found) if each is shown else each for each in self._held))

    @Slot()
    def askCancel(self) -> None:
        """Cancel? It is asked once."""
        if self._step == FOUND and self._ticket is not None and not self._ticket.cancelled:
            self._step, self._trouble = ASKING, ""
            self.changed.emit()

    @Slot()
    def keep(self) -> None:
        """No, keep it."""
        self._step = FOUND
        self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """Yes: give the place back."""
        if self._step != ASKING or self._ticket is None:
            return
        try:
            self._reception.desk().sign_ups.cancel(self._ticket)
        except WorldError as error:
            self._reception.note(error)
            self._step, self._trouble = FOUND, "failed"
            self.changed.emit()
            return
        self._plans.drop(self._ticket.entry)
        self._replace(dataclasses.replace(self._ticket, cancelled=True))
        self._step = CANCELLED
        self.changed.emit()

    def _get_rows(self) -> HeldRows:
        return self._rows

    def _text(self, name: str) -> str:
        return str(getattr(self._view, name)) if self._view else ""

    def _of(self, name: str) -> str:
        return str(getattr(self._ticket, name)) if self._ticket else ""

    def _capacity(self) -> int:
        """Seats in all of what it is for; 0 where nobody counts or nobody can tell."""
        return self._view.activity.capacity if self._view is not None and self._view.activity is not None else 0

    def _call_by(self) -> dt.datetime | None:
        at = self._ticket.call_by if self._ticket is not None else None
        return None if at is None else local(at)

    def _answer_by(self) -> dt.datetime | None:
        at = self._ticket.answer_by if self._ticket is not None and not self._ticket.cancelled else None
        return None if at is None or self._trouble == "late" else local(at)

    def _call_late(self) -> bool:
        """Whether they should have called by now."""
        by = self._call_by()
        return by is not None and self._context.now() > by

    def _changeable(self) -> bool:
        if self._ticket is not None and self._ticket.outcome in CLOSED:
            return False
        # A request can be taken back also when the service is not published any more.
        return bool(self._ticket and self._ticket.service) or self._text("offer") not in ("", "started", "over")

    step = Property(str, lambda self: self._step, notify=changed)
    trouble = Property(str, lambda self: self._trouble, notify=changed)
    minutes = Property(int, lambda self: self._minutes, notify=changed)
    prefix = Property(str, lambda self: self._prefix, notify=changed)
    number = Property(str, lambda self: self._typed[:NUMBER_DIGITS], notify=changed)
    digits = Property(int, lambda self: max(0, len(self._typed) - NUMBER_DIGITS), notify=changed)
    missing = Property(int, lambda self: NUMBER_DIGITS + CODE_DIGITS - len(self._typed), notify=changed)
    code = Property(str, lambda self: self._of("code"), notify=changed)
    tail = Property(str, lambda self: "" if self._shown is None else self._shown.tail, notify=changed)
    scanner = Property(str, lambda self: self._scanner_state.value, notify=changed)
    scanned = Property(bool, lambda self: self._scanned, notify=changed)
    unsigned = Property(bool, lambda self: self._scanned and self._unsigned, notify=changed)
    held = Property(HeldRows, _get_rows, constant=True)
    heldCount = Property(int, lambda self: len(self._held), notify=changed)
    room = Property(bool, lambda self: len(self._held) < MOST, notify=changed)
    subject = Property(str, lambda self: self._of("activity"), notify=changed)
    cancelled = Property(bool, lambda self: bool(self._ticket and self._ticket.cancelled), notify=changed)
    waiting = Property(bool, lambda self: bool(self._ticket and self._ticket.waiting), notify=changed)
    outcome = Property(str, lambda self: self._of("outcome"), notify=changed)
    position = Property(int, lambda self: self._ticket.position if self._ticket else 0, notify=changed)
    capacity = Property(int, lambda self: self._capacity(), notify=changed)
    known = Property(bool, lambda self: self._view is not None, notify=changed)
    title = Property(str, lambda self: self._text("title"), notify=changed)
    place = Property(str, lambda self: self._text("place"), notify=changed)
    service = Property(bool, lambda self: bool(self._ticket and self._ticket.service), notify=changed)
    host = Property(str, lambda self: self._text("host"), notify=changed)
    hasPhone = Property(bool, lambda self: bool(self._ticket and self._ticket.has_phone), notify=changed)
    told = Property(bool, lambda self: bool(self._ticket and self._ticket.told), notify=changed)
    caller = Property(str, lambda self: self._text("caller"), notify=changed)
    callerPhone = Property(str, lambda self: self._text("caller_phone"), notify=changed)
    callBack = Property(bool, lambda self: self._call_by() is not None, notify=changed)
    callBy = Property(QDateTime, lambda self: as_date(self._call_by()), notify=changed)
    callInDays = Property(int, lambda self: days_ahead(self._call_by(), self._context.now()), notify=changed)
    offered = Property(bool, lambda self: self._answer_by() is not None, notify=changed)
    answered = Property(bool, lambda self: bool(self._ticket and self._ticket.answered), notify=changed)
    answerBy = Property(QDateTime, lambda self: as_date(self._answer_by()), notify=changed)
    answerInDays = Property(int, lambda self: days_ahead(self._answer_by(), self._context.now()), notify=changed)
    callLate = Property(bool, _call_late, notify=changed)
    wait = Property(str, lambda self: self._text("wait"), notify=changed)
    contact = Property(str, lambda self: self._text("contact"), notify=changed)
    startsAt = Property(QDateTime, lambda self: as_date(self._view.starts_at if self._view else None), notify=changed)
    inDays = Property(int, lambda self: self._view.in_days if self._view else 0, notify=changed)
    changeable = Property(bool, _changeable, notify=changed)
