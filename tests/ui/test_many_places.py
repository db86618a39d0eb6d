"""A city with hundreds of places in one kind: turning the map to them stays a matter of a moment."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRectF
from PySide6.QtQuick import QQuickItem

from data.content_store import ContentStore
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.map_samples import map_line, unpack_map
from tests.sample_records import line_of
from tests.ui.conftest import Resident, is_text
from tests.ui.test_places import HERE, mapped, the_map

__all__ = ["mapped"]  # a fixture

MANY, FEW = 600, 20
NEAR, FAR = 13, 9  # as when a place at the other end of the city is chosen


@pytest.fixture
def crowded(state: Path, starter_lines: dict[str, list[Line]]) -> Path:
    """Many canteens and a few places for children, strewn about the space."""
    dice = random.Random(4)  # noqa: S311
    more = [
        line_of(
            f"place.{category}-{number}",
            title=f"地点 {number}",
            category=category,
            lat=round(HERE[0] + dice.gauss(0, 0.03), 5),
            lon=round(HERE[1] + dice.gauss(0, 0.03), 5),
        )
        for category, count in (("fantang", MANY), ("weibao", FEW))
        for number in range(count)
    ]
    with ContentStore(state / "content.db") as store:
        fill(store, {**starter_lines, "4401": [*starter_lines["4401"], *more, map_line(around=HERE)]}, gen=2)
    unpack_map(state, "light", around=HERE)
    return state


def drawn() -> None:
    """What was asked for is done, and what the step before showed is gone."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def cost_of_a_marker(resident: Resident, category: str) -> tuple[int, float]:
    """How many markers stand at the near zoom, and seconds of processor for each when the map comes and goes; the best of three."""
    resident.ui.shell.places.choose(category)
    view, costs = the_map(resident), []
    for _ in range(3):
        started = time.process_time()
        for zoom in (FAR, NEAR):
            view.zoomTo(zoom)  # type: ignore[attr-defined]
            drawn()
        costs.append(time.process_time() - started)
    markers = resident.ui.shell.map.pins.rowCount()
    return markers, min(costs) / markers


def test_a_marker_costs_no_more_among_many_than_among_few(open_kiosk: Callable[..., Resident], crowded: Path) -> None:
    """Were each asked where all the others stand whenever one moves, a zoom would take minutes."""
    resident = open_kiosk(folder=crowded)
    resident.press("服务地图")
    few, alone = cost_of_a_marker(resident, "weibao")
    many, among = cost_of_a_marker(resident, "fantang")
    assert many > 3 * few
    assert among < 2 * alone


@pytest.mark.parametrize("zoom", [9, 10, 11, 12, 13])
def test_the_chosen_place_hides_no_number_of_others_beside_you_are_here(
    open_kiosk: Callable[..., Resident], mapped: Path, zoom: int
) -> None:
    resident = open_kiosk()
    resident.press("服务地图")
    resident.press("3 号，")
    the_map(resident).zoomTo(zoom)  # type: ignore[attr-defined]
    resident.wait_for(lambda: bool(resident.sees("您在这里")))
    pins = [item for item in resident.items() if "MapPin_" in item.metaObject().className()]
    numbers = {
        pin.property("chosen"): [_number(each) for each in pins if each.property("chosen") == pin.property("chosen")]
        for pin in pins
    }
    (chosen,) = numbers[True]
    assert numbers[False]
    assert not [other for other in numbers[False] if other.intersects(chosen)]


def _number(pin: QQuickItem) -> QRectF:
    """Where the number on a pin stands."""
    words = next(item for item in pin.childItems() if is_text(item))
    return words.mapRectToScene(words.boundingRect())
