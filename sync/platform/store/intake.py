"""Taking a journal in: where a batch continues what is held, what is new in it, and what each new entry does.

A batch is taken in as a whole or, where it does not continue the journal, not at all; then the lines are kept aside, an alarm
is raised and the answer says why. An entry that cannot be taken in is stored as refused and keeps its number: nothing
waits behind it. The same entries again change nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from kiosk.domain import journal_bodies as b
from kiosk.domain.journal import read_entry
from kiosk.domain.journal_kinds import Body, EntryKind, activity_of
from kiosk.domain.leases import Holder
from sync.platform.store import tables as t
from sync.platform.store.books import Books
from sync.platform.store.chain import HeldJournal, Line, gap_is_filled, held_journal, holder, numbered, trouble
from sync.platform.store.effects import Context, RefusedEntryError, apply, body_of, referred, tell_refused
from sync.protocol.messages import Batch, ChainTrouble, Refusal, RefusedEntry

REFERABLE = frozenset(
    {EntryKind.SIGN_UP, EntryKind.WAITING_LIST, EntryKind.WALK_IN, EntryKind.REFERRAL, EntryKind.ASSISTED_CASE}
    | {EntryKind.CHECK_IN}
)


class Taken(Struct, frozen=True, kw_only=True):
    """What the platform holds of a journal after a batch."""

    accepted_seq: int
    head: str | None
    durable_seq: int
    refused: tuple[RefusedEntry, ...] = ()
    trouble: ChainTrouble | None = None


def take_in(books: Books, batch: Batch) -> Taken:
    """Take a batch in. Its signature, sender and ``batch_faults`` were checked.

    Args:
        books: the transaction; flushed here.
        batch: what was sent.
    """
    journal = held_journal(books, batch)
    lines = numbered(batch)
    found = trouble(books, journal, batch, lines)
    if found is not None:
        books.flush()
        return Taken(
            accepted_seq=journal.accepted_seq, head=journal.head, durable_seq=journal.durable_seq, trouble=found
        )
    held = [line for line in lines if line.seq <= journal.accepted_seq]
    new = [line for line in lines if line.seq > journal.accepted_seq]
    refused = _refused_before(books, journal, held)
    if new:
        for gap in batch.missing:
            if gap.last > journal.accepted_seq:
                books.insert(t.lost_range, journal=journal.id, first=gap.first, last=gap.last)
                books.alarm("lost", terminal=batch.terminal, about=journal.id, seq=gap.first, detail=f"to {gap.last}")
        refused += _take_new(books, journal, new)
        journal.accepted_seq, journal.head = new[-1].seq, new[-1].hash
        books.db.execute(
            sa.update(t.journal)
            .where(t.journal.c.id == journal.id)
            .values(
                accepted_seq=journal.accepted_seq,
                head=journal.head,
                incarnation=journal.incarnation,
                last_at=books.now,
            )
        )
        gap_is_filled(books, journal)
    books.flush()
    return Taken(
        accepted_seq=journal.accepted_seq,
        head=journal.head,
        durable_seq=journal.durable_seq,
        refused=tuple(refused),
    )


# New entries --------------------------------------------------------------------------------------------------------


def _refused_before(books: Books, journal: HeldJournal, held: Sequence[Line]) -> list[RefusedEntry]:
    if not held:
        return []
    e = t.entry.c
    rows = books.db.execute(
        sa.select(e.seq, e.id, e.refused)
        .where(e.journal == journal.id, e.seq.between(held[0].seq, held[-1].seq), e.refused.is_not(None))
        .order_by(e.seq)
    )
    return [RefusedEntry(seq=seq, id=id_, reason=Refusal(reason)) for seq, id_, reason in rows]


def _take_new(books: Books, journal: HeldJournal, lines: Sequence[Line]) -> list[RefusedEntry]:
    taken_ids = _ids_taken(books, lines)
    rows: list[dict[str, Any]] = []
    refused = []
    for line in lines:
        row = _row(books, journal, line)
        if line.entry is not None and line.entry.id in taken_ids:
            # The same id at another place: no terminal of ours does that.
            books.alarm("id_twice", terminal=journal.terminal, about=journal.id, seq=line.seq, detail=line.entry.id)
            row.update(id=None, sealed=None, refused=Refusal.UNREADABLE.value)
        elif line.entry is not None:
            taken_ids.add(line.entry.id)
            _take_entry(books, journal, line, row)
        else:
            books.alarm("refused", terminal=journal.terminal, about=journal.id, seq=line.seq, detail=row["refused"])
        if row["refused"] is not None:
            refused.append(RefusedEntry(seq=line.seq, id=row["id"], reason=Refusal(row["refused"])))
        rows.append(row)
    books.db.execute(sa.insert(t.entry), rows)
    _try_again_those_who_waited(books, {row["id"] for row in rows if row["kind"] in REFERABLE})
    return refused


def _ids_taken(books: Books, lines: Sequence[Line]) -> set[str]:
    ids = [line.entry.id for line in lines if line.entry is not None]
    return set(books.db.scalars(sa.select(t.entry.c.id).where(t.entry.c.id.in_(ids))))


def _row(books: Books, journal: HeldJournal, line: Line) -> dict[str, Any]:
    entry = line.entry
    return {
        "journal": journal.id,
        "seq": line.seq,
        "id": None if entry is None else entry.id,
        "kind": None if entry is None else entry.heading.kind,
        "activity": None,
        "refers": None,
        "hash": line.hash,
        "line": line.item.line.encode(),
        # An envelope that is not the one of its line is worth nothing to anybody.
        "sealed": None if entry is None else entry.sealed,
        "refused": None if line.refusal is None else line.refusal.value,
        "received_at": books.now,
    }


def _take_entry(books: Books, journal: HeldJournal, line: Line, row: dict[str, Any]) -> None:
    entry = line.entry
    if entry is None:
        raise TypeError("a line without an entry has no effect")
    body: Body | None = None
    context = Context(books, entry, holder(journal))
    try:
        body = body_of(entry)
        if isinstance(body, b.JournalStarted) and line.seq == 1 and body.incarnation <= journal.incarnation:
            journal.incarnation = body.incarnation
        row["activity"], row["refers"] = activity_of(body), referred(body)
        apply(context, body)
    except RefusedEntryError as refusal:
        row["refused"] = refusal.reason.value
        if body is not None:
            tell_refused(context, body, refusal.reason)
        else:
            books.alarm(
                "refused", terminal=journal.terminal, about=journal.id, seq=line.seq, detail=refusal.reason.value
            )
    else:
        if line.refusal is not None:  # counts, but nobody can be called
            books.alarm("refused", terminal=journal.terminal, about=journal.id, seq=line.seq, detail=line.refusal.value)


# Entries that were refused ------------------------------------------------------------------------------------------


def _try_again_those_who_waited(books: Books, ids: set[str | None]) -> None:
    """A cancellation may arrive before what it cancels, from another terminal: now it can be done."""
    if not ids:
        return
    e = t.entry.c
    try_again(books, e.refers.in_(ids) & (e.refused == Refusal.UNKNOWN_ENTRY.value))


def try_again(books: Books, which: sa.ColumnElement[bool]) -> int:
    """Take in what was refused before and can be taken in now; how many entries that were.

    Args:
        books: the transaction; the caller flushes.
        which: among the refused entries.
    """
    e, j = t.entry.c, t.journal.c
    rows = books.db.execute(
        sa.select(t.entry, j.terminal, j.incarnation)
        .join(t.journal, j.id == e.journal)
        .where(which, e.refused.is_not(None), e.id.is_not(None))
        .order_by(e.received_at, e.journal, e.seq)
    ).all()
    done = 0
    for row in rows:
        entry = read_entry(row.line, row.sealed)
        try:
            body = body_of(entry)
            apply(Context(books, entry, Holder(row.terminal, row.incarnation, row.journal)), body)
        except RefusedEntryError:
            continue
        done += 1
        books.db.execute(
            sa.update(t.entry)
            .where(e.journal == row.journal, e.seq == row.seq)
            .values(refused=None, activity=activity_of(body), refers=referred(body))
        )
        books.db.execute(
            sa.update(t.alarm)
            .where(t.alarm.c.kind == "refused", t.alarm.c.about == row.journal, t.alarm.c.seq == row.seq)
            .values(closed_at=books.now)
        )
    return done


def retry_refused(books: Books) -> int:
    """Try again what was refused because this platform did not know enough then: newer software, newer content."""
    reasons = (Refusal.UNKNOWN_KIND, Refusal.UNKNOWN_ACTIVITY, Refusal.UNKNOWN_ENTRY)
    return try_again(books, t.entry.c.refused.in_([reason.value for reason in reasons]))
