"""Signing up for an activity, finding the ticket again, correcting and cancelling it.

Everything a promise consists of (entry, seat, ticket) is written in one transaction, sealed to the platform's key before it
touches the disk; only then is anything promised. Imported when a form is first wanted: it brings SQLAlchemy and cryptography
along. What the screens see of it is ``kiosk.usecases.desk``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from data.content_reader import ContentReader
from data.inbox_reader import InboxReader
from data.journal_opening import open_journal
from data.journal_rows import About, Lockout, Ticket
from data.journal_store import JournalStore
from data.sealing import Sealer, plain_draft, sealer
from kiosk.domain.content import Activity, ActivityCategory
from kiosk.domain.counting import daily_entries
from kiosk.domain.errors import WorldError
from kiosk.domain.journal_bodies import Cancellation, Consent, Correction, ForWhom, SignUp, WaitingList
from kiosk.domain.journal_ids import Moment, Seat
from kiosk.domain.journal_kinds import EntryKind
from kiosk.domain.journal_private import Contact, Guardian
from kiosk.domain.leases import Holder, Holding, Tick, next_to_sell, sell, unsold_seats, with_books
from kiosk.domain.terminal import StateFiles
from kiosk.usecases.clock import GUANGZHOU, Clock
from kiosk.usecases.counters import DayCounts
from kiosk.usecases.desk import CODE_DIGITS, LOCKED_S, TRIES, Desk, For, Found, Person, Promise

MEAL, ACTIVITY, WAITING = "B", "A", "C"
"""First letters of ticket codes: 订餐, 活动, 候补."""

_SUBJECT = "tickets"
_SALT_BYTES = 16

Ticks = Callable[[], Tick]


def secret_of(digits: str, salt: bytes) -> bytes:
    """What is kept of the four digits: a slow hash, 16 MB and some tens of milliseconds each, with its salt in front."""
    return salt + hashlib.scrypt(digits.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


def contact_of(person: Person) -> Contact:
    """The private part of an entry.

    Raises:
        ValueError: a child without its guardian: a bug of the form.
    """
    if person.whom is not For.CHILD:
        return Contact(called=person.surname, form=person.form, phone=person.phone or None)
    if not person.guardian or not person.phone:
        raise ValueError("a child needs a guardian with a telephone")
    return Contact(
        called=person.surname, form=person.form, guardian=Guardian(called=person.guardian, phone=person.phone)
    )


class SignUpDesk(Desk):
    """The one writer of this terminal's journal, as the sign-up screens need it. Belongs to one thread.

    Args:
        state: the state folder.
        terminal: whose journal.
        software: version, for the journal's first entry.
        reader: for activities and the platform's keys.
        clock: present time.
        ticks: readings of the machine's clocks; ``wall`` only where it can be trusted.

    Raises:
        WorldError: the journal cannot be opened, or the terminal is not enrolled (``sign_up.not_enrolled``).
    """

    def __init__(
        self, state: Path, *, terminal: str, software: str, reader: ContentReader, clock: Clock, ticks: Ticks
    ) -> None:
        self._terminal = terminal
        self._reader = reader
        self._clock = clock
        self._ticks = ticks
        self._inbox = InboxReader(Path(StateFiles(state).inbox_db))
        incarnation = self._inbox.incarnation()
        if incarnation is None:
            self._inbox.close()
            raise WorldError("sign_up.not_enrolled")
        self._incarnation = incarnation
        try:
            opened = open_journal(
                state, terminal=terminal, incarnation=incarnation, software=software, moment=self._moment()
            )
        except BaseException:
            self._inbox.close()
            raise
        self._store: JournalStore = opened.store

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()
        self._inbox.close()

    # What is so right now -----------------------------------------------------------------------------------------

    def _moment(self) -> Moment:
        return Moment(self._clock.now(), trusted=self._ticks().wall is not None)

    def _today(self) -> dt.date:
        return self._clock.now().astimezone(GUANGZHOU).date()

    def _me(self) -> Holder:
        about: About | None = self._store.about
        if about is None:
            raise ValueError("the journal has not begun")
        return Holder(self._terminal, about.incarnation, about.journal)

    def _holdings(self) -> tuple[Holding, ...]:
        return with_books(self._inbox.leases(), self._store.lease_books())

    def _sealer(self) -> Sealer:
        today = self._today()
        found = sealer(
            self._terminal, self._reader.platform_keys(today), today=today if self._moment().trusted else None
        )
        if found is None:
            raise WorldError("journal.no_key")
        return found

    def free_seats(self, activity: str) -> int | None:
        """See ``Desk``."""
        holdings = [held for held in self._holdings() if held.grant.activity == activity]
        return unsold_seats(holdings, activity, now=self._ticks(), me=self._me()) if holdings else None

    def ready(self) -> None:
        """See ``Desk``."""
        if self._inbox.incarnation() != self._incarnation:
            raise WorldError("sign_up.not_enrolled")
        orders = self._inbox.orders()
        if orders.lock is not None or orders.paused(self._clock.now()):
            raise WorldError("sign_up.stopped")
        self._sealer()
        self._store.probe()

    # Signing up ---------------------------------------------------------------------------------------------------

    def _activity(self, activity: str) -> Activity:
        record = self._reader.record(activity, self._today())
        now = self._clock.now().astimezone(GUANGZHOU).replace(tzinfo=None)
        body = None if record is None else record.body
        if not isinstance(body, Activity) or body.starts_at <= now or (body.signup_until or now) < now:
            raise WorldError("sign_up.over")
        return body

    def _next_seat(self, activity: str) -> Seat:
        now, me = self._ticks(), self._me()
        held = next_to_sell(self._holdings(), activity, now=now, me=me)
        sold = None if held is None else sell(held, now=now, me=me)
        if sold is None:
            raise WorldError("sign_up.full")
        return sold[1]

    def sign_up(self, activity: str, person: Person, *, consent: Consent, waiting: bool) -> Promise:
        """See ``Desk``."""
        self.ready()
        body = self._activity(activity)
        counted = body.capacity is not None
        seat = self._next_seat(activity) if counted and not waiting else None
        prefix = WAITING if waiting else MEAL if body.category is ActivityCategory.MEALS else ACTIVITY
        code = self._store.next_ticket(prefix)
        digits = person.phone[-CODE_DIGITS:] if person.phone else f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        whom = ForWhom.SELF if person.whom is For.SELF else ForWhom.FAMILY
        entry_body: SignUp | WaitingList
        if waiting:
            entry_body = WaitingList(
                activity=activity, ticket=code, consent=consent, for_whom=whom, has_phone=bool(person.phone)
            )
        else:
            entry_body = SignUp(
                activity=activity, ticket=code, consent=consent, seat=seat, for_whom=whom, has_phone=bool(person.phone)
            )
        draft = self._sealer().draft(entry_body, contact_of(person), moment=self._moment())
        (written,) = self._store.append(draft, secret=secret_of(digits, os.urandom(_SALT_BYTES)))
        return Promise(
            code=code,
            entry=written.id,
            activity=activity,
            waiting=waiting,
            offline=seat is not None,
            digits=digits,
            made_up=not person.phone,
            payload=ticket_payload(code, activity, written.id, seat),
        )

    # Finding it again ---------------------------------------------------------------------------------------------

    def _count_try(self) -> None:
        """Count a try before it is looked at, so that cutting the power does not win one."""
        now = self._ticks()
        held = self._store.lockout(_SUBJECT)
        failures = held.failures if held is not None else 0
        if held is not None and failures >= TRIES:
            passed = now.boottime_s - held.boottime_s if held.boot == now.boot else 0.0
            left = held.wait_s - max(0.0, passed)
            if left > 0:
                if held.boot != now.boot:  # what passed while it was off is not known: the rest is waited for again
                    self._store.set_lockout(_SUBJECT, Lockout(failures, left, now.boot, now.boottime_s))
                raise WorldError("sign_up.locked", minutes=max(1, -int(-left // 60)))
            failures = 0
        self._store.set_lockout(_SUBJECT, Lockout(failures + 1, LOCKED_S, now.boot, now.boottime_s))

    def find(self, code: str, digits: str) -> Found | None:
        """See ``Desk``."""
        self._count_try()
        held = self._store.ticket(code)
        known = held.secret if held is not None else None
        # The same work for a ticket that is not there: the time it takes tells nothing.
        salt = known[:_SALT_BYTES] if known is not None else bytes(_SALT_BYTES)
        right = hmac.compare_digest(secret_of(digits, salt), known or b"")
        if held is None or not right or held.activity is None:
            return None
        self._store.set_lockout(_SUBJECT, None)
        return self._found(held)

    def _found(self, held: Ticket) -> Found:
        receipt = self._inbox.receipt(held.entry)
        return Found(
            code=held.code,
            entry=held.entry,
            activity=held.activity or "",
            waiting=held.kind is EntryKind.WAITING_LIST,
            cancelled=held.cancelled,
            given_at=held.given_at,
            outcome="" if receipt is None else receipt.outcome.value,
            position=0 if receipt is None or receipt.position is None else receipt.position,
        )

    def _still_standing(self, found: Found) -> None:
        held = self._store.ticket(found.code)
        if held is None or held.entry != found.entry or held.cancelled:
            raise WorldError("sign_up.gone")

    def correct(self, found: Found, person: Person) -> None:
        """See ``Desk``."""
        self.ready()
        self._still_standing(found)
        body = Correction(of=found.entry, activity=found.activity)
        self._store.append(self._sealer().draft(body, contact_of(person), moment=self._moment()))

    def cancel(self, found: Found) -> None:
        """See ``Desk``."""
        self._still_standing(found)
        self._store.append(plain_draft(Cancellation(of=found.entry, activity=found.activity), moment=self._moment()))

    # Counting -----------------------------------------------------------------------------------------------------

    def keep_counts(self, counts: DayCounts) -> None:
        """See ``CountBook``."""
        self._store.add_counts(counts)

    def write_down_days(self) -> None:
        """See ``CountBook``. Any day but this one is over, also one that a wrong clock told."""
        today = self._today()
        for day, counts in self._store.counts().items():
            if day != today:
                said = daily_entries(day, counts)
                self._store.append(*(plain_draft(body, moment=self._moment()) for body in said))


def ticket_payload(code: str, activity: str, entry: str, seat: Seat | None) -> str:
    """What the ticket's QR code says: names of things only, nothing of a person.

    The UI holds no key, so this is no signature. It names the entry, and the lease and slot the seat was sold from; whether
    they are so is looked up: here in the journal, elsewhere at the platform.
    """
    parts = ["SJY1", code, activity, entry]
    if seat is not None:
        parts.append(f"{seat.lease}.{seat.slot}")
    return " ".join(parts)
