"""The full-text index of ``content.db``: building what a checkpoint left owing.

Building goes in slices after the commit, each in its own transaction, so that new content is on the screen before the
index is; a slice that was interrupted is simply done again. The index holds no text (it is contentless): what is
shown of a hit is read from its record. Finding is ``data.search_query``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import sqlalchemy as sa

from data.bulk import no_collector
from data.content_rows import RottenRowError, kind_of, record_of
from data.content_store import ContentStore
from data.content_tables import RECORD_TABLES, search_dirty, search_doc
from data.search_docs import INDEXED, RUNNING_MASK, SEARCHED, number
from kiosk.domain.content import Kind, Synonym

SLICE = 500

_INSERT = "INSERT INTO search_index (rowid, head, also, body) VALUES (?, ?, ?, ?)"


def index_slice(store: ContentStore, *, size: int = SLICE) -> int:
    """Index up to ``size`` records that changed.

    Returns:
        How many records are still owed.

    Raises:
        WorldError: the disk is full, or the file cannot be written. Everything owed stays owed.
    """
    with no_collector(), store.transaction() as connection:
        owed = connection.execute(
            sa.select(search_dirty.c.scope, search_dirty.c.id)
            .order_by(search_dirty.c.id, search_dirty.c.scope)
            .limit(size)
        ).all()
        keys = [(row.scope, row.id) for row in owed]
        if keys:
            _forget(connection, keys)
            _add(connection, keys)
            connection.exec_driver_sql("DELETE FROM search_dirty WHERE scope = ? AND id = ?", keys)
        left: int = connection.scalar(sa.select(sa.func.count()).select_from(search_dirty)) or 0
    return left


def rebuild(store: ContentStore) -> None:
    """Empty the index and owe it everything, where it was found damaged."""
    with store.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('delete-all')")
        connection.execute(sa.delete(search_doc))
        for kind in (*SEARCHED, Kind.SYNONYM):
            table = RECORD_TABLES[kind]
            connection.execute(
                sa.insert(search_dirty)
                .prefix_with("OR IGNORE")
                .from_select(["scope", "id"], sa.select(table.c.scope, table.c.id))
            )


def _forget(connection: sa.Connection, keys: Sequence[tuple[str, str]]) -> None:
    wanted = json.dumps(keys)
    docs = connection.exec_driver_sql(
        "SELECT docid FROM json_each(?) AS k JOIN search_doc "
        "ON search_doc.scope = k.value ->> 0 AND search_doc.id = k.value ->> 1",
        (wanted,),
    ).fetchall()
    if docs:
        ids = [(row[0],) for row in docs]
        connection.exec_driver_sql("DELETE FROM search_index WHERE rowid = ?", ids)
        connection.exec_driver_sql("DELETE FROM search_doc WHERE docid = ?", ids)


def _add(connection: sa.Connection, keys: Sequence[tuple[str, str]]) -> None:
    # Loads the pinyin dictionary, which finding does not need.
    from data.search_text import sayings_text, search_text  # noqa: PLC0415

    by_kind: dict[Kind, list[tuple[str, str]]] = {}
    for scope, record_id in keys:
        kind = kind_of(record_id)
        if kind in INDEXED:
            by_kind.setdefault(kind, []).append((scope, record_id))
    running: int = connection.exec_driver_sql(
        f"SELECT coalesce(max(docid & {RUNNING_MASK}), 0) FROM search_doc"  # noqa: S608 - a number of ours
    ).scalar_one()
    docs: list[tuple[int, str, str, str]] = []
    texts: list[tuple[int, str, str, str]] = []
    for kind, wanted in by_kind.items():
        statement = (
            f"SELECT t.* FROM json_each(?) AS k JOIN {kind.value} AS t "  # noqa: S608 - a name of ours
            "ON t.scope = k.value ->> 0 AND t.id = k.value ->> 1 WHERE NOT t.hides"
        )
        for row in connection.exec_driver_sql(statement, (json.dumps(wanted),)).fetchall():
            try:
                body = record_of(kind, tuple(row)).body
            except RottenRowError:
                continue  # not shown, so not found either; healing it owes it again
            running += 1
            docid = number(kind, body, running)
            if isinstance(body, Synonym):
                docs.append((docid, row[0], row[1], sayings_text(body)))
                continue
            found = search_text(body)
            docs.append((docid, row[0], row[1], found.phrases))
            texts.append((docid, found.head, found.also, found.body))
    if docs:
        connection.exec_driver_sql("INSERT INTO search_doc (docid, scope, id, phrases) VALUES (?, ?, ?, ?)", docs)
    if texts:
        connection.exec_driver_sql(_INSERT, texts)
