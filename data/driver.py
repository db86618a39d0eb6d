"""SQLite through its driver alone: finding one without the WAL-reset race, reading a file, and what its failures mean.

Readers of the UI stand on this and load no SQLAlchemy: importing that costs a third of a second, longer than the whole
rest of a start (``data/README.md``). Writers, migrations and everything with more than fixed queries use ``data.sqlite``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

from kiosk.domain.errors import WorldError

SAFE_SQLITE = (3, 51, 3)
CACHE_KIB = 16_000

# Primary result codes of SQLite (the extended code's low byte): https://sqlite.org/rescode.html
_PERM, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 3, 5, 6, 8, 10, 11, 13, 14, 26
_WORDS = {
    _PERM: "store.no_access",
    _READONLY: "store.no_access",
    _CANTOPEN: "store.no_access",
    _BUSY: "store.busy",
    _LOCKED: "store.busy",
    _IOERR: "store.io",
    _CORRUPT: "store.damaged",
    _NOTADB: "store.damaged",
    _FULL: "store.disk_full",
}


def sqlite_module() -> ModuleType:
    """The DB-API module to run on: pysqlite3, or the standard library where its SQLite is new enough.

    Raises:
        WorldError: neither is (``store.sqlite_too_old``).
    """
    try:
        from pysqlite3 import dbapi2 as module  # noqa: PLC0415 - absent where the system's own SQLite is good
    except ImportError:
        import sqlite3 as module  # noqa: PLC0415
    if tuple(module.sqlite_version_info) < SAFE_SQLITE:
        raise WorldError("store.sqlite_too_old", found=module.sqlite_version, needed=".".join(map(str, SAFE_SQLITE)))
    found: ModuleType = module
    return found


def file_uri(path: Path, mode: str) -> str:
    """SQLite's address of a file; ``mode`` is ``ro`` or ``rwc``."""
    return f"file:{quote(str(path.absolute()))}?mode={mode}"


def open_to_read(path: Path, *, busy_timeout_s: float) -> Any:  # noqa: ANN401 (DB-API has no types)
    """A read-only DB-API connection without transactions, so that it never holds back the writer's checkpoints."""
    connection = sqlite_module().connect(file_uri(path, "ro"), uri=True, timeout=busy_timeout_s, isolation_level=None)
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}").close()
    return connection


def read_revision(connection: Any) -> str | None:  # noqa: ANN401 (DB-API has no types)
    """The schema revision of an open database; None when it has none (a new or empty file)."""
    there = connection.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'alembic_version'")
    if there.fetchone() is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def refuse_newer(found: str | None, *, known: str, path: Path) -> None:
    """Revisions are numbers with leading zeros, so the newer one is the larger one.

    Raises:
        WorldError: the file was written by newer software (``store.too_new``).
    """
    if found is not None and found > known:
        raise WorldError("store.too_new", path=path, found=found, known=known)


@contextlib.contextmanager
def driver_errors(path: Path) -> Iterator[None]:
    """Turn the driver's failures of disk and file into ``WorldError``; anything else is a bug and passes."""
    try:
        yield
    except sqlite_module().Error as error:
        code = world_code(error)
        if code is None:
            raise
        raise WorldError(code, path=path, reason=error) from error
    except UnicodeDecodeError as error:  # a flipped bit in a text, or in what SQLite says about a damaged schema
        raise WorldError("store.damaged", path=path, reason=error) from error


def world_code(error: BaseException | None) -> str | None:
    """Code of the sentence for an error of the driver; None when it is a bug of ours."""
    if str(error).startswith("Could not decode to UTF-8"):  # the driver's own, without a code of SQLite
        return "store.damaged"
    extended: Any = getattr(error, "sqlite_errorcode", None)
    return _WORDS.get(extended & 0xFF) if isinstance(extended, int) else None
