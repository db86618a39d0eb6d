"""Where a batch stands in the journal it names: continues it, repeats it, or does not belong there.

What does not continue a journal (a gap, a fork of a cloned disk, a broken link) raises an alarm an operator sees. Lines of a
fork are kept aside, and every seat in them becomes a conflict: people may stand behind them. Not here: what entries
do (``intake``, ``effects``).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from kiosk.domain import journal_bodies as b
from kiosk.domain.inbox import Outcome
from kiosk.domain.journal import Entry, EntryError, digest, genesis, read_entry
from kiosk.domain.journal_kinds import EntryKind
from kiosk.domain.leases import Holder
from kiosk.domain.leases_platform import Conflict
from sync.platform.store import seats
from sync.platform.store import tables as t
from sync.platform.store.books import Books
from sync.platform.store.effects import Context, RefusedEntryError, body_of, promise_of
from sync.platform.store.engine import upsert
from sync.protocol.messages import Batch, ChainTrouble, Item, Refusal


class Line(Struct, frozen=True, kw_only=True):
    """An item of a batch with its number, read as far as it can be."""

    seq: int
    item: Item
    hash: str
    entry: Entry | None
    refusal: Refusal | None


class HeldJournal(Struct, kw_only=True):
    """What the platform holds of a journal; the fields are those of its row."""

    id: str
    terminal: str
    incarnation: int
    accepted_seq: int
    head: str | None
    durable_seq: int


def numbered(batch: Batch) -> list[Line]:
    """The items of a batch with their numbers; the batch has no ``batch_faults``."""
    skipped = {gap.first: gap.last for gap in batch.missing}
    lines = []
    seq = batch.first
    for item in batch.items:
        while seq in skipped:
            seq = skipped[seq] + 1
        lines.append(_read(seq, item))
        seq += 1
    return lines


def _read(seq: int, item: Item) -> Line:
    line = item.line.encode()
    sealed = None if item.sealed is None else item.sealed.encode()
    refusal: Refusal | None = None
    entry: Entry | None = None
    try:
        entry = read_entry(line, sealed)
    except (EntryError, RecursionError) as error:
        refusal = Refusal.TOO_LONG if str(error) == "too long" else Refusal.UNREADABLE
        try:
            entry = read_entry(line, None)
            refusal = Refusal.WRONG_ENVELOPE
        except (EntryError, RecursionError):
            entry = None
    return Line(seq=seq, item=item, hash=digest(line), entry=entry, refusal=refusal)


# Where a batch belongs ----------------------------------------------------------------------------------------------


def held_journal(books: Books, batch: Batch) -> HeldJournal:
    """The journal a batch is of; begun where it is the first."""
    j = t.journal.c
    row = books.db.execute(
        sa.select(j.id, j.terminal, j.incarnation, j.accepted_seq, j.head, j.durable_seq).where(j.id == batch.journal)
    ).one_or_none()
    if row is not None:
        return HeldJournal(**row._mapping)
    begun = HeldJournal(
        id=batch.journal,
        terminal=batch.terminal,
        incarnation=batch.incarnation,
        accepted_seq=0,
        head=genesis(batch.terminal, batch.journal).hash,
        durable_seq=0,
    )
    books.db.execute(
        sa.insert(t.journal).values(**msgspec.structs.asdict(begun), first_at=books.now, last_at=books.now)
    )
    return begun


def trouble(books: Books, journal: HeldJournal, batch: Batch, lines: Sequence[Line]) -> ChainTrouble | None:
    """Why a batch cannot be taken in; None where it continues or repeats its journal."""
    if journal.terminal != batch.terminal:
        books.alarm("foreign_journal", terminal=batch.terminal, about=journal.id, detail=journal.terminal)
        return ChainTrouble.NOT_LINKED
    if batch.first > journal.accepted_seq + 1:
        books.alarm(
            "gap", terminal=batch.terminal, about=journal.id, detail=f"{journal.accepted_seq} then {batch.first}"
        )
        return ChainTrouble.GAP
    forked = _forked_at(books, journal, lines)
    if forked is not None:
        found = next(line.hash for line in lines if line.seq == forked)
        books.alarm("fork", terminal=batch.terminal, about=journal.id, seq=forked, detail=found[:16])
        _keep_aside(books, journal, [line for line in lines if line.seq >= forked])
        return ChainTrouble.FORK
    broken = _not_linked_at(journal, batch, lines)
    if broken is not None:
        books.alarm("not_linked", terminal=batch.terminal, about=journal.id, seq=broken)
        _keep_aside(books, journal, [line for line in lines if line.seq >= broken])
        return ChainTrouble.NOT_LINKED
    return None


def _forked_at(books: Books, journal: HeldJournal, lines: Sequence[Line]) -> int | None:
    known = [line for line in lines if line.seq <= journal.accepted_seq]
    if not known:
        return None
    e = t.entry.c
    held = dict(
        books.db.execute(
            sa.select(e.seq, e.hash).where(e.journal == journal.id, e.seq.between(known[0].seq, known[-1].seq))
        ).all()
    )
    return next((line.seq for line in known if held.get(line.seq) != line.hash), None)


def _not_linked_at(journal: HeldJournal, batch: Batch, lines: Sequence[Line]) -> int | None:
    at, hash_ = journal.accepted_seq, journal.head
    for line in lines:
        if line.seq <= journal.accepted_seq:
            continue
        if line.seq != at + 1:
            hash_ = None  # what stood before is lost for good: nothing can be said
        if line.entry is not None and hash_ is not None and line.entry.heading.prev != hash_:
            return line.seq
        at, hash_ = line.seq, line.hash
    return None


def _keep_aside(books: Books, journal: HeldJournal, lines: Sequence[Line]) -> None:
    """Lines that do not continue the journal: kept, and every seat in them becomes a conflict somebody sees."""
    for line in lines:
        stored = books.db.execute(
            upsert(books.db.dialect.name, t.aside)
            .values(
                journal=journal.id,
                seq=line.seq,
                hash=line.hash,
                id=None if line.entry is None else line.entry.id,
                terminal=journal.terminal,
                kind=None if line.entry is None else line.entry.heading.kind,
                line=line.item.line.encode(),
                sealed=None if line.item.sealed is None else line.item.sealed.encode(),
                received_at=books.now,
            )
            .on_conflict_do_nothing()
        ).rowcount
        if stored and line.entry is not None:
            _dispute(books, journal, line.entry)


def _dispute(books: Books, journal: HeldJournal, entry: Entry) -> None:
    try:
        body = body_of(entry)
    except RefusedEntryError:
        return
    if not isinstance(body, (b.SignUp, b.WaitingList, b.WalkIn)) or books.promise(entry.id) is not None:
        return
    context = Context(books, entry, holder(journal))
    promise = promise_of(
        context, EntryKind(entry.heading.kind), activity=body.activity, ticket=getattr(body, "ticket", None)
    )
    promise.outcome = Outcome.CONFLICT
    books.put_promise(promise)
    seats.open_conflict(books, promise, Conflict.SLOT_TAKEN)
    seats.receipt(books, promise)


def holder(journal: HeldJournal) -> Holder:
    """Whose sales stand in a journal."""
    return Holder(journal.terminal, journal.incarnation, journal.id)


def gap_is_filled(books: Books, journal: HeldJournal) -> None:
    """The terminal has sent what was missing: that alarm is over."""
    a = t.alarm.c
    books.db.execute(
        sa.update(t.alarm)
        .where(a.terminal == journal.terminal, a.kind == "gap", a.about == journal.id, a.closed_at.is_(None))
        .values(closed_at=books.now)
    )
