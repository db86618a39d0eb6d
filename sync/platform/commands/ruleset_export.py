"""``kiosk-platform ruleset-export``: the YAML of a rule set → a workbook."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.words import say
from sync.platform.commands.check import tell_problems
from sync.publisher.problems import RejectedSourcesError
from sync.publisher.ruleset_files import plain, read_rule_file
from sync.publisher.ruleset_workbook import write_workbook


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("rules", type=Path, help=say("platform.help_ruleset_yaml"))
    parser.add_argument("--out", type=Path, required=True, help=say("platform.help_ruleset_xlsx"))


def run(args: argparse.Namespace) -> int:
    """Write the workbook."""
    try:
        file = read_rule_file(args.rules)
    except RejectedSourcesError as error:
        tell_problems(error)
        return 1
    write_workbook(plain(file), args.out)
    sys.stdout.write(say("platform.ruleset_written", path=args.out) + "\n")
    return 0
