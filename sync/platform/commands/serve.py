"""``kiosk-platform serve``: the reference platform over HTTP."""

from __future__ import annotations

import argparse
from pathlib import Path

from data.words import say
from sync.platform.server import serve


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--dir", type=Path, required=True, help=say("platform.help_dir"))
    parser.add_argument("--host", default="127.0.0.1", help=say("platform.help_host"))
    parser.add_argument("--port", type=int, default=8080, help=say("platform.help_port"))


def run(args: argparse.Namespace) -> int:
    """Serve until asked to stop."""
    serve(args.dir, host=args.host, port=args.port)
    return 0
