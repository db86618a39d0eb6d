"""``kiosk provision``: make this machine the terminal of one space: settings and the root of trust, nothing secret."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from pathlib import Path

import msgspec

from data.files import file_errors, write_durably
from data.inbox_store import InboxStore
from data.terminal_settings import save_settings
from data.words import say
from kiosk.app.agent import only_one
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import Panel, PrinterConnection, ScannerConnection, StateFiles, TerminalSettings
from sync.agent.trust import root_version

PAPER_DOTS = {80: 576, 58: 384}
"""What a printer prints across at 8 dots a millimetre, by the width of its paper in mm."""
ESCPOS_PORT = 9100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--state", type=Path, required=True, metavar="DIR", help=say("provision.arg_state"))
    parser.add_argument("--scope", required=True, metavar="CODE", help=say("provision.arg_scope"))
    parser.add_argument("--place", metavar="ID", help=say("provision.arg_place"))
    parser.add_argument("--platform", required=True, metavar="URL", help=say("provision.arg_platform"))
    parser.add_argument("--root", type=Path, required=True, metavar="FILE", help=say("provision.arg_root"))
    parser.add_argument("--terminal", required=True, metavar="K-NNNNN", help=say("provision.arg_terminal"))
    parser.add_argument("--panel-mm", metavar="WxH", help=say("provision.arg_panel"))
    parser.add_argument("--panel-edge-mm", type=float, metavar="MM", help=say("provision.arg_panel_edge"))
    parser.add_argument("--printer", metavar="HOW", help=say("provision.arg_printer"))
    parser.add_argument("--paper-mm", type=int, choices=sorted(PAPER_DOTS), help=say("provision.arg_paper"))
    parser.add_argument("--printer-profile", metavar="NAME", help=say("provision.arg_profile"))
    parser.add_argument("--scanner", metavar="HOW", help=say("provision.arg_scanner"))
    parser.add_argument("--public-url", metavar="URL", help=say("provision.arg_public"))
    parser.add_argument("--poll-interval", type=float, metavar="S", help=say("provision.arg_interval"))


def run(args: argparse.Namespace) -> int:
    """Write the state folder; the value is the exit code.

    Raises:
        WorldError: a value or the root is not usable; nothing is written then.
    """
    settings = _settings(args)
    try:
        root = args.root.read_bytes()
    except OSError as error:
        raise WorldError("provision.no_root", path=args.root, reason=error.strerror) from error
    version = root_version(root, args.root)
    with file_errors(args.state):
        args.state.mkdir(parents=True, exist_ok=True)
    with only_one(args.state):
        _trust(args.state, root)
        with file_errors(args.state):
            save_settings(args.state, settings)
    sys.stdout.write(
        say(
            "provision.done",
            terminal=settings.terminal_id,
            scope=settings.scope,
            platform=settings.platform_url,
            version=version,
            fingerprint=hashlib.sha256(root).hexdigest()[:16],
            state=args.state,
        )
        + "\n"
    )
    return 0


def _trust(state: Path, root: bytes) -> None:
    """Put the root of trust in place; with another one than before, what the old platform signed counts no more."""
    files = StateFiles(state)
    path, inbox = Path(files.trusted_root), Path(files.inbox_db)
    with file_errors(path):
        before = path.read_bytes() if path.exists() else None
    if before not in (None, root):
        if inbox.exists():
            with InboxStore(inbox) as store:
                store.forget_floor()
        with file_errors(Path(files.tuf)):
            if Path(files.tuf).exists():
                shutil.rmtree(files.tuf)
        sys.stdout.write(say("provision.other_root") + "\n")
    with file_errors(path):
        write_durably(path, root)


def _settings(args: argparse.Namespace) -> TerminalSettings:
    values: dict[str, object] = {
        "terminal_id": args.terminal,
        "scope": args.scope,
        "platform_url": args.platform,
        "place_id": args.place,
    }
    if args.poll_interval is not None:
        values["poll_interval_s"] = args.poll_interval
    panel = msgspec.to_builtins(_panel(args.panel_mm)) if args.panel_mm is not None else {}
    if args.panel_edge_mm is not None:
        panel["edge_mm"] = args.panel_edge_mm
    if panel:
        values["panel"] = panel
    if args.printer is not None:
        values["printer"] = _printer(args.printer, paper_mm=args.paper_mm, profile=args.printer_profile)
    if args.scanner is not None:
        values["scanner"] = _scanner(args.scanner)
    if args.public_url is not None:
        values["public_url"] = args.public_url
    try:
        return msgspec.convert(values, TerminalSettings)
    except msgspec.ValidationError as error:
        raise WorldError("provision.bad_value", reason=error) from error


def _panel(text: str) -> Panel:
    width, _, height = text.lower().partition("x")
    try:
        return Panel(width_mm=float(width), height_mm=float(height))
    except ValueError:
        raise WorldError("provision.bad_panel", value=text) from None


def _scanner(text: str) -> dict[str, object]:
    """``keyboard:VVVV:PPPP`` or ``serial:/dev/ttyACM0[@BAUD]`` as a table of settings."""
    connection, _, address = text.partition(":")
    address, _, baud = address.partition("@")
    if connection not in set(ScannerConnection) or not address or (baud and not baud.isdecimal()):
        raise WorldError("scanner.bad_address", value=text)
    if connection == ScannerConnection.KEYBOARD:
        address = address.lower()
    return {"connection": connection, "address": address} | ({"baud": int(baud)} if baud else {})


def _printer(text: str, *, paper_mm: int | None, profile: str | None) -> dict[str, object]:
    """``usb:VVVV:PPPP``, ``network:HOST[:PORT]`` or ``file:PATH`` as a table of settings."""
    connection, _, address = text.partition(":")
    if connection not in set(PrinterConnection) or not address:
        raise WorldError("printer.bad_address", value=text)
    if connection == PrinterConnection.NETWORK and ":" not in address:
        address = f"{address}:{ESCPOS_PORT}"
    values: dict[str, object] = {"connection": connection, "address": address}
    if connection == PrinterConnection.USB:
        values["address"] = address.lower()
    if paper_mm is not None:
        values["width_dots"] = PAPER_DOTS[paper_mm]
    if profile is not None:
        values["profile"] = profile
    return values
