"""受到伤害: a call that makes no noise says what it does and what it does not do, and the next one rings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.domain.journal_bodies import HelpAnswer, HelpCall
from kiosk.viewmodels.help import AGAIN_AFTER_S, RING_EVERY_S
from tests.sign_up_desk import PlatformSide, entries
from tests.ui.conftest import NOW, Resident
from tests.ui.test_help import EVENING, Calling


class HandClock:
    """A clock that somebody sets."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> dt.datetime:
        return self.moment.astimezone(dt.UTC)


@pytest.fixture
def calling(open_kiosk: Callable[..., Resident], platform: PlatformSide, state: Path) -> Calling:
    return Calling(open_kiosk, state)


def in_danger(resident: Resident) -> None:
    resident.press("开始自测")
    resident.pause()
    resident.press("受到伤害")
    assert resident.sees("110")


def test_a_silent_call_rings_nothing_and_says_that_it_is_only_noted(calling: Calling) -> None:
    resident = calling.resident
    in_danger(resident)
    assert resident.sees("只记下来，不响铃。没人看到之前，请打 110，或者走到前台")
    assert not resident.sees("记下了，还没有人看到")
    resident.press("悄悄过来")
    (body,) = calling.bodies()
    assert isinstance(body, HelpCall)
    assert body.silent
    assert resident.sees("记下了，还没有人看到。请打 110，或者走到前台")
    calling.later(RING_EVERY_S)
    assert calling.bell.rings == 0
    resident.find("叫工作人员")
    assert not resident.sees("已经叫了"), "nobody reads over her shoulder that she called"
    calling.staff(HelpAnswer(of=entries(calling.state)[0].id, after_s=20))
    assert resident.sees("有人看到了，正走过来")
    assert not resident.sees("还没有人看到")


def test_the_key_in_the_bar_rings_after_a_silent_call(calling: Calling) -> None:
    in_danger(calling.resident)
    calling.resident.press("悄悄过来")
    calling.resident.press("叫工作人员")
    first, second = calling.bodies()
    assert isinstance(second, HelpCall)
    assert (second.silent, second.again) == (False, entries(calling.state)[0].id)
    assert isinstance(first, HelpCall)
    assert calling.bell.rings == 1
    assert calling.resident.sees("铃响了")
    calling.later(RING_EVERY_S)
    assert calling.bell.rings == 2, "it rings until somebody answers"


def test_calling_again_rings_after_a_silent_call_that_somebody_saw(calling: Calling) -> None:
    in_danger(calling.resident)
    calling.resident.press("悄悄过来")
    calling.staff(HelpAnswer(of=entries(calling.state)[0].id, after_s=5))
    calling.resident.press("叫工作人员")
    assert calling.bell.rings == 0, "somebody is on the way: no noise"
    assert calling.resident.sees("有人看到了，正走过来")
    calling.later(AGAIN_AFTER_S)
    calling.resident.press("再叫一次")
    body = calling.bodies()[-1]
    assert isinstance(body, HelpCall)
    assert not body.silent
    assert calling.bell.rings == 1


def test_a_silent_call_that_is_left_when_they_close_is_not_said_to_bring_anybody(
    open_kiosk: Callable[..., Resident], platform: PlatformSide, state: Path
) -> None:
    clock = HandClock()
    calling = Calling(open_kiosk, state, clock=clock)
    in_danger(calling.resident)
    calling.resident.press("悄悄过来")
    clock.moment = EVENING
    calling.later(1)
    assert calling.resident.sees("现在这里没人值班，请打上面的电话")
    assert not calling.resident.sees("还没有人看到")
    calling.resident.press("明天 9:00 有人")
    assert not calling.resident.sees("已经叫了")
    assert calling.resident.sees("等不到人，打电话")
    assert calling.bell.rings == 0


def test_nobody_in_danger_waits_for_staff_who_are_not_there(
    open_kiosk: Callable[..., Resident], platform: PlatformSide, state: Path
) -> None:
    calling = Calling(open_kiosk, state, at=EVENING)
    in_danger(calling.resident)
    assert calling.resident.sees("现在这里没人值班，请打上面的电话")
    assert not calling.resident.sees("悄悄过来")
    assert not calling.resident.sees("陪您打电话")


def test_a_silent_call_that_could_not_be_written_down_is_not_waited_for(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk()  # not enrolled: no journal
    in_danger(resident)
    resident.press("悄悄过来")
    assert resident.sees("没叫成，请打上面的电话")
    assert not resident.sees("悄悄过来")
