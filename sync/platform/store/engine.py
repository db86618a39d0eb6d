"""Opening the platform's database: SQLite beside the published files, or PostgreSQL by its address.

Write transactions follow one another on either (BEGIN IMMEDIATE; an advisory lock on PostgreSQL), so that the service and
an operator's command never see half of each other. Not here: tables, and who writes when (``writer``).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection

from data.driver import refuse_newer, sqlite_module, world_code
from data.files import file_errors
from data.schema import revision_of
from kiosk.domain.errors import WorldError
from sync.platform.store.tables import REVISION

MIGRATIONS = Path(__file__).with_name("migrations")
FILE_NAME = "platform.db"
BUSY_TIMEOUT_S = 20.0
READERS = 8

Insert = sqlite.Insert | postgresql.Insert

_LOCK = 4_401_001  # any number: names the advisory lock of this application


class Database:
    """The database of one platform; brought to the present schema when it is opened.

    Args:
        url: ``sqlite:///file`` or ``postgresql+psycopg://…``.

    Raises:
        WorldError: it cannot be reached (``platform.no_database``), is newer than this software, damaged or not writable.
    """

    def __init__(self, url: str) -> None:
        try:
            parsed = sa.make_url(url)
        except sa.exc.ArgumentError as error:
            raise WorldError("platform.bad_database_url") from error
        # Without a password: this goes into sentences.
        self.shown = parsed.render_as_string(hide_password=True)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.url = parsed
        if not self.is_sqlite and parsed.get_backend_name() != "postgresql":
            raise WorldError("platform.bad_database_url")
        self._writing = self._sqlite_engine(parsed) if self.is_sqlite else self._postgres_engine(parsed)
        self._reading = self._sqlite_engine(parsed, reads=True) if self.is_sqlite else self._writing
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close all connections."""
        self._reading.dispose()
        self._writing.dispose()

    @contextlib.contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One transaction; no other writes meanwhile. Durable when it ends.

        Raises:
            WorldError: the disk is full, the file damaged, the server away.
        """
        with self._world(), self._writing.begin() as connection:
            if not self.is_sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            yield connection

    @contextlib.contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """One consistent view, apart from the writer.

        Raises:
            WorldError: as ``write``.
        """
        with self._world(), self._reading.begin() as connection:
            yield connection

    def copy_to(self, out: Path) -> None:
        """A whole copy of an SQLite database in a new file, readable by its owner only.

        Raises:
            WorldError: it could not be written.
        """
        with file_errors(out):
            out.touch(mode=0o600, exist_ok=False)
        try:
            with self._world(), contextlib.closing(self._writing.raw_connection()) as held:
                driver: Any = held.driver_connection
                driver.execute("VACUUM INTO ?", (str(out),))
        except BaseException:
            out.unlink(missing_ok=True)
            raise

    def insert_new(self, table: sa.Table) -> Insert:
        """An INSERT that leaves rows alone that are there already."""
        return upsert(self.dialect, table).on_conflict_do_nothing()

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._writing.dialect.name

    @contextlib.contextmanager
    def _world(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as error:
            code = world_code(error.orig) if self.is_sqlite else None
            if code is None and isinstance(error, sa.exc.OperationalError):
                code = "platform.no_database"
            if code is None:
                raise
            raise WorldError(code, path=self.shown, reason=type(error.orig).__name__) from error

    def _sqlite_engine(self, url: sa.URL, *, reads: bool = False) -> sa.Engine:
        module = sqlite_module()
        file = Path(url.database or "")
        if not url.database or not file.parent.is_dir():
            raise WorldError("platform.no_database", path=self.shown, reason="no folder")

        def connect() -> DBAPIConnection:
            # Connections go from thread to thread through the pool, one user at a time.
            found: DBAPIConnection = module.connect(
                str(file), timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
            )
            return found

        engine = sa.create_engine(
            "sqlite://", module=module, creator=connect, poolclass=sa.QueuePool, pool_size=READERS, max_overflow=0
        )

        @event.listens_for(engine, "connect")
        def set_up(connection: DBAPIConnection, _record: object) -> None:
            cursor = connection.cursor()
            if not reads:
                cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.execute("PRAGMA secure_delete = ON")
            cursor.execute("PRAGMA cache_size = -64000")  # KiB
            cursor.execute(f"PRAGMA query_only = {int(reads)}")
            cursor.close()

        @event.listens_for(engine, "begin")
        def begin(connection: sa.Connection) -> None:
            connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

        return engine

    @staticmethod
    def _postgres_engine(url: sa.URL) -> sa.Engine:
        try:
            return sa.create_engine(
                url.set(drivername="postgresql+psycopg"), pool_size=READERS, max_overflow=2, pool_pre_ping=True
            )
        except ModuleNotFoundError as error:
            raise WorldError("platform.no_postgres_driver") from error

    def _bring_up_to_date(self) -> None:
        with self.write() as connection:
            found = revision_of(connection)
            refuse_newer(found, known=REVISION, path=Path(self.shown))
            if found == REVISION:
                return
            from alembic import command  # noqa: PLC0415 - a fifth of a second, only when there is something to do
            from alembic.config import Config  # noqa: PLC0415

            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, REVISION)


def upsert(dialect: str, table: sa.Table) -> Insert:
    """An INSERT that can say what to do on conflict, the same way on both databases."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def default_url(platform_dir: Path) -> str:
    """SQLite in the platform's folder."""
    return f"sqlite:///{platform_dir.absolute() / 'state' / FILE_NAME}"
