"""``kiosk-platform enrol``: a one-time code for a terminal, shown once."""

from __future__ import annotations

import argparse
import datetime as dt
import sys

from data.words import say
from sync.platform.commands.database import (
    acting,
    add_database_arguments,
    add_terminal_argument,
    checked_scope,
    checked_terminal,
    shown_time,
)
from sync.platform.store.directory import make_code

HOURS = 72


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_terminal_argument(parser)
    add_database_arguments(parser)
    parser.add_argument("--scope", required=True, help=say("platform.help_scope"))
    parser.add_argument("--place", help=say("platform.help_place"))
    parser.add_argument("--hours", type=float, default=HOURS, help=say("platform.help_hours"))


def run(args: argparse.Namespace) -> int:
    """Make the code and show it."""
    terminal, scope = checked_terminal(args.terminal), checked_scope(args.scope)
    with acting(args) as books:
        code, expires_at = make_code(
            books, terminal, scope=scope, place=args.place, life=dt.timedelta(hours=args.hours)
        )
    sys.stdout.write(
        say("platform.enrolled_code", terminal=terminal, scope=scope, letters=code, expires=shown_time(expires_at))
    )
    return 0
