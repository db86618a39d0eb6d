"""Saving what is whole from a damaged journal file.

Two ways, together: rows that SQLite can still give, one by one, and entries found in the raw bytes of the file and its
WAL where the tree above them is gone. An entry found either way is whole exactly when its line gives the hash stored
beside it; its envelope when it gives the hash in the line. What is missing is then a matter of counting.

Not here: when to salvage, and what comes after (``data.journal_opening``).
"""

from __future__ import annotations

import contextlib
import mmap
import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from data.journal_rows import Ticket, ticket_of
from data.journal_tables import entry, ticket
from data.sqlite import companions, open_engine, world_errors
from kiosk.domain.errors import WorldError
from kiosk.domain.journal import LINE_MAX_BYTES, SEALED_MAX_BYTES, Entry, EntryError, digest, genesis, read_entry

_LINE_START = b'{"v":1,"journal":"'
_LINE_END = re.compile(rb'"prev":"[0-9a-f]{64}"\}([0-9a-f]{64})')
_SEALED_START = b'{"v":'
# https://sqlite.org/fileformat2.html#the_write_ahead_log
_WAL_HEADER, _FRAME_HEADER = 32, 24
_PAGE_SIZES = (4096, 512, 1024, 2048, 8192, 16384, 32768)


class Salvage(Struct, frozen=True):
    """What was saved: whole entries in order, and tickets; empty where nothing was."""

    journal: str | None
    entries: tuple[Entry, ...]
    tickets: tuple[Ticket, ...]


def salvage(path: Path, *, terminal: str) -> Salvage:
    """Everything whole in the damaged file ``path`` and its WAL.

    Only entries of one journal are taken: the one most of them are of.

    Args:
        path: the file; it is only read.
        terminal: whose it is, to prove the first entry.
    """
    found: dict[str, dict[str, Entry]] = {}
    for each in (*_by_rows(path), *_by_bytes(path)):
        by_hash = found.setdefault(each.heading.journal, {})
        held = by_hash.get(each.hash)
        if held is None or held.sealed is None:
            by_hash[each.hash] = each
    if not found:
        return Salvage(None, (), ())
    journal, entries = max(found.items(), key=lambda item: len(item[1]))
    kept = _one_a_seq(entries.values(), genesis(terminal, journal).hash)
    return Salvage(journal, kept, _tickets(path))


def committed_in_wal(path: Path) -> tuple[Entry, ...]:
    """Whole entries in the WAL of ``path`` up to its last commit, in order; to be asked before the database is opened.

    SQLite reads a WAL only as far as its checksums hold, and then forgets the rest: one flipped bit there silently undoes
    everything after it. What was being written when the machine stopped has no commit behind it and is not told.
    """
    wal = companions(path)[1]
    if not wal.exists() or wal.stat().st_size <= _WAL_HEADER:
        return ()
    data = wal.read_bytes()
    found = {each.hash: each for each in _carve(data[: _last_commit(data)])}
    return tuple(sorted(found.values(), key=lambda each: each.seq))


def _last_commit(wal: bytes) -> int:
    """Where the last frame of this generation ends that says a transaction is complete. Checksums are not looked at."""
    size = struct.unpack_from(">I", wal, 8)[0]
    frame = _FRAME_HEADER + (size if size in _PAGE_SIZES else _PAGE_SIZES[0])
    starts = range(_WAL_HEADER, len(wal) - frame + 1, frame)
    salts = Counter(wal[start + 8 : start + 16] for start in starts)
    # Older generations may lie behind the present one. Its salts stand in the header and in every frame.
    said = [wal[16:24], wal[_WAL_HEADER + 8 : _WAL_HEADER + 16]]
    generation = next((each for each in said if salts[each] > 1), None) or max(
        salts, key=salts.__getitem__, default=b""
    )
    commits = [
        start + frame
        for start in starts
        if wal[start + 8 : start + 16] == generation and any(wal[start + 4 : start + 8])
    ]
    return max(commits, default=0)


def _one_a_seq(entries: Iterable[Entry], first_prev: str) -> tuple[Entry, ...]:
    """One entry for each number. A torn write may leave a line that was never committed: the chain tells which it is."""
    by_seq: dict[int, list[Entry]] = {}
    for each in entries:
        by_seq.setdefault(each.seq, []).append(each)
    kept: list[Entry] = []
    for seq in sorted(by_seq):
        able = by_seq[seq]
        named = {after.heading.prev for after in by_seq.get(seq + 1, ())}
        before = kept[-1].hash if kept and kept[-1].seq == seq - 1 else first_prev if seq == 1 else None
        able.sort(key=lambda e: (e.hash in named, e.heading.prev == before, e.id))
        kept.append(able[-1])
    return tuple(kept)


def _by_rows(path: Path) -> list[Entry]:
    try:
        engine = open_engine(path, read_only=True)
    except WorldError:
        return []
    found: list[Entry] = []
    try:
        with world_errors(path), engine.connect() as connection:
            last = connection.scalar(sa.select(sa.func.max(entry.c.seq))) or 0
            columns = sa.select(entry.c.line, entry.c.hash, entry.c.sealed)
            for seq in range(1, last + 1):
                # One by one: a page that cannot be read costs its own rows and no others.
                with contextlib.suppress(WorldError), world_errors(path):
                    row = connection.execute(columns.where(entry.c.seq == seq)).one_or_none()
                    found += [] if row is None else _whole(row.line, row.hash, row.sealed)
    except WorldError:
        pass  # not even its head can be read: its bytes still can
    finally:
        engine.dispose()
    return found


def _whole(line: Any, stored_hash: Any, sealed: Any) -> list[Entry]:  # noqa: ANN401 - a rotten row holds anything
    if not isinstance(line, bytes) or len(line) > LINE_MAX_BYTES or digest(line) != stored_hash:
        return []
    try:
        return [read_entry(line, sealed if isinstance(sealed, bytes) else None)]
    except EntryError:
        pass
    try:
        return [read_entry(line, None)]
    except EntryError:
        return []


def _by_bytes(path: Path) -> Iterator[Entry]:
    for part in companions(path)[:2]:
        if part.exists() and part.stat().st_size > 0:
            with part.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
                yield from _carve(data)


def _carve(data: mmap.mmap | bytes) -> Iterator[Entry]:
    start = data.find(_LINE_START)
    while start >= 0:
        end = _LINE_END.search(data, start, start + LINE_MAX_BYTES + 64)
        if end is not None:
            line, stored_hash = data[start : end.start(1)], end.group(1).decode()
            yield from _whole(line, stored_hash, _envelope(data, end.end()))
        start = data.find(_LINE_START, start + 1)


def _envelope(data: mmap.mmap | bytes, start: int) -> bytes | None:
    if data[start : start + len(_SEALED_START)] != _SEALED_START:
        return None
    end = data.find(b"}", start, start + SEALED_MAX_BYTES)
    return None if end < 0 else data[start : end + 1]


def _tickets(path: Path) -> tuple[Ticket, ...]:
    try:
        engine = open_engine(path, read_only=True)
    except WorldError:
        return ()
    try:
        with world_errors(path), engine.connect() as connection:
            return tuple(ticket_of(row) for row in connection.execute(sa.select(ticket)))
    except (WorldError, ValueError):
        return ()  # told again from the entries, without what only this table knew
    finally:
        engine.dispose()
