"""Writing ``content.db``: opening it soundly, changing it by whole checkpoints, and noticing what rotted.

Only the agent has one of these. Deciding what to apply, and healing, is ``sync.agent``; the search index is
``data.search_index``.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from data.bulk import no_collector
from data.checkpoint import Checkpoint, ScopeState, converted, stored_utc
from data.content_rows import RottenRowError, StoredLine, build_row, check_row, line_of
from data.content_tables import ALL_RECORD_TABLES, OTHER, RECORD_TABLES, REVISION, SCHEMA, scope_state, sync_state
from data.schema import bring_up_to_date
from data.sqlite import open_engine, world_errors
from kiosk.domain.content import Kind
from kiosk.domain.content_reference import MAP_MIME, VOICE_MIME
from kiosk.domain.errors import WorldError
from kiosk.domain.scopes import level_of

_KIND_OF_TABLE: dict[str, Kind | None] = {table.name: kind for kind, table in RECORD_TABLES.items()} | {
    OTHER.name: None
}


SEARCH_INDEX = "search_index"


class Examination(Struct, frozen=True):
    """What a look at every row found.

    Args:
        inventories: per scope, (id, rev, body hash) of sound rows.
        rotten: per scope, ids of rows that are not what was stored.
        strays: rows that belong to no scope that is held; only a flipped bit makes one.
        index_damaged: the search index is broken and must be built again.
    """

    inventories: dict[str, list[tuple[str, int, str]]]
    rotten: dict[str, list[str]]
    strays: int
    index_damaged: bool


class HeldPack(Struct, frozen=True):
    """A file a media record names: its size, and the record's body as JSON."""

    size_bytes: int
    body: bytes


class ContentStore:
    """The one writer of a ``content.db``. Makes the file where there is none.

    Args:
        path: the file.
        busy_timeout_s: how long to wait for another writer, in seconds; there should be none.

    Raises:
        WorldError: the file is damaged (``store.damaged``), newer than this software (``store.too_new``), or cannot be
            written. Every method raises ``WorldError`` when disk or file fail; a failed checkpoint leaves everything
            as it was.
    """

    def __init__(self, path: Path, *, busy_timeout_s: float = 5.0) -> None:
        self._path = path
        self._engine = open_engine(path, busy_timeout_s=busy_timeout_s)
        try:
            bring_up_to_date(self._engine, "content", head=REVISION, expected=SCHEMA, path=path)
            with world_errors(path):
                self._connection = self._engine.connect()
        except BaseException:
            self._engine.dispose()
            raise

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def connection(self) -> sa.Connection:
        """The one connection, for the search index."""
        return self._connection

    def close(self) -> None:
        """Close the file; the last one to close it folds the WAL in."""
        self._connection.close()
        self._engine.dispose()

    def __enter__(self) -> ContentStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """One transaction: committed at the end of the block, rolled back when it raises."""
        with world_errors(self._path), self._connection.begin():
            yield self._connection

    @contextlib.contextmanager
    def checkpoint(self, now: dt.datetime) -> Iterator[Checkpoint]:
        """Change records: everything done in the block is seen together, or not at all when it raises.

        The caller ends the block with ``Checkpoint.close``.
        """
        with no_collector(), self.transaction() as connection:
            yield Checkpoint(connection, now)

    def scopes(self) -> dict[str, ScopeState]:
        """What is held, by scope."""
        columns = [column for column in scope_state.c if column.name != "applied_at"]
        with self.transaction() as connection:
            rows = connection.execute(sa.select(*columns)).mappings().all()
        try:
            return {row["scope"]: converted(row, ScopeState) for row in rows}
        except msgspec.ValidationError as error:
            raise WorldError("store.damaged", path=self._path, reason=error) from error

    def mark_for_snapshot(self, scopes: Iterable[str]) -> None:
        """Note that the rows of ``scopes`` cannot be trusted and are to be fetched whole."""
        with self.transaction() as connection:
            connection.execute(
                sa.update(scope_state).where(scope_state.c.scope.in_(list(scopes))).values(needs_snapshot=True)
            )

    def note_confirmed(self, now: dt.datetime) -> None:
        """A poll verified the signed metadata and everything in it is applied."""
        with self.transaction() as connection:
            connection.execute(
                sa.update(sync_state).values(confirmed_at=stored_utc(now), failing_since=None, last_error=None)
            )

    def note_failure(self, code: str, now: dt.datetime) -> None:
        """A poll failed; ``code`` is the words code. The first failure after a success dates the outage."""
        with self.transaction() as connection:
            since = sa.func.coalesce(sync_state.c.failing_since, sa.bindparam("now", stored_utc(now), sa.DateTime))
            connection.execute(sa.update(sync_state).values(failing_since=since, last_error=code))

    def media(self) -> dict[str, int]:
        """Images of the records held: SHA-256 of the file and its size in bytes."""
        table = RECORD_TABLES[Kind.MEDIA]
        shown = sa.select(table.c.blob, table.c.size_bytes).where(table.c.blob.is_not(None))
        with self.transaction() as connection:
            return {row.blob: row.size_bytes for row in connection.execute(shown)}

    def maps(self) -> dict[str, HeldPack]:
        """Those of ``media`` that are packs of map tiles."""
        return self._media_of(MAP_MIME)

    def voices(self) -> dict[str, HeldPack]:
        """Those of ``media`` that are packs of spoken sentences."""
        return self._media_of(VOICE_MIME)

    def _media_of(self, mime: str) -> dict[str, HeldPack]:
        table = RECORD_TABLES[Kind.MEDIA]
        columns = (table.c.blob, table.c.size_bytes, table.c.body)
        packs = sa.select(*columns).where(table.c.blob.is_not(None), table.c.mime == mime)
        with self.transaction() as connection:
            return {row.blob: HeldPack(row.size_bytes, bytes(row.body)) for row in connection.execute(packs)}

    def examine(self) -> Examination:
        """Look at every page and every row.

        Raises:
            WorldError: the file itself is damaged (``store.damaged``), not just single rows.
        """
        inventories: dict[str, list[tuple[str, int, str]]] = {scope: [] for scope in self.scopes()}
        rotten: dict[str, list[str]] = {}
        strays = 0
        with self.transaction() as connection:
            complaints = set(connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars()) - {"ok"}
            of_index = {text for text in complaints if SEARCH_INDEX in text}
            if complaints - of_index:
                raise WorldError("store.damaged", path=self._path, reason="; ".join(sorted(complaints)))
            for table in ALL_RECORD_TABLES:
                rows = connection.exec_driver_sql(f"SELECT * FROM {table.name}")  # noqa: S608 - a name of ours
                for row in rows:
                    if row[0] not in inventories:
                        strays += 1
                        continue
                    try:
                        check_row(row)
                    except RottenRowError:
                        rotten.setdefault(row[0], []).append(str(row[1]))
                    else:
                        inventories[row[0]].append((row[1], row[3], row[-2].hex()))
        return Examination(inventories, rotten, strays, bool(of_index))

    def remove_strays(self) -> None:
        """Delete rows that belong to no scope that is held."""
        held = sa.select(scope_state.c.scope)
        with self.transaction() as connection:
            for table in ALL_RECORD_TABLES:
                connection.execute(sa.delete(table).where(table.c.scope.not_in(held)))

    def lines(self, scope: str) -> Iterator[StoredLine]:
        """Every record of ``scope`` as the line it came from, for a package made on this machine.

        Raises:
            RottenRowError: a row is damaged; a package must not be made of it.
        """
        for table in ALL_RECORD_TABLES:
            with self.transaction() as connection:
                statement = f"SELECT * FROM {table.name} WHERE scope = ? ORDER BY id"  # noqa: S608 - a name of ours
                rows = connection.exec_driver_sql(statement, (scope,)).fetchall()
            for row in rows:
                check_row(row)
                yield line_of(_KIND_OF_TABLE[table.name], row)

    def refile(self, now: dt.datetime) -> int:
        """Try records again that this software could not read when they came; the number now shown.

        To be called once at start: only newer software reads more.
        """
        with self.transaction() as connection:
            scopes = connection.scalars(sa.select(OTHER.c.scope).distinct()).all()
        moved = 0
        for scope in scopes:
            with self.transaction() as connection:
                rows = connection.exec_driver_sql("SELECT * FROM other_record WHERE scope = ?", (scope,)).fetchall()
            lines = [line_of(None, row) for row in rows]
            readable = [line for line in lines if build_row(scope, int(level_of(scope)), line)[0] is not None]
            if readable:
                with self.checkpoint(now) as checkpoint:
                    checkpoint.change(scope, readable, ())
                    checkpoint.close()
                moved += len(readable)
        return moved
