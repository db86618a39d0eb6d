"""Signing up for an activity, asking for a service or a call, finding the ticket again, correcting and cancelling it.

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
from typing import Any

from data.journal_rows import Lockout, Ticket
from data.sealing import plain_draft
from kiosk.domain.content import Activity, ActivityCategory, Place, Service
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import Outcome, Receipt
from kiosk.domain.journal import Entry
from kiosk.domain.journal_bodies import Cancellation, Consent, Correction, ForWhom, Referral, SignUp, WaitingList
from kiosk.domain.journal_ids import Seat
from kiosk.domain.journal_kinds import EntryKind
from kiosk.domain.journal_private import Contact, Guardian, Need
from kiosk.domain.journal_queue import PromotionTaken
from kiosk.domain.leases import next_to_sell, sell, unsold_seats
from kiosk.domain.ticket_code import TicketCode
from kiosk.usecases.clock import GUANGZHOU
from kiosk.usecases.desk import CODE_DIGITS, LOCKED_S, TRIES, For, Found, Person, Promise, SignUps
from kiosk.usecases.leave_number import KEPT_DAYS
from kiosk.usecases.terminal_journal import TerminalJournal
from kiosk.usecases.ticket_codes import TicketCodes

MEAL, ACTIVITY, WAITING, SERVICE = "B", "A", "C", "D"
"""First letters of ticket codes: 订餐, 活动, 候补, 服务."""

_SUBJECT = "tickets"
_SALT_BYTES = 16


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


def digits_of(person: Person) -> str:
    """What the holder must know beside the code: the last of the telephone's digits, or made-up ones where there is none."""
    return person.phone[-CODE_DIGITS:] if person.phone else f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


class SignUpDesk(SignUps):
    """Takes sign-ups into the journal of this terminal, and finds them again.

    Args:
        journal: where they are written.
    """

    def __init__(self, journal: TerminalJournal) -> None:
        self._journal = journal
        self._codes = TicketCodes(journal)

    def free_seats(self, activity: str) -> int | None:
        """See ``SignUps``."""
        holdings = [held for held in self._journal.holdings() if held.grant.activity == activity]
        return unsold_seats(holdings, activity, now=self._journal.ticks(), me=self._journal.me()) if holdings else None

    def ready(self) -> None:
        """See ``SignUps``."""
        self._journal.ready()

    # Signing up ---------------------------------------------------------------------------------------------------

    def _activity(self, activity: str) -> Activity:
        record = self._journal.reader.record(activity, self._journal.today())
        now = self._journal.now().astimezone(GUANGZHOU).replace(tzinfo=None)
        body = None if record is None else record.body
        if not isinstance(body, Activity) or body.starts_at <= now or (body.signup_until or now) < now:
            raise WorldError("sign_up.over")
        return body

    def _next_seat(self, activity: str) -> Seat:
        now, me = self._journal.ticks(), self._journal.me()
        held = next_to_sell(self._journal.holdings(), activity, now=now, me=me)
        sold = None if held is None else sell(held, now=now, me=me)
        if sold is None:
            raise WorldError("sign_up.full")
        return sold[1]

    def sign_up(self, activity: str, person: Person, *, consent: Consent, waiting: bool) -> Promise:
        """See ``SignUps``."""
        self._journal.able()
        body = self._activity(activity)
        counted = body.capacity is not None
        seat = self._next_seat(activity) if counted and not waiting else None
        prefix = WAITING if waiting else MEAL if body.category is ActivityCategory.MEALS else ACTIVITY
        code = self._journal.store.next_ticket(prefix)
        digits = digits_of(person)
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
        draft = self._journal.sealer().draft(entry_body, contact_of(person), moment=self._journal.moment())
        token = self._codes.token(code, draft.id)
        self._journal.store.append(draft, secret=secret_of(digits, os.urandom(_SALT_BYTES)))
        return Promise(
            code=code,
            entry=draft.id,
            activity=activity,
            waiting=waiting,
            offline=seat is not None,
            digits=digits,
            made_up=not person.phone,
            token=token,
        )

    def refer(self, service: str, person: Person, *, consent: Consent) -> Promise:
        """See ``SignUps``."""
        self._journal.able()
        record = self._journal.reader.record(service, self._journal.today())
        body = None if record is None else record.body
        if not isinstance(body, Service) or body.caller is None:
            raise WorldError("sign_up.over")
        code = self._journal.store.next_ticket(SERVICE)
        asked = Referral(
            ticket=code, consent=consent, service=service, receiver=body.place_id, has_phone=bool(person.phone)
        )
        return self._asked(asked, person, about=service)

    def leave_number(self, place: str, person: Person, *, consent: Consent, call_by: dt.datetime) -> Promise:
        """See ``SignUps``."""
        self._journal.able()
        record = self._journal.reader.record(place, self._journal.today())
        body = None if record is None else record.body
        if not isinstance(body, Place) or body.call_back is None or not person.phone:
            raise WorldError("sign_up.over")
        code = self._journal.store.next_ticket(SERVICE)
        kept_until = call_by.astimezone(GUANGZHOU).date() + dt.timedelta(days=KEPT_DAYS)
        asked = Referral(ticket=code, consent=consent, receiver=place, call_by=call_by, keep_until=kept_until)
        return self._asked(asked, person, about=place)

    def _asked(self, body: Referral, person: Person, *, about: str) -> Promise:
        """Write down a request for a call, then promise it."""
        digits = digits_of(person)
        draft = self._journal.sealer().draft(body, Need(contact=contact_of(person)), moment=self._journal.moment())
        token = self._codes.token(body.ticket, draft.id)
        self._journal.store.append(draft, secret=secret_of(digits, os.urandom(_SALT_BYTES)))
        return Promise(
            code=body.ticket,
            entry=draft.id,
            activity=about,
            waiting=False,
            offline=False,
            digits=digits,
            made_up=not person.phone,
            token=token,
        )

    def _entry_of(self, held: Ticket) -> Entry | None:
        """The entry behind a ticket, which keeps what was asked for; None where it was written in a journal before this one."""
        return next(iter(self._journal.store.entries_after(0, (held.kind,), named=held.entry)), None)

    # Finding it again ---------------------------------------------------------------------------------------------

    def _count_try(self) -> Lockout | None:
        """Count a try before it is looked at, so that cutting the power does not win one; what stood before it.

        Tries are forgotten when ``LOCKED_S`` have passed without another.
        """
        now = self._journal.ticks()
        held = self._journal.store.lockout(_SUBJECT)
        if held is not None:
            passed = now.boottime_s - held.boottime_s if held.boot == now.boot else 0.0
            left = held.wait_s - max(0.0, passed)
            # What passed while it was off is not known: the rest is waited for again.
            held = Lockout(held.failures, left, now.boot, now.boottime_s) if held.boot != now.boot else held
            if left <= 0:
                held = None
            elif held.failures >= TRIES:
                self._journal.store.set_lockout(_SUBJECT, held)
                raise WorldError("sign_up.locked", minutes=max(1, -int(-left // 60)))
        failures = held.failures if held is not None else 0
        self._journal.store.set_lockout(_SUBJECT, Lockout(failures + 1, LOCKED_S, now.boot, now.boottime_s))
        return held

    def find(self, code: str, digits: str) -> Found | None:
        """See ``SignUps``."""
        before = self._count_try()
        held = self._journal.store.ticket(code)
        known = held.secret if held is not None else None
        # The same work for a ticket that is not there: the time it takes tells nothing.
        salt = known[:_SALT_BYTES] if known is not None else bytes(_SALT_BYTES)
        right = hmac.compare_digest(secret_of(digits, salt), known or b"")
        if held is None or not right:
            return None
        # A right pair is no try; it does not forgive wrong ones, or whoever holds a ticket could go on guessing others'.
        self._journal.store.set_lockout(_SUBJECT, before)
        return self._found(held)

    def _found(self, held: Ticket) -> Found:
        receipt = self._journal.inbox.receipt(held.entry)
        entry = self._entry_of(held)
        body = None if entry is None else entry.body()
        asked = body if isinstance(body, Referral) else None
        had_phone = isinstance(body, (SignUp, WaitingList, Referral)) and body.has_phone
        return Found(
            code=held.code,
            entry=held.entry,
            activity=held.activity or "",
            waiting=held.kind is EntryKind.WAITING_LIST,
            cancelled=held.cancelled,
            given_at=held.given_at,
            outcome="" if receipt is None else receipt.outcome.value,
            position=0 if receipt is None or receipt.position is None else receipt.position,
            token=self._codes.token(held.code, held.entry),
            service="" if asked is None else asked.service or asked.receiver or "",
            call_by=None if asked is None else asked.call_by,
            made_up=body is not None and not had_phone,
            has_phone=self._has_phone(held, had=had_phone),
            whom=For.FAMILY
            if isinstance(body, (SignUp, WaitingList)) and body.for_whom is ForWhom.FAMILY
            else For.SELF,
            told=held.cancelled and self._told_of_the_end(held, receipt),
            **self._kept_for(held, receipt),
        )

    def _has_phone(self, held: Ticket, *, had: bool) -> bool:
        """Whether its holder can be called: as she was put right last, else as she signed up."""
        for each in reversed(self._journal.store.entries_after(0, (EntryKind.CORRECTION,))):
            body = each.body()
            if isinstance(body, Correction) and body.of == held.entry and body.has_phone is not None:
                return body.has_phone
        return had

    def _told_of_the_end(self, held: Ticket, receipt: Receipt | None) -> bool:
        """Whether the platform holds that a ticket was cancelled: before that nobody else has its place."""
        if receipt is not None and receipt.outcome is Outcome.CANCELLED:
            return True
        holds = self._journal.inbox.held(self._journal.me().journal).accepted_seq
        ends = self._journal.store.entries_after(0, (EntryKind.CANCELLATION,))
        mine = (each for each in ends if isinstance(end := each.body(), Cancellation) and end.of == held.entry)
        return any(each.seq <= holds for each in mine)

    def _kept_for(self, held: Ticket, receipt: Receipt | None) -> dict[str, Any]:
        """Whether a seat is kept for the holder of a place in the queue, and whether she has said that she wants it."""
        if held.kind is not EntryKind.WAITING_LIST or (receipt is not None and receipt.outcome is not Outcome.WAITING):
            return {}
        offered = self._journal.inbox.promotion(held.entry)
        if offered is None or offered.answer_by is None or offered.answer_by <= self._journal.now():
            return {}
        said = (each.body() for each in self._journal.store.entries_after(0, (EntryKind.PROMOTION_TAKEN,)))
        answer = PromotionTaken(of=held.entry, activity=offered.activity, answer_by=offered.answer_by)
        return {"answer_by": offered.answer_by, "answered": answer in tuple(said)}

    def ours(self, code: TicketCode) -> bool:
        """See ``SignUps``."""
        return self._codes.ours(code)

    def news(self) -> int:
        """See ``SignUps``."""
        return self._journal.inbox.data_version()

    def again(self, found: Found) -> Found:
        """See ``SignUps``."""
        held = self._journal.store.ticket(found.code)
        return found if held is None or held.entry != found.entry else self._found(held)

    def take_seat(self, found: Found) -> Found:
        """See ``SignUps``."""
        self._journal.still_ours()
        held = self._journal.store.ticket(found.code)
        now = None if held is None else self._found(held)
        if held is None or now is None or held.cancelled or now.answer_by is None:
            raise WorldError("sign_up.too_late")
        if not now.answered:
            body = PromotionTaken(of=found.entry, activity=found.activity, answer_by=now.answer_by)
            self._journal.store.append(plain_draft(body, moment=self._journal.moment()))
        return self._found(held)

    def _still_standing(self, found: Found) -> None:
        held = self._journal.store.ticket(found.code)
        if held is None or held.entry != found.entry or held.cancelled:
            raise WorldError("sign_up.gone")

    def correct(self, found: Found, person: Person) -> None:
        """See ``SignUps``."""
        self._journal.able()
        self._still_standing(found)
        body = Correction(of=found.entry, activity=found.activity or None, has_phone=bool(person.phone))
        self._journal.store.append(
            self._journal.sealer().draft(body, contact_of(person), moment=self._journal.moment())
        )

    def cancel(self, found: Found) -> None:
        """See ``SignUps``."""
        self._still_standing(found)
        self._journal.store.append(
            plain_draft(Cancellation(of=found.entry, activity=found.activity or None), moment=self._journal.moment())
        )
