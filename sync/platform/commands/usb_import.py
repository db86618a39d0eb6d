"""``kiosk-platform usb-import``: take terminals' journals from a stick and put the answers back on it."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path

from data.words import say
from sync.platform.commands.database import add_database_arguments, database_url
from sync.platform.service import open_service
from sync.platform.usb import take_in
from sync.protocol.stick import Stick


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_database_arguments(parser)
    parser.add_argument("--from", type=Path, required=True, metavar="STICK", dest="stick", help=say("usb.arg_from"))
    parser.add_argument("--durable", choices=("backup", "commit"), default="backup", help=say("platform.help_durable"))


def run(args: argparse.Namespace) -> int:
    """Take in; 1 where something on the stick was refused."""
    stick = Stick(args.stick)
    service = open_service(args.dir, database_url(args), durable_on_commit=args.durable == "commit")
    with contextlib.closing(service):
        received = take_in(service, stick)
    for each in received:
        sys.stdout.write(
            say("usb.from_terminal", terminal=each.terminal, batches=each.batches, pages=each.pages) + "\n"
        )
        for name, reason in each.refused:
            sys.stdout.write(say("usb.refused_file", name=name, reason=reason) + "\n")
    if not received:
        sys.stdout.write(say("usb.nothing_from") + "\n")
    return 1 if any(each.refused for each in received) else 0
