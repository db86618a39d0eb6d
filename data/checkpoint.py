"""One change of ``content.db``: all scopes of the path together, in one transaction.

The agent fills a checkpoint scope by scope, asks for the inventory it leads to, and only then lets it be committed
(``data.content_store``). A reader sees all of it or nothing. Searching what changed is owed in the same transaction
(``search_dirty``) and paid afterwards (``data.search_index``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TypeVar

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.dialects import sqlite

from data.content_rows import Line, Row, build_rows
from data.content_tables import (
    ALL_RECORD_TABLES,
    OTHER,
    RECORD_TABLES,
    scope_state,
    search_dirty,
    search_doc,
    sync_state,
)
from data.search_docs import INDEXED
from kiosk.domain.scopes import level_of

BATCH_ROWS = 1000

S = TypeVar("S", bound=Struct)
_DIALECT = sqlite.dialect(paramstyle="qmark")


def _compiled(statement: sa.ClauseElement) -> str:
    return str(statement.compile(dialect=_DIALECT))


# Compiled once: thousands of rows go through these, and they must cost no more than the driver itself.
_INSERT = {
    table.name: _compiled(sa.insert(table).prefix_with("OR REPLACE").values({c: sa.bindparam(c.name) for c in table.c}))
    for table in ALL_RECORD_TABLES
}
_DELETE_ONE = {
    table.name: _compiled(
        sa.delete(table).where(table.c.scope == sa.bindparam("scope_"), table.c.id == sa.bindparam("id_"))
    )
    for table in ALL_RECORD_TABLES
}
_INVENTORY = _compiled(
    sa.union_all(
        *(
            sa.select(t.c.id, t.c.rev, sa.type_coerce(t.c.body_sha256, sa.Text)).where(t.c.scope == sa.bindparam("s"))
            for t in ALL_RECORD_TABLES
        )
    )
)
_HELD = _compiled(sa.select(scope_state.c.scope).where(scope_state.c.scope == sa.bindparam("s")))
_DELETE_ALL = {
    table.name: _compiled(sa.delete(table).where(table.c.scope == sa.bindparam("s"))) for table in ALL_RECORD_TABLES
}
_SEARCHED_TABLES = [table for kind, table in RECORD_TABLES.items() if kind in INDEXED]
_ROW_HASHES = _compiled(
    sa.union_all(
        *(
            sa.select(t.c.id, sa.type_coerce(t.c.row_sha256, sa.Text)).where(t.c.scope == sa.bindparam("s"))
            for t in _SEARCHED_TABLES
        )
    )
)
_OWE_ALL = _compiled(
    sa.insert(search_dirty)
    .prefix_with("OR IGNORE")
    .from_select(
        ["scope", "id"],
        sa.union_all(*(sa.select(t.c.scope, t.c.id).where(t.c.scope == sa.bindparam("s")) for t in _SEARCHED_TABLES)),
    )
)
_OWE = _compiled(
    sa.insert(search_dirty).prefix_with("OR IGNORE").values(scope=sa.bindparam("scope"), id=sa.bindparam("id"))
)


class Filed(Struct):
    """What became of the lines of one scope. ``others``: (id, reason) of records kept but not shown."""

    records: int = 0
    others: list[tuple[str, str]] = []


class ScopeState(Struct, frozen=True, kw_only=True):
    """What is held of one scope. ``set_hash`` is over the rows as they were applied.

    ``needs_snapshot``: rows were found damaged and the disk could not heal them.
    """

    gen: int
    manifest_sha256: str
    set_hash: str
    records: int
    needs_snapshot: bool = False


class Checkpoint:
    """An open transaction of ``ContentStore.checkpoint``; of no use outside it."""

    def __init__(self, connection: sa.Connection, now: dt.datetime) -> None:
        self._connection = connection
        self._now = now

    def replace(self, scope: str, lines: Iterable[Line]) -> Filed:
        """Make ``lines`` all there is of ``scope``."""
        # A scope that is not held has no rows, for each refers to its scope's state: nothing to take out or compare.
        held = self._connection.exec_driver_sql(_HELD, (scope,)).first() is not None
        before = self._row_hashes(scope) if held else {}
        if held:
            for table in ALL_RECORD_TABLES:
                self._connection.exec_driver_sql(_DELETE_ALL[table.name], (scope,))
        filed = Filed()
        depth = int(level_of(scope))
        lines = iter(lines)
        while batch := list(islice(lines, BATCH_ROWS)):
            self._insert(build_rows(scope, depth, batch), filed)
        if held:
            after = self._row_hashes(scope)
            self._owe(scope, [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)])
        else:
            self._connection.exec_driver_sql(_OWE_ALL, (scope,) * len(INDEXED))
        return filed

    def change(self, scope: str, lines: Iterable[Line], gone: Iterable[str]) -> Filed:
        """Put ``lines`` into ``scope`` and take the ids in ``gone`` out of it."""
        filed = Filed()
        changed = list(lines)
        ids = [line.id for line in changed] + list(gone)
        for table in ALL_RECORD_TABLES:
            # A record may move between its table and other_record, so it is taken out wherever it was.
            self._many(_DELETE_ONE[table.name], [(scope, record_id) for record_id in ids])
        self._insert(build_rows(scope, int(level_of(scope)), changed), filed)
        self._owe(scope, ids)
        return filed

    def inventory(self, scope: str) -> list[tuple[str, int, str]]:
        """(id, rev, body hash) of every record of ``scope`` as the transaction now stands."""
        parameters = (scope,) * len(ALL_RECORD_TABLES)
        rows = self._connection.exec_driver_sql(_INVENTORY, parameters).fetchall()
        return [(row[0], row[1], bytes(row[2]).hex()) for row in rows]

    def finish(self, scope: str, state: ScopeState) -> None:
        """Record what ``scope`` now holds."""
        values = {
            "gen": state.gen,
            "manifest_sha256": state.manifest_sha256,
            "set_hash": state.set_hash,
            "records": state.records,
            "needs_snapshot": state.needs_snapshot,
            "applied_at": stored_utc(self._now),
        }
        # Never delete and insert: the rows of the scope would go with its state.
        statement = sqlite.insert(scope_state).values(scope=scope, **values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["scope"], set_=values))

    def drop(self, scope: str) -> None:
        """Take a whole scope out: its rows go with its state."""
        owed = sa.select(search_doc.c.scope, search_doc.c.id).where(search_doc.c.scope == scope)
        self._connection.execute(sa.insert(search_dirty).prefix_with("OR IGNORE").from_select(["scope", "id"], owed))
        self._connection.execute(sa.delete(scope_state).where(scope_state.c.scope == scope))

    def close(self, protocol_version: int | None = None) -> None:
        """Last step before the commit: readers take the higher number as word that records changed.

        Args:
            protocol_version: of the packages applied; None leaves it as it is.
        """
        values: dict[str, object] = {
            "checkpoint": sync_state.c.checkpoint + 1,
            "applied_at": stored_utc(self._now),
        }
        if protocol_version is not None:
            values["protocol_version"] = protocol_version
        self._connection.execute(sa.update(sync_state).values(values))

    # Inside -------------------------------------------------------------------------------------------------------

    def _insert(self, rows: Mapping[str, list[Row]], filed: Filed) -> None:
        for table, batch in rows.items():
            filed.records += len(batch)
            if table == OTHER.name:
                filed.others += [(row[1], row[9]) for row in batch]
            self._many(_INSERT[table], batch)

    def _many(self, statement: str, rows: list[Row]) -> None:
        if rows:
            self._connection.exec_driver_sql(statement, rows)

    def _owe(self, scope: str, ids: Iterable[str]) -> None:
        self._many(_OWE, [(scope, record_id) for record_id in ids])

    def _row_hashes(self, scope: str) -> Mapping[str, bytes]:
        rows = self._connection.exec_driver_sql(_ROW_HASHES, (scope,) * len(INDEXED)).fetchall()
        return {row[0]: row[1] for row in rows}


def converted(row: sa.RowMapping, to: type[S]) -> S:
    """A row as a structure, its types checked: a flipped bit may have made anything of a value.

    Raises:
        msgspec.ValidationError: a value is not what the structure says.
    """
    return msgspec.convert({str(name): value for name, value in row.items()}, to)


def stored_utc(moment: dt.datetime) -> dt.datetime:
    """A time as the store keeps it: UTC without a zone."""
    return moment.astimezone(dt.UTC).replace(tzinfo=None)
