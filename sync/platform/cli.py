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
    "ruleset-template": "sync.platform.commands.ruleset_template",
    "ruleset-import": "sync.platform.commands.ruleset_import",
    "ruleset-export": "sync.platform.commands.ruleset_export",
    "ruleset-diff": "sync.platform.commands.ruleset_diff",
    "publish": "sync.platform.commands.publish",
    "map": "sync.platform.commands.map",
    "voice": "sync.platform.commands.voice",
    "schema": "sync.platform.commands.schema",
    "serve": "sync.platform.commands.serve",
    "enrol": "sync.platform.commands.enrol",
    "terminals": "sync.platform.commands.terminals",
    "revoke": "sync.platform.commands.revoke",
    "destroyed": "sync.platform.commands.destroyed",
    "chain": "sync.platform.commands.chain",
    "conflicts": "sync.platform.commands.conflicts",
    "forget": "sync.platform.commands.forget",
    "promotions": "sync.platform.commands.promotions",
    "ticket": "sync.platform.commands.ticket",
    "roster": "sync.platform.commands.roster",
    "command": "sync.platform.commands.command",
    "activity-list": "sync.platform.commands.activity_list",
    "open": "sync.platform.commands.open",
    "rotate-keys": "sync.platform.commands.rotate_keys",
    "backup": "sync.platform.commands.backup",
    "restore-check": "sync.platform.commands.restore_check",
    "openapi": "sync.platform.commands.openapi",
    "conformance": "sync.platform.commands.conformance",
    "usb-export": "sync.platform.commands.usb_export",
    "usb-import": "sync.platform.commands.usb_import",
}


def main(argv: list[str] | None = None) -> int:
    """Run the command line; the value is the exit code. A failed world is one sentence and code 1."""
    arguments = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="kiosk-platform", description=say("platform.about"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    asked = next((name for name in arguments if name in COMMANDS), None)
    for name, module_name in COMMANDS.items():
        about = say(f"platform.about_{name.replace('-', '_')}")
        sub = commands.add_parser(name, help=about, description=about)
        if name == asked:
            module = importlib.import_module(module_name)
            module.add_arguments(sub)
            sub.set_defaults(run=module.run)
    args = parser.parse_args(arguments)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        code: int = args.run(args)
    except WorldError as error:
        sys.stderr.write(say(error.code, **error.params) + "\n")
        return 1
    return code
