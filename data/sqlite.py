"""Opening SQLite files the way this terminal needs them, and turning SQLite's failures into sentences.

Every store goes through here: WAL, foreign keys, a busy timeout, explicit transactions, and an SQLite without the
WAL-reset race (fixed in 3.51.3; Debian 12 has 3.40). Not here: tables, migrations, and what is kept where.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import StaticPool

from data.driver import CACHE_KIB, driver_errors, file_uri, sqlite_module, world_code
from data.files import sync_folder
from kiosk.domain.errors import WorldError

Synchronous = Literal["NORMAL", "FULL"]

JOURNAL_LIMIT_BYTES = 8_000_000


def open_engine(
    path: Path, *, synchronous: Synchronous = "NORMAL", read_only: bool = False, busy_timeout_s: float = 5.0
) -> sa.Engine:
    """An engine with exactly one connection to ``path``; not to be shared between threads.

    A writer's transactions start with BEGIN IMMEDIATE. A reader never writes, and reads outside transactions, so
    that it never holds back the writer's checkpoints.

    Args:
        path: the database file; made by a writer when it is missing.
        synchronous: FULL where an acknowledged commit must survive a power cut.
        read_only: open for reading only.
        busy_timeout_s: how long to wait for the other process, in seconds.
    """
    module = sqlite_module()
    uri = file_uri(path, "ro" if read_only else "rwc")

    def connect() -> DBAPIConnection:
        connection: DBAPIConnection = module.connect(uri, uri=True, timeout=busy_timeout_s, isolation_level=None)
        return connection

    engine = sa.create_engine("sqlite://", module=module, creator=connect, poolclass=StaticPool)

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        if not read_only:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute(f"PRAGMA synchronous = {synchronous}")
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.execute(f"PRAGMA journal_size_limit = {JOURNAL_LIMIT_BYTES}")
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        if not read_only:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextlib.contextmanager
def world_errors(path: Path) -> Iterator[None]:
    """Turn failures of disk and file into ``WorldError``; anything else is a bug and passes."""
    try:
        with driver_errors(path):
            yield
    except sa.exc.DBAPIError as error:
        code = world_code(error.orig)
        if code is None:
            raise
        raise WorldError(code, path=path, reason=error.orig) from error


def companions(path: Path) -> tuple[Path, ...]:
    """The database file and the files SQLite keeps beside it.

    They belong together: a WAL left behind would be played into the next database of that name.
    """
    return path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def quarantine(path: Path, now: dt.datetime) -> Path:
    """Put a damaged database aside as ``<name>.damaged-<UTC time>``, for a technician to look at.

    Earlier quarantined copies of the same file are removed: one is enough, and the disk is small.
    """
    for old in path.parent.glob(path.name + ".damaged-*"):
        old.unlink()
    aside = path.with_name(f"{path.name}.damaged-{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}")
    # The WAL goes first: should power fail in between, a database without its WAL is old but whole.
    for part in reversed(companions(path)):
        if part.exists():
            part.replace(aside.with_name(aside.name + part.name.removeprefix(path.name)))
    sync_folder(path.parent)
    return aside
