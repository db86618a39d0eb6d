"""``kiosk-platform conformance``: run the contract suite against any server."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

import requests

from data.words import say
from kiosk.domain.errors import WorldError
from sync.platform.conformance.runner import run as run_checks
from sync.platform.conformance.suite import Outcome, Suite
from sync.platform.conformance.terminal import TIMEOUT_S, over_http
from sync.platform.published import Read, read_published


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("url", metavar="URL", help=say("platform.help_url"))
    parser.add_argument("--code", action="append", required=True, help=say("platform.help_code"))


def run(args: argparse.Namespace) -> int:
    """Say of each check how it went; code 3 where something is not as agreed."""
    session = requests.Session()
    published = read_published(_published_at(args.url, session))
    suite = Suite(over_http(args.url, session), codes=tuple(args.code), published=published)
    count: Counter[Outcome] = Counter()
    for result in run_checks(suite):
        count[result.outcome] += 1
        what = say(f"platform.check_{result.name}")
        sys.stdout.write(say(f"platform.conformance_{result.outcome.value}", what=what, why=result.why) + "\n")
        sys.stdout.flush()
    sys.stdout.write(
        say(
            "platform.conformance_done",
            passed=count[Outcome.PASSED],
            failed=count[Outcome.FAILED],
            skipped=count[Outcome.SKIPPED],
        )
        + "\n"
    )
    return 3 if count[Outcome.FAILED] else 0


def _published_at(url: str, session: requests.Session) -> Read:
    def read(path: str) -> bytes | None:
        try:
            answer = session.get(f"{url.rstrip('/')}/{path}", timeout=TIMEOUT_S)
        except requests.RequestException as error:
            raise WorldError("platform.conformance_unreachable", url=url, reason=type(error).__name__) from error
        return answer.content if answer.status_code == 200 else None

    return read
