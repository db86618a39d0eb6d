"""``kiosk-platform publish``: check sources, sign them, make them visible to terminals."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from data.words import say
from sync.platform.commands.check import tell_problems
from sync.publisher.problems import RejectedSourcesError
from sync.publisher.publication import publish


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--sources", type=Path, required=True, help=say("platform.help_sources"))
    parser.add_argument("--dir", type=Path, required=True, help=say("platform.help_dir"))
    parser.add_argument("--remove-many", action="store_true", help=say("platform.help_remove_many"))


def run(args: argparse.Namespace) -> int:
    """Publish and say what changed."""
    try:
        done = publish(args.sources, args.dir, now=dt.datetime.now(dt.UTC), remove_many=args.remove_many)
    except RejectedSourcesError as error:
        tell_problems(error)
        return 1
    lines = [
        say(
            "platform.published_scope",
            scope=scope.scope,
            gen=scope.gen,
            changed=len(scope.changed),
            removed=len(scope.removed),
            records=scope.records,
        )
        for scope in done.scopes
    ]
    lines.append(say("platform.published", records=done.records, version=done.timestamp_version))
    lines += done.notices
    sys.stdout.write("\n".join(lines) + "\n")
    return 0
