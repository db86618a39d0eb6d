"""``kiosk-platform check``: look at content sources without publishing them."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from data.words import say
from sync.publisher.checking import check_sources
from sync.publisher.problems import RejectedSourcesError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--sources", type=Path, required=True, help=say("platform.help_sources"))


def run(args: argparse.Namespace) -> int:
    """Say every problem, or that there is none."""
    try:
        checked = check_sources(args.sources, now=dt.datetime.now(dt.UTC))
    except RejectedSourcesError as error:
        tell_problems(error)
        return 1
    sys.stdout.writelines(notice.sentence() + "\n" for notice in checked.notices)
    sys.stdout.write(say("platform.check_done", items=checked.items, records=len(checked.drafts)) + "\n")
    return 0


def tell_problems(error: RejectedSourcesError) -> None:
    """Write one line a problem, and how many there are."""
    for problem in error.problems:
        sys.stderr.write(problem.sentence() + "\n")
    sys.stderr.write(say(error.code, **error.params) + "\n")
