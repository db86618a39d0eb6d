"""The tour is drawn from a copy of the state folder, on a terminal that takes names: the map that belongs to its content is there, too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.app.tour_conditions import StandingClock, enrolled
from tests.ui.conftest import NOW, SETTINGS, Resident
from tests.ui.test_places import mapped  # noqa: F401 (a fixture)


def test_the_tour_shows_the_map_that_belongs_to_its_content(
    open_kiosk: Callable[..., Resident],
    mapped: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    resident = open_kiosk(folder=enrolled(mapped, tmp_path / "tour", StandingClock(NOW), settings=SETTINGS))
    resident.press("服务地图")
    assert resident.sees("放大")
