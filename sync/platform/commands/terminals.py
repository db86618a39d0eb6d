"""``kiosk-platform terminals``: all terminals, one a line."""

from __future__ import annotations

import argparse
import sys

from data.words import say
from sync.platform.commands.database import add_database_arguments, reading, shown_time
from sync.platform.store.desk import terminals


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_database_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """List them."""
    with reading(args) as db:
        found = terminals(db)
    for line in found:
        sys.stdout.write(
            say(
                "platform.terminal_line",
                terminal=line.id,
                scope=line.scope,
                state=say(f"platform.state_{line.state}"),
                incarnation=line.incarnation,
                seen=shown_time(line.seen_at),
                software=line.software or say("platform.unknown"),
                alarms=line.alarms,
            )
            + "\n"
        )
    if not found:
        sys.stdout.write(say("platform.terminal_none") + "\n")
    return 0
