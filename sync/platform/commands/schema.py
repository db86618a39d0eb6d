"""``kiosk-platform schema``: write the JSON Schema of published records (checked in as ``data/schema``)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.words import say
from sync.publisher.schema import schema_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--out", type=Path, required=True, help=say("platform.help_out"))


def run(args: argparse.Namespace) -> int:
    """Write the file."""
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(schema_text(), encoding="utf-8")
    sys.stdout.write(say("platform.schema_written", path=args.out) + "\n")
    return 0
