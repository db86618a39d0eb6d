"""``kiosk run``: the window residents use."""

from __future__ import annotations

import argparse
import importlib
import logging
import socket
import sys
from pathlib import Path

from data.terminal_settings import load_settings
from data.words import say
from kiosk.app.supervisor import EXIT_WORLD, Supervisor
from kiosk.cli.environment import prepare_qt
from kiosk.domain.errors import WorldError

SHARED = (
    "data.content_reader",
    "data.inbox_reader",
    "kiosk.usecases.browse_activities",
    "kiosk.usecases.browse_benefits",
    "kiosk.usecases.browse_news",
    "kiosk.usecases.browse_services",
    "kiosk.usecases.desk",
    "kiosk.usecases.follow_guide",
    "kiosk.usecases.open_activity",
    "kiosk.usecases.open_benefit",
    "kiosk.usecases.open_service",
    "kiosk.usecases.read_news",
    "kiosk.usecases.see_home",
    "kiosk.usecases.see_idle",
    "kiosk.usecases.see_site",
)
"""What every screen needs and that knows no Qt: imported once, before the first fork. It costs the first screen nothing, and each
successor finds it there."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--state", type=Path, required=True, help=say("cli.help_state"))
    parser.add_argument("--full-screen", action="store_true", help=say("cli.help_full_screen"))
    parser.add_argument("--landscape", action="store_true", help=say("cli.help_landscape"))


def run(args: argparse.Namespace) -> int:
    """Keep the kiosk's screen up."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    settings = load_settings(args.state)
    prepare_qt()
    for name in SHARED:
        importlib.import_module(name)

    def show(line: socket.socket, spare: bool) -> int:
        from kiosk.app.ui import run_ui  # noqa: PLC0415 (Qt reads its environment when it is imported)
        from kiosk.devices.system_clock import SystemClock  # noqa: PLC0415

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

    return Supervisor(show).run()
