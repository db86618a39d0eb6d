"""``kiosk-platform init``: make the keys and the root of trust, and say what belongs into a safe."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from data.words import say
from sync.publisher.publication import init_keys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--dir", type=Path, required=True, help=say("platform.help_dir"))


def run(args: argparse.Namespace) -> int:
    """Make the folder and explain it."""
    made = init_keys(args.dir, now=dt.datetime.now(dt.UTC))
    sys.stdout.write(
        say("platform.init_done", offline=made.keys_offline, online=made.keys_online, root=made.trusted_root)
    )
    return 0
