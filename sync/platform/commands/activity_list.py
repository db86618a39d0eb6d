"""``kiosk-platform activity-list``: the list of an activity with names, for whoever holds the sealing key."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from pathlib import Path

from data.files import file_errors
from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.journal_private import Contact
from sync.platform.commands.database import add_database_arguments, reading, shown_time
from sync.platform.message_keys import KeyFolder
from sync.platform.opening import Opener, load_sealing_keys
from sync.platform.store.sealed_rows import ListedPromise, activity_list

HEADS = ("ticket", "kind", "outcome", "called", "form", "phone", "guardian", "note", "came", "terminal", "at")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("activity", metavar="ACTIVITY", help=say("platform.help_activity"))
    add_database_arguments(parser)
    parser.add_argument("--keys", type=Path, help=say("platform.help_keys"))
    parser.add_argument("--out", type=Path, required=True, help=say("platform.help_out"))


def run(args: argparse.Namespace) -> int:
    """Write the list as CSV that spreadsheets read, readable by its owner only."""
    opener = Opener(load_sealing_keys(args.keys or KeyFolder(args.dir).sealing))
    with reading(args) as db:
        found = activity_list(db, args.activity)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([say(f"platform.list_head_{head}") for head in HEADS])
    for line in found:
        writer.writerow([_harmless(cell) for cell in _cells(line, opener)])
    with file_errors(args.out):
        args.out.touch(mode=0o600)
        args.out.chmod(0o600)
        args.out.write_text("\ufeff" + text.getvalue(), encoding="utf-8")
    sys.stdout.write(say("platform.list_written", count=len(found), path=args.out) + "\n")
    return 0


def _cells(line: ListedPromise, opener: Opener) -> tuple[str, ...]:
    contact, trouble = _contact(line, opener)
    guardian = None if contact is None else contact.guardian
    return (
        line.ticket or "",
        say(f"platform.list_kind_{line.kind}"),
        say(f"platform.list_outcome_{line.outcome}"),
        trouble if contact is None else contact.called,
        "" if contact is None else say(f"platform.list_form_{contact.form.value}"),
        "" if contact is None else contact.phone or "",
        "" if guardian is None else f"{guardian.called} {guardian.phone}",
        "" if contact is None else contact.note,
        say("platform.list_came") if line.came else "",
        line.terminal,
        shown_time(line.at),
    )


def _contact(line: ListedPromise, opener: Opener) -> tuple[Contact | None, str]:
    if line.contact is None:
        return None, say("platform.list_sealed_gone")
    try:
        found = opener.open(line.contact.entry, terminal=line.contact.terminal)
    except WorldError:
        return None, say("platform.list_not_opened")
    return (found, "") if isinstance(found, Contact) else (None, say("platform.list_not_opened"))


def _harmless(cell: str) -> str:
    """What a resident wrote must not become a formula."""
    return "'" + cell if cell.startswith(_FORMULA) else cell
