"""``kiosk-platform rotate-keys``: a new key to sign messages with or to seal to, beside the old one for a while."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from data.words import say
from kiosk.domain.content import KeyUse
from kiosk.domain.errors import WorldError
from sync.platform.making_keys import make_first_keys, rotate
from sync.platform.message_keys import CITY_ZONE, KeyFolder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--dir", type=Path, required=True, help=say("platform.help_dir"))
    parser.add_argument("--use", choices=[use.value for use in KeyUse], help=say("platform.help_use"))


def run(args: argparse.Namespace) -> int:
    """Make what is missing, or a new key where a use is named."""
    if not (args.dir / "public").is_dir():
        raise WorldError("platform.not_started", path=args.dir)
    folder = KeyFolder(args.dir)
    today = dt.datetime.now(CITY_ZONE).date()
    made = make_first_keys(folder, today=today)
    if args.use is not None and not any(key.use.value == args.use for key in made):
        made = (*made, rotate(folder, KeyUse(args.use), today=today))
    for key in made:
        sys.stdout.write(say("platform.key_made", kid=key.kid, not_before=key.not_before) + "\n")
    return 0
