"""``kiosk-platform ruleset-diff``: what changes between two rule sets, for the person who signs the new one off."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from data.words import say
from kiosk.domain.selfcheck.ruleset import AnswerValue
from sync.platform.commands.check import tell_problems
from sync.platform.commands.ruleset_import import read_any
from sync.publisher.checking import city_day
from sync.publisher.problems import RejectedSourcesError
from sync.publisher.ruleset_difference import Difference, difference


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("old", type=Path, help=say("platform.help_ruleset_old"))
    parser.add_argument("new", type=Path, help=say("platform.help_ruleset_new"))
    parser.add_argument("--on", type=dt.date.fromisoformat, help=say("platform.help_ruleset_on"))
    parser.add_argument("--no-proofs", action="store_true", help=say("platform.help_ruleset_no_proofs"))


def run(args: argparse.Namespace) -> int:
    """Say what changes; code 0 where nothing is known to change, 2 where something does."""
    try:
        old, new = (read_any(path).rules for path in (args.old, args.new))
    except RejectedSourcesError as error:
        tell_problems(error)
        return 1
    on = args.on or max(city_day(dt.datetime.now(dt.UTC)), old.valid_from, new.valid_from)
    found = difference(old, new, on=on, proofs=not args.no_proofs)
    sys.stdout.writelines(line + "\n" for line in report(found, on=on))
    return 2 if found.witnesses or found.gone or found.added or found.figures else 0


def report(found: Difference, *, on: dt.date) -> list[str]:
    """The report, line by line."""
    lines = [say("ruleset.diff_on", on=on)]
    lines += [say("ruleset.diff_figure", name=n, before=before, after=after) for n, before, after in found.figures]
    lines += [say("ruleset.diff_added", name=name) for name in found.added]
    lines += [say("ruleset.diff_gone", name=name) for name in found.gone]
    for witness in found.witnesses:
        before, after = (say(f"ruleset.status_{status.value}") for status in (witness.before, witness.after))
        lines.append(say("ruleset.diff_witness", name=witness.benefit, before=before, after=after))
        told = "；".join(f"{key}={_answer(value)}" for key, value in witness.answers.items())
        lines.append(say("ruleset.diff_household", answers=told))
    if found.same:
        lines.append(say("ruleset.diff_same", count=len(found.same), names="、".join(found.same)))
    if found.unsettled:
        code = "ruleset.diff_unsettled" if found.proved else "ruleset.diff_searched"
        lines.append(say(code, count=len(found.unsettled), names="、".join(found.unsettled)))
    return lines


def _answer(value: AnswerValue) -> str:
    if isinstance(value, tuple):
        return "[" + ",".join(str(each) for each in value) + "]"
    return "-" if value is None else str(value)
