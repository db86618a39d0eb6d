"""Seats in the books: what follows when one is sold, comes back, is asked for or is disputed.

The rules are ``kiosk.domain.leases_platform``; here they meet activities, promises and messages to terminals. Not here:
which entries do this (``effects``), and lending to a terminal that asks (``lending``).
"""

from __future__ import annotations

from kiosk.domain import inbox
from kiosk.domain import leases_platform as seats
from kiosk.domain.journal_ids import Seat
from kiosk.domain.leases import Holder
from kiosk.domain.queue_offers import Offer, answer_time
from sync.platform.message_keys import CITY_ZONE
from sync.platform.store import tables as t
from sync.platform.store.books import Books, Promise
from sync.platform.store.offers import activities_due, declined, expire_offers, keep, taken

POSITIONS_TOLD = 10
"""Whose place in the queue changes is told again only among the first so many."""


def receipt(books: Books, promise: Promise, *, position: int | None = None) -> None:
    """Tell the terminal that made a promise what it is worth now."""
    books.post(
        promise.terminal,
        inbox.Receipt(
            of=promise.entry,
            journal=promise.journal,
            seq=promise.seq,
            outcome=promise.outcome,
            activity=promise.activity,
            ticket=promise.ticket,
            position=position,
        ),
    )


def sold(books: Books, promise: Promise, *, seat: Seat | None, seller: Holder) -> None:
    """A confirmed sign-up has arrived: it counts, or becomes a conflict for a person to settle."""
    activity = promise.activity or ""
    if books.pool(activity) is None:
        books.put_promise(promise)
        receipt(books, promise)
        return
    lease = None if seat is None else books.lease(seat.lease)
    arrival = seats.arrive(lease, seat=seat, sign_up=promise.entry, activity=activity, seller=seller)
    if arrival.conflict is None and arrival.lease is not None:
        books.put_lease(arrival.lease)
        promise.seat, promise.lease = "lease", arrival.lease.lease
    else:
        promise.outcome = inbox.Outcome.CONFLICT
        open_conflict(books, promise, arrival.conflict or seats.Conflict.NO_SEAT)
    books.put_promise(promise)
    receipt(books, promise)


def open_conflict(books: Books, promise: Promise, reason: seats.Conflict) -> None:
    """Put a promise before a person."""
    books.insert(
        t.conflict, entry=promise.entry, activity=promise.activity or "", reason=reason.value, opened_at=books.now
    )


def queued(books: Books, promise: Promise) -> None:
    """Somebody stands in the queue, and gets a free seat at once where there is one."""
    activity = promise.activity or ""
    pool = books.pool(activity)
    books.put_promise(promise)
    if pool is None:  # no limit (any more): nobody needs to wait
        promise.outcome = inbox.Outcome.ACCEPTED
        receipt(books, promise)
        return
    pool, position = seats.join_queue(pool, promise.entry)
    books.put_pool(pool)
    promise.outcome = inbox.Outcome.WAITING
    promoted = promote_all(books, activity, tell_positions=False, here=promise.entry)
    if promise.entry in promoted:
        return
    receipt(books, promise, position=position)
    if pool.free == 0 and not pool.started:
        for lease in seats.to_recall(books.leases_of(activity)):
            ask_back(books, lease)


def ask_back(books: Books, lease: seats.Lease) -> None:
    """Note that a lease was recalled, and tell its holder."""
    books.put_lease(lease)
    books.post(lease.holder.terminal, inbox.LeaseRecall(lease=lease.lease), incarnation=lease.holder.incarnation)


def promote_all(books: Books, activity: str, *, tell_positions: bool = True, here: str | None = None) -> set[str]:
    """Offer free seats to those who wait longest, or give them where there is no time to ask; who is concerned.

    Args:
        books: the transaction.
        activity: whose seats.
        tell_positions: tell the others that they have moved up.
        here: whoever has just joined is not asked whether she wants it.
    """
    over = expire_offers(books, activity)
    about = books.activity(activity)
    promoted: set[str] = set()
    pool = books.pool(activity)
    while pool is not None and (step := seats.promote(pool)) is not None:
        pool, entry = step
        books.put_pool(pool)
        promoted.add(entry)
        promise = books.promise(entry)
        if promise is None:
            raise LookupError(f"{entry} waits without a promise")
        due = None if entry == here or about is None else answer_time(books.now, about.starts_at, CITY_ZONE)
        if due is None:
            promise.outcome, promise.seat = inbox.Outcome.ACCEPTED, "online"
            receipt(books, promise)
        else:
            keep(books, activity, Offer(entry, due))
        books.post(promise.terminal, inbox.Promotion(of=entry, activity=activity, answer_by=due))
    if pool is not None:
        if promoted and tell_positions:
            _tell_positions(books, pool)
        for entry in set(over) - promoted:
            _tell_place(books, pool, entry)
    return promoted


def _tell_place(books: Books, pool: seats.Pool, entry: str) -> None:
    promise = books.promise(entry)
    if promise is not None and entry in pool.waiting:
        receipt(books, promise, position=pool.waiting.index(entry) + 1)


def take(books: Books, promise: Promise) -> bool:
    """要: a seat that is kept for her is hers. Too late, she is told where she stands. Whether it is hers."""
    activity = promise.activity or ""
    promote_all(books, activity)  # what is over is over
    if promise.outcome is inbox.Outcome.WAITING and taken(books, activity, promise.entry):
        promise.outcome, promise.seat = inbox.Outcome.ACCEPTED, "online"
    pool = books.pool(activity)
    waits = promise.outcome is inbox.Outcome.WAITING and pool is not None and promise.entry in pool.waiting
    receipt(books, promise, position=pool.waiting.index(promise.entry) + 1 if pool is not None and waits else None)
    return promise.outcome is inbox.Outcome.ACCEPTED


def _tell_positions(books: Books, pool: seats.Pool) -> None:
    for position, entry in enumerate(pool.waiting[:POSITIONS_TOLD], 1):
        promise = books.promise(entry)
        if promise is not None:
            receipt(books, promise, position=position)


def withdraw(books: Books, promise: Promise) -> None:
    """A promise is cancelled: its seat or its place in the queue is free. Again changes nothing."""
    before, promise.outcome = promise.outcome, inbox.Outcome.CANCELLED
    if before is inbox.Outcome.CANCELLED:
        return
    activity = promise.activity or ""
    pool = books.pool(activity) if activity else None
    if pool is not None:
        if before is inbox.Outcome.WAITING and declined(books, activity, promise.entry):
            pass  # the seat that was kept for her is free again
        elif before is inbox.Outcome.WAITING:
            books.put_pool(seats.leave_queue(pool, promise.entry))
            _tell_positions(books, seats.leave_queue(pool, promise.entry))
        elif before is inbox.Outcome.ACCEPTED:
            _seat_back(books, pool, promise)
    if before is inbox.Outcome.CONFLICT:
        books.db.execute(
            t.conflict.update()
            .where(t.conflict.c.entry == promise.entry, t.conflict.c.settled_at.is_(None))
            .values(settled_at=books.now, settled_as="withdrawn")
        )
    receipt(books, promise)
    if pool is not None:
        promote_all(books, activity)


def _seat_back(books: Books, pool: seats.Pool, promise: Promise) -> None:
    if promise.seat == "online":
        books.put_pool(seats.return_online(pool))
    elif promise.lease is not None:
        lease = books.lease(promise.lease)
        if lease is None:
            raise LookupError(f"lease {promise.lease} is not there")
        pool, lease = seats.give_back(pool, lease, promise.entry)
        books.put_pool(pool)
        books.put_lease(lease)


def lease_closed(books: Books, *, lease_id: str, fin: int, seller: Holder) -> None:
    """A terminal says that it has stopped selling: what it did not sell is free."""
    lease = books.lease(lease_id)
    if lease is None or lease.holder != seller:
        books.alarm("foreign_close", terminal=seller.terminal, about=seller.journal, detail=lease_id)
        return
    pool = books.pool(lease.activity)
    lease = books.lease(lease_id)  # the pool may just have begun, and taken it back
    if pool is None or lease is None:
        raise LookupError(f"lease {lease_id} has no pool")
    pool, lease = seats.settle_close(pool, lease, fin=fin)
    books.put_pool(pool)
    books.put_lease(lease)
    promote_all(books, lease.activity)


def look_after_offers(books: Books) -> None:
    """Offers whose time is over go to the next in the queue; called whenever terminals ask for seats."""
    for activity in activities_due(books):
        promote_all(books, activity)
