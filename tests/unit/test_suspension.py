"""Notices that close places: which places, from when, until when, and what opening hours make of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.content import Body, Bulletin, Hours, Kind, Place, PlaceCategory, Record, Suspension
from kiosk.domain.opening import OpenState, Span, SpecialDays, opening_at, without
from kiosk.domain.suspension import closures_of
from tests.sample_records import BODIES

DAILY = Hours(**dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), ("09:00-12:00", "14:00-17:30")))
NOON = dt.datetime.fromisoformat("2026-09-23T12:00")
THIS_YEAR = SpecialDays(off={}, years=frozenset({2026}), confirmed=frozenset({2026}))
TOMORROW = dt.datetime.fromisoformat("2026-09-24T15:00")


def place(scope: str = "440105003", *, category: str = "fantang", town: str | None = None) -> Record[Body]:
    body = msgspec.convert({**BODIES["place"], "category": category, "town": town}, Place)
    return Record(id="place.x", kind=Kind.PLACE, scope=scope, rev=1, verified_on=NOON.date(), body=body)


def notice(scope: str = "440105", **suspends: Any) -> Record[Body]:
    what = Suspension(starts_at=NOON, **suspends) if suspends.pop("shut", True) else None
    body = msgspec.structs.replace(msgspec.convert(BODIES["bulletin"], Bulletin), suspends=what)
    return Record(
        id="bulletin.x",
        kind=Kind.BULLETIN,
        scope=scope,
        rev=1,
        verified_on=NOON.date(),
        expires_on=dt.date(2026, 9, 25),
        body=body,
    )


def test_a_typhoon_closes_an_open_place_and_says_when_it_opens_again() -> None:
    closures = closures_of(place(), [notice(ends_at=TOMORROW)])
    before = opening_at(DAILY, dt.datetime.fromisoformat("2026-09-23T11:00"), THIS_YEAR, closures=closures)
    assert (before.state, before.until, before.suspended) == (OpenState.OPEN, NOON, False)
    during = opening_at(DAILY, dt.datetime.fromisoformat("2026-09-23T15:00"), THIS_YEAR, closures=closures)
    assert (during.state, during.until, during.suspended) == (OpenState.CLOSED, TOMORROW, True)
    after = opening_at(DAILY, TOMORROW, THIS_YEAR, closures=closures)
    assert (after.state, after.until) == (OpenState.OPEN, dt.datetime.fromisoformat("2026-09-24T17:30"))


def test_a_place_whose_hours_nobody_knows_is_closed_too() -> None:
    closures = closures_of(place(), [notice()])
    assert opening_at(None, NOON, THIS_YEAR, closures=closures).suspended
    assert opening_at(None, NOON, THIS_YEAR, closures=closures).state is OpenState.CLOSED


def test_without_an_end_it_lasts_as_long_as_the_notice() -> None:
    ((_, end),) = closures_of(place(), [notice()])
    assert end == dt.datetime.fromisoformat("2026-09-26T00:00")


@pytest.mark.parametrize(
    ("of", "by", "closed"),
    [
        (place("440105003"), notice("440105"), True),
        (place("440104003"), notice("440105"), False),
        (place("4401", town="440105003"), notice("440105003"), True),
        (place("4401"), notice("440105"), False),
        (place("4401"), notice("4401"), True),
        (place("4401"), notice("440105", place_ids=("place.x",)), True),
        (place(), notice(place_ids=("place.y",)), False),
        (place(), notice(categories=(PlaceCategory.FANTANG,)), True),
        (place(), notice(categories=(PlaceCategory.YIYUAN,)), False),
        (place(), notice(shut=False), False),
    ],
)
def test_it_closes_the_places_of_its_area_or_those_it_names(of: Record[Body], by: Record[Body], closed: bool) -> None:
    assert bool(closures_of(of, [by])) is closed


MOMENTS = st.integers(0, 48).map(
    lambda hours: dt.datetime.fromisoformat("2026-01-01T00:00") + dt.timedelta(hours=hours)
)
SPANS = st.tuples(MOMENTS, MOMENTS).filter(lambda pair: pair[0] < pair[1])


@given(st.lists(SPANS, max_size=4), st.lists(SPANS, max_size=4), MOMENTS)
def test_what_is_left_is_open_and_not_shut_at_every_moment(
    open_: list[Span], shut: list[Span], at: dt.datetime
) -> None:
    def within(spans: object, moment: dt.datetime) -> bool:
        return any(start <= moment < end for start, end in spans)  # type: ignore[attr-defined]

    assert within(without(open_, shut), at) == (within(open_, at) and not within(shut, at))
