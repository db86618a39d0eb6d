"""What a technician says when a terminal is set up comes back from the file as it was meant, or is refused in words."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from data.terminal_settings import load_settings, save_settings
from kiosk.cli import provision
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import (
    PrinterConnection,
    PrinterSettings,
    ScannerConnection,
    ScannerSettings,
    TerminalSettings,
)


def given(*options: str) -> TerminalSettings:
    parser = argparse.ArgumentParser()
    provision.add_arguments(parser)
    fixed = [
        "--state",
        "s",
        "--scope",
        "440105",
        "--platform",
        "http://127.0.0.1:9",
        "--root",
        "r",
        "--terminal",
        "K-00001",
    ]
    return provision._settings(parser.parse_args([*fixed, *options]))


@pytest.mark.parametrize(
    ("options", "printer"),
    [
        ((), None),
        (("--printer", "usb:04B8:0E15"), PrinterSettings(connection=PrinterConnection.USB, address="04b8:0e15")),
        (
            ("--printer", "network:192.168.1.50", "--paper-mm", "58"),
            PrinterSettings(connection=PrinterConnection.NETWORK, address="192.168.1.50:9100", width_dots=384),
        ),
        (
            ("--printer", "network:printer.lan:9101", "--printer-profile", "TM-T88V"),
            PrinterSettings(connection=PrinterConnection.NETWORK, address="printer.lan:9101", profile="TM-T88V"),
        ),
        (
            ("--printer", "file:/dev/usb/lp0", "--paper-mm", "80"),
            PrinterSettings(connection=PrinterConnection.FILE, address="/dev/usb/lp0"),
        ),
    ],
)
def test_a_printer_is_remembered_as_it_was_named(
    options: tuple[str, ...], printer: PrinterSettings | None, tmp_path: Path
) -> None:
    settings = given(*options, "--public-url", "https://sjy.example/p/")
    assert settings.printer == printer
    save_settings(tmp_path, settings)
    assert load_settings(tmp_path) == settings


@pytest.mark.parametrize(
    "named", ["usb:printer", "usb:04b8", "network:", "network:a b", "file:lp0", "bluetooth:x", "lp0"]
)
def test_an_address_nobody_could_reach_is_refused(named: str) -> None:
    with pytest.raises(WorldError) as raised:
        given("--printer", named)
    assert raised.value.code in {"printer.bad_address", "provision.bad_value"}


def test_a_public_address_that_could_carry_something_personal_is_refused() -> None:
    with pytest.raises(WorldError):
        given("--public-url", "https://sjy.example/p?who=")


@pytest.mark.parametrize(
    ("how", "scanner"),
    [
        (
            "keyboard:05E0:1200",
            ScannerSettings(connection=ScannerConnection.KEYBOARD, address="05e0:1200"),
        ),
        (
            "serial:/dev/ttyACM0",
            ScannerSettings(connection=ScannerConnection.SERIAL, address="/dev/ttyACM0"),
        ),
        (
            "serial:/dev/ttyS0@115200",
            ScannerSettings(connection=ScannerConnection.SERIAL, address="/dev/ttyS0", baud=115_200),
        ),
    ],
)
def test_a_scanner_is_remembered_as_it_was_named(how: str, scanner: ScannerSettings, tmp_path: Path) -> None:
    settings = given("--scanner", how)
    assert settings.scanner == scanner
    save_settings(tmp_path, settings)
    assert load_settings(tmp_path) == settings


@pytest.mark.parametrize("how", ["keyboard:x", "serial:ttyS0", "serial:/dev/ttyS0@fast", "bluetooth:1", "serial"])
def test_a_scanner_that_cannot_be_is_refused(how: str) -> None:
    with pytest.raises(WorldError):
        given("--scanner", how)
