"""``kiosk-platform ticket``: whether the code on a ticket is one of ours, and how its ticket stands."""

from __future__ import annotations

import argparse
import sys

from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.ticket_code import ticket_in
from sync.platform.commands.database import add_database_arguments, reading
from sync.platform.store.ticket_codes import Verdict, check_code


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("code", nargs="+", metavar="CODE", help=say("platform.help_ticket_code"))
    add_database_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Say it; code 0 only for a code that was signed by the terminal it is of, else 3.

    Raises:
        WorldError: it is no ticket's code (``platform.no_ticket_code``).
    """
    code = ticket_in(" ".join(args.code))
    if code is None:
        raise WorldError("platform.no_ticket_code")
    with reading(args) as db:
        found = check_code(db, code)
    lines = [say(f"platform.ticket_{found.verdict}", ticket=code.ticket, terminal=found.terminal, entry=code.entry)]
    if found.outcome and found.verdict is not Verdict.FORGED:
        outcome = say(f"platform.list_outcome_{found.outcome}")
        lines.append(say("platform.ticket_stands", about=found.activity or "-", outcome=outcome))
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if found.verdict in (Verdict.VALID, Verdict.NOT_ARRIVED) else 3
