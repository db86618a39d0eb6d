"""``kiosk-platform destroyed``: two people say that a terminal is gone; its seats come back."""

from __future__ import annotations

import argparse
import sys

from data.words import say
from sync.platform.commands.database import acting, add_database_arguments, add_terminal_argument
from sync.platform.store.desk import destroyed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_terminal_argument(parser)
    add_database_arguments(parser)
    parser.add_argument("--by", required=True, help=say("platform.help_by"))
    parser.add_argument("--second", required=True, help=say("platform.help_second"))


def run(args: argparse.Namespace) -> int:
    """Take its leases back."""
    with acting(args) as books:
        taken = destroyed(books, args.terminal, by=args.by, second=args.second)
    sys.stdout.write(say("platform.destroyed", leases=len(taken)) + "\n")
    return 0
