"""``kiosk tour``: every screen in every variant as a picture, from the live database."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from pathlib import Path

from data.terminal_settings import load_settings
from data.words import say
from kiosk.cli.environment import prepare_qt, steady_heap
from kiosk.usecases.clock import GUANGZHOU, Clock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--state", type=Path, required=True, help=say("cli.help_state"))
    parser.add_argument("--out", type=Path, required=True, help=say("cli.help_out"))
    parser.add_argument("--only", default="", help=say("cli.help_only"))
    parser.add_argument("--at", type=dt.datetime.fromisoformat, help=say("cli.help_at"))


def run(args: argparse.Namespace) -> int:
    """Render the tour."""
    settings = load_settings(args.state)
    steady_heap()
    prepare_qt()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from kiosk.app.tour import render_tour  # noqa: PLC0415 (Qt reads its environment when it is imported)
    from kiosk.app.tour_conditions import StandingClock  # noqa: PLC0415
    from kiosk.devices.system_clock import SystemClock  # noqa: PLC0415

    clock: Clock = SystemClock()
    if args.at is not None:
        clock = StandingClock(args.at.replace(tzinfo=GUANGZHOU))
    count = render_tour(args.state, args.out, settings=settings, clock=clock, only=args.only)
    sys.stdout.write(say("ui.toured", count=count, folder=args.out) + "\n")
    return 0
