"""The page for somebody who is being hurt: its numbers are in sight at once, and the keys that hide it beside its title."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.app.tour_variants import LANDSCAPE, Variant
from tests.ui.conftest import Resident, is_text
from tests.ui.reach import box, in_view

NUMBERS = {"110", "12110", "12338", "12355", "120", "12356"}


def harm(resident: Resident, variant: Variant) -> None:
    variant.wear(resident.ui.shell)
    resident.ui.shell.navigator.open("urgent", "urgent.harm")
    resident.ui.window.grabWindow()


def numbers_in_sight(resident: Resident) -> set[str]:
    texts = (item for item in resident.items() if is_text(item) and in_view(resident, item))
    return {str(item.property("text")) for item in texts} & NUMBERS


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_standing_everything_is_on_one_page(resident: Resident, language: str) -> None:
    harm(resident, Variant("usual", language=language))
    assert numbers_in_sight(resident) == NUMBERS
    assert not resident.sees("往下看")
    title = next(
        item
        for item in resident.items()
        if is_text(item) and item.property("text") == resident.ui.shell.selfCheck.urgent.heading
    )
    key = box(resident.find("遮住"))
    assert key.top() < box(title).center().y() < key.bottom(), "the keys stand beside the title"


@pytest.mark.parametrize(("size", "least"), [("standard", 6), ("large", 4), ("larger", 4), ("largest", 2)], ids=str)
def test_in_landscape_numbers_are_in_sight_at_once(open_kiosk: Callable[..., Resident], size: str, least: int) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    harm(resident, Variant("landscape", size=LANDSCAPE, text_size=size))
    assert len(numbers_in_sight(resident)) >= least


@pytest.mark.parametrize("size", ["standard", "large", "larger", "largest"])
def test_the_keys_stay_where_the_page_is_turned(resident: Resident, size: str) -> None:
    harm(resident, Variant("usual", text_size=size, language="en"))
    resident.press("Down")
    assert in_view(resident, resident.find("Cover"))
    assert in_view(resident, resident.find("Leave now"))
