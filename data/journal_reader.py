"""Reading journals from another process than the one that writes: what to deliver, and whether it is sound.

The agent delivers from here, ``kiosk doctor`` checks with it. A reader never writes and never holds back the writer. A
state folder holds the present journal and those that have ended but are not yet durable at the platform
(``journal_files``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from data.driver import refuse_newer
from data.journal_rows import About, about_of
from data.journal_tables import REVISION, about, entry, lease_end, lease_slot
from data.schema import revision_of
from data.sqlite import open_engine, world_errors
from kiosk.domain.errors import WorldError
from kiosk.domain.journal import (
    ChainPoint,
    ChainReport,
    ChainRow,
    Entry,
    EntryError,
    genesis,
    read_entry,
    verify_chain,
)
from kiosk.domain.journal_ids import SeqRange

PRESENT = "journal.db"
ENDED = "journal-*.db"
_CHUNK = 2000


def journal_files(state: Path) -> tuple[Path, ...]:
    """Files of all journals in a state folder, the oldest first, the present one last."""
    ended = sorted(state.glob(ENDED))
    present = state / PRESENT
    return (*ended, present) if present.exists() else tuple(ended)


def ended_file(state: Path, journal: str) -> Path:
    """Where a journal lies that has ended."""
    return state / ENDED.replace("*", journal)


class JournalReader:
    """A look at one journal file. It belongs to one thread; when ``replaced`` says so, close it and open another.

    Args:
        path: the file.

    Raises:
        WorldError: it is missing or cannot be read (``store.no_access``), damaged (``store.damaged``) or newer than this
            software (``store.too_new``); every method may raise it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = open_engine(path, read_only=True)
        try:
            with world_errors(path):
                self._connection = self._engine.connect()
                self._identity = _identity(path)
                found = revision_of(self._connection)
            refuse_newer(found, known=REVISION, path=path)
            self._begun = found is not None
        except BaseException:
            self._engine.dispose()
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        self._engine.dispose()

    def __enter__(self) -> JournalReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def replaced(self) -> bool:
        """Whether another file now bears this name."""
        return _identity(self._path) != self._identity

    def data_version(self) -> int:
        """A number that changes when something was written; costs microseconds."""
        with world_errors(self._path):
            driver: Any = self._connection.connection.driver_connection
            version: int = driver.execute("PRAGMA data_version").fetchone()[0]
        return version

    def about(self) -> About | None:
        """What this journal is; None while the writer is just making it."""
        if not self._begun:
            with world_errors(self._path):
                self._begun = revision_of(self._connection) == REVISION
        row = next(self._rows(sa.select(about)), None) if self._begun else None
        return None if row is None else about_of(row)

    def _rows(self, statement: sa.Select[Any]) -> Iterator[Any]:
        with world_errors(self._path):
            rows = self._connection.execute(statement).all()
        return iter(rows)

    def last_seq(self) -> int:
        """Number of the last entry, 0 where there is none."""
        row = next(self._rows(sa.select(sa.func.max(entry.c.seq))))
        return int(row[0] or 0)

    def count_after(self, seq: int) -> int:
        """How many entries come after ``seq``: what still waits to be sent."""
        row = next(self._rows(sa.select(sa.func.count()).select_from(entry).where(entry.c.seq > seq)))
        return int(row[0])

    def entries(self, after: int, *, limit: int = 100) -> tuple[Entry, ...]:
        """Entries after ``after``, in order, at most ``limit``.

        Raises:
            WorldError: an entry is not what was stored (``store.damaged``); those before it can be had with a smaller
                ``limit``.
        """
        columns = sa.select(entry.c.seq, entry.c.line, entry.c.hash, entry.c.sealed)
        found = []
        for row in self._rows(columns.where(entry.c.seq > after).order_by(entry.c.seq).limit(limit)):
            found.append(self._entry(row))
        return tuple(found)

    def entry(self, entry_id: str) -> Entry | None:
        """One entry by its id, or None."""
        columns = sa.select(entry.c.seq, entry.c.line, entry.c.hash, entry.c.sealed)
        row = next(self._rows(columns.where(entry.c.id == entry_id)), None)
        return None if row is None else self._entry(row)

    def _entry(self, row: sa.Row[Any]) -> Entry:
        try:
            found = read_entry(row.line, row.sealed)
        except (EntryError, TypeError) as error:
            raise WorldError("store.damaged", path=self._path, reason=f"entry {row.seq}: {error}") from error
        if found.hash != row.hash or found.seq != row.seq:
            raise WorldError("store.damaged", path=self._path, reason=f"entry {row.seq}")
        return found

    def lease_books(self) -> dict[str, tuple[int, int | None]]:
        """Of each lease ever sold from or closed here: slots sold, and the number of the entry that closed it."""
        sold = sa.select(lease_slot.c.lease, sa.func.count().label("sold")).group_by(lease_slot.c.lease)
        counts: dict[str, int] = {row.lease: row.sold for row in self._rows(sold)}
        ended: dict[str, int] = {
            row.lease: row.seq for row in self._rows(sa.select(lease_end.c.lease, lease_end.c.seq))
        }
        return {lease: (counts.get(lease, 0), ended.get(lease)) for lease in counts.keys() | ended.keys()}

    def missing(self, *, after: int, upto: int) -> tuple[SeqRange, ...]:
        """Numbers after ``after`` and up to ``upto`` that are not here: lost, in a salvaged journal."""
        seqs = sa.select(entry.c.seq).where(entry.c.seq > after, entry.c.seq <= upto).order_by(entry.c.seq)
        gaps = []
        expected = after + 1
        for row in self._rows(seqs):
            if row.seq > expected:
                gaps.append(SeqRange(expected, row.seq - 1))
            expected = row.seq + 1
        if expected <= upto:
            gaps.append(SeqRange(expected, upto))
        return tuple(gaps)

    def verify(self, *, anchor: ChainPoint | None = None) -> ChainReport:
        """Check the whole chain (100,000 entries in about two seconds).

        Args:
            anchor: what the platform says it holds last; shows a journal that was cut or rewritten.

        Raises:
            WorldError: the file cannot even be read through (``store.damaged``).
        """
        known = self.about()
        if known is None:
            raise WorldError("store.damaged", path=self._path, reason="not begun")
        start = genesis(known.terminal, known.journal)
        return verify_chain(self._chain(), journal=known.journal, start=start, anchor=anchor)

    def _chain(self) -> Iterator[ChainRow]:
        # In pieces: between them the writer may fold in its WAL. On the driver itself: rows of SQLAlchemy cost as much as
        # the hashing.
        driver: Any = self._connection.connection.driver_connection
        statement = "SELECT seq, line, hash, sealed FROM entry WHERE seq > ? ORDER BY seq LIMIT ?"
        after = 0
        while True:
            with world_errors(self._path):
                rows: list[ChainRow] = driver.execute(statement, (after, _CHUNK)).fetchall()
            if not rows:
                return
            yield from rows
            after = rows[-1][0]


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
