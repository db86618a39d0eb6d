"""``kiosk-platform ruleset-template``: an empty workbook with every sheet and column explained."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.words import say
from sync.publisher.ruleset_workbook import write_workbook


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--out", type=Path, required=True, help=say("platform.help_ruleset_xlsx"))


def run(args: argparse.Namespace) -> int:
    """Write the template."""
    write_workbook({}, args.out)
    sys.stdout.write(say("platform.ruleset_written", path=args.out) + "\n")
    return 0
