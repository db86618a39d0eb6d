"""看得清、够得着: each row acts at once, everything is put back, and what lies low is in reach."""

from __future__ import annotations

from collections.abc import Callable

from tests.ui.conftest import Resident
from tests.ui.reach import box, in_view


def test_lowered_controls_are_in_reach_and_go_back(resident: Resident) -> None:
    limit = resident.ui.shell.access.reachTop(1080.0, 1920.0, 0.0, 700.0)
    resident.press("大字")
    resident.press("画面放低，已关闭")
    resident.press("就这样")
    resident.press("惠民清单")
    high = [
        each.property("name") for each in resident.pressables() if in_view(resident, each) and box(each).top() < limit
    ]
    assert not high
    assert resident.sees("惠民清单"), "what is only read stands above"
    resident.press("放回原位")
    resident.wait_for(lambda: not resident.sees("放回原位"))
    assert min(box(each).top() for each in resident.pressables()) < limit
    assert resident.sees("惠民清单")


def test_a_wide_screen_says_why_nothing_is_lowered(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(size=(1920, 1080))
    resident.press("大字")
    assert resident.sees("这块屏不高，坐着都够得着")
    resident.press("画面放低")
    assert not resident.ui.shell.access.lowReach


def test_the_key_of_the_bar_says_that_something_is_set(resident: Resident) -> None:
    assert not resident.sees("大字 ✓")
    resident.ui.shell.access.pressToHear = True
    assert resident.sees("大字 ✓")
    resident.press("大字 ✓")
    resident.press("全部还原")
    assert not resident.ui.shell.access.anything
