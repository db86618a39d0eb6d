"""``kiosk-platform restore-check``: is the database whole; after a restore, begin a new life."""

from __future__ import annotations

import argparse
import datetime as dt
import sys

import sqlalchemy as sa

from data.words import say
from sync.platform.commands.database import add_database_arguments, opened
from sync.platform.store import tables as t
from sync.platform.store.life import begin_life, faults


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_database_arguments(parser)
    parser.add_argument("--new-life", action="store_true", help=say("platform.help_new_life"))


def run(args: argparse.Namespace) -> int:
    """Check every chain and every seat; code 3 where something is wrong. Then begin a new life, if asked to."""
    now = dt.datetime.now(dt.UTC)
    with opened(args) as database:
        with database.read() as db:
            found = faults(db, now=now)
            journals = db.scalar(sa.select(sa.func.count()).select_from(t.journal))
            entries = db.scalar(sa.select(sa.func.count()).select_from(t.entry))
        for fault in found:
            sys.stderr.write(say("platform.check_fault", where=fault.where, what=fault.what) + "\n")
        if found:
            sys.stderr.write(say("platform.check_faults", count=len(found)) + "\n")
        else:
            sys.stdout.write(say("platform.check_sound", journals=journals, entries=entries) + "\n")
        if args.new_life:
            with database.write() as db:
                epoch = begin_life(db, now=now)
            sys.stdout.write(say("platform.new_life", epoch=epoch) + "\n")
    return 3 if found else 0
