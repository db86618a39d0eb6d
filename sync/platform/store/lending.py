"""Answering a terminal that asks for seats and for its leases to be confirmed, and taking leases back for good.

The rules are ``kiosk.domain.leases_platform``. A request is answered once: repeated, it changes nothing, and what it won stands
in the inbox. Nothing is lent for an activity a terminal does not show, nor after it has begun.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from msgspec.structs import replace

from kiosk.domain import inbox
from kiosk.domain import leases_platform as seats
from kiosk.domain.leases import TERM_S, Grant, Holder, policy_seats
from sync.platform.store import tables as t
from sync.platform.store.books import ActivityRow, Books
from sync.platform.store.seats import ask_back, promote_all
from sync.protocol.messages import LeaseRequest, SeatsWanted


def answer(books: Books, request: LeaseRequest, *, scope: str) -> None:
    """Lend, renew and ask back what a request is about; grants and renewals go to the inbox.

    Args:
        books: the transaction; the caller flushes.
        request: whose sender was checked.
        scope: of the terminal.
    """
    terminal = request.holder.terminal
    r = t.lease_request.c
    if books.db.scalar(sa.select(r.request).where(r.terminal == terminal, r.request == request.request)) is not None:
        return
    books.insert(t.lease_request, terminal=terminal, request=request.request, answered_at=books.now)
    for want in {want.activity: want for want in request.wants}.values():
        _lend(books, request, want, scope=scope)
    _renew(books, request)


def _lend(books: Books, request: LeaseRequest, want: SeatsWanted, *, scope: str) -> None:
    about = books.activity(want.activity)
    if about is None or not scope.startswith(about.scope):
        return
    promote_all(books, want.activity)
    pool = books.pool(want.activity)
    if pool is None:
        return
    lent = seats.lend(
        pool,
        books.leases_of(want.activity),
        request=request.request,
        lease_id=books.new_id(),
        holder=request.holder,
        policy=policy_seats(_terminals_showing(books, about)),
        wanted=want.seats,
    )
    books.put_pool(lent.pool)
    for recalled in lent.recall:
        ask_back(books, recalled)
    if lent.lease is not None:
        books.put_lease(lent.lease)
        books.post(
            request.holder.terminal,
            inbox.LeaseGrant(grant=grant_of(lent.lease, about.starts_at)),
            incarnation=request.holder.incarnation,
        )


def grant_of(lease: seats.Lease, until: dt.datetime) -> Grant:
    """What the holder of a lease is told."""
    return Grant(
        lease=lease.lease,
        request=lease.request,
        activity=lease.activity,
        holder=lease.holder,
        seats=lease.seats,
        term_s=TERM_S,
        until=until,
    )


def _terminals_showing(books: Books, about: ActivityRow) -> int:
    c = t.terminal.c
    count = books.db.scalar(
        sa.select(sa.func.count())
        .select_from(t.terminal)
        .where(c.scope.startswith(about.scope, autoescape=True), c.incarnation > 0)
    )
    return int(count or 0)


def _renew(books: Books, request: LeaseRequest) -> None:
    good = []
    for lease_id in dict.fromkeys(request.holds):
        lease = books.lease(lease_id)
        if lease is not None:
            books.pool(lease.activity)  # the activity may have begun
            lease = books.lease(lease_id)
        if lease is None:
            # Lent in a life of this database that was lost with its disk: nobody may sell from it any longer.
            _stop_unknown(books, request.holder, lease_id)
        elif lease.holder != request.holder:
            books.alarm("foreign_lease", terminal=request.holder.terminal, about=lease_id)
        elif lease.state is seats.LeaseState.ACTIVE and not lease.recalled:
            good.append(lease_id)
        elif lease.state is not seats.LeaseState.CLOSED and not lease.recalled:
            ask_back(books, replace(lease, recalled=True))
    if good:
        books.post(
            request.holder.terminal,
            inbox.LeaseRenewal(request=request.request, leases=tuple(good), term_s=TERM_S),
            incarnation=request.holder.incarnation,
        )


def _stop_unknown(books: Books, holder: Holder, lease_id: str) -> None:
    a = t.alarm.c
    told = books.db.scalar(
        sa.select(a.times).where(a.terminal == holder.terminal, a.kind == "unknown_lease", a.about == lease_id)
    )
    if told is None:
        books.post(holder.terminal, inbox.LeaseRecall(lease=lease_id), incarnation=holder.incarnation)
    books.alarm("unknown_lease", terminal=holder.terminal, about=lease_id)


def declare_destroyed(books: Books, terminal: str, *, by: str, second: str) -> tuple[str, ...]:
    """Two people say a terminal is gone: its leases come back, whatever it may have sold and not sent.

    Returns:
        The leases taken back.

    Raises:
        ValueError: not two different people.
    """
    taken: list[str] = []
    leases: Sequence[seats.Lease] = books.leases_of_terminal(terminal)
    for lease in leases:
        pool = books.pool(lease.activity)
        current = books.lease(lease.lease)
        if pool is None or current is None or current.state is not seats.LeaseState.ACTIVE:
            continue
        pool, current = seats.declare_destroyed(pool, current, by=by, second=second)
        books.put_pool(pool)
        books.put_lease(current)
        promote_all(books, lease.activity)
        taken.append(lease.lease)
    return tuple(taken)


def leases_of_earlier(books: Books, holder: Holder) -> tuple[str, ...]:
    """Active leases of earlier incarnations of a terminal: nobody can close them any more but its old journal."""
    return tuple(
        lease.lease
        for lease in books.leases_of_terminal(holder.terminal)
        if lease.state is seats.LeaseState.ACTIVE and lease.holder.incarnation < holder.incarnation
    )
