"""``kiosk run``: the window residents use."""

from __future__ import annotations

import argparse
import gc
import logging
import socket
import sys
from pathlib import Path

from data.terminal_settings import load_settings
from data.words import say
from kiosk.app.supervisor import EXIT_WORLD, Supervisor
from kiosk.cli.environment import prepare_qt, steady_heap
from kiosk.domain.errors import WorldError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--state", type=Path, required=True, help=say("cli.help_state"))
    parser.add_argument("--full-screen", action="store_true", help=say("cli.help_full_screen"))
    parser.add_argument("--landscape", action="store_true", help=say("cli.help_landscape"))


def run(args: argparse.Namespace) -> int:
    """Keep the kiosk's screen up."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    settings = load_settings(args.state)
    steady_heap()
    prepare_qt()
    # Before the fork, so that each screen finds it imported; after the line above, for Qt reads its environment when it is imported.
    from kiosk.app.ahead import imports  # noqa: PLC0415
    from kiosk.app.ui import run_ui  # noqa: PLC0415
    from kiosk.devices.system_clock import SystemClock  # noqa: PLC0415

    def ready() -> None:
        for _ in imports():
            pass
        gc.collect()
        gc.freeze()  # or the first collection of each screen copies what it shares with this process

    def show(line: socket.socket, spare: bool) -> int:
        try:
            return run_ui(
                args.state,
                settings=settings,
                clock=SystemClock(),
                full_screen=args.full_screen,
                landscape=args.landscape,
                line=line,
                spare=spare,
            )
        except WorldError as error:
            sys.stderr.write(say(error.code, **error.params) + "\n")
            return EXIT_WORLD

    return Supervisor(show, ready).run()
