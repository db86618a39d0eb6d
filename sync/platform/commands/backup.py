"""``kiosk-platform backup``: copy the database, and let terminals forget what is now safe."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from data.files import file_errors, sync_folder
from data.words import say
from kiosk.domain.errors import WorldError
from sync.platform.commands.database import add_database_arguments, opened
from sync.platform.store.engine import Database
from sync.platform.store.life import held_now, note_durable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_database_arguments(parser)
    parser.add_argument("--out", type=Path, required=True, help=say("platform.help_out"))


def run(args: argparse.Namespace) -> int:
    """Copy it whole; only then raise what counts as durable."""
    if args.out.exists():
        raise WorldError("platform.backup_exists", path=args.out)
    with opened(args) as database:
        with database.read() as db:
            held = held_now(db)
        if database.is_sqlite:
            database.copy_to(args.out)
        else:
            _dump(database, args.out)
        with file_errors(args.out):
            handle = os.open(args.out, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
            sync_folder(args.out.absolute().parent)
        with database.write() as db:
            note_durable(db, held)
    sys.stdout.write(say("platform.backup_done", path=args.out, journals=len(held)) + "\n")
    return 0


def _dump(database: Database, out: Path) -> None:
    url = database.url
    where = url.set(drivername="postgresql", password=None).render_as_string()
    env = {**os.environ, **({"PGPASSWORD": url.password} if isinstance(url.password, str) else {})}
    try:
        done = subprocess.run(  # noqa: S603 - fixed command, address from the operator
            ["pg_dump", "--format=custom", f"--file={out}", where],  # noqa: S607 - wherever it is installed
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise WorldError("platform.backup_failed", reason=error.strerror) from error
    if done.returncode:
        raise WorldError("platform.backup_failed", reason=done.stderr.strip()[-300:])
