"""Bringing a database file to the schema this software knows, and refusing one that is newer.

The migrations lie beside this file in ``migrations/<store>`` and are run here, never from a command line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import sqlalchemy as sa

from data.sqlite import world_errors
from kiosk.domain.errors import WorldError

Store = Literal["content", "inbox"]

MIGRATIONS = Path(__file__).with_name("migrations")
_VERSION = sa.table("alembic_version", sa.column("version_num"))


def revision_of(connection: sa.Connection) -> str | None:
    """The schema revision of an open database; None when it has none (a new or empty file)."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(sa.select(_VERSION.c.version_num))
    return found


def refuse_newer(found: str | None, *, known: str, path: Path) -> None:
    """Revisions are numbers with leading zeros, so the newer one is the larger one.

    Raises:
        WorldError: the file was written by newer software (``store.too_new``).
    """
    if found is not None and found > known:
        raise WorldError("store.too_new", path=path, found=found, known=known)


def bring_up_to_date(engine: sa.Engine, store: Store, *, head: str, path: Path) -> None:
    """Make or upgrade the tables of ``store`` in one transaction.

    Args:
        engine: of a writer.
        store: which set of migrations.
        head: newest revision this software knows.
        path: the file, for the sentence.

    Raises:
        WorldError: the file is newer than this software (``store.too_new``), damaged, or cannot be written.
    """
    with world_errors(path):
        with engine.connect() as connection:
            found = revision_of(connection)
        refuse_newer(found, known=head, path=path)
        if found == head:
            return
        # Only when there is something to do: alembic costs a fifth of a second to import.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS / store).replace("%", "%%"))
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, head)
