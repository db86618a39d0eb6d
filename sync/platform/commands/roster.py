"""``kiosk-platform roster``: give terminals their staff."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import yaml
from msgspec import Meta, Struct

from data.files import file_errors
from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import StaffMember
from sync.platform.commands.database import acting, add_database_arguments
from sync.platform.store.desk import send_roster, terminals_in

DAYS = 14


class RosterFile(Struct, forbid_unknown_fields=True):
    """What is imported: who, shown how, in which roles, until when."""

    staff: Annotated[tuple[StaffMember, ...], Meta(max_length=500)]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_database_arguments(parser)
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--terminal", help=say("platform.help_terminal"))
    whom.add_argument("--scope", help=say("platform.help_scope"))
    parser.add_argument("--file", type=Path, required=True, help=say("platform.help_roster_file"))
    parser.add_argument("--days", type=int, default=DAYS, help=say("platform.help_days"))
    parser.add_argument("--by", required=True, help=say("platform.help_by"))


def run(args: argparse.Namespace) -> int:
    """Import and send it."""
    staff = _read(args.file)
    with acting(args) as books:
        sent = [
            (terminal, send_roster(books, terminal, staff, life=dt.timedelta(days=args.days), by=args.by))
            for terminal in terminals_in(books.db, terminal=args.terminal, scope=args.scope)
        ]
    for terminal, version in sent:
        sys.stdout.write(say("platform.roster_sent", terminal=terminal, version=version, people=len(staff)) + "\n")
    return 0


def _read(path: Path) -> tuple[StaffMember, ...]:
    with file_errors(path):
        text = path.read_text(encoding="utf-8")
    try:
        return msgspec.convert(yaml.safe_load(text), RosterFile).staff
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise WorldError("platform.bad_roster", reason=error) from error
