"""Options and opening of the database, shared by the commands that look at it or change it."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.scopes import is_scope
from sync.platform.message_keys import CITY_ZONE
from sync.platform.store.books import Books
from sync.platform.store.engine import Database, default_url
from sync.platform.store.life import ensure_life

_TERMINAL = re.compile(r"K-\d{5}")


def add_database_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare ``--dir`` and ``--database``."""
    parser.add_argument("--dir", type=Path, required=True, help=say("platform.help_dir"))
    parser.add_argument("--database", metavar="URL", help=say("platform.help_database"))


def add_terminal_argument(parser: argparse.ArgumentParser) -> None:
    """Declare the terminal a command is about."""
    parser.add_argument("terminal", metavar="TERMINAL", help=say("platform.help_terminal"))


def database_url(args: argparse.Namespace) -> str:
    """The database asked for, or the one in the platform's folder.

    Raises:
        WorldError: the folder was never started.
    """
    folder: Path = args.dir
    if not (folder / "public").is_dir():
        raise WorldError("platform.not_started", path=folder)
    url: str | None = args.database
    return url or default_url(folder)


@contextlib.contextmanager
def opened(args: argparse.Namespace) -> Iterator[Database]:
    """The database, closed at the end."""
    (args.dir / "state").mkdir(exist_ok=True)
    database = Database(database_url(args))
    try:
        yield database
    finally:
        database.close()


@contextlib.contextmanager
def reading(args: argparse.Namespace) -> Iterator[sa.Connection]:
    """One consistent view."""
    with opened(args) as database, database.read() as db:
        yield db


@contextlib.contextmanager
def acting(args: argparse.Namespace) -> Iterator[Books]:
    """One transaction, written at the end if nothing fails."""
    with opened(args) as database, database.write() as db:
        now = dt.datetime.now(dt.UTC)
        ensure_life(db, now=now)
        books = Books(db, now=now)
        yield books
        books.flush()


def checked_terminal(terminal: str) -> str:
    """A terminal's name as it must be.

    Raises:
        WorldError: it is not (``platform.bad_terminal``).
    """
    if not _TERMINAL.fullmatch(terminal):
        raise WorldError("platform.bad_terminal", terminal=terminal)
    return terminal


def checked_scope(scope: str) -> str:
    """A scope's code as it must be.

    Raises:
        WorldError: it is not (``platform.bad_scope``).
    """
    if not is_scope(scope):
        raise WorldError("platform.bad_scope", scope=scope)
    return scope


def shown_time(at: dt.datetime | None) -> str:
    """A time as people in the city read it."""
    return say("platform.never") if at is None else f"{at.astimezone(CITY_ZONE):%Y-%m-%d %H:%M}"
