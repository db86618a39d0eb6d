"""The life of the database: its epoch, what of it survives its loss, and whether it is whole.

A database restored from a backup begins a new life (``begin_life``): terminals read their inbox from the start and send again
what this life does not hold. ``durable_seq`` rises only when a backup is complete; terminals keep what they sealed until
then.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator

import sqlalchemy as sa
from msgspec import Struct

from kiosk.domain.journal import ChainPoint, ChainRow, genesis, verify_chain
from kiosk.domain.leases_invariants import never_overbooked, seats_add_up
from sync.platform.store import tables as t
from sync.platform.store.books import Books


class Fault(Struct, frozen=True):
    """Something that should not be: where, and what."""

    where: str
    what: str


def begin_life(db: sa.Connection, *, now: dt.datetime) -> str:
    """A new epoch; the first one, or after a restore."""
    number = db.scalar(sa.select(sa.func.max(t.life.c.number))) or 0
    epoch = secrets.token_hex(8)
    db.execute(sa.insert(t.life).values(epoch=epoch, number=number + 1, began_at=now))
    return epoch


def ensure_life(db: sa.Connection, *, now: dt.datetime) -> None:
    """Begin the first life of a database that has none."""
    if db.scalar(sa.select(sa.func.count()).select_from(t.life)) == 0:
        begin_life(db, now=now)


def held_now(db: sa.Connection) -> dict[str, int]:
    """How far each journal is held, to be made durable by a backup that starts after this."""
    j = t.journal.c
    return dict(db.execute(sa.select(j.id, j.accepted_seq)).all())


def note_durable(db: sa.Connection, held: dict[str, int]) -> None:
    """A backup that holds ``held`` is complete and safe."""
    j = t.journal.c
    for journal, seq in held.items():
        db.execute(sa.update(t.journal).where(j.id == journal, j.durable_seq < seq).values(durable_seq=seq))


def faults(db: sa.Connection, *, now: dt.datetime) -> tuple[Fault, ...]:
    """Check every chain and every seat."""
    return (*_chain_faults(db), *_seat_faults(db, now=now))


def _rows(db: sa.Connection, journal: str, first: int, last: int) -> Iterator[ChainRow]:
    e = t.entry.c
    rows = db.execute(
        sa.select(e.seq, e.line, e.hash, e.sealed)
        .where(e.journal == journal, e.seq.between(first, last), e.id.is_not(None))
        .order_by(e.seq)
        .execution_options(yield_per=1000)
    )
    return ((row.seq, row.line, row.hash, row.sealed) for row in rows)


def _chain_faults(db: sa.Connection) -> Iterator[Fault]:
    e, g = t.entry.c, t.lost_range.c
    for journal in db.execute(sa.select(t.journal).order_by(t.journal.c.id)).all():
        skip = {seq for (seq,) in db.execute(sa.select(e.seq).where(e.journal == journal.id, e.id.is_(None)))}
        for first, last in db.execute(sa.select(g.first, g.last).where(g.journal == journal.id)):
            skip.update(range(first, last + 1))
        start = genesis(journal.terminal, journal.id)
        report = verify_chain(
            _rows(db, journal.id, 1, journal.accepted_seq),
            journal=journal.id,
            start=start,
            anchor=None if journal.head is None else ChainPoint(journal.accepted_seq, journal.head),
        )
        for finding in report.findings:
            if finding.fault.value == "gap" and finding.seq - 1 in skip:
                continue
            if finding.fault.value == "cut" and journal.accepted_seq in skip:
                continue
            yield Fault(f"{journal.terminal} {journal.id}", f"{finding.seq}: {finding.fault.value}")


def _seat_faults(db: sa.Connection, *, now: dt.datetime) -> Iterator[Fault]:
    books = Books(db, now=now)  # only read from: never flushed
    for activity in db.scalars(sa.select(t.pool.c.activity).order_by(t.pool.c.activity)).all():
        pool = books.pool(activity)
        leases = books.leases_of(activity)
        if pool is not None:
            for what in (*seats_add_up(pool, leases), *never_overbooked(pool, leases)):
                yield Fault(activity, what)
