"""``kiosk export``: put this terminal's journal on a stick, for a platform it cannot reach."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.words import say
from kiosk.app.stick import export_to_stick


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--state", type=Path, required=True, metavar="DIR", help=say("cli.help_state"))
    parser.add_argument("--to", type=Path, required=True, metavar="STICK", help=say("usb.arg_to"))


def run(args: argparse.Namespace) -> int:
    """Export; the value is the exit code.

    Raises:
        WorldError: stick or disk failed, or the terminal is not enrolled.
    """
    put = export_to_stick(args.state, args.to)
    sys.stdout.write(say("usb.put", entries=put.entries, batches=put.batches) + "\n")
    return 0
