"""The sign-up form as QML sees it: one step a page, read back before it is confirmed, promised only after the commit.

What is typed lives here (``sign_up_filling``) and nowhere else, and is forgotten when the page is left, when the visit ends, and
when it is sealed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib

from PySide6.QtCore import Property, QDateTime, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from data.surnames import surnames
from kiosk.domain.counting import Counted
from kiosk.domain.errors import WorldError
from kiosk.domain.journal_bodies import Consent, ConsentBy
from kiosk.usecases.clock import GUANGZHOU, local
from kiosk.usecases.desk import PHONE_DIGITS, For, Found, Promise
from kiosk.usecases.fill_in import Appointment, Clash, Missing, Plans, clash
from kiosk.usecases.open_subject import FORM_OFFERS, REFERRAL, TOO_LATE, WAITING_LIST, Subject, open_subject
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.detail import as_date, days_ahead
from kiosk.viewmodels.reception import Reception
from kiosk.viewmodels.sign_up_filling import SignUpFilling

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

ASK, NAME, PHONE, CHECK, DONE, STOPPED = "ask", "name", "phone", "check", "done", "stopped"
_NEXT = {ASK: NAME, NAME: PHONE, PHONE: CHECK}
_BACK = {PHONE: NAME, CHECK: PHONE}

_FINAL = frozenset(
    {"sign_up.over", "sign_up.gone", "sign_up.stopped", "sign_up.not_enrolled", "journal.no_key", "journal.ended"}
)
"""What trying again does not help against; anything else (a full disk, a damaged file being healed) may pass."""


@QmlElement
@QmlUncreatable("made by the shell")
class SignUpModel(SignUpFilling):
    """One sign-up or request for a service, or the correction of one.

    ``step`` is ``ask`` (separate consent), ``name``, ``phone``, ``check``, ``done`` or ``stopped`` (no form is offered;
    ``obstacle`` says why: ``full``, ``closed``, ``late`` (the time to sign up is over), or ``gone`` while it was filled in). ``failed``: nothing was written and nothing promised, what was filled in is
    still there. ``renewed``: what is asked for has changed while the form was open.
    """

    changed = Signal()

    def __init__(self, context: ScreenContext, reception: Reception, plans: Plans) -> None:
        super().__init__(context)
        self._context = context
        self._reception = reception
        self._plans = plans
        self._empty()
        context.visitEnded.connect(self._forget_visit)
        context.languageChanged.connect(self._translated)
        context.contentChanged.connect(self._follow)
        context.minuteChanged.connect(self._follow)

    def _empty(self) -> None:
        self._subject_id = ""
        self._view: Subject | None = None
        self._call_by: dt.datetime | None = None
        self._empty_form()
        self._step = NAME
        self._obstacle = ""
        self._waiting = False
        self._separate = False
        self._renewed = False
        self._correcting: Found | None = None
        self._promise: Promise | None = None

    @Slot()
    def forget(self) -> None:
        """The page is left: nothing of what was typed stays."""
        if self._subject_id and self._step not in (DONE, STOPPED):
            self._context.tally.count(Counted.ABANDONED, f"sign_up.{self._step}")
        self._empty()
        self.changed.emit()

    @Slot()
    def _forget_visit(self) -> None:
        self._plans.clear()
        self.forget()

    def _read(self) -> Subject | None:
        return self._context.attempt(
            lambda: open_subject(
                self._context.reader,
                self._subject_id,
                self._context.now(),
                language=self._context.language,
                place_id=self._context.place_id,
                seats=self._reception.free_seats,
            )
        )

    @Slot()
    def _translated(self) -> None:
        if self._subject_id:
            self._view = self._read() or self._view
            self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        """New content came, or time went by: what is asked for may be at another time or place, or cannot be asked for any more.

        Consent was given to what stood there; it is asked again, on its own where that is wanted now. On the ticket page nothing
        is asked any more; the ticket says what is so now.
        """
        if not self._subject_id or self._step == STOPPED:
            return
        before, now = self._view, self._read()
        if now is None and (self._context.in_trouble or self._correcting is not None or self._step == DONE):
            return
        if now is None:
            self._stop("gone")
            return
        self._view = now
        if self._step != DONE and self._correcting is None and now.offer in TOO_LATE:
            self._stop("late")
            return
        if self._step != DONE and self._correcting is None and before is not None and before.facts != now.facts:
            self._renewed = True
            if now.separate and not self._separate:
                self._step = ASK
            self._fill(agreed=False)
        self.changed.emit()

    def begin(self, subject: str) -> None:
        """The form of an activity or a service comes on the screen, empty."""
        self._empty()
        self._subject_id = subject
        self._view = self._read()
        if self._view is None or self._view.offer not in FORM_OFFERS:
            self._stop("late" if self._view is not None and self._view.offer in TOO_LATE else "closed")
            return
        self._waiting = self._view.offer == WAITING_LIST
        self._call_by = self._view.call_by
        self._step = ASK if self._view.separate else NAME
        self._look()

    def begin_correction(self, found: Found) -> None:
        """Name and telephone of a ticket are put right."""
        self._empty()
        self._subject_id = found.subject
        self._view = self._read()
        self._correcting = found
        self._waiting = found.waiting
        self._call_by = None if found.call_by is None else local(found.call_by)
        self._look()

    def _look(self) -> None:
        try:
            self._reception.desk().sign_ups.ready()
        except WorldError as error:
            self._reception.note(error)
            self._stop("closed")
            return
        self.changed.emit()

    def _stop(self, obstacle: str) -> None:
        view, activity = self._view, self._subject_id
        self._empty()
        self._view, self._subject_id = view, activity
        self._step, self._obstacle = STOPPED, obstacle
        self.changed.emit()

    @property
    def ticket(self) -> tuple[Subject, Promise] | None:
        """The ticket that was just promised, for taking it along; None before that, and after it is forgotten."""
        return (self._view, self._promise) if self._view is not None and self._promise is not None else None

    @property
    def call_by(self) -> dt.datetime | None:
        """Until when somebody calls, local; None where that is not what the form is about."""
        return self._call_by

    # Going on ----------------------------------------------------------------------------------------------------

    @Slot()
    def goOn(self) -> None:
        """To the next step, where nothing is missing in this one."""
        if self._missing() is Missing.NOTHING and self._step in _NEXT:
            self._separate = self._separate or self._step == ASK
            self._step = _NEXT[self._step]
            self.changed.emit()

    @Slot()
    def goBack(self) -> None:
        """To the step before; what was typed stays, consent is asked again."""
        if self._step in _BACK:
            self._step = _BACK[self._step]
            self._fill(agreed=False)

    @Slot()
    def joinQueue(self) -> None:
        """The seats ran out meanwhile: the resident chose the queue. What was filled in stays, consent is asked again."""
        form, separate = self._form, self._separate
        self.begin(self._subject_id)
        if self._step != STOPPED:
            self._step, self._separate = CHECK, separate
            self._fill(**{**dataclasses.asdict(form), "agreed": False})

    def _missing(self) -> Missing:
        if self._step == NAME:
            return self._form.missing_name()
        if self._step == PHONE:
            return self._form.missing_phone()
        return self._form.missing() if self._step == CHECK else Missing.NOTHING

    # Confirming ---------------------------------------------------------------------------------------------------

    @Slot(str)
    def confirm(self, notice: str) -> None:
        """Write it down, and only then promise it.

        Args:
            notice: the notice of consent as it was shown.
        """
        self._follow()  # what was published a moment ago is promised to nobody who has not seen it
        if self._step != CHECK or self._missing() is not Missing.NOTHING:
            return
        person, view = self._form.person, self._view
        consent = Consent(
            notice=hashlib.sha256(notice.encode()).hexdigest(),
            language=self._context.language,
            by=ConsentBy.GUARDIAN if person.whom is For.CHILD else ConsentBy.PRESS,
            separate=self._separate,
        )
        try:
            desk = self._reception.desk().sign_ups
            if self._correcting is not None:
                desk.correct(self._correcting, person)
            elif view is None:
                raise WorldError("sign_up.over")
            elif view.call_back and self._call_by is not None:
                by = self._call_by.replace(tzinfo=GUANGZHOU)
                self._promise = desk.leave_number(self._subject_id, person, consent=consent, call_by=by)
            elif view.offer == REFERRAL:
                self._promise = desk.refer(self._subject_id, person, consent=consent)
            else:
                self._promise = desk.sign_up(self._subject_id, person, consent=consent, waiting=self._waiting)
        except WorldError as error:
            self._reception.note(error)
            self._not_written(error)
            return
        self._failed = False
        if self._promise is not None and view is not None and view.starts_at is not None and view.ends_at is not None:
            made = Appointment(self._subject_id, view.title, view.starts_at, view.ends_at, person.whom)
            self._plans.add(self._promise.entry, made)
        self._step = DONE
        self.changed.emit()

    def _not_written(self, error: WorldError) -> None:
        if error.code in _FINAL:
            self._stop("closed")
        elif error.code == "sign_up.full":
            self._step, self._obstacle = STOPPED, "full"
        else:
            self._failed = True
        self.changed.emit()

    def _clash(self) -> tuple[Clash, Appointment | None]:
        view = self._view
        if view is None or view.starts_at is None or view.ends_at is None:
            return Clash.NONE, None
        if self._correcting is not None or self._step == DONE:
            return Clash.NONE, None
        wanted = Appointment(self._subject_id, view.title, view.starts_at, view.ends_at, self._form.whom)
        return clash(self._plans, wanted)

    def _clash_title(self) -> str:
        found = self._clash()[1]
        return found.title if found else ""

    def _announce(self) -> None:
        self.changed.emit()

    def _must_be_called(self) -> bool:
        return self._is_call_back()

    def _is_call_back(self) -> bool:
        return self._view.call_back if self._view is not None else self._call_by is not None

    def _is_service(self) -> bool:
        """Whether people are asked to call. A request is put right also when its service is not published any more."""
        return self._view.service if self._view is not None else bool(self._correcting and self._correcting.service)

    def _digits(self) -> str:
        return self._promise.digits if self._promise else ""

    def _text(self, name: str) -> str:
        return str(getattr(self._view, name)) if self._view else ""

    def _choices(self) -> list[str]:
        return list(surnames()[self._letter]) if self._letter else []

    step = Property(str, lambda self: self._step, notify=changed)
    failed = Property(bool, lambda self: self._failed, notify=changed)
    obstacle = Property(str, lambda self: self._obstacle, notify=changed)
    waiting = Property(bool, lambda self: self._waiting, notify=changed)
    renewed = Property(bool, lambda self: self._renewed, notify=changed)
    correcting = Property(bool, lambda self: self._correcting is not None, notify=changed)
    title = Property(str, lambda self: self._text("title"), notify=changed)
    service = Property(bool, _is_service, notify=changed)
    place = Property(str, lambda self: self._text("place"), notify=changed)
    building = Property(str, lambda self: self._text("building"), notify=changed)
    contact = Property(str, lambda self: self._text("contact"), notify=changed)
    partner = Property(str, lambda self: self._text("told"), notify=changed)
    caller = Property(str, lambda self: self._text("caller"), notify=changed)
    callerPhone = Property(str, lambda self: self._text("caller_phone"), notify=changed)
    wait = Property(str, lambda self: self._text("wait"), notify=changed)
    callBack = Property(bool, _is_call_back, notify=changed)
    callBy = Property(QDateTime, lambda self: as_date(self._call_by), notify=changed)
    callInDays = Property(int, lambda self: days_ahead(self._call_by, self._context.now()), notify=changed)
    host = Property(str, lambda self: self._text("host"), notify=changed)
    sample = Property(bool, lambda self: bool(self._view and self._view.sample), notify=changed)
    sensitive = Property(bool, lambda self: bool(self._view and self._view.sensitive), notify=changed)
    separate = Property(bool, lambda self: bool(self._view and self._view.separate), notify=changed)
    seats = Property(int, lambda self: self._view.seats if self._view else -1, notify=changed)
    startsAt = Property(QDateTime, lambda self: as_date(self._view.starts_at if self._view else None), notify=changed)
    inDays = Property(int, lambda self: self._view.in_days if self._view else 0, notify=changed)
    whom = Property(str, lambda self: self._form.whom.value, notify=changed)
    surname = Property(str, lambda self: self._form.surname, notify=changed)
    guardian = Property(str, lambda self: self._form.guardian, notify=changed)
    forGuardian = Property(bool, lambda self: self._for_guardian, notify=changed)
    form = Property(str, lambda self: self._form.form.value, notify=changed)
    phone = Property(str, lambda self: self._form.phone, notify=changed)
    noPhone = Property(bool, lambda self: self._form.no_phone, notify=changed)
    agreed = Property(bool, lambda self: self._form.agreed, notify=changed)
    byHand = Property(bool, lambda self: self._by_hand, notify=changed)
    letter = Property(str, lambda self: self._letter, notify=changed)
    letters = Property("QStringList", lambda _: list(surnames()), constant=True)
    choices = Property("QStringList", _choices, notify=changed)
    missing = Property(str, lambda self: self._missing().value, notify=changed)
    missingDigits = Property(int, lambda self: PHONE_DIGITS - len(self._form.phone), notify=changed)
    clash = Property(str, _clash_title, notify=changed)
    clashKind = Property(str, lambda self: self._clash()[0].value, notify=changed)
    code = Property(str, lambda self: self._promise.code if self._promise else "", notify=changed)
    digits = Property(str, _digits, notify=changed)
    madeUp = Property(bool, lambda self: bool(self._promise and self._promise.made_up), notify=changed)
    offline = Property(bool, lambda self: bool(self._promise and self._promise.offline), notify=changed)
