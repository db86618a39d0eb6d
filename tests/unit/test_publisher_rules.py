"""Each rule inside a record and between records: one fault, reported at its field, and nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.content_sources import (
    ACTIVITY,
    BENEFIT,
    BULLETIN,
    DISTRICT,
    DIVISIONS,
    NEWS,
    PLACE,
    SEEN,
    ContentSources,
    only_problem,
)


@pytest.fixture
def sources(tmp_path: Path) -> ContentSources:
    return ContentSources(tmp_path)


RULES: dict[str, tuple[str, dict[str, Any], dict[str, Any], str, str]] = {
    # name: (file, base, changed fields, field at fault, code)
    "an id of another kind": ("bulletin/cold.yaml", BULLETIN, {"id": "news.cold"}, "id", "publisher.id_of_other_kind"),
    "a bad id": ("bulletin/cold.yaml", BULLETIN, {"id": "bulletin.Cold"}, "id", "publisher.form_id"),
    "expiry before start": (
        "bulletin/cold.yaml",
        BULLETIN,
        {"valid_from": dt.date(2026, 12, 2)},
        "expires_on",
        "publisher.expires_before",
    ),
    "a bulletin for ever": (
        "bulletin/cold.yaml",
        BULLETIN,
        {"expires_on": None},
        "expires_on",
        "publisher.bulletin_without_expiry",
    ),
    "two headlines": (
        "benefit/dibao.yaml",
        BENEFIT,
        {"figures": BENEFIT["figures"] * 2},
        "figures[1].headline",
        "publisher.second_headline",
    ),
    "two values": (
        "benefit/dibao.yaml",
        BENEFIT,
        {"figures": [{"label": "x", "value": 1, "value_text": "1", "confidence": "B"}]},
        "figures[0].value",
        "publisher.two_values",
    ),
    "no value and no note": (
        "benefit/dibao.yaml",
        BENEFIT,
        {"figures": [{"label": "x", "confidence": "B"}]},
        "figures[0].value",
        "publisher.no_value",
    ),
    "a law that ends before it starts": (
        "benefit/dibao.yaml",
        BENEFIT,
        {
            "legal_basis": [
                {"title": "x", "confidence": "B", "valid_from": dt.date(2025, 1, 1), "valid_to": dt.date(2024, 1, 1)}
            ]
        },
        "legal_basis[0].valid_to",
        "publisher.expires_before",
    ),
    "an unknown scope": ("bulletin/cold.yaml", BULLETIN, {"scope": "440199"}, "scope", "publisher.unknown_scope"),
    "an unknown town": ("place/changgang.yaml", PLACE, {"town": "440105099"}, "town", "publisher.unknown_scope"),
    "half a position": ("place/changgang.yaml", PLACE, {"lon": None}, "lon", "publisher.half_position"),
    "opening hours backwards": (
        "place/changgang.yaml",
        PLACE,
        {"hours": {"mon": ["17:00-09:00"]}},
        "hours.mon[0]",
        "publisher.span_ends_before",
    ),
    "opening hours that overlap": (
        "place/changgang.yaml",
        PLACE,
        {"hours": {"mon": ["09:00-12:00", "11:00-17:00"]}},
        "hours.mon[1]",
        "publisher.spans_overlap",
    ),
    "a sample that does not say so": (
        "place/changgang.yaml",
        PLACE,
        {"sample": True},
        "title",
        "publisher.sample_unmarked",
    ),
    "a mark without a sample": (
        "place/changgang.yaml",
        PLACE,
        {"title": "〔示例〕空间"},
        "sample",
        "publisher.mark_without_sample",
    ),
    "a benefit that does not exist": (
        "news/raise.yaml",
        NEWS,
        {"benefit_ids": ["benefit.gone"]},
        "benefit_ids[0]",
        "publisher.no_such_record",
    ),
    "a changed benefit that does not exist": (
        "news/raise.yaml",
        NEWS,
        {"changes": [{"benefit_id": "benefit.gone", "label": "x", "before": "1", "after": "2"}]},
        "changes[0].benefit_id",
        "publisher.no_such_record",
    ),
    "a picture that does not exist": (
        "news/raise.yaml",
        NEWS,
        {"image": "media.gone"},
        "image",
        "publisher.no_such_record",
    ),
    "a reference to another kind": (
        "news/raise.yaml",
        NEWS,
        {"image": "benefit.dibao"},
        "image",
        "publisher.reference_of_other_kind",
    ),
    "a reference other terminals cannot follow": (
        "bulletin/cold.yaml",
        BULLETIN,
        {"place_ids": ["place.changgang"]},
        "place_ids[0]",
        "publisher.out_of_scope",
    ),
    "an icon nobody drew": ("bulletin/cold.yaml", BULLETIN, {"icon": "typhoon"}, "icon", "publisher.unknown_icon"),
    "an unknown source": (
        "benefit/dibao.yaml",
        BENEFIT,
        {"sources": ["S2", "S7"]},
        "sources[1]",
        "publisher.unknown_source",
    ),
    "a typing error": (
        "news/raise.yaml",
        NEWS,
        {"isuer": "x"},
        "isuer",
        "publisher.unknown_field_near",
    ),
    "an audio clip typed by hand": (
        "news/raise.yaml",
        NEWS,
        {"summary": {"zh-Hans": "x", "audio": {"yue": "0" * 64}}},
        "summary.audio",
        "publisher.filled_in",
    ),
    "hiding what is not there": (
        "bulletin/cold.yaml",
        {**SEEN, "id": "bulletin.warm", "expires_on": dt.date(2026, 12, 1), "hides": True, "scope": DISTRICT},
        {},
        "hides",
        "publisher.hides_nothing",
    ),
    "hiding one's own": (
        "bulletin/hide.yaml",
        {**SEEN, "id": "benefit.dibao", "hides": True},
        {"id": "bulletin.none", "expires_on": dt.date(2026, 12, 1)},
        "hides",
        "publisher.hides_nothing",
    ),
    "a recurrence with a date": (
        "activity/phones.yaml",
        ACTIVITY,
        {"starts_at": dt.datetime(2026, 12, 1, 9)},  # noqa: DTZ001
        "starts_at",
        "publisher.recurs_and_date",
    ),
    "a recurrence that ends before it starts": (
        "activity/phones.yaml",
        ACTIVITY,
        {"ends": "09:00"},
        "ends_at",
        "publisher.ends_before",
    ),
    "a recurrence on the eighth day": (
        "activity/phones.yaml",
        ACTIVITY,
        {"recurs": {"weekday": 8, "weeks": 1}},
        "recurs.weekday",
        "publisher.too_big",
    ),
    "sign-up after the end": (
        "activity/phones.yaml",
        {
            **{k: v for k, v in ACTIVITY.items() if k not in ("recurs", "starts", "ends", "signup_closes_h")},
            "starts_at": dt.datetime(2026, 12, 1, 9),  # noqa: DTZ001
            "ends_at": dt.datetime(2026, 12, 1, 10),  # noqa: DTZ001
        },
        {"signup_until": dt.datetime(2026, 12, 1, 11)},  # noqa: DTZ001
        "signup_until",
        "publisher.signup_after_end",
    ),
    "a holiday of another year": (
        "calendar/2026.yaml",
        {**SEEN, "id": "calendar.2026", "title": "2026", "year": 2026, "confirmed": True, "confidence": "A"},
        {"days": [{"date": dt.date(2027, 1, 1), "name": "元旦", "off": True}]},
        "days[0].date",
        "publisher.day_of_other_year",
    ),
    "a district without a city": (
        "division/tree.yaml",
        {**DIVISIONS, "items": [*DIVISIONS["items"], {"id": "division.440106001", "code": "440106001", "title": "x"}]},
        {},
        "items[4].code",
        "publisher.no_parent",
    ),
    "a division with another id": (
        "division/more.yaml",
        {**SEEN, "id": "division.tianhe", "code": "440106", "title": "天河区"},
        {},
        "id",
        "publisher.division_id",
    ),
}


@pytest.mark.parametrize("what", RULES)
def test_rules_inside_and_between_records(sources: ContentSources, what: str) -> None:
    """One fault in sources that are right otherwise is reported at its field, and nothing else is."""
    file, base, changed, field, code = RULES[what]
    sources.change(file, base, **changed)
    problem = only_problem(sources)
    assert (problem.file, problem.field, problem.code) == (file, field, code)
    assert problem.line > 0
    assert problem.reason
