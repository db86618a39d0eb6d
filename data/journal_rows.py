"""Rows of ``journal.db`` as the rest of the program sees them, and their way in and out of the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.dialects import sqlite

from data.journal_tables import about, entry, ticket
from kiosk.domain.errors import WorldError
from kiosk.domain.journal import Entry, digest, read_entry
from kiosk.domain.journal_kinds import EntryKind


class About(Struct, frozen=True, kw_only=True):
    """What a journal is. ``ended``: nothing is added any more. ``salvaged``: it was damaged, numbers may be missing."""

    journal: str
    terminal: str
    incarnation: int
    ended: bool = False
    salvaged: bool = False


class Ticket(Struct, frozen=True, kw_only=True):
    """A ticket given here. ``secret`` is whatever hash the caller keeps of what its holder must also know."""

    code: str
    entry: str
    kind: EntryKind
    activity: str | None
    given_at: dt.datetime
    cancelled: bool
    secret: bytes | None


class Lockout(Struct, frozen=True):
    """Failed tries of ``subject`` and what is still to wait, counted on the boot-time clock of run ``boot``."""

    failures: int
    wait_s: float
    boot: str
    boottime_s: float


def about_of(row: sa.Row[Any]) -> About:
    """What a journal is, from its row."""
    return About(
        journal=row.journal,
        terminal=row.terminal,
        incarnation=row.incarnation,
        ended=bool(row.ended),
        salvaged=bool(row.salvaged),
    )


def insert_about(connection: sa.Connection, what: About) -> None:
    """Name a journal."""
    connection.execute(
        sa.insert(about).values(
            id=1,
            journal=what.journal,
            terminal=what.terminal,
            incarnation=what.incarnation,
            ended=what.ended,
            salvaged=what.salvaged,
        )
    )


_DIALECT = sqlite.dialect(paramstyle="named")


def compiled(statement: sa.ClauseElement) -> str:
    """SQL text with named parameters: compiled once, for what is done with every entry."""
    return str(statement.compile(dialect=_DIALECT))


def _insert(table: sa.Table) -> str:
    return compiled(sa.insert(table).values({column: sa.bindparam(column.name) for column in table.c}))


_INSERT_ENTRY = _insert(entry)
_INSERT_TICKET = _insert(ticket)


def insert_entry(connection: sa.Connection, made: Entry) -> None:
    """Put an entry in its place."""
    values = {
        "seq": made.seq,
        "id": made.id,
        "kind": made.heading.kind,
        "line": made.line,
        "hash": made.hash,
        "sealed": made.sealed,
    }
    connection.exec_driver_sql(_INSERT_ENTRY, values)


def select_entries(
    connection: sa.Connection, *, after: int, kinds: Collection[EntryKind], path: Path, named: str | None = None
) -> tuple[Entry, ...]:
    """Entries of ``kinds`` after number ``after`` (with ``named``: that one only), in order, without their envelopes.

    Raises:
        WorldError: one is not what was stored (``store.damaged``).
    """
    columns = sa.select(entry.c.seq, entry.c.line, entry.c.hash)
    wanted = [entry.c.seq > after, entry.c.kind.in_([kind.value for kind in kinds])]
    if named is not None:
        wanted.append(entry.c.id == named)
    rows = connection.execute(columns.where(*wanted).order_by(entry.c.seq)).all()
    for row in rows:
        if digest(row.line) != row.hash:
            raise WorldError("store.damaged", path=path, reason=f"entry {row.seq}")
    return tuple(read_entry(row.line, None) for row in rows)


def insert_ticket(connection: sa.Connection, held: Ticket) -> None:
    """Keep a ticket."""
    values = {
        "code": held.code,
        "entry": held.entry,
        "kind": held.kind.value,
        "activity": held.activity,
        "given_at": stamp(held.given_at),
        "cancelled": held.cancelled,
        "secret": held.secret,
    }
    connection.exec_driver_sql(_INSERT_TICKET, values)


def ticket_of(row: sa.Row[Any]) -> Ticket:
    """A ticket from its row."""
    return Ticket(
        code=row.code,
        entry=row.entry,
        kind=EntryKind(row.kind),
        activity=row.activity,
        given_at=dt.datetime.fromisoformat(row.given_at),
        cancelled=row.cancelled,
        secret=row.secret,
    )


def stamp(at: dt.datetime) -> str:
    """A time as it is stored; sorts by age."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")
