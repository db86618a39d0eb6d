"""``kiosk-platform revoke``: end a terminal's key; it wipes what is personal when it hears of it."""

from __future__ import annotations

import argparse
import sys

from data.words import say
from sync.platform.commands.database import acting, add_database_arguments, add_terminal_argument
from sync.platform.store.desk import revoke


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_terminal_argument(parser)
    add_database_arguments(parser)
    parser.add_argument("--by", required=True, help=say("platform.help_by"))


def run(args: argparse.Namespace) -> int:
    """Revoke it."""
    with acting(args) as books:
        number, ended = revoke(books, args.terminal, by=args.by)
    code = "platform.revoked" if ended else "platform.revoked_before"
    sys.stdout.write(say(code, terminal=args.terminal, incarnation=number) + "\n")
    return 0
