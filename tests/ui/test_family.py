"""Signing up for one of the family as well: another person is not told that she has signed up already."""

from __future__ import annotations

from kiosk.usecases.desk import For
from tests.sign_up_desk import PlatformSide
from tests.ui.conftest import Resident
from tests.ui.test_my_tickets import look_up
from tests.ui.test_sign_up import fill_in, to_the_form, type_phone

AGAIN = "您已经报过这一场了"


def sign_up_for(resident: Resident, whom: str) -> str:
    to_the_form(resident)
    resident.press(whom)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认排候补")
    return str(resident.ui.shell.signUp.code)


def test_a_second_one_of_the_family_is_asked_about_not_refused(platform: PlatformSide, resident: Resident) -> None:
    sign_up_for(resident, "家里人")
    resident.press("再报一场")
    to_the_form(resident)
    resident.press("家里人")
    assert resident.sees("这一场已给家里人报过，再报一位？")
    assert not resident.sees(AGAIN)


def test_after_herself_one_of_the_family_is_another_person(platform: PlatformSide, resident: Resident) -> None:
    sign_up_for(resident, "我自己")
    resident.press("再报一场")
    to_the_form(resident)
    assert resident.sees(AGAIN), "for herself it would be the second time"
    resident.press("家里人")
    assert resident.sees("您自己报过这一场，再给家里人报？")
    assert not resident.sees(AGAIN)


def test_a_ticket_that_was_looked_up_says_that_it_is_one_of_the_familys(
    platform: PlatformSide, resident: Resident
) -> None:
    code = sign_up_for(resident, "家里人")
    resident.press("结束并清除")
    resident.ui.shell.visit.wake()
    resident.ui.shell.navigator.open("tickets", "")
    resident.pause()
    look_up(resident, code, "4321")
    found = resident.ui.shell.ticket.found
    assert found is not None
    assert found.whom is For.FAMILY
    resident.pause()
    to_the_form(resident)
    resident.press("家里人")
    assert resident.sees("这一场已给家里人报过，再报一位？")
    assert not resident.sees(AGAIN)
