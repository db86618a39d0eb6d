"""``kiosk-platform conflicts``: sign-ups a person must settle; list them, or settle one."""

from __future__ import annotations

import argparse
import sys

from data.words import say
from sync.platform.commands.database import acting, add_database_arguments, reading, shown_time
from sync.platform.store.desk import conflicts, settle


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_database_arguments(parser)
    parser.add_argument("--all", action="store_true", help=say("platform.help_all"))
    parser.add_argument("--entry", help=say("platform.help_entry"))
    parser.add_argument("--settle", choices=("seat", "decline"), help=say("platform.help_settle"))
    parser.add_argument("--by", help=say("platform.help_by"))


def run(args: argparse.Namespace) -> int:
    """List, or settle where an entry is named."""
    if args.settle or args.entry:
        if not (args.settle and args.entry and args.by):
            sys.stderr.write("--entry, --settle, --by\n")
            return 2
        with acting(args) as books:
            settle(books, args.entry, seat=args.settle == "seat", by=args.by)
        sys.stdout.write(say(f"platform.settled_{args.settle}") + "\n")
        return 0
    with reading(args) as db:
        found = conflicts(db, all_of_them=args.all)
    for line in found:
        sys.stdout.write(
            say(
                "platform.conflict_line",
                entry=line.entry,
                activity=line.activity,
                terminal=line.terminal,
                ticket=line.ticket or "-",
                reason=say(f"platform.reason_{line.reason}"),
                opened=shown_time(line.opened_at),
                state=say(f"platform.conflict_{line.settled_as or 'open'}"),
            )
            + "\n"
        )
    if not found:
        sys.stdout.write(say("platform.conflict_none") + "\n")
    return 0
