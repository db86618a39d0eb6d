"""A ticket is scanned at 我的报名: its number is filled in where the code is ours, and nothing is opened by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.domain.journal_bodies import DeviceState
from kiosk.domain.ticket_code import token
from tests.sign_up_desk import PlatformSide, entries
from tests.ui.conftest import Resident
from tests.ui.test_my_tickets import promise_and_come_back, sign_up_and_come_back
from tests.ui.test_sign_up import type_digits


class HandScanner:
    """A scanner in our hands."""

    def __init__(self, state: DeviceState) -> None:
        self._state = state
        self.heard: Callable[[str], None] | None = None

    def state(self) -> DeviceState:
        return self._state

    def listen(self, heard: Callable[[str], None] | None) -> None:
        self.heard = heard

    def close(self) -> None:
        self.heard = None


def test_a_scanned_ticket_still_wants_its_four_digits(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], state: Path
) -> None:
    scanner = HandScanner(DeviceState.OK)
    resident = open_kiosk(scanner=scanner)
    promise = promise_and_come_back(resident)
    code, promised = promise.code, promise.token
    assert scanner.heard is None, "on other pages codes are nobody's"
    resident.press("我的报名")
    assert resident.sees("扫码器开着")
    assert scanner.heard is not None
    scanner.heard("https://example.org")
    assert resident.sees("这个码不是我们的票")
    scanner.heard(f"UID:{promised}\r\n")
    assert resident.sees(f"{code[0]} {code[1:]}")
    assert resident.sees("扫到了")
    assert not resident.sees("没有签名")
    assert resident.sees("四位数还差 4 位")
    assert not resident.sees("您的票")
    type_digits(resident, "4321", lambda: resident.ui.shell.ticket.missing)
    resident.press("找我的票")
    assert resident.sees("您的票")
    assert resident.ui.shell.ticket.found.token == promised, "found again it has the very same code"


def test_a_code_that_was_not_signed_here_is_not_taken_and_an_old_one_says_that_it_proves_nothing(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], state: Path
) -> None:
    scanner = HandScanner(DeviceState.OK)
    resident = open_kiosk(scanner=scanner)
    code = sign_up_and_come_back(resident)
    entry = entries(state)[-1].id
    resident.press("我的报名")
    assert scanner.heard is not None
    scanner.heard(token(code, entry, bytes(64)))
    assert resident.sees("这个码不是这台机器出的，不能用")
    assert not resident.sees("扫到了")
    scanner.heard(f"SJY1 {code} activity.x {entry}")
    assert not resident.sees("不能用")
    assert resident.sees("扫到了")
    assert resident.sees("旧票的码没有签名")
    type_digits(resident, "4321", lambda: resident.ui.shell.ticket.missing)
    resident.press("找我的票")
    assert resident.sees("您的票")


@pytest.mark.parametrize(
    ("scanner", "words"), [(DeviceState.BROKEN, "扫码器现在用不了"), (DeviceState.ABSENT, "这台机器没有扫码器")]
)
def test_a_scanner_that_is_not_there_is_not_offered(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], scanner: DeviceState, words: str
) -> None:
    resident = open_kiosk(scanner=HandScanner(scanner))
    resident.ui.shell.navigator.open("tickets", "")
    assert resident.sees(words)
    assert not resident.sees("对准扫码器")
