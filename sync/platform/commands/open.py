"""``kiosk-platform open``: open sealed parts, for whoever holds the sealing key. One JSON line an entry."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from data.words import say
from kiosk.domain.errors import WorldError
from sync.platform.commands.database import add_database_arguments, reading
from sync.platform.message_keys import KeyFolder
from sync.platform.opening import Opener, load_sealing_keys
from sync.platform.store.sealed_rows import sealed_entries, sealed_entry


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_database_arguments(parser)
    parser.add_argument("--keys", type=Path, help=say("platform.help_keys"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--entry", help=say("platform.help_entry"))
    which.add_argument("--kind", help=say("platform.help_kind"))


def run(args: argparse.Namespace) -> int:
    """Write what opens to standard output; say what does not. Code 3 where something did not open."""
    opener = Opener(load_sealing_keys(args.keys or KeyFolder(args.dir).sealing))
    opened = failed = 0
    with reading(args) as db:
        if args.entry is None:
            found = sealed_entries(db, kind=args.kind)
        else:
            one = sealed_entry(db, args.entry)
            if one is None:
                raise WorldError("platform.no_entry", entry=args.entry)
            found = iter([one])
        for sealed in found:
            heading = sealed.entry.heading
            try:
                private = opener.open(sealed.entry, terminal=sealed.terminal)
            except WorldError as error:
                failed += 1
                why = say(error.code, **error.params)
                sys.stderr.write(say("platform.open_failed", entry=heading.id, why=why) + "\n")
                continue
            opened += 1
            line = {"entry": heading.id, "kind": heading.kind, "terminal": sealed.terminal, "at": heading.at}
            line |= {"body": heading.body, "private": private}
            sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
    sys.stderr.write(say("platform.opened_count", opened=opened, failed=failed) + "\n")
    return 3 if failed else 0
