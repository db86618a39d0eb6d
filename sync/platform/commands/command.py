"""``kiosk-platform command``: leave an order in the inbox of terminals."""

from __future__ import annotations

import argparse
import datetime as dt
import sys

from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import Command, CommandName, PauseReason
from sync.platform.commands.database import acting, add_database_arguments
from sync.platform.store.desk import send_command, terminals_in

ORDERS = tuple(name.value for name in CommandName if name is not CommandName.REVOKE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options. Revoking is a command of its own, because it ends a key."""
    parser.add_argument("order", choices=ORDERS, help=say("platform.help_command"))
    add_database_arguments(parser)
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--terminal", help=say("platform.help_terminal"))
    whom.add_argument("--scope", help=say("platform.help_scope"))
    parser.add_argument("--reason", choices=[r.value for r in PauseReason], help=say("platform.help_reason"))
    parser.add_argument("--until", metavar="TIME", help=say("platform.help_until"))
    parser.add_argument("--by", required=True, help=say("platform.help_by"))


def run(args: argparse.Namespace) -> int:
    """Send it."""
    order = Command(
        command=CommandName(args.order),
        reason=None if args.reason is None else PauseReason(args.reason),
        until=None if args.until is None else _time(args.until),
    )
    with acting(args) as books:
        terminals = terminals_in(books.db, terminal=args.terminal, scope=args.scope)
        for terminal in terminals:
            send_command(books, terminal, order, by=args.by)
    for terminal in terminals:
        sys.stdout.write(say("platform.command_sent", command=args.order, terminal=terminal) + "\n")
    return 0


def _time(text: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise WorldError("platform.bad_time", text=text)
    return found
