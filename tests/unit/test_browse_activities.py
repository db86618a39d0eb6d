"""The week of activities: what is over is not offered, pages follow the days, seats are said only where they are ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from data.content_reader import ContentReader
from data.content_store import ContentStore
from kiosk.domain.content import ActivityCategory
from kiosk.domain.text import Language
from kiosk.usecases.browse_activities import ActivityFilter, ActivityWeek, Room, activity_week
from sync.protocol.package import Line
from tests.content_filling import fill

TUESDAY = dt.datetime.fromisoformat("2026-11-24T09:06")
LARGE = Room(height=10_000, card=100, heading=20, gap=10)


def line(name: str, starts: str, **more: object) -> Line:
    starts_at = dt.datetime.fromisoformat(starts)
    body = {
        "title": name,
        "summary": "s",
        "category": "class",
        "icon": "hand-heart",
        "starts_at": starts,
        "ends_at": (starts_at + dt.timedelta(hours=1)).isoformat(),
        "place": "p",
        "who": "w",
        "host": "h",
        "fee": "f",
        "confidence": "K",
        **more,
    }
    return Line(
        id=f"activity.{name}",
        kind="activity",
        rev=1,
        verified_on=dt.date(2026, 11, 1),
        body=msgspec.Raw(msgspec.json.encode(body)),
    )


LINES = [
    line("over", "2026-11-24T07:30:00"),
    line("now", "2026-11-24T08:30:00"),
    line("closed", "2026-11-24T10:00:00", capacity=5, signup_until="2026-11-24T09:00:00"),
    line("today", "2026-11-24T14:00:00", capacity=5, signup_until="2026-11-24T12:00:00"),
    line("free", "2026-11-26T09:00:00", category="health"),
    line("sunday", "2026-11-29T09:00:00", capacity=9),
    line("next", "2026-12-02T09:00:00", category="legal"),
]


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ContentReader]:
    with ContentStore(tmp_path / "content.db") as store:
        fill(store, {"4401": LINES})
    reader = ContentReader(tmp_path / "content.db", "4401")
    yield reader
    reader.close()


def week(reader: ContentReader, only: ActivityFilter | None = None, **more: object) -> ActivityWeek:
    options: dict[str, object] = {"page": 0, "room": LARGE, **more}
    return activity_week(reader, TUESDAY, language=Language.ZH_HANS, only=only or ActivityFilter(), **options)  # type: ignore[arg-type]


def names(view: ActivityWeek) -> list[str]:
    return [row.record_id.removeprefix("activity.") for row in view.rows]


def test_it_begins_today_and_runs_to_sunday_without_what_is_over(reader: ContentReader) -> None:
    view = week(reader)
    assert names(view) == ["now", "closed", "today", "free", "sunday"]
    assert [cell.count for cell in view.days] == [0, 3, 0, 1, 0, 0, 1]
    assert [cell.past for cell in view.days] == [True] + [False] * 6
    assert [cell.today for cell in view.days].index(True) == 1


def test_each_other_day_has_a_heading_once(reader: ContentReader) -> None:
    headings = [row.heading for row in week(reader).rows]
    assert headings == [None, None, None, dt.date(2026, 11, 26), dt.date(2026, 11, 29)]


def test_what_can_be_done_follows_clock_and_our_own_seats(reader: ContentReader) -> None:
    def offers(seats: int | None) -> dict[str, str]:
        return {row.title: row.offer for row in week(reader, seats=lambda _: seats).rows}

    assert offers(None) == {
        "now": "started",
        "closed": "closed",
        "today": "waiting_list",
        "free": "walk_in",
        "sunday": "waiting_list",
    }
    assert offers(2)["today"] == "sign_up"
    assert offers(0)["today"] == "waiting_list"


def test_a_day_without_any_still_shows_what_comes_after(reader: ContentReader) -> None:
    view = week(reader, ActivityFilter(day=dt.date(2026, 11, 25)))
    assert view.on_day == 0
    assert names(view) == ["free", "sunday"]


def test_past_days_and_weeks_cannot_be_asked_for(reader: ContentReader) -> None:
    assert week(reader, ActivityFilter(day=dt.date(2026, 11, 23))).day == dt.date(2026, 11, 24)
    assert week(reader, ActivityFilter(week=-3)).week == 0
    assert week(reader, ActivityFilter(week=99)).week == 1


def test_the_next_week_begins_with_its_first_day_that_has_any(reader: ContentReader) -> None:
    view = week(reader, ActivityFilter(week=1))
    assert view.day == dt.date(2026, 12, 2)
    assert names(view) == ["next"]


def test_who_comes_when_the_week_is_over_sees_the_next_one(reader: ContentReader) -> None:
    late = TUESDAY.replace(day=29, hour=21)
    view = activity_week(reader, late, language=Language.ZH_HANS, only=ActivityFilter(), page=0, room=LARGE)
    assert (view.week, names(view)) == (1, ["next"])
    back = activity_week(reader, late, language=Language.ZH_HANS, only=ActivityFilter(week=0), page=0, room=LARGE)
    assert (back.week, names(back)) == (0, [])


def test_a_kind_narrows_cards_and_days_but_not_the_chips(reader: ContentReader) -> None:
    view = week(reader, ActivityFilter(category=ActivityCategory.HEALTH))
    assert names(view) == ["free"]
    assert sum(cell.count for cell in view.days) == 1
    assert {chip.code: chip.count for chip in view.categories} == {"": 5, "class": 4, "health": 1, "legal": 0}


@pytest.mark.parametrize("height", [100, 210, 235, 330, 480, 700])
def test_pages_never_hold_more_than_fits_and_lose_nothing(reader: ContentReader, height: int) -> None:
    room = Room(height=height, card=100, heading=20, gap=10)
    pages = week(reader, room=room).pages
    seen = []
    for page in range(pages):
        view = week(reader, room=room, page=page)
        seen += names(view)
        blocks = sum(2 if row.heading else 1 for row in view.rows)
        used = sum(100 + (20 if row.heading else 0) for row in view.rows) + 10 * (blocks - 1)
        assert used <= height or len(view.rows) == 1
    assert seen == ["now", "closed", "today", "free", "sunday"]
    assert week(reader, room=room, page=99).page == pages - 1
