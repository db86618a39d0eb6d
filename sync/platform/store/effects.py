"""What an entry does at the platform: promises, seats, the queue, attendance, counts.

Each effect happens in the transaction that stores its entry, and so exactly once. An effect either happens whole or refuses
the entry before it has changed anything. Not here: whether the entry belongs there (``intake``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from kiosk.domain import inbox
from kiosk.domain import journal_bodies as b
from kiosk.domain.journal import VERSION, Entry, EntryError
from kiosk.domain.journal_kinds import Body, EntryKind, seat_of
from kiosk.domain.journal_queue import PromotionTaken
from kiosk.domain.leases import Holder
from sync.platform.store import seats
from sync.platform.store import tables as t
from sync.platform.store.books import Books, Promise
from sync.platform.store.engine import upsert
from sync.protocol.messages import Refusal


class RefusedEntryError(Exception):
    """The entry is put aside; nothing was changed."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Context(Struct, frozen=True):
    """Whose entry it is.

    Args:
        books: what may be changed.
        entry: the entry.
        seller: terminal, incarnation and journal it stands in.
    """

    books: Books
    entry: Entry
    seller: Holder


def body_of(entry: Entry) -> Body:
    """The typed body of an entry this platform can take in.

    Raises:
        RefusedEntryError: it is not one of its kind, or of a kind or version not known here.
    """
    if entry.heading.v > VERSION:
        raise RefusedEntryError(Refusal.UNKNOWN_KIND)
    try:
        body = entry.body()
    except (EntryError, RecursionError):
        raise RefusedEntryError(Refusal.UNREADABLE) from None
    if body is None:
        raise RefusedEntryError(Refusal.UNKNOWN_KIND)
    return body


def referred(body: Body) -> str | None:
    """The entry an entry is about."""
    found: str | None = getattr(body, "of", None)
    return found


def apply(context: Context, body: Body) -> None:
    """Do what the entry says.

    Raises:
        RefusedEntryError: it cannot be taken in; nothing was changed.
    """
    effect = _EFFECTS.get(type(body))
    if effect is not None:
        effect(context, body)


def tell_refused(context: Context, body: Body, reason: Refusal) -> None:
    """Tell the terminal what was refused, where a person is behind the entry."""
    if isinstance(body, (b.SignUp, b.WaitingList, b.WalkIn, b.Referral, b.AssistedCase)):
        context.books.post(
            context.seller.terminal,
            inbox.Receipt(
                of=context.entry.id,
                journal=context.seller.journal,
                seq=context.entry.seq,
                outcome=inbox.Outcome.REFUSED,
                activity=getattr(body, "activity", None),
                ticket=getattr(body, "ticket", None),
            ),
        )
    if reason is Refusal.UNKNOWN_ENTRY:
        return
    context.books.alarm(
        "refused",
        terminal=context.seller.terminal,
        about=context.seller.journal,
        seq=context.entry.seq,
        detail=reason.value,
    )


def promise_of(context: Context, kind: EntryKind, *, activity: str | None, ticket: str | None) -> Promise:
    """A promise as it stands in the journal, before the platform has judged it."""
    entry = context.entry
    return Promise(
        entry=entry.id,
        kind=kind.value,
        activity=activity,
        ticket=ticket,
        terminal=context.seller.terminal,
        journal=context.seller.journal,
        seq=entry.seq,
        outcome=inbox.Outcome.ACCEPTED,
        contact=entry.id,
        at=entry.heading.at,
    )


def _activity_known(context: Context, activity: str) -> None:
    if context.books.activity(activity) is None:
        raise RefusedEntryError(Refusal.UNKNOWN_ACTIVITY)


def _sign_up(context: Context, body: b.SignUp) -> None:
    _activity_known(context, body.activity)
    promise = promise_of(context, EntryKind.SIGN_UP, activity=body.activity, ticket=body.ticket)
    seats.sold(context.books, promise, seat=seat_of(body), seller=context.seller)


def _walk_in(context: Context, body: b.WalkIn) -> None:
    _activity_known(context, body.activity)
    promise = promise_of(context, EntryKind.WALK_IN, activity=body.activity, ticket=None)
    if body.seat is not None:
        seats.sold(context.books, promise, seat=body.seat, seller=context.seller)
    else:  # somebody let in at the door: counted, no seat promised
        context.books.put_promise(promise)


def _waiting_list(context: Context, body: b.WaitingList) -> None:
    _activity_known(context, body.activity)
    promise = promise_of(context, EntryKind.WAITING_LIST, activity=body.activity, ticket=body.ticket)
    seats.queued(context.books, promise)


def _known_promise(context: Context, entry: str) -> Promise:
    promise = context.books.promise(entry)
    if promise is None:
        raise RefusedEntryError(Refusal.UNKNOWN_ENTRY)
    return promise


def _cancellation(context: Context, body: b.Cancellation) -> None:
    seats.withdraw(context.books, _known_promise(context, body.of))


def _promotion_taken(context: Context, body: PromotionTaken) -> None:
    seats.take(context.books, _known_promise(context, body.of))


def _correction(context: Context, body: b.Correction) -> None:
    _known_promise(context, body.of).contact = context.entry.id


def _referral(context: Context, body: b.Referral) -> None:
    promise = promise_of(context, EntryKind.REFERRAL, activity=None, ticket=body.ticket)
    context.books.put_promise(promise)
    seats.receipt(context.books, promise)


def _assisted_case(context: Context, body: b.AssistedCase) -> None:
    promise = promise_of(context, EntryKind.ASSISTED_CASE, activity=None, ticket=None)
    context.books.put_promise(promise)
    seats.receipt(context.books, promise)


def _check_in(context: Context, body: b.CheckIn) -> None:
    context.books.insert(
        t.attendance,
        entry=context.entry.id,
        activity=body.activity,
        of=body.of,
        ticket=body.ticket,
        at=context.entry.heading.at,
        undone=False,
    )


def _check_in_undo(context: Context, body: b.CheckInUndo) -> None:
    # A check-in of the same batch may still wait to be written.
    context.books.write_rows()
    changed = context.books.db.execute(
        sa.update(t.attendance).where(t.attendance.c.entry == body.of).values(undone=True)
    ).rowcount
    if changed == 0:
        raise RefusedEntryError(Refusal.UNKNOWN_ENTRY)


def _lease_closed(context: Context, body: b.LeaseClosed) -> None:
    seats.lease_closed(context.books, lease_id=body.lease, fin=body.fin, seller=context.seller)


def _daily_counters(context: Context, body: b.DailyCounters) -> None:
    c = t.day_count.c
    cells = {**dict.fromkeys(body.few, 0), **body.cells}
    for name, n in cells.items():
        few = int(name in body.few)
        insert = upsert(context.books.db.dialect.name, t.day_count).values(
            day=body.day, terminal=context.seller.terminal, name=name, n=n, few=few
        )
        context.books.db.execute(
            insert.on_conflict_do_update(
                index_elements=[c.day, c.terminal, c.name], set_={"n": c.n + n, "few": c.few + few}
            )
        )


def _device_health(context: Context, body: b.DeviceHealth) -> None:
    context.books.db.execute(
        sa.update(t.terminal)
        .where(t.terminal.c.id == context.seller.terminal)
        .values(health=msgspec.json.encode(body), health_at=context.entry.heading.at)
    )


def _journal_started(context: Context, body: b.JournalStarted) -> None:
    if body.reason is b.Started.SALVAGED:
        missing = sum(gap.last - gap.first + 1 for gap in body.missing)
        context.books.alarm(
            "salvaged",
            terminal=context.seller.terminal,
            about=body.previous or context.seller.journal,
            detail=f"intact {body.intact}, missing {missing}",
        )


_EFFECTS: dict[type[Struct], Callable[[Context, Any], None]] = {
    b.SignUp: _sign_up,
    b.WalkIn: _walk_in,
    b.WaitingList: _waiting_list,
    b.Cancellation: _cancellation,
    b.Correction: _correction,
    b.Referral: _referral,
    b.AssistedCase: _assisted_case,
    b.CheckIn: _check_in,
    b.CheckInUndo: _check_in_undo,
    b.LeaseClosed: _lease_closed,
    PromotionTaken: _promotion_taken,
    b.DailyCounters: _daily_counters,
    b.DeviceHealth: _device_health,
    b.JournalStarted: _journal_started,
}
