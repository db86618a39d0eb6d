"""Entry point of the ``kiosk-platform`` command: picks the subcommand; each lives in a module of its own.

A subcommand module has ``add_arguments(parser)`` and ``run(args) -> int``. It is imported only when asked for: serving
never loads the publisher with its signing code, publishing never loads the web server.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import sys

from data.words import say
from kiosk.domain.errors import WorldError

COMMANDS = {
    "init": "sync.platform.commands.init",
    "check": "sync.platform.commands.check",
    "publish": "sync.platform.commands.publish",
    "schema": "sync.platform.commands.schema",
    "serve": "sync.platform.commands.serve",
}


def main(argv: list[str] | None = None) -> int:
    """Run the command line; the value is the exit code. A failed world is one sentence and code 1."""
    arguments = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="kiosk-platform", description=say("platform.about"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    asked = next((name for name in arguments if name in COMMANDS), None)
    for name, module_name in COMMANDS.items():
        about = say(f"platform.about_{name}")
        sub = commands.add_parser(name, help=about, description=about)
        if name == asked:
            module = importlib.import_module(module_name)
            module.add_arguments(sub)
            sub.set_defaults(run=module.run)
    args = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        code: int = args.run(args)
    except WorldError as error:
        sys.stderr.write(say(error.code, **error.params) + "\n")
        return 1
    return code
