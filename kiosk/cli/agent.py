"""``kiosk agent``: fetch content, check signatures, keep this terminal's data up to date."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from data.words import say
from kiosk.app.agent import run_agent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--state", type=Path, required=True, metavar="DIR", help=say("agent.arg_state"))
    parser.add_argument("--once", action="store_true", help=say("agent.arg_once"))


def run(args: argparse.Namespace) -> int:
    """Run until stopped; the value is the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    # Requests to the same few addresses every five minutes: only what goes wrong is worth a line, and we say that.
    for name in ("urllib3", "tuf", "alembic"):
        logging.getLogger(name).setLevel(logging.ERROR)
    return run_agent(args.state, once=args.once)
