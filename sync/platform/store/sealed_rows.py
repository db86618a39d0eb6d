"""Reading what is to be opened: entries with their envelopes, and the list of an activity. Opens nothing itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import sqlalchemy as sa
from msgspec import Struct

from kiosk.domain.errors import WorldError
from kiosk.domain.journal import Entry, read_entry
from sync.platform.store import tables as t


class SealedEntry(Struct, frozen=True):
    """An entry and the terminal in whose journal it stands."""

    entry: Entry
    terminal: str


class ListedPromise(Struct, frozen=True, kw_only=True):
    """One line of an activity's list. ``contact`` is None where its envelope was never sent or is gone."""

    entry: str
    kind: str
    outcome: str
    ticket: str | None
    terminal: str
    at: dt.datetime
    came: bool
    contact: SealedEntry | None


def sealed_entry(db: sa.Connection, entry: str) -> SealedEntry | None:
    """An entry with an envelope, among the taken in or the kept aside."""
    e, j, s = t.entry.c, t.journal.c, t.aside.c
    row = db.execute(
        sa.select(e.line, e.sealed, j.terminal).join(t.journal, j.id == e.journal).where(e.id == entry)
    ).one_or_none()
    if row is None:
        row = db.execute(sa.select(s.line, s.sealed, s.terminal).where(s.id == entry).limit(1)).one_or_none()
    return None if row is None or row.sealed is None else SealedEntry(read_entry(row.line, row.sealed), row.terminal)


def sealed_entries(db: sa.Connection, *, kind: str | None) -> Iterator[SealedEntry]:
    """All entries with envelopes, in the order they came; of one kind where asked for."""
    e, j = t.entry.c, t.journal.c
    query = (
        sa.select(e.line, e.sealed, j.terminal)
        .join(t.journal, j.id == e.journal)
        .where(e.sealed.is_not(None))
        .order_by(e.received_at, e.journal, e.seq)
    )
    if kind is not None:
        query = query.where(e.kind == kind)
    for row in db.execute(query.execution_options(yield_per=500)):
        yield SealedEntry(read_entry(row.line, row.sealed), row.terminal)


def activity_list(db: sa.Connection, activity: str) -> tuple[ListedPromise, ...]:
    """Everybody who was promised something for an activity, those with a seat first.

    Raises:
        WorldError: there is no such activity.
    """
    if db.scalar(sa.select(t.activity.c.id).where(t.activity.c.id == activity)) is None:
        raise WorldError("platform.no_activity", activity=activity)
    p, a = t.promise.c, t.attendance.c
    present = {
        value
        for row in db.execute(sa.select(a.of, a.ticket).where(a.activity == activity, a.undone.is_(False)))
        for value in (row.of, row.ticket)
    }
    rows = db.execute(sa.select(t.promise).where(p.activity == activity).order_by(p.outcome, p.at, p.entry)).all()
    return tuple(
        ListedPromise(
            entry=row.entry,
            kind=row.kind,
            outcome=row.outcome,
            ticket=row.ticket,
            terminal=row.terminal,
            at=row.at,
            came=row.entry in present or (row.ticket is not None and row.ticket in present),
            contact=sealed_entry(db, row.contact),
        )
        for row in rows
    )
