"""Who reads English still has the Chinese name to show: on the page of a place, and on the phone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from tests.ui.conftest import Resident


def test_in_english_name_and_address_are_there_in_chinese_for_a_driver_on_the_page_and_on_the_phone(
    open_kiosk: Callable[..., Resident],
) -> None:
    resident = open_kiosk()
    resident.ui.shell.setLanguage("en")
    resident.ui.shell.navigator.open("place", "place.yiyuan-guangyi-2")
    assert resident.sees("Second Affiliated Hospital of Guangzhou Medical University")
    assert resident.sees("Show this to a driver")
    assert resident.sees("广州医科大学附属第二医院")
    carried = [str(item.property("payload")) for item in resident.items() if item.property("payload")]
    assert any(quote("广州医科大学附属第二医院") in payload for payload in carried), (
        "the phone is shown to the driver, too"
    )
