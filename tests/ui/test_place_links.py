"""Wherever a record names a place that has a page, the page is one press away; hours say when holidays are not sure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from tests.ui.conftest import NOW, Resident

SPACE = "place.gongzhu-440105003"
ELSEWHERE = "place.fantang-440105003"
LAWYER = "activity.lawyer-thu.20261126"


def test_an_activity_somewhere_else_leads_to_its_place(resident: Resident) -> None:
    resident.ui.context.place_id = ELSEWHERE
    resident.ui.shell.navigator.open("activity", LAWYER)
    resident.press("看地点")
    assert resident.ui.shell.navigator.screen == "place"
    assert resident.ui.shell.place.view.record_id == SPACE


def test_an_activity_in_this_very_space_sends_nobody_away(resident: Resident) -> None:
    resident.ui.shell.navigator.open("activity", LAWYER)
    assert resident.ui.shell.activity.place
    assert not resident.sees("看地点")


def test_an_urgent_notice_leads_to_the_places_it_names(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(at=dt.datetime(2026, 9, 23, 10, 0, tzinfo=NOW.tzinfo))
    resident.ui.shell.navigator.open("record", "bulletin.typhoon")
    (link,) = resident.ui.shell.record.view.places
    resident.press(link.title)
    assert resident.ui.shell.navigator.screen == "place"
    assert resident.ui.shell.place.view.record_id == link.record_id == SPACE


def test_a_year_before_its_official_notice_is_said_to_be_unsure(open_kiosk: Callable[..., Resident]) -> None:
    this_year = open_kiosk()
    this_year.ui.shell.navigator.open("place", SPACE)
    assert this_year.sees("什么时候开")
    assert not this_year.sees("节假日安排待核实")
    next_year = open_kiosk(at=dt.datetime(2027, 3, 1, 10, 0, tzinfo=NOW.tzinfo))
    next_year.ui.shell.navigator.open("place", SPACE)
    assert next_year.sees("节假日安排待核实")
