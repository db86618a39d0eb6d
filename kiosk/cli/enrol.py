"""``kiosk enrol``: introduce this terminal to the platform with a one-time code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.words import say
from kiosk.app.agent import enrol_terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--state", type=Path, required=True, metavar="DIR", help=say("enrol.arg_state"))
    parser.add_argument("--code", required=True, metavar="XXXX-XXXX-XXXX", help=say("enrol.arg_code"))


def run(args: argparse.Namespace) -> int:
    """Enrol; the value is the exit code.

    Raises:
        WorldError: it did not work; the same code can be tried again unless the sentence says otherwise.
    """
    answer, local_scope = enrol_terminal(args.state, args.code)
    write = sys.stdout.write
    write(say("enrol.done", terminal=answer.terminal, incarnation=answer.incarnation, scope=answer.scope) + "\n")
    if answer.scope != local_scope:
        write(say("enrol.other_scope", platform=answer.scope, local=local_scope) + "\n")
    return 0
