"""``kiosk import``: take content and the platform's answers from a stick. The agent must not be running."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.words import say
from kiosk.app.stick import Imported, import_from_stick


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--state", type=Path, required=True, metavar="DIR", help=say("cli.help_state"))
    parser.add_argument("--from", type=Path, required=True, metavar="STICK", dest="stick", help=say("usb.arg_from"))


def run(args: argparse.Namespace) -> int:
    """Import; 1 where something on the stick was refused or nothing was for this terminal.

    Raises:
        WorldError: the stick cannot be read at all, or the disk failed.
    """
    done = import_from_stick(args.state, args.stick)
    for line in _sentences(done):
        sys.stdout.write(line + "\n")
    return 0 if done.good else 1


def _sentences(done: Imported) -> list[str]:
    lines = []
    if done.content_refused is not None:
        reason = say(done.content_refused.code, **done.content_refused.params)
        lines.append(say("usb.refused_content", reason=reason))
    elif done.content is None:
        lines.append(say("usb.no_content"))
    elif done.content:
        lines.append(say("usb.took_content", scopes=", ".join(done.content)))
    else:
        lines.append(say("usb.same_content"))
    took = done.answers
    if took is not None:
        lines.append(say("usb.took", acknowledged=took.acknowledged, messages=took.messages))
        lines += [say("usb.refused", name=name, reason=say(e.code, **e.params)) for name, e in took.refused]
        if took.others:
            lines.append(say("usb.for_others", terminals=", ".join(took.others), terminal=done.terminal))
    if done.empty:
        lines.append(say("usb.nothing"))
    return lines
