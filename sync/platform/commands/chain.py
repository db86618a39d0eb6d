"""``kiosk-platform chain``: what is held of one terminal's journals, and what is wrong with them."""

from __future__ import annotations

import argparse
import sys

from data.words import say
from kiosk.domain.errors import WorldError
from sync.platform.commands.database import add_database_arguments, add_terminal_argument, reading, shown_time
from sync.platform.store import desk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_terminal_argument(parser)
    add_database_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Show it; code 3 where there are alarms."""
    with reading(args) as db:
        if args.terminal not in {line.id for line in desk.terminals(db)}:
            raise WorldError("platform.no_terminal", terminal=args.terminal)
        journals, alarms = desk.chain(db, args.terminal), desk.alarms(db, args.terminal)
    lines = [line for journal in journals for line in _shown(journal)] or [say("platform.chain_no_journal")]
    lines += [
        say(
            "platform.chain_alarm",
            what=say(f"platform.alarm_{alarm.kind}"),
            about=alarm.about,
            seq=alarm.seq,
            detail=alarm.detail,
            times=alarm.times,
            last=shown_time(alarm.last_at),
        )
        for alarm in alarms
    ] or [say("platform.chain_sound")]
    sys.stdout.write("\n".join(lines) + "\n")
    return 3 if alarms else 0


def _shown(journal: desk.JournalLine) -> list[str]:
    head = say(
        "platform.chain_journal",
        journal=journal.id,
        incarnation=journal.incarnation,
        accepted=journal.accepted_seq,
        durable=journal.durable_seq,
        head=(journal.head or "-")[:16],
        last=shown_time(journal.last_at),
    )
    refused = [say("platform.chain_refused", seq=seq, kind=kind, reason=why) for seq, kind, why in journal.refused]
    aside = [say("platform.chain_aside", seq=seq, kind=kind, hash=hash_[:16]) for seq, kind, hash_ in journal.aside]
    return [head, *refused, *aside]
