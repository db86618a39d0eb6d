"""The urgent lanes as published content: all four, quiet where they must be, nothing without a number."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kiosk.domain.content import PlaceCategory
from kiosk.domain.text import Language, in_language
from kiosk.domain.urgent import URGENT_IDS, UrgentLane
from sync.publisher.drafts import Draft, read_item
from sync.publisher.reader import read_sources
from sync.publisher.shelf import ImageShelf
from tests.architecture.tree import ROOT

STARTER = ROOT / "data" / "starter"
TODAY = dt.date(2026, 11, 28)


def lanes(folder: Path) -> dict[str, Draft]:
    sources = read_sources(folder)
    shelf = ImageShelf({}, is_ready=lambda _: False)
    found = [read_item(i, sources=sources, shelf=shelf, today=TODAY) for i in sources.items if i.kind == "urgent"]
    assert [reading.findings.faults for reading in found] == [[]] * len(found)
    return {draft.id: draft for reading in found for draft in reading.drafts}


@pytest.fixture(scope="module")
def starter() -> dict[str, UrgentLane]:
    bodies = {key: draft.body for key, draft in lanes(STARTER).items()}
    return {key: body for key, body in bodies.items() if isinstance(body, UrgentLane)}


def test_all_four_lanes_are_published_for_the_whole_city(starter: dict[str, UrgentLane]) -> None:
    assert set(starter) == set(URGENT_IDS)
    assert {draft.scope for draft in lanes(STARTER).values()} == {"4401"}


def test_only_harm_is_quiet_and_its_first_number_is_for_danger(starter: dict[str, UrgentLane]) -> None:
    assert [key for key, lane in starter.items() if lane.quiet] == ["urgent.harm"]
    assert starter["urgent.harm"].calls[0].number == "110"
    assert starter["urgent.harm"].calls[0].danger
    assert "12110" in [c.number for c in starter["urgent.harm"].calls if c.by == "message"]


def test_every_lane_has_a_person_a_number_with_a_date_and_a_next_step(starter: dict[str, UrgentLane]) -> None:
    for key, lane in starter.items():
        assert all(call.checked_on <= TODAY for call in lane.calls), key
        assert lane.here, key
        assert lane.later_benefits, key
        assert {p.category for p in lane.places if p.category} <= {c.value for c in PlaceCategory}, key
        for text in (lane.title, lane.hint, lane.heading, lane.staff, lane.later):
            assert in_language(text, Language.EN) != in_language(text, Language.ZH_HANS), key
