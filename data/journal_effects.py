"""What an entry changes besides being written: seats, leases, tickets, envelopes. In the entry's own transaction."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from data.journal_rows import Ticket, compiled, insert_ticket
from data.journal_tables import day_count, entry, lease_end, lease_slot, ticket, ticket_counter
from kiosk.domain.errors import WorldError
from kiosk.domain.journal import Entry, EntryError, read_entry
from kiosk.domain.journal_bodies import (
    Cancellation,
    Correction,
    DailyCounters,
    LeaseClosed,
    Referral,
    SignUp,
    WaitingList,
)
from kiosk.domain.journal_kinds import Body, EntryKind, activity_of, seat_of

_BY_CODE = compiled(sa.select(ticket.c.code).where(ticket.c.code == sa.bindparam("code")))
_COUNT = sqlite.insert(ticket_counter).values(prefix=sa.bindparam("prefix"), last=sa.bindparam("last"))
_COUNT_ON = compiled(_COUNT.on_conflict_do_update(index_elements=["prefix"], set_={"last": _COUNT.excluded.last}))
_ENDED = compiled(sa.select(lease_end.c.lease).where(lease_end.c.lease == sa.bindparam("lease")))
_SOLD = compiled(sa.select(sa.func.count()).select_from(lease_slot).where(lease_slot.c.lease == sa.bindparam("lease")))


def take_effect(connection: sa.Connection, made: Entry, body: Body, secret: bytes | None) -> None:
    """Do what ``body`` says.

    Args:
        connection: inside the transaction that writes ``made``.
        made: the entry.
        body: its public part.
        secret: kept with the ticket it gives, if it gives one.

    Raises:
        WorldError: it cannot be: the lease is closed, the slot sold, the ticket given.
        ValueError: it must not be: a bug.
    """
    seat = seat_of(body)
    if seat is not None:
        _sell(connection, seat.lease, seat.slot, made.seq)
    match body:
        case LeaseClosed():
            _close(connection, body, made.seq)
        case SignUp() | WaitingList() | Referral():
            _give_ticket(connection, made, body, secret)
        case Cancellation():
            connection.execute(sa.update(ticket).where(ticket.c.entry == body.of).values(cancelled=True))
            _forget_envelope(connection, body.of)
        case Correction():
            _forget_envelope(connection, body.of)
        case DailyCounters():
            said = (*body.cells, *body.few)
            c = day_count.c
            connection.execute(sa.delete(day_count).where(c.day == body.day.isoformat(), c.name.in_(said)))
        case _:
            pass


def _forget_envelope(connection: sa.Connection, of: str) -> None:
    connection.execute(sa.update(entry).where(entry.c.id == of).values(sealed=None))


def _sold(connection: sa.Connection, lease: str) -> int:
    return int(connection.exec_driver_sql(_SOLD, {"lease": lease}).scalar_one())


def _refuse_ended(connection: sa.Connection, lease: str) -> None:
    if connection.exec_driver_sql(_ENDED, {"lease": lease}).first() is not None:
        raise WorldError("journal.lease_stopped", lease=lease)


def _sell(connection: sa.Connection, lease: str, slot: int, seq: int) -> None:
    _refuse_ended(connection, lease)
    sold = _sold(connection, lease)
    if slot < sold:
        raise WorldError("journal.seat_taken", lease=lease, slot=slot)
    if slot > sold:
        raise ValueError(f"slot {slot} of {lease} before slot {sold}")
    connection.execute(sa.insert(lease_slot).values(lease=lease, slot=slot, seq=seq))


def _close(connection: sa.Connection, body: LeaseClosed, seq: int) -> None:
    _refuse_ended(connection, body.lease)
    sold = _sold(connection, body.lease)
    if body.fin != sold:
        raise ValueError(f"{sold} slots of {body.lease} were sold, not {body.fin}")
    connection.execute(sa.insert(lease_end).values(lease=body.lease, fin=body.fin, seq=seq))


def _give_ticket(
    connection: sa.Connection, made: Entry, body: SignUp | WaitingList | Referral, secret: bytes | None
) -> None:
    if connection.exec_driver_sql(_BY_CODE, {"code": body.ticket}).first() is not None:
        raise WorldError("journal.ticket_taken", ticket=body.ticket)
    given = Ticket(
        code=body.ticket,
        entry=made.id,
        kind=EntryKind(made.heading.kind),
        activity=activity_of(body),
        given_at=made.heading.at,
        cancelled=False,
        secret=secret,
    )
    insert_ticket(connection, given)
    connection.exec_driver_sql(_COUNT_ON, {"prefix": body.ticket[:1], "last": int(body.ticket[1:])})


def books_complaint(connection: sa.Connection) -> str | None:
    """Where the books of leases and the entries differ; None when they agree."""
    of_kinds = entry.c.kind.in_([EntryKind.SIGN_UP.value, EntryKind.WALK_IN.value, EntryKind.LEASE_CLOSED.value])
    sold, ended = set(), set()
    for row in connection.execute(sa.select(entry.c.kind, entry.c.line, entry.c.seq).where(of_kinds)):
        try:
            body = read_entry(row.line, None).body()
        except EntryError as error:
            return f"entry {row.seq}: {error}"
        seat = None if body is None else seat_of(body)
        if seat is not None:
            sold.add((seat.lease, seat.slot, row.seq))
        if isinstance(body, LeaseClosed):
            ended.add((body.lease, body.fin, row.seq))
    if sold != {tuple(row) for row in connection.execute(sa.select(lease_slot))}:
        return "slots sold differ from the entries"
    if ended != {tuple(row) for row in connection.execute(sa.select(lease_end))}:
        return "leases closed differ from the entries"
    return None
