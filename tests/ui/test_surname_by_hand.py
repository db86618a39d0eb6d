"""A surname that is not in the list is written by hand, and forgotten like everything else that was typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import structs
from PySide6.QtGui import QPointingDevice

from kiosk.devices.handwriting import find_recogniser
from kiosk.domain.visit import VisitState
from kiosk.viewmodels.sign_up import SignUpModel
from tests.sign_up_desk import PlatformSide
from tests.ui.conftest import Resident
from tests.ui.test_search import BIG, THREE, draw
from tests.ui.test_sign_up import to_the_form

needs_zinnia = pytest.mark.skipif(find_recogniser() is None, reason="libzinnia0 or its model is not installed")


def to_the_pad(resident: Resident) -> SignUpModel:
    to_the_form(resident)
    resident.press("另外写")
    return resident.ui.shell.signUp


@needs_zinnia
def test_a_name_that_is_not_in_the_list_is_written_by_hand(
    platform: PlatformSide, resident: Resident, finger: QPointingDevice
) -> None:
    form = to_the_pad(resident)
    pad = resident.ui.shell.handwriting
    draw(resident, finger, *BIG)
    resident.wait_for(lambda: pad.candidates != [])
    resident.press("，第 1 个")
    first = form.surname
    assert len(first) == 1
    draw(resident, finger, *THREE)
    resident.press("用这个姓")  # what is on the pad is taken as it is best read
    assert form.surname[0] == first
    assert len(form.surname) == 2
    assert not form.byHand
    assert resident.sees(form.surname)
    assert resident.sees("先选拼音第一个字母")
    resident.ui.shell.visit.leave()
    assert (form.surname, pad.strokes, form.byHand) == ("", [], False)


@needs_zinnia
def test_back_from_the_pad_with_nothing_written_the_list_is_there(
    platform: PlatformSide, resident: Resident, finger: QPointingDevice
) -> None:
    form = to_the_pad(resident)
    draw(resident, finger, *BIG)
    resident.wait_for(lambda: resident.ui.shell.handwriting.candidates != [])
    resident.press("，第 1 个")
    resident.press("删一个字")
    assert form.surname == ""
    resident.press("换回名单")
    resident.press("C")
    assert resident.sees("另外写")
    resident.press("陈")
    assert form.surname == "陈"


@needs_zinnia
def test_while_it_asks_whether_she_is_there_what_is_written_is_covered(
    platform: PlatformSide, resident: Resident, finger: QPointingDevice
) -> None:
    to_the_pad(resident)
    draw(resident, finger, *BIG)
    assert any(item.property("penWidth") for item in resident.items())
    visit = resident.ui.shell.visit
    visit._become(structs.replace(visit._visit, state=VisitState.ASKING))
    resident.wait_for(lambda: not any(item.property("penWidth") for item in resident.items()))


def test_where_nothing_reads_handwriting_the_list_alone_is_offered(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.app.ui.find_recogniser", lambda: None)
    resident = open_kiosk()
    to_the_form(resident)
    assert resident.sees("先选拼音第一个字母")
    assert not resident.sees("另外写")
