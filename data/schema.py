"""Bringing a database file to the schema this software knows, and refusing one that is newer.

The migrations lie beside this file in ``migrations/<store>`` and are run here, never from a command line.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

import sqlalchemy as sa

from data.driver import refuse_newer
from data.sqlite import world_errors
from kiosk.domain.errors import WorldError

Store = Literal["content", "inbox", "journal"]

MIGRATIONS = Path(__file__).with_name("migrations")
_VERSION = sa.table("alembic_version", sa.column("version_num"))


def revision_of(connection: sa.Connection) -> str | None:
    """The schema revision of an open database; None when it has none (a new or empty file)."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(sa.select(_VERSION.c.version_num))
    return found


_COLUMNS = """
SELECT t.name, c.name, c.type, c."notnull", c.pk FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE 'search_index%' AND t.name <> 'alembic_version'
ORDER BY t.name, c.cid
"""
_INDEXES = """
SELECT t.name, i.name, i."unique", c.name FROM sqlite_schema AS t
JOIN pragma_index_list(t.name) AS i JOIN pragma_index_info(i.name) AS c
WHERE t.type = 'table' AND t.name NOT LIKE 'search_index%' AND t.name <> 'alembic_version'
ORDER BY t.name, i.name, c.seqno
"""


def schema_digest(connection: sa.Connection) -> str:
    """A hash over what the migrations made: tables, columns, indexes.

    Not over the SQL that made them, for that differs between releases of the libraries.
    """
    found = [[tuple(row) for row in connection.exec_driver_sql(query).fetchall()] for query in (_COLUMNS, _INDEXES)]
    return hashlib.sha256(repr(found).encode()).hexdigest()


def bring_up_to_date(engine: sa.Engine, store: Store, *, head: str, path: Path, expected: str | None = None) -> None:
    """Make or upgrade the tables of ``store`` in one transaction.

    Args:
        engine: of a writer.
        store: which set of migrations.
        head: newest revision this software knows.
        path: the file, for the sentence.
        expected: ``schema_digest`` at that revision; another one is damage that SQLite itself cannot see. None where
            nobody knows it.

    Raises:
        WorldError: the file is newer than this software (``store.too_new``), damaged, or cannot be written.
    """
    with world_errors(path):
        with engine.connect() as connection:
            found = revision_of(connection)
            digest = schema_digest(connection)
        refuse_newer(found, known=head, path=path)
        if found == head:
            if expected not in (None, digest):
                raise WorldError("store.damaged", path=path, reason=f"schema {digest[:12]}")
            return
        # Only when there is something to do: alembic costs a fifth of a second to import.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS / store).replace("%", "%%"))
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, head)
