"""A scanned code names a ticket and opens nothing; a scanner is said to be there only while it is."""

from __future__ import annotations

import os
import pty
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from kiosk.devices.scanner import KeyboardScanner, make_scanner, usb_present
from kiosk.devices.scanner_serial import SerialScanner
from kiosk.domain.journal_bodies import DeviceState
from kiosk.domain.terminal import ScannerConnection, ScannerSettings
from kiosk.domain.ticket_code import ticket_in, token

ENTRY = "0192f0c1-0000-7000-8000-000000000001"
TOKEN = token("A037", ENTRY, bytes(range(64)))
OLD = f"SJY1 A037 activity.lawyer-thu.20261126 {ENTRY} {ENTRY}.2"


@pytest.mark.parametrize(
    ("read", "ticket"),
    [
        (TOKEN, "A037"),
        (f"BEGIN:VCALENDAR\r\nUID:{TOKEN}\r\nEND:VCALENDAR\r\n", "A037"),
        (f"昌岗街\n票号：D 004\n{token('D004', ENTRY, bytes(64))}", "D004"),
        (OLD, "A037"),
        (f"UID:SJY1 D004 service.visit {ENTRY}\r\n", "D004"),
        ("https://example.org/A037", None),
        (OLD.replace("A037", "Z037"), None),
        (OLD.replace("A037", "A0371"), None),
        (TOKEN.replace("SJY2", "SJY1"), None),
        (TOKEN.replace("SJY2", "SJY3"), None),
        (TOKEN[:-1], None),
        (TOKEN + "A", None),
        ("", None),
    ],
)
def test_which_ticket_a_code_names(read: str, ticket: str | None) -> None:
    code = ticket_in(read)
    assert (None if code is None else code.ticket) == ticket


def test_an_old_code_has_no_signature_and_a_new_one_names_its_entry() -> None:
    old, new = ticket_in(OLD), ticket_in(TOKEN)
    assert old is not None
    assert new is not None
    assert (old.entry, old.signature) == (ENTRY, None)
    assert ENTRY.startswith(new.entry)
    assert (len(new.entry), new.signature) == (18, bytes(range(64)))


@pytest.fixture
def heard() -> list[str]:
    return []


def type_into(scanner: KeyboardScanner, text: str) -> list[str]:
    """Type, as fast as a scanner does; what was let through to the window."""
    window, through = QObject(), []
    for character in text:
        key = Qt.Key.Key_Return if character == "\r" else Qt.Key.Key_A
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if not scanner.eventFilter(window, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character)):
                through.append(character)
    return through


def test_a_scanner_that_types_reaches_no_button(qtbot: QtBot, heard: list[str]) -> None:
    scanner = KeyboardScanner("05e0:1200")
    scanner.listen(heard.append)
    assert type_into(scanner, f"BEGIN:VCALENDAR\rUID:{TOKEN}\rEND:VCALENDAR\r") == []
    qtbot.waitUntil(lambda: bool(heard))
    assert [ticket_in(text) for text in heard] == [ticket_in(TOKEN)]


def test_somebody_at_a_keyboard_keeps_digits_enter_and_space(qtbot: QtBot, heard: list[str]) -> None:
    scanner = KeyboardScanner("05e0:1200")
    scanner.listen(heard.append)
    assert set(type_into(scanner, "5 \r")) == {"5", " ", "\r"}
    scanner.listen(None)
    assert type_into(scanner, "S") == ["S", "S"], "on other pages letters are letters"


def test_what_was_half_read_is_dropped_when_nobody_wants_it(qtbot: QtBot, heard: list[str]) -> None:
    scanner = KeyboardScanner("05e0:1200")
    scanner.listen(heard.append)
    type_into(scanner, "SJY1 A0")
    scanner.listen(None)
    scanner.listen(heard.append)
    type_into(scanner, "X")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["X"]


def test_a_scanner_that_types_is_there_while_its_usb_device_is(tmp_path: Path) -> None:
    device = tmp_path / "1-1"
    device.mkdir()
    (tmp_path / "1-0:1.0").mkdir()  # an interface has no ids
    (device / "idVendor").write_text("05e0\n")
    (device / "idProduct").write_text("1200\n")
    assert KeyboardScanner("05e0:1200", devices=tmp_path).state() is DeviceState.OK
    assert KeyboardScanner("05e0:1201", devices=tmp_path).state() is DeviceState.BROKEN
    assert not usb_present("05e0:1200", tmp_path / "1-1")


@pytest.fixture
def line() -> Iterator[tuple[int, str]]:
    """A serial line: our end, and the path of the scanner's."""
    ours, theirs = pty.openpty()
    yield ours, os.ttyname(theirs)
    os.close(theirs)
    os.close(ours)


def test_a_scanner_on_a_serial_line_tells_a_code_at_once(qtbot: QtBot, heard: list[str], line: tuple[int, str]) -> None:
    ours, path = line
    scanner = SerialScanner(path, baud=9600)
    scanner.listen(heard.append)
    assert scanner.state() is DeviceState.OK
    os.write(ours, TOKEN[:9].encode())
    os.write(ours, TOKEN[9:].encode() + b"\r")
    qtbot.waitUntil(lambda: bool(heard))
    assert [ticket_in(text) for text in heard] == [ticket_in(TOKEN)]
    scanner.close()


def test_a_line_that_is_not_there_is_not_said_to_be_on(tmp_path: Path) -> None:
    scanner = SerialScanner(str(tmp_path / "ttyACM0"), baud=9600)
    assert scanner.state() is DeviceState.BROKEN


@pytest.mark.parametrize(
    ("settings", "kind"),
    [
        (None, "NoScanner"),
        (ScannerSettings(connection=ScannerConnection.KEYBOARD, address="05e0:1200"), "KeyboardScanner"),
        (ScannerSettings(connection=ScannerConnection.SERIAL, address="/dev/ttyACM0"), "SerialScanner"),
    ],
)
def test_a_terminal_has_the_scanner_it_was_set_up_with(
    settings: ScannerSettings | None, kind: str, qtbot: QtBot
) -> None:
    owner = QObject()
    assert type(make_scanner(settings, owner)).__name__ == kind
