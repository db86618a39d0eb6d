"""``kiosk-platform ruleset-import``: a workbook → the YAML of a rule set, with every fault by sheet and cell."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from data.words import say
from sync.platform.commands.check import tell_problems
from sync.publisher.checking import city_day
from sync.publisher.problems import RejectedSourcesError
from sync.publisher.ruleset_files import RuleFile, read_rule_file
from sync.publisher.ruleset_gate import gate
from sync.publisher.ruleset_sheets import read_workbook
from sync.publisher.ruleset_yaml import yaml_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("workbook", type=Path, help=say("platform.help_ruleset_xlsx"))
    parser.add_argument("--out", type=Path, required=True, help=say("platform.help_ruleset_yaml"))
    parser.add_argument("--draft", action="store_true", help=say("platform.help_ruleset_draft"))


def run(args: argparse.Namespace) -> int:
    """Read, check, write. Nothing is written where a cell is at fault."""
    try:
        book = read_workbook(args.workbook)
        result = gate(book.file.rules, today=city_day(dt.datetime.now(dt.UTC)))
        sys.stdout.writelines(book.problem(found).sentence() + "\n" for found in result.notices)
        if result.faults and not args.draft:
            raise RejectedSourcesError([book.problem(found) for found in result.faults])
        sys.stderr.writelines(book.problem(found).sentence() + "\n" for found in result.faults)
    except RejectedSourcesError as error:
        tell_problems(error)
        return 1
    args.out.write_text(yaml_of(book.file, head=say("ruleset_sheets.yaml_head").strip() + "\n"), encoding="utf-8")
    sys.stdout.write(say("platform.ruleset_written", path=args.out) + "\n")
    return 0


def read_any(path: Path) -> RuleFile:
    """A rule set from its YAML or its workbook.

    Raises:
        RejectedSourcesError: it has faults.
        WorldError: it cannot be read.
    """
    return read_workbook(path).file if path.suffix == ".xlsx" else read_rule_file(path)
