"""``kiosk-platform serve``: the reference platform over HTTP."""

from __future__ import annotations

import argparse
from pathlib import Path

from data.words import say
from sync.platform.commands.database import add_database_arguments, database_url
from sync.platform.message_keys import KeyFolder, public_keys
from sync.platform.server import serve
from sync.platform.service import open_service


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_database_arguments(parser)
    parser.add_argument("--host", default="127.0.0.1", help=say("platform.help_host"))
    parser.add_argument("--port", type=int, default=8080, help=say("platform.help_port"))
    parser.add_argument("--durable", choices=("backup", "commit"), default="backup", help=say("platform.help_durable"))


def run(args: argparse.Namespace) -> int:
    """Serve until asked to stop."""
    folder: Path = args.dir
    url = database_url(args)
    if not public_keys(KeyFolder(folder)):
        serve(folder, host=args.host, port=args.port)
        return 0
    service = open_service(folder, url, durable_on_commit=args.durable == "commit")
    try:
        serve(folder, host=args.host, port=args.port, service=service)
    finally:
        service.close()
    return 0
