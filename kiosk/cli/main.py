"""Entry point of the ``kiosk`` command: picks the subcommand; each lives in a module of its own.

A subcommand module has ``add_arguments(parser)`` and ``run(args) -> int``. It is imported only when asked for, so
that the agent never loads Qt and the UI never loads ``requests``.
"""

from __future__ import annotations

import argparse
import importlib
import sys

from data.words import say
from kiosk.domain.errors import WorldError

COMMANDS = {
    "run": "kiosk.cli.run",
    "agent": "kiosk.cli.agent",
    "provision": "kiosk.cli.provision",
    "enrol": "kiosk.cli.enrol",
    "export": "kiosk.cli.export",
    "import": "kiosk.cli.import_",
    "handover-key": "kiosk.cli.handover_key",
    "tour": "kiosk.cli.tour",
}


def main(argv: list[str] | None = None) -> int:
    """Run the command line; the value is the exit code. A failed world is one sentence and code 1."""
    arguments = sys.argv[1:] if argv is None else argv
    name = arguments[0] if arguments else ""
    if name not in COMMANDS:
        sys.stderr.write(say("cli.usage", commands=", ".join(COMMANDS)) + "\n")
        return 2
    module = importlib.import_module(COMMANDS[name])
    parser = argparse.ArgumentParser(prog=f"kiosk {name}", description=say(f"cli.about_{name}"))
    module.add_arguments(parser)
    try:
        code: int = module.run(parser.parse_args(arguments[1:]))
    except WorldError as error:
        sys.stderr.write(say(error.code, **error.params) + "\n")
        return 1
    return code
