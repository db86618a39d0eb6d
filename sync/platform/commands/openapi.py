"""``kiosk-platform openapi``: write the OpenAPI document (checked in as ``sync/platform/openapi.json``)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.files import file_errors
from data.words import say
from sync.platform.openapi import DOCUMENT, document_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--out", type=Path, default=DOCUMENT, help=say("platform.help_out"))


def run(args: argparse.Namespace) -> int:
    """Write the file."""
    with file_errors(args.out):
        args.out.write_text(document_text(), encoding="utf-8")
    sys.stdout.write(say("platform.openapi_written", path=args.out) + "\n")
    return 0
