"""The code on a ticket: signed here, the same whenever it is found, refused when a single character differs; its key is told and kept close."""

from __future__ import annotations

import stat
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from data.journal_opening import wipe_journals
from data.ticket_key import KEY_FILE, public_half, signed_by
from kiosk.domain.ticket_code import signed_part as part
from kiosk.domain.ticket_code import ticket_in, token
from kiosk.usecases.desk import Found, Promise
from tests.sign_up_desk import INCARNATION, ticket_keys
from tests.unit.test_sign_up import COUNTED, FREE, Terminal
from tests.unit.test_take_away_codes import picture

ENTRY = "0192f0c1-0000-7000-8000-000000000001"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNED = token("A037", ENTRY, KEY.sign(part("A037", ENTRY)))
TYPED = string.ascii_letters + string.digits + string.punctuation + " "


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path)
    yield made
    made.close()


def genuine(text: str) -> bool:
    code = ticket_in(text)
    return code is not None and signed_by(code, [public_half(KEY)])


def found(terminal: Terminal, promise: Promise) -> Found:
    held = terminal.desk.find(promise.code, "5678")
    assert held is not None
    return held


def ours(terminal: Terminal, text: str) -> bool:
    code = ticket_in(text)
    return code is not None and terminal.desk.ours(code)


@settings(max_examples=500, deadline=None)
@given(at=st.integers(0, len(SIGNED) - 1), other=st.sampled_from(TYPED) | st.characters())
def test_any_changed_character_is_refused(at: int, other: str) -> None:
    changed = SIGNED[:at] + other + SIGNED[at + 1 :]
    assert genuine(changed) == (changed == SIGNED)


def test_a_key_of_another_terminal_signs_nothing_here() -> None:
    code = ticket_in(SIGNED)
    assert code is not None
    assert signed_by(code, [public_half(KEY)])
    assert not signed_by(code, [public_half(Ed25519PrivateKey.generate())])
    assert not signed_by(code, [])


def test_a_ticket_is_signed_with_a_key_the_journal_has_told_before(terminal: Terminal) -> None:
    terminal.platform.lend(COUNTED, 2)
    first, second = terminal.sign_up(), terminal.sign_up(FREE)
    (told,) = ticket_keys(terminal.state)
    for promise in (first, second):
        code = ticket_in(promise.token)
        assert code is not None
        assert code.ticket == promise.code
        assert promise.entry.startswith(code.entry)
        assert signed_by(code, [told])
        assert ours(terminal, promise.token)
    assert not ours(terminal, SIGNED)


def test_a_ticket_keeps_its_code_over_a_restart_and_another_enrolment(terminal: Terminal) -> None:
    promise = terminal.sign_up(FREE)
    assert found(terminal, promise).token == promise.token
    terminal.restart()
    assert found(terminal, promise).token == promise.token
    told = ticket_keys(terminal.state)
    terminal.platform.enrol(INCARNATION + 1)
    terminal.desk.ready()
    assert ours(terminal, promise.token)
    assert found(terminal, promise).token == promise.token
    assert ticket_keys(terminal.state) == told, "told again in the journal that follows"


@pytest.mark.parametrize("harm", ["lost", "short", "seen"])
def test_a_key_that_cannot_be_used_is_replaced_and_codes_it_signed_still_hold(terminal: Terminal, harm: str) -> None:
    before = terminal.sign_up(FREE)
    path = terminal.state / KEY_FILE
    match harm:
        case "lost":
            path.unlink()
        case "short":
            path.write_bytes(path.read_bytes()[:7])
        case _:
            path.chmod(0o644)
    after = terminal.sign_up(FREE)
    assert len(ticket_keys(terminal.state)) == 2
    assert ours(terminal, before.token)
    assert ours(terminal, after.token)


def test_the_key_is_its_owners_alone_and_goes_when_the_terminals_time_has_ended(terminal: Terminal) -> None:
    terminal.sign_up(FREE)
    path = terminal.state / KEY_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    secret = path.read_bytes()
    holding = [each.name for each in terminal.state.iterdir() if each.is_file() and secret in each.read_bytes()]
    assert holding == [KEY_FILE], "not in the journal, which is delivered"
    terminal.journal.close()
    wipe_journals(terminal.state)
    assert not list(terminal.state.glob(KEY_FILE + "*"))
    terminal.desk = terminal._open()


@pytest.mark.parametrize("paper", [False, True])
def test_a_reader_gets_the_signature_whole(*, paper: bool) -> None:
    (seen,) = zxingcpp.read_barcodes(picture(SIGNED, for_paper=paper), formats=zxingcpp.BarcodeFormat.QRCode)
    assert genuine(bytes(seen.bytes).decode())
