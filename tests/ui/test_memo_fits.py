"""What is to be copied down is never cut off: a long room goes on below."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.app.tour_variants import LANDSCAPE, PORTRAIT, Variant
from tests.ui.conftest import Resident, is_text
from tests.ui.reach import box
from tests.ui.test_sign_up import LAWYER


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("letters", ["larger", "largest"])
def test_a_long_room_stays_on_the_paper_it_is_written_on(
    open_kiosk: Callable[..., Resident], size: tuple[int, int], letters: str
) -> None:
    resident = open_kiosk(size=size)
    Variant("large letters", text_size=letters, language="en").wear(resident.ui.shell)
    resident.ui.shell.navigator.open("activity", LAWYER)
    resident.ui.shell.navigator.open("memo", "activity")
    resident.ui.window.grabWindow()
    room = next(item for item in resident.items() if is_text(item) and "Room 203" in str(item.property("text")))
    assert float(room.property("contentWidth")) <= box(room).width() + 1
    assert not room.property("truncated")
