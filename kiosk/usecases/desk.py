"""What the screens ask of the desks behind them, in words that need neither the journal nor cryptography.

The desks themselves are put together in ``kiosk.usecases.whole_desk``; it is imported when somebody first wants one, for it
brings SQLAlchemy along.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.domain.help_calls import Call
from kiosk.domain.journal_bodies import Consent, DeviceState
from kiosk.domain.journal_private import FormOfAddress
from kiosk.domain.text import Language
from kiosk.domain.ticket_code import TicketCode
from kiosk.usecases.counters import CountBook

PHONE_DIGITS = 11
CODE_DIGITS = 4
TRIES = 5
LOCKED_S = 600.0
"""Five wrong tries of a ticket and its four digits: ten minutes during which nobody can look one up here."""


class For(enum.StrEnum):
    """For whom somebody signs up. Under 14 a guardian answers."""

    SELF = "self"
    FAMILY = "family"
    CHILD = "child"


@dataclass(frozen=True)
class Person:
    """Who is signed up: kept in memory until it is sealed, and shown to nobody else. ``repr`` says nothing.

    ``phone`` is eleven digits, "" for 没有手机. For a child ``phone`` is its guardian's, called ``guardian``.
    """

    surname: str = field(repr=False)
    form: FormOfAddress = field(repr=False)
    phone: str = field(repr=False)
    whom: For = For.SELF
    guardian: str = field(repr=False, default="")


@dataclass(frozen=True)
class Promise:
    """What was confirmed and is durable: it is said only after the commit.

    ``activity`` is the record it is about (of a referral, the service).
    ``digits`` is what its holder must know beside ``code``: the last four of the telephone, or four that were made up
    (``made_up``) where there is none. ``token``: what its code says (``kiosk.domain.ticket_code``). ``waiting``: a place in the queue, no seat. ``offline``: the seat is our own.
    """

    code: str
    entry: str
    activity: str
    waiting: bool
    offline: bool
    digits: str = field(repr=False)
    made_up: bool
    token: str


@dataclass(frozen=True)
class Found:
    """A ticket whose holder knew both halves. ``outcome`` and ``position`` are what the platform last said, if anything.

    ``answer_by``: until then a seat is kept for her who waits; ``answered``: she has said here that she wants it.
    ``made_up``: its four digits were, see ``Promise``. ``has_phone``: its people can call her; False also where that is not known.
    ``told``: the platform has heard that it was cancelled. ``whom``: for whom, as far as the entry says: a child is family.
    ``token``: its code, the one it was given with.
    """

    code: str
    entry: str
    activity: str
    waiting: bool
    cancelled: bool
    given_at: dt.datetime
    outcome: str
    position: int
    token: str
    service: str = ""
    call_by: dt.datetime | None = None
    answer_by: dt.datetime | None = None
    answered: bool = False
    made_up: bool = False
    has_phone: bool = False
    told: bool = False
    whom: For = For.SELF

    @property
    def subject(self) -> str:
        """The record it is about: an activity, the service somebody was asked for, or the space that calls (``call_by``)."""
        return self.service or self.activity


class SignUps(Protocol):
    """Takes sign-ups and finds them again. Every method may raise WorldError, and then nothing happened."""

    def free_seats(self, activity: str) -> int | None:
        """Seats this terminal can confirm by itself right now; None where it has been lent none.

        Raises:
            WorldError: what it was lent cannot be read.
        """
        ...

    def ready(self) -> None:
        """Find out whether a form may be offered.

        Raises:
            WorldError: it may not: no key, no room on the disk, not enrolled, locked.
        """
        ...

    def sign_up(self, activity: str, person: Person, *, consent: Consent, waiting: bool) -> Promise:
        """Write it down for good, then promise.

        Raises:
            WorldError: there is no seat any more (``sign_up.full``), or what ``ready`` raises.
        """
        ...

    def refer(self, service: str, person: Person, *, consent: Consent) -> Promise:
        """Write down that somebody wants a service, then promise that its people will hear of it.

        Raises:
            WorldError: the service is not offered here any more (``sign_up.over``), or what ``ready`` raises.
        """
        ...

    def leave_number(self, place: str, person: Person, *, consent: Consent, call_by: dt.datetime) -> Promise:
        """Write down that people of a space are to call by ``call_by`` (aware), then promise it.

        Raises:
            WorldError: nobody calls from there (any more) (``sign_up.over``), or what ``ready`` raises.
        """
        ...

    def find(self, code: str, digits: str) -> Found | None:
        """A ticket by its code and four digits; None where the pair is wrong, whichever half.

        Raises:
            WorldError: too many wrong tries (``sign_up.locked``).
        """
        ...

    def ours(self, code: TicketCode) -> bool:
        """Whether the code of a ticket was signed at this terminal.

        Raises:
            WorldError: nobody can tell.
        """
        ...

    def news(self) -> int:
        """A number that changes when the platform has said anything; cheap."""
        ...

    def again(self, found: Found) -> Found:
        """A ticket that was found, as it stands now."""
        ...

    def correct(self, found: Found, person: Person) -> None:
        """Replace name and telephone of a ticket."""
        ...

    def take_seat(self, found: Found) -> Found:
        """要: she wants the seat that is kept for her; the ticket as it stands then.

        Raises:
            WorldError: its time is over (``sign_up.too_late``), or what ``ready`` raises.
        """
        ...

    def cancel(self, found: Found) -> None:
        """Give the place back."""
        ...


class HelpCalls(Protocol):
    """叫工作人员. Every method may raise WorldError, and then nothing happened."""

    def call(
        self,
        screen: str,
        *,
        language: Language,
        silent: bool = False,
        large_text: bool = False,
        again: Call | None = None,
    ) -> Call:
        """Write down that somebody calls.

        Args:
            screen: where they were.
            language: they read.
            silent: no bell anywhere.
            large_text: they need it.
            again: the call this one repeats.
        """
        ...

    def standing(self, call: Call) -> Call:
        """How a call stands now: what was written since is taken into account."""
        ...

    def cancel(self, call: Call) -> None:
        """Nobody need come any more."""
        ...

    def name_of(self, staff: str) -> str:
        """How the roster calls somebody (masked), "" where it does not know them."""
        ...


class HealthBook(Protocol):
    """Saying how the terminal is."""

    def report(self, *, printer: DeviceState, scanner: DeviceState) -> None:
        """Write it down if it is news.

        Raises:
            WorldError: it cannot be.
        """
        ...


class Desk(Protocol):
    """All desks behind the screens of one terminal, over one journal."""

    @property
    def sign_ups(self) -> SignUps:
        """Signing up, finding again."""
        ...

    @property
    def calls(self) -> HelpCalls:
        """Calling staff."""
        ...

    @property
    def counts(self) -> CountBook:
        """Keeping the counts of the day."""
        ...

    @property
    def health(self) -> HealthBook:
        """Saying how the terminal is."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...
