"""What an operator sees and decides: terminals and their chains, alarms, conflicts, staff, orders to terminals.

Every decision is written down with who took it (``operator_act``) in the transaction that carries it out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from kiosk.domain import inbox
from kiosk.domain import leases_platform as leases
from kiosk.domain.errors import WorldError
from kiosk.domain.queue_offers import is_offered
from sync.platform.store import seats
from sync.platform.store import tables as t
from sync.platform.store.books import Books, Promise
from sync.platform.store.directory import end_incarnation, known_terminal
from sync.platform.store.lending import declare_destroyed
from sync.platform.store.offers import offers_of


class TerminalLine(Struct, frozen=True, kw_only=True):
    """A terminal as it is listed. ``state`` is listed, enrolled or revoked; ``alarms`` counts open ones."""

    id: str
    scope: str
    incarnation: int
    state: str
    seen_at: dt.datetime | None
    software: str | None
    alarms: int


def terminals(db: sa.Connection) -> tuple[TerminalLine, ...]:
    """All terminals by id."""
    c, i, a = t.terminal.c, t.incarnation.c, t.alarm.c
    open_alarms = (
        sa.select(a.terminal, sa.func.count().label("n")).where(a.closed_at.is_(None)).group_by(a.terminal).subquery()
    )
    rows = db.execute(
        sa.select(c.id, c.scope, c.incarnation, c.seen_at, c.software, i.ended_at, open_alarms.c.n)
        .outerjoin(t.incarnation, (i.terminal == c.id) & (i.number == c.incarnation))
        .outerjoin(open_alarms, open_alarms.c.terminal == c.id)
        .order_by(c.id)
    )
    return tuple(
        TerminalLine(
            id=row.id,
            scope=row.scope,
            incarnation=row.incarnation,
            state="listed" if not row.incarnation else "revoked" if row.ended_at is not None else "enrolled",
            seen_at=row.seen_at,
            software=row.software,
            alarms=row.n or 0,
        )
        for row in rows
    )


def note_act(books: Books, act: str, about: str, *, by: str, second: str | None = None) -> None:
    """Write down who decided what."""
    books.insert(t.operator_act, id=books.new_id(), at=books.now, act=act, about=about, by=by, second=second)


def revoke(books: Books, terminal: str, *, by: str) -> tuple[int, bool]:
    """End the present key of a terminal.

    Returns:
        Its incarnation, and whether it had not ended before.

    Raises:
        WorldError: no such terminal, or never enrolled.
    """
    number = known_terminal(books, terminal)
    if not number:
        raise WorldError("platform.never_enrolled", terminal=terminal)
    ended = end_incarnation(books, terminal, number)
    note_act(books, "revoke", f"{terminal}/{number}", by=by)
    return number, ended


def destroyed(books: Books, terminal: str, *, by: str, second: str) -> tuple[str, ...]:
    """Two people declare a terminal destroyed: its key ends and its leases come back.

    Raises:
        WorldError: no such terminal, or the two are one.
    """
    number = known_terminal(books, terminal)
    try:
        taken = declare_destroyed(books, terminal, by=by.strip(), second=second.strip())
    except ValueError:
        raise WorldError("platform.same_person") from None
    if not by.strip() or not second.strip() or by.strip() == second.strip():
        raise WorldError("platform.same_person")
    if number:
        end_incarnation(books, terminal, number)
    note_act(books, "destroyed", terminal, by=by.strip(), second=second.strip())
    return taken


# Chains and alarms --------------------------------------------------------------------------------------------------


class JournalLine(Struct, frozen=True, kw_only=True):
    """A journal of a terminal, with what of it was put aside."""

    id: str
    incarnation: int
    accepted_seq: int
    durable_seq: int
    head: str | None
    last_at: dt.datetime
    refused: tuple[tuple[int, str, str], ...]  # seq, kind, reason
    aside: tuple[tuple[int, str, str], ...]  # seq, kind, hash


class AlarmLine(Struct, frozen=True, kw_only=True):
    """An open alarm."""

    kind: str
    about: str
    seq: int
    detail: str
    times: int
    last_at: dt.datetime


def chain(db: sa.Connection, terminal: str) -> tuple[JournalLine, ...]:
    """The journals of a terminal, the oldest first."""
    j, e, s = t.journal.c, t.entry.c, t.aside.c
    found = []
    for row in db.execute(sa.select(t.journal).where(j.terminal == terminal).order_by(j.first_at)).all():
        refused = db.execute(
            sa.select(e.seq, e.kind, e.refused).where(e.journal == row.id, e.refused.is_not(None)).order_by(e.seq)
        )
        aside = db.execute(sa.select(s.seq, s.kind, s.hash).where(s.journal == row.id).order_by(s.seq, s.hash))
        found.append(
            JournalLine(
                id=row.id,
                incarnation=row.incarnation,
                accepted_seq=row.accepted_seq,
                durable_seq=row.durable_seq,
                head=row.head,
                last_at=row.last_at,
                refused=tuple((seq, kind or "?", reason) for seq, kind, reason in refused),
                aside=tuple((seq, kind or "?", hash_) for seq, kind, hash_ in aside),
            )
        )
    return tuple(found)


def alarms(db: sa.Connection, terminal: str) -> tuple[AlarmLine, ...]:
    """Open alarms about a terminal, the latest first."""
    a = t.alarm.c
    rows = db.execute(
        sa.select(a.kind, a.about, a.seq, a.detail, a.times, a.last_at)
        .where(a.terminal == terminal, a.closed_at.is_(None))
        .order_by(a.last_at.desc(), a.kind, a.seq)
    )
    return tuple(AlarmLine(**row._mapping) for row in rows)


# Conflicts ----------------------------------------------------------------------------------------------------------


class ConflictLine(Struct, frozen=True, kw_only=True):
    """A sign-up a person must settle, or has settled."""

    entry: str
    activity: str
    terminal: str
    ticket: str | None
    reason: str
    opened_at: dt.datetime
    settled_as: str | None


def conflicts(db: sa.Connection, *, all_of_them: bool = False) -> tuple[ConflictLine, ...]:
    """Conflicts, the oldest first; settled ones too where asked for."""
    c, p = t.conflict.c, t.promise.c
    query = sa.select(c.entry, c.activity, p.terminal, p.ticket, c.reason, c.opened_at, c.settled_as).join(
        t.promise, p.entry == c.entry
    )
    if not all_of_them:
        query = query.where(c.settled_at.is_(None))
    return tuple(ConflictLine(**row._mapping) for row in db.execute(query.order_by(c.opened_at, c.entry)))


def settle(books: Books, entry: str, *, seat: bool, by: str) -> None:
    """A person decides about a conflict; the terminal is told.

    Raises:
        WorldError: there is no such open conflict, or no seat is free (``platform.no_free_seat``).
    """
    c = t.conflict.c
    found = books.db.scalar(sa.select(c.activity).where(c.entry == entry, c.settled_at.is_(None)))
    promise = books.promise(entry)
    if found is None or promise is None:
        raise WorldError("platform.no_conflict", entry=entry)
    if seat:
        _seat_for(books, promise)
    promise.outcome = inbox.Outcome.ACCEPTED if seat else inbox.Outcome.DECLINED
    books.db.execute(
        sa.update(t.conflict)
        .where(c.entry == entry)
        .values(settled_at=books.now, settled_as="seat" if seat else "declined", settled_by=by)
    )
    seats.receipt(books, promise)
    note_act(books, "settle_seat" if seat else "settle_declined", entry, by=by)


def _seat_for(books: Books, promise: Promise) -> None:
    pool = books.pool(promise.activity or "")
    if pool is None:  # the activity has no limit any more
        return
    given = leases.give_online(pool)
    if given is None:
        raise WorldError("platform.no_free_seat", activity=promise.activity)
    books.put_pool(given)
    promise.seat = "online"


def answer_promotion(books: Books, entry: str, *, take: bool, by: str) -> None:
    """Write down what somebody of the queue said by telephone about the seat that is kept for her.

    Raises:
        WorldError: no seat is kept for her (any more) (``platform.no_promotion``).
    """
    promise = books.promise(entry)
    if promise is None or not is_offered(offers_of(books, promise.activity or ""), entry):
        raise WorldError("platform.no_promotion", entry=entry)
    if not take:
        seats.withdraw(books, promise)
    elif not seats.take(books, promise):
        raise WorldError("platform.no_promotion", entry=entry)
    note_act(books, "promotion_take" if take else "promotion_decline", entry, by=by)


# To terminals -------------------------------------------------------------------------------------------------------


def terminals_in(db: sa.Connection, *, terminal: str | None, scope: str | None) -> tuple[str, ...]:
    """One terminal, or all enrolled ones of a scope.

    Raises:
        WorldError: there are none.
    """
    c = t.terminal.c
    query = sa.select(c.id).where(c.incarnation > 0).order_by(c.id)
    query = query.where(c.id == terminal) if terminal else query.where(c.scope.startswith(scope or "", autoescape=True))
    found = tuple(db.scalars(query))
    if not found:
        raise WorldError("platform.no_targets")
    return found


def send_command(books: Books, terminal: str, order: inbox.Command, *, by: str) -> None:
    """Leave an order in a terminal's inbox."""
    books.post(terminal, order)
    note_act(books, f"command_{order.command.value}", terminal, by=by)


def send_roster(books: Books, terminal: str, staff: Sequence[inbox.StaffMember], *, life: dt.timedelta, by: str) -> int:
    """Give a terminal its staff; the new version of its roster."""
    r = t.roster.c
    last = books.db.scalar(sa.select(r.version).where(r.terminal == terminal))
    version = (last or 0) + 1
    roster = inbox.Roster(version=version, issued_at=books.now, expires_at=books.now + life, staff=tuple(staff))
    body = msgspec.json.encode(roster)
    if last is None:
        books.db.execute(sa.insert(t.roster).values(terminal=terminal, version=version, body=body))
    else:
        books.db.execute(sa.update(t.roster).where(r.terminal == terminal).values(version=version, body=body))
    books.post(terminal, roster)
    note_act(books, "roster", f"{terminal} {version}", by=by)
    return version
