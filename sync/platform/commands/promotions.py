"""``kiosk-platform promotions``: seats kept for people of the queue; list them, or write down what one said by telephone."""

from __future__ import annotations

import argparse
import sys

from data.words import say
from sync.platform.commands.database import acting, add_database_arguments, reading, shown_time
from sync.platform.store.desk import answer_promotion
from sync.platform.store.offers import open_offers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_database_arguments(parser)
    parser.add_argument("--entry", help=say("platform.help_entry"))
    parser.add_argument("--answer", choices=("take", "decline"), help=say("platform.help_answer"))
    parser.add_argument("--by", help=say("platform.help_by"))


def run(args: argparse.Namespace) -> int:
    """List, or answer where an entry is named."""
    if args.answer or args.entry:
        if not (args.answer and args.entry and args.by):
            sys.stderr.write("--entry, --answer, --by\n")
            return 2
        with acting(args) as books:
            answer_promotion(books, args.entry, take=args.answer == "take", by=args.by)
        sys.stdout.write(say(f"platform.promotion_{args.answer}") + "\n")
        return 0
    with reading(args) as db:
        found = open_offers(db)
    for line in found:
        sys.stdout.write(
            say(
                "platform.promotion_line",
                entry=line.entry,
                activity=line.activity,
                terminal=line.terminal,
                ticket=line.ticket or "-",
                until=shown_time(line.answer_by),
            )
            + "\n"
        )
    if not found:
        sys.stdout.write(say("platform.promotion_none") + "\n")
    return 0
