"""``kiosk handover-key``: which terminal of a space opens the hand-over codes of the others.

Without ``--desk`` this terminal becomes a desk: its lasting key is made if need be, and the public half printed. With
``--desk TEXT`` this terminal seals its codes to that desk; ``--desk ""`` to itself again.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.handover import make_key, public_text, save_desk
from data.terminal_settings import load_settings
from data.words import say
from kiosk.usecases.hand_over import site_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--state", type=Path, required=True, metavar="DIR", help=say("cli.help_state"))
    parser.add_argument("--desk", metavar="SJZK1…", help=say("handover.arg_desk"))


def run(args: argparse.Namespace) -> int:
    """Make or set the key; the value is the exit code.

    Raises:
        WorldError: not provisioned, no key, one of another space, or the disk failed.
    """
    site = site_of(load_settings(args.state))
    if args.desk is None:
        sys.stdout.write(public_text(make_key(args.state).public_key(), site) + "\n")
        return 0
    save_desk(args.state, args.desk, site)
    sys.stdout.write(say("handover.desk_set" if args.desk else "handover.desk_unset") + "\n")
    return 0
