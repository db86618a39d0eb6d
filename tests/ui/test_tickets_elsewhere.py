"""A ticket is found on the machine that gave it: two machines of a space both give A001, and each says so."""

from __future__ import annotations

import pytest

from tests.sign_up_desk import PlatformSide
from tests.ui.conftest import Resident
from tests.ui.test_my_tickets import look_up
from tests.ui.test_sign_up import fill_in, to_the_form, type_phone


def test_a_ticket_of_another_machine_is_sent_to_that_machine(platform: PlatformSide, resident: Resident) -> None:
    resident.ui.shell.navigator.open("tickets", "")
    assert resident.sees("在报名的那台机器上，按票号，再按四位数")
    look_up(resident, "A001", "4321")
    assert resident.sees("没找到这张票")
    assert resident.sees("在报名的那台机器上查")


@pytest.mark.parametrize("phone", ["13987654321", ""])
def test_a_slip_says_where_its_ticket_is_found_again(platform: PlatformSide, resident: Resident, phone: str) -> None:
    to_the_form(resident)
    fill_in(resident)
    if phone:
        type_phone(resident, phone)
    else:
        resident.press("没有手机")
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认排候补")
    assert "在报名的那台机器上" in " ".join(resident.ui.shell.takeAway.sheet("ticket").last)
