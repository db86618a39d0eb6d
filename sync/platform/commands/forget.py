"""``kiosk-platform forget``: forget names and telephones whose time is over; to be run every day."""

from __future__ import annotations

import argparse
import sys

from data.words import say
from sync.platform.commands.database import acting, add_database_arguments
from sync.platform.store.desk import note_act
from sync.platform.store.forgetting import forget_due


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_database_arguments(parser)
    parser.add_argument("--by", required=True, help=say("platform.help_by"))


def run(args: argparse.Namespace) -> int:
    """Forget what is due."""
    with acting(args) as books:
        count = forget_due(books)
        note_act(books, "forget", str(count), by=args.by)
    sys.stdout.write(say("platform.forgotten", count=count) + "\n")
    return 0
