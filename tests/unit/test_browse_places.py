"""Places as a list and one by one: nearest first, numbered like their pins, open or not, and what a phone is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.content_reader import ContentReader
from data.content_store import ContentStore
from kiosk.domain.clusters import LIVE_MAX, Spot, clusters_of, markers_within
from kiosk.domain.content import Hours, PlaceCategory
from kiosk.domain.gcj02 import to_gcj02
from kiosk.domain.text import Language
from kiosk.usecases.browse_places import CATEGORY_GROUPS, PlaceFilter, PlacePage, place_page
from kiosk.usecases.open_place import HoursLine, PlaceView, hours_lines, open_place, quarter_of
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.sample_records import SCOPE, line_of

TUESDAY = dt.datetime.fromisoformat("2026-11-24T11:40:00")
HERE = "place.here"
DAILY = {day: ["09:00-12:00", "14:00-17:30"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


def place(name: str, north_m: int | None, **more: object) -> Line:
    where = {} if north_m is None else {"lat": 23.09 + north_m / 111_195, "lon": 113.27}
    blank = {"lat": None, "lon": None} if north_m is None else {}
    return line_of(f"place.{name}", **{"title": name, **blank, **where, "hours": DAILY, **more})


LINES = [
    place("here", 0, category="gongzhu"),
    place("far", 5000, category="yiyuan", hours=None),
    place("near", 300, category="fantang", step_free=True),
    place("nearer", 100, category="shegong", hours={**DAILY, "tue": ["14:00-17:00"]}, sample=True),
    place("nowhere", None, category="fantang", confidence="K"),
    line_of("calendar.2026"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ContentStore]:
    with ContentStore(tmp_path / "content.db") as opened:
        fill(opened, {SCOPE: LINES})
        yield opened


@pytest.fixture
def reader(store: ContentStore) -> Iterator[ContentReader]:
    opened = ContentReader(store.path, SCOPE)
    yield opened
    opened.close()


def page(
    reader: ContentReader, now: dt.datetime = TUESDAY, *, number: int = 0, size: int = 9, **only: object
) -> PlacePage:
    return place_page(
        reader,
        now,
        language=Language.ZH_HANS,
        place_id=HERE,
        only=PlaceFilter(**only),  # type: ignore[arg-type]
        page=number,
        page_size=size,
    )


def titles(shown: PlacePage) -> list[tuple[int, str]]:
    return [(row.number, row.title) for row in shown.rows]


def test_the_nearest_come_first_numbered_over_all_pages_and_this_space_is_not_among_them(reader: ContentReader) -> None:
    assert titles(page(reader)) == [(1, "nearer"), (2, "near"), (3, "far"), (4, "nowhere")]
    assert titles(page(reader, number=1, size=3)) == [(4, "nowhere")]
    assert [pin.number for pin in page(reader, number=1, size=3).places] == [1, 2, 3, 4], "pins are those of all pages"


def test_a_row_says_how_far_how_long_and_whether_one_gets_in(reader: ContentReader) -> None:
    nearer, near, far, nowhere = page(reader).rows
    assert (near.distance_m, near.walk_min, near.step_free) == (300, 7, "yes")
    assert (far.walk_min, far.open_state) == (-1, "unknown"), "five kilometres are no walk"
    assert (nowhere.distance_m, nowhere.walk_min, nowhere.east, nowhere.unconfirmed) == (None, -1, -1.0, True)
    assert (nearer.open_state, nearer.open_until) == ("closed", TUESDAY.replace(hour=14, minute=0))
    assert (near.open_state, near.minutes_left) == ("open", 20), "it closes for lunch"


def test_filters_narrow_and_the_counts_follow_them(reader: ContentReader) -> None:
    assert titles(page(reader, category=PlaceCategory.FANTANG)) == [(1, "near"), (2, "nowhere")]
    opened = page(reader, only_open=True)
    assert titles(opened) == [(1, "near"), (2, "nowhere")]
    counts = {each.code: each.count for each in opened.counts}
    assert (counts[""], counts["fantang"], counts["shegong"], opened.everything) == (2, 2, 0, 4)


def test_every_category_stands_in_the_sheet_once() -> None:
    listed = [category for group in CATEGORY_GROUPS.values() for category in group]
    assert sorted(listed) == sorted(PlaceCategory)


def test_a_notice_closes_places_in_the_list_and_on_their_page(reader: ContentReader, store: ContentStore) -> None:
    shut = {"starts_at": "2026-11-24T10:00:00", "ends_at": "2026-11-25T10:00:00", "categories": ["fantang"]}
    notice = line_of("bulletin.typhoon", expires_on=TUESDAY.date(), suspends=shut)
    fill(store, {SCOPE: [*LINES, notice]}, gen=2)
    rows = {row.title: row for row in page(reader).rows}
    assert (rows["near"].suspended, rows["nearer"].suspended, rows["far"].suspended) == (True, False, False)
    assert titles(page(reader, only_open=True)) == []
    view = open_place(reader, "place.near", TUESDAY, language=Language.ZH_HANS, place_id=HERE)
    assert view is not None
    assert view.opening.suspended
    assert view.opening.until == dt.datetime.fromisoformat("2026-11-25T10:00:00")


def test_the_page_of_a_place_says_the_way_and_today(reader: ContentReader) -> None:
    view = open_place(reader, "place.near", TUESDAY, language=Language.ZH_HANS, place_id=HERE)
    assert view is not None
    assert (view.distance_m, view.quarter, view.today, view.today_known) == (
        300,
        "n",
        ("9:00–12:00", "14:00–17:30"),
        True,
    )
    lat, lon = to_gcj02((23.09 + 300 / 111_195, 113.27))
    assert f"position={lon:.6f},{lat:.6f}" in view.link
    assert view.link.endswith("&coordinate=gaode"), "the shift is named, or the phone would shift it again"


def test_no_phone_is_sent_to_a_place_that_is_made_up_or_nowhere(reader: ContentReader) -> None:
    for name in ("nearer", "nowhere"):
        view = open_place(reader, f"place.{name}", TUESDAY, language=Language.ZH_HANS, place_id=HERE)
        assert view is not None
        assert view.link == ""


def test_who_reads_english_can_show_a_driver_the_name_in_chinese(store: ContentStore, reader: ContentReader) -> None:
    english = {"zh-Hans": "昌岗街颐康中心", "en": "Changgang Elderly Care Centre"}
    where = {"zh-Hans": "昌岗路 1 号", "en": "1 Changgang Road"}
    plain = place("near", 300, address="昌岗路 2 号")
    fill(store, {SCOPE: [*LINES, place("both", 200, title=english, address=where), plain]}, gen=2)

    def seen(name: str, language: Language) -> PlaceView:
        view = open_place(reader, f"place.{name}", TUESDAY, language=language, place_id=HERE)
        assert view is not None
        return view

    view = seen("both", Language.EN)
    assert (view.title, view.address) == ("Changgang Elderly Care Centre", "1 Changgang Road")
    assert view.in_chinese == "昌岗街颐康中心 昌岗路 1 号"
    assert f"name={quote('昌岗街颐康中心')}&" in view.link, "the phone is handed to the driver, too"
    assert seen("both", Language.ZH_HANS).in_chinese == ""
    assert seen("near", Language.EN).in_chinese == "", "it stands there already"


def test_at_the_space_itself_nobody_is_sent_anywhere(reader: ContentReader) -> None:
    view = open_place(reader, HERE, TUESDAY, language=Language.ZH_HANS, place_id=HERE)
    assert view is not None
    assert (view.here, view.distance_m, view.quarter) == (True, 0, "")


def test_the_week_is_said_in_as_few_lines_as_it_takes() -> None:
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ("09:00-12:00",))
    assert hours_lines(Hours(**week, sat=("09:00-11:00",), sun=())) == (
        HoursLine(1, 5, ("9:00–12:00",)),
        HoursLine(6, 6, ("9:00–11:00",)),
        HoursLine(7, 7, ()),
    )
    assert hours_lines(Hours(mon=("08:00-24:00",), wed=("08:00-24:00",))) == (
        HoursLine(1, 1, ("8:00–24:00",)),
        HoursLine(3, 3, ("8:00–24:00",)),
    ), "a day nobody knows is not said to be closed"
    assert hours_lines(None) == ()


@pytest.mark.parametrize(
    ("end", "quarter"),
    [((23.1, 113.3), "n"), ((23.0, 113.4), "e"), ((22.9, 113.3), "s"), ((23.0, 113.2), "w"), ((23.1, 113.4), "ne")],
)
def test_directions_are_named_by_the_compass(end: tuple[float, float], quarter: str) -> None:
    assert quarter_of((23.0, 113.3), end) == quarter


SPOTS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=80).map(
    lambda points: [Spot(number, x, y) for number, (x, y) in enumerate(points, start=1)]
)


@given(SPOTS, st.floats(0.01, 0.4))
def test_every_place_has_a_marker_and_no_two_stand_closer_than_a_finger(spots: list[Spot], cell: float) -> None:
    markers = clusters_of(spots, cell)
    assert sum(marker.count for marker in markers) == len(spots)
    for index, one in enumerate(markers):
        for other in markers[index + 1 :]:
            assert abs(one.x - other.x) >= cell or abs(one.y - other.y) >= cell
    assert not spots or markers[0].number == 1


CROWDS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=LIVE_MAX, max_size=6 * LIVE_MAX).map(
    lambda points: [Spot(number, x, y) for number, (x, y) in enumerate(points, start=1)]
)


@given(CROWDS, st.floats(1e-9, 0.2), st.floats(0, 0.5), st.floats(0.5, 1))
@example([Spot(n, n % 100 / 100, n // 100 / 100) for n in range(1, 5001)], 1e-9, 0.0, 1.0)
def test_never_more_markers_than_a_slow_machine_can_draw_and_no_place_is_lost(
    spots: list[Spot], cell: float, low: float, high: float
) -> None:
    markers = markers_within(spots, cell, left=low, top=low, right=high, bottom=high)
    inside = [spot for spot in spots if low <= spot.x <= high and low <= spot.y <= high]
    assert len(markers) <= LIVE_MAX
    assert sum(marker.count for marker in markers) == len(inside)
    assert {marker.number for marker in markers} <= {spot.number for spot in inside}
    assert [marker.number for marker in markers] == sorted(marker.number for marker in markers)
    assert not inside or markers[0].number == inside[0].number, "the first of the list stands by its own number"


def test_bad_fields_of_newer_platforms_do_not_hide_a_place(store: ContentStore, reader: ContentReader) -> None:
    body = msgspec.json.decode(bytes(LINES[2].body))
    odd = msgspec.structs.replace(LINES[2], rev=2, body=msgspec.Raw(msgspec.json.encode({**body, "queue": 3})))
    fill(store, {SCOPE: [LINES[0], odd]}, gen=2)
    assert titles(page(reader)) == [(1, "near")]
