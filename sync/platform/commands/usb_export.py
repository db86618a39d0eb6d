"""``kiosk-platform usb-export``: put what is published on a stick, for terminals without a network."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.words import say
from sync.platform.usb import put_content
from sync.protocol.stick import Stick


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--dir", type=Path, required=True, help=say("platform.help_dir"))
    parser.add_argument("--to", type=Path, required=True, metavar="STICK", help=say("usb.arg_to"))


def run(args: argparse.Namespace) -> int:
    """Copy, and say how much."""
    files, size_bytes = put_content(args.dir / "public", Stick(args.to))
    sys.stdout.write(say("usb.exported", files=files, kb=f"{size_bytes / 1000:.1f}") + "\n")
    return 0
