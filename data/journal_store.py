"""Writing ``journal.db``: an entry and all that a receipt promises, in one transaction, through a power cut.

Only the UI has one of these. Opening it soundly (first start, another incarnation, a damaged file) is
``data.journal_opening``; reading it from another process is ``data.journal_reader``. What is sealed is sealed before it
gets here (``data.sealing``).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from data.journal_effects import books_complaint, take_effect
from data.journal_rows import (
    About,
    Lockout,
    Ticket,
    about_of,
    insert_about,
    insert_entry,
    insert_ticket,
    select_entries,
    stamp,
    ticket_of,
)
from data.journal_tables import (
    REVISION,
    SCHEMA,
    about,
    day_count,
    entry,
    lease_end,
    lease_slot,
    lockout,
    ticket,
    ticket_counter,
)
from data.schema import bring_up_to_date
from data.sqlite import open_engine, world_errors
from kiosk.domain.errors import WorldError
from kiosk.domain.journal import ChainPoint, Draft, Entry, EntryError, digest, genesis, next_entry
from kiosk.domain.journal_kinds import EntryKind

FREE_MIN_BYTES = 32_000_000
"""Less room than this on the disk, and no form is offered: what is begun must be able to be kept."""

PROBE_BYTES = 48_000
"""What an entry and all that changes with it write at most, in whole pages."""

TICKETS_IN_USE = 999
"""Tickets have three digits while that many are enough; numbers are used again when their ticket is forgotten."""


class JournalStore:
    """The one writer of a journal. Makes the file where there is none; entries need ``begin`` first.

    Args:
        path: the file.

    Raises:
        WorldError: the file is damaged (``store.damaged``), newer than this software (``store.too_new``), or cannot be
            written; every method may raise it, and then nothing has changed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = open_engine(path, synchronous="FULL")
        self._head: ChainPoint | None = None
        try:
            bring_up_to_date(self._engine, "journal", head=REVISION, expected=SCHEMA, path=path)
            # What is deleted here was somebody's: no remains in free pages.
            self._pragma("secure_delete = ON")
            self._about = self._read_about()
        except BaseException:
            self._engine.dispose()
            raise

    def close(self) -> None:
        """Close the file; the last one to close it folds the WAL in."""
        self._engine.dispose()

    def __enter__(self) -> JournalStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _pragma(self, text: str) -> None:
        # Not in a transaction, where folding in the WAL is impossible.
        with world_errors(self._path), contextlib.closing(self._engine.raw_connection()) as held:
            driver: Any = held.driver_connection
            driver.execute(f"PRAGMA {text}").fetchall()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        try:
            with world_errors(self._path), self._engine.begin() as connection:
                yield connection
        except BaseException:
            self._head = None  # what is known of the end may no longer be so
            raise

    def _read_about(self) -> About | None:
        with self._transaction() as connection:
            row = connection.execute(sa.select(about)).one_or_none()
        return None if row is None else about_of(row)

    # What it is ---------------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def about(self) -> About | None:
        """What this journal is; None before it has begun."""
        return self._about

    def _begun(self) -> About:
        if self._about is None:
            raise ValueError("the journal has not begun")
        if self._about.ended:
            raise WorldError("journal.ended")
        return self._about

    def begin(self, what: About, draft: Draft, *, tickets: tuple[Ticket, ...] = (), last: Mapping[str, int]) -> Entry:
        """Make an empty file the journal ``what``, with its first entry.

        Args:
            what: its names.
            draft: its first entry (``JournalStarted``).
            tickets: given in the journal before it, so that their holders are still found.
            last: the last ticket number given, by prefix.
        """
        first = next_entry(draft, genesis(what.terminal, what.journal), journal=what.journal)
        with self._transaction() as connection:
            insert_about(connection, what)
            insert_entry(connection, first)
            for held in tickets:
                insert_ticket(connection, held)
            for prefix, number in last.items():
                connection.execute(sa.insert(ticket_counter).values(prefix=prefix, last=number))
        self._about, self._head = what, first.point
        return first

    def end(self) -> None:
        """Nothing is added to this journal any more."""
        with self._transaction() as connection:
            connection.execute(sa.update(about).values(ended=True))
        self._about = self._read_about()

    def head(self) -> ChainPoint:
        """The place after the last entry.

        Raises:
            WorldError: the last entry is not what was stored (``store.damaged``).
        """
        if self._head is None:
            known = self._about
            if known is None:
                raise ValueError("the journal has not begun")
            with self._transaction() as connection:
                columns = entry.c.seq, entry.c.hash, entry.c.line
                row = connection.execute(sa.select(*columns).order_by(entry.c.seq.desc()).limit(1)).one_or_none()
            if row is None:
                return genesis(known.terminal, known.journal)
            if digest(row.line) != row.hash:
                raise WorldError("store.damaged", path=self._path, reason=f"entry {row.seq}")
            self._head = ChainPoint(row.seq, row.hash)
        return self._head

    def check_pages(self) -> None:
        """Have SQLite look at every page.

        Raises:
            WorldError: something is wrong in one (``store.damaged``).
        """
        with self._transaction() as connection:
            complaint = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        if complaint != "ok":
            raise WorldError("store.damaged", path=self._path, reason=complaint)

    def check_books(self) -> None:
        """Compare what was sold and closed with what the entries say.

        Raises:
            WorldError: they differ (``store.damaged``): nothing must be sold from these books.
        """
        with self._transaction() as connection:
            complaint = books_complaint(connection)
        if complaint is not None:
            raise WorldError("store.damaged", path=self._path, reason=complaint)

    def probe(self) -> None:
        """Find out, before a form is offered, whether its entry could be kept.

        Raises:
            WorldError: the disk is nearly full (``journal.full``) or the file cannot be written
                (``journal.unwritable``).
        """
        self._begun()
        try:
            status = os.statvfs(self._path.parent)
        except OSError as error:
            raise WorldError("journal.unwritable", path=self._path, reason=error.strerror) from error
        free = status.f_bavail * status.f_frsize
        if free < FREE_MIN_BYTES:
            raise WorldError("journal.full", free_mb=free // 1_000_000)
        try:
            with self._transaction() as connection:
                connection.execute(sa.update(about).values(probe=os.urandom(PROBE_BYTES)))
        except WorldError as error:
            raise WorldError("journal.unwritable", path=self._path, reason=error.code) from error

    # Writing ------------------------------------------------------------------------------------------------------

    def append(self, *drafts: Draft, secret: bytes | None = None) -> tuple[Entry, ...]:
        """Write entries and everything they promise; when this returns, they survive a power cut.

        A seat is sold, a lease closed, a ticket given or cancelled with the entry that says so. A cancelled entry
        forgets its envelope here at once, and so does one whose contact was replaced.

        Args:
            drafts: what happened, in order.
            secret: kept with the ticket these entries give.

        Raises:
            WorldError: beyond what every method raises: the lease has been closed (``journal.lease_stopped``), the slot
                is sold (``journal.seat_taken``), the ticket is given (``journal.ticket_taken``), the journal has ended
                (``journal.ended``).
            ValueError: the entry is impossible: a bug.
        """
        known = self._begun()
        at = self.head()
        written = []
        with self._transaction() as connection:
            for draft in drafts:
                made = next_entry(draft, at, journal=known.journal)
                insert_entry(connection, made)
                take_effect(connection, made, draft.body, secret)
                written.append(made)
                at = made.point
        self._head = at
        return tuple(written)

    def entries_after(self, seq: int, kinds: Collection[EntryKind], *, named: str | None = None) -> tuple[Entry, ...]:
        """Entries of ``kinds`` after number ``seq`` (with ``named``: that one only), in order, without their envelopes.

        Raises:
            WorldError: one is not what was stored (``store.damaged``).
        """
        with self._transaction() as connection:
            return select_entries(connection, after=seq, kinds=kinds, named=named, path=self._path)

    def adopt(self, entries: Iterable[Entry]) -> int:
        """Take back entries that were written here and that the file has lost; the number taken.

        Only those that follow the last one, each linked to the one before. Their tickets are without what only the
        caller of ``append`` knew.
        """
        at = self.head()
        taken = 0
        with self._transaction() as connection:
            for each in entries:
                if each.seq != at.seq + 1 or each.heading.prev != at.hash:
                    continue
                insert_entry(connection, each)
                try:
                    body = each.body()
                except EntryError as error:
                    raise WorldError("store.damaged", path=self._path, reason=f"entry {each.seq}: {error}") from error
                if body is not None:
                    take_effect(connection, each, body, None)
                at = each.point
                taken += 1
        self._head = at
        return taken

    def forget_sealed(self, journal: str, *, durable_seq: int) -> int:
        """Forget envelopes the platform holds durably; the number forgotten. Nothing of them stays in the file.

        Args:
            journal: which journal ``durable_seq`` is said of; of any other nothing is forgotten.
            durable_seq: as acknowledged.
        """
        if self._about is None or self._about.journal != journal:
            return 0
        with self._transaction() as connection:
            forget = sa.update(entry).where(entry.c.seq <= durable_seq, entry.c.sealed.is_not(None)).values(sealed=None)
            forgotten = connection.execute(forget).rowcount
        if forgotten:
            self._fold_in()
        return forgotten

    def wipe(self) -> None:
        """This terminal's time has ended: forget every envelope, every ticket's secret, and who failed to sign in."""
        with self._transaction() as connection:
            connection.execute(sa.update(entry).where(entry.c.sealed.is_not(None)).values(sealed=None))
            connection.execute(sa.update(ticket).values(secret=None))
            connection.execute(sa.delete(lockout))
        self._fold_in()

    def _fold_in(self) -> None:
        # Old pages in the WAL still hold what was overwritten. A reader may be in the way: then the next time does it.
        self._pragma("wal_checkpoint(TRUNCATE)")

    # Leases and tickets -------------------------------------------------------------------------------------------

    def lease_books(self) -> dict[str, tuple[int, bool]]:
        """Of each lease ever sold from or closed here: slots sold, and whether it is closed for good."""
        sold = sa.select(lease_slot.c.lease, sa.func.count().label("sold")).group_by(lease_slot.c.lease)
        with self._transaction() as connection:
            counts: dict[str, int] = {row.lease: row.sold for row in connection.execute(sold)}
            ended = set(connection.scalars(sa.select(lease_end.c.lease)))
        return {lease: (counts.get(lease, 0), lease in ended) for lease in counts.keys() | ended}

    def next_ticket(self, prefix: str) -> str:
        """The code for the next ticket, e.g. ``A037``. It is taken when an entry with it is written."""
        with self._transaction() as connection:
            last = connection.scalar(sa.select(ticket_counter.c.last).where(ticket_counter.c.prefix == prefix)) or 0
            number = last % TICKETS_IN_USE + 1
            taken = set(connection.scalars(sa.select(ticket.c.code).where(ticket.c.code.startswith(prefix))))
        while f"{prefix}{number:03}" in taken:
            number += 1
        return f"{prefix}{number:03}"

    def ticket(self, code: str) -> Ticket | None:
        """A ticket given here, or None."""
        with self._transaction() as connection:
            row = connection.execute(sa.select(ticket).where(ticket.c.code == code)).one_or_none()
        return None if row is None else ticket_of(row)

    def tickets(self) -> tuple[Ticket, ...]:
        """Every ticket not forgotten."""
        with self._transaction() as connection:
            return tuple(ticket_of(row) for row in connection.execute(sa.select(ticket).order_by(ticket.c.code)))

    def last_tickets(self) -> dict[str, int]:
        """The last number given, by prefix."""
        with self._transaction() as connection:
            return {row.prefix: row.last for row in connection.execute(sa.select(ticket_counter))}

    def forget_tickets(self, before: dt.datetime) -> int:
        """Forget tickets given before ``before``; their numbers may be used again."""
        with self._transaction() as connection:
            gone = connection.execute(sa.delete(ticket).where(ticket.c.given_at < stamp(before))).rowcount
        if gone:
            self._fold_in()
        return gone

    # Lock-out counters --------------------------------------------------------------------------------------------

    def lockout(self, subject: str) -> Lockout | None:
        """Failed tries of ``subject``, None where there are none."""
        with self._transaction() as connection:
            row = connection.execute(sa.select(lockout).where(lockout.c.subject == subject)).one_or_none()
        return None if row is None else Lockout(row.failures, row.wait_s, row.boot, row.boottime_s)

    def set_lockout(self, subject: str, state: Lockout | None) -> None:
        """Keep (or with None clear) the state of ``subject``. Call it before a secret is checked, not after."""
        with self._transaction() as connection:
            if state is None:
                connection.execute(sa.delete(lockout).where(lockout.c.subject == subject))
                return
            values = {
                "failures": state.failures,
                "wait_s": state.wait_s,
                "boot": state.boot,
                "boottime_s": state.boottime_s,
            }
            statement = sqlite.insert(lockout).values(subject=subject, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["subject"], set_=values))

    # Counts of a day ----------------------------------------------------------------------------------------------

    def add_counts(self, counts: Mapping[dt.date, Mapping[str, int]]) -> None:
        """Add to the counts of each day. They stay until an entry says them (``DailyCounters``), which deletes them."""
        rows = [{"day": day.isoformat(), "name": name, "n": n} for day, of in counts.items() for name, n in of.items()]
        if rows:
            insert = sqlite.insert(day_count)
            added = {"n": day_count.c.n + insert.excluded.n}
            with self._transaction() as connection:
                connection.execute(insert.on_conflict_do_update(index_elements=["day", "name"], set_=added), rows)

    def counts(self) -> dict[dt.date, dict[str, int]]:
        """What no entry has said yet, by day."""
        found: dict[dt.date, dict[str, int]] = {}
        with self._transaction() as connection:
            for row in connection.execute(sa.select(day_count).order_by(day_count.c.day)):
                found.setdefault(dt.date.fromisoformat(row.day), {})[row.name] = row.n
        return found
