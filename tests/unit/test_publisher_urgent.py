"""The urgent lanes as published content: all four, quiet where they must be, nothing without a number."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.content import PlaceCategory
from kiosk.domain.text import Language, in_language
from kiosk.domain.urgent import URGENT_IDS, UrgentLane
from sync.publisher.drafts import Draft, read_item
from sync.publisher.reader import read_sources
from sync.publisher.shelf import ImageShelf
from tests.architecture.tree import ROOT
from tests.content_sources import ContentSources, check, only_problem

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


# What may not be published ------------------------------------------------------------------------------------------

LANE: dict[str, Any] = {
    "id": "urgent.harm",
    "scope": "4401",
    "verified_on": TODAY,
    "title": "受到伤害",
    "need": "harm",
    "hint": "先保安全",
    "icon": "hand-coins",
    "heading": "先保证安全",
    "quiet": True,
    "calls": [{"label": "有危险", "number": "110", "danger": True, "checked_on": TODAY, "confidence": "B"}],
    "staff": "请工作人员悄悄过来",
    "confidence": "B",
}


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"id": "urgent.fire"}, "id", "publisher.urgent_id"),
        ({"calls": [{**LANE["calls"][0], "danger": False}]}, "calls[0]", "publisher.danger_first"),
        ({"calls": []}, "calls", "publisher.too_few"),
        ({"places": [{"label": "酒馆", "category": "pub"}]}, "places[0].category", "publisher.not_a_choice"),
        ({"later_benefits": ["benefit.none"]}, "later_benefits[0]", "publisher.no_such_record"),
    ],
)
def test_a_lane_that_would_leave_somebody_alone_is_refused(
    tmp_path: Path, change: dict[str, Any], field: str, code: str
) -> None:
    sources = ContentSources(tmp_path)
    sources.write("urgent/harm.yaml", {**LANE, **change})
    problem = only_problem(sources)
    assert (problem.file, problem.field, problem.code) == ("urgent/harm.yaml", field, code)


def test_a_street_may_put_its_own_lane_in_place_of_the_city_s(tmp_path: Path) -> None:
    sources = ContentSources(tmp_path)
    sources.write("urgent/harm.yaml", LANE)
    sources.write("urgent/harm-changgang.yaml", {**LANE, "scope": "440105013", "here": ["我们陪您"]})
    assert [d.scope for d in check(sources).drafts if d.id == "urgent.harm"] == ["4401", "440105013"]
