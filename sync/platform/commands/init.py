"""``kiosk-platform init``: make the keys and the root of trust, and say what belongs into a safe."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from data.words import say
from sync.platform.making_keys import make_first_keys
from sync.platform.message_keys import CITY_ZONE, KeyFolder
from sync.publisher.publication import init_keys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--dir", type=Path, required=True, help=say("platform.help_dir"))


def run(args: argparse.Namespace) -> int:
    """Make the folder and explain it."""
    now = dt.datetime.now(dt.UTC)
    made = init_keys(args.dir, now=now)
    folder = KeyFolder(args.dir)
    make_first_keys(folder, today=now.astimezone(CITY_ZONE).date())
    sys.stdout.write(
        say(
            "platform.init_done",
            offline=made.keys_offline,
            online=made.keys_online,
            root=made.trusted_root,
            messages=folder.signing,
            sealing=folder.sealing,
        )
    )
    return 0
