"""content.db from the screens' side: the merge along the path, the order of lists, and files that come and go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.content_reader import ContentReader, SyncState
from data.content_rows import build_row, record_of
from data.content_store import ContentStore
from data.sqlite import quarantine
from kiosk.domain.content import Body, Channel, Kind, Record
from kiosk.domain.merge import visible
from kiosk.domain.scopes import path_of
from tests.content_filling import fill
from tests.sample_records import NOW, SCOPE, TODAY, line_of

VILLAGE = "440105003001"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "content.db"


@pytest.fixture
def store(path: Path) -> Iterator[ContentStore]:
    with ContentStore(path) as opened:
        yield opened


@pytest.fixture
def reader(path: Path) -> Iterator[ContentReader]:
    opened = ContentReader(path, VILLAGE)
    yield opened
    opened.close()


days = st.none() | st.integers(-2, 2).map(lambda n: TODAY + dt.timedelta(days=n))
placed = st.tuples(
    st.sampled_from([*path_of(VILLAGE), "440106", "440105004"]),
    st.sampled_from(["benefit.a", "benefit.b", "benefit.c"]),
    days,
    days,
    st.booleans(),
    st.integers(1, 9),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(records=st.lists(placed, max_size=14, unique_by=lambda r: r[:2]))
def test_the_store_merges_the_path_as_the_domain_does(
    store: ContentStore, reader: ContentReader, records: list[tuple[str, str, dt.date, dt.date, bool, int]]
) -> None:
    lines = [
        (scope, line_of(record_id, rev=rev, valid_from=start, expires_on=end, hides=hides, title=f"{scope} {rev}"))
        for scope, record_id, start, end, hides, rev in records
    ]
    scopes = {*path_of(VILLAGE), "440106", "440105004"}
    fill(store, {scope: [line for of, line in lines if of == scope] for scope in scopes})
    # The rule works on records; a hiding one has no body to decode, so the envelope is built by hand.
    on_path = [
        Record(
            id=line.id, kind=Kind.BENEFIT, scope=scope, rev=line.rev, valid_from=line.valid_from,
            expires_on=line.expires_on, verified_on=TODAY, hides=line.hides,
            body=None if line.hides else _body(scope, line),
        )
        for scope, line in lines
        if scope in path_of(VILLAGE)
    ]  # fmt: skip
    expected = visible(on_path, TODAY)  # type: ignore[arg-type]
    assert {key.id for key in reader.benefits(TODAY)} == set(expected)
    ids = ["benefit.c", "benefit.a", "benefit.b", "benefit.none"]
    assert list(reader.open(ids, TODAY)) == [expected[record_id] for record_id in ids if record_id in expected]


def _body(scope: str, line: object) -> Body:
    kind, row = build_row(scope, 0, line)  # type: ignore[arg-type]
    assert kind is not None
    return record_of(kind, row).body


def test_no_file_and_an_empty_file_are_empty_content(path: Path, reader: ContentReader) -> None:
    for make in (lambda: None, path.touch):
        make()
        assert reader.benefits(TODAY) == ()
        assert reader.open(["benefit.a"], TODAY) == ()
        assert reader.search("低保", TODAY) == ()
        assert reader.sync_state() == SyncState()
        assert reader.generation() == {}


def test_a_file_that_appears_or_is_replaced_is_noticed(path: Path, reader: ContentReader, tmp_path: Path) -> None:
    seen = [reader.data_version()]
    with ContentStore(path) as store:
        fill(store, {"4401": [line_of("benefit.a")]}, gen=7)
        seen.append(reader.data_version())
        assert [key.id for key in reader.benefits(TODAY)] == ["benefit.a"]
        assert reader.generation() == {"4401": 7}
    with ContentStore(tmp_path / "other.db") as other:
        fill(other, {"4401": [line_of("benefit.b")]}, gen=8)
    quarantine(path, NOW)
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.a"], "what is open reads on while the file is away"
    (tmp_path / "other.db").replace(path)
    seen.append(reader.data_version())
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.b"]
    assert len(set(seen)) == 3


def test_a_poll_that_changes_no_record_is_noticed_but_keeps_the_lists(
    store: ContentStore, reader: ContentReader
) -> None:
    fill(store, {"4401": [line_of("benefit.a")]})
    keys, version = reader.benefits(TODAY), reader.data_version()
    store.note_confirmed(NOW)
    assert reader.data_version() != version
    assert reader.benefits(TODAY) is keys
    assert reader.data_version() == reader.data_version()


def test_benefits_come_by_category_then_order_then_id(store: ContentStore, reader: ContentReader) -> None:
    fill(
        store,
        {
            "4401": [
                line_of("benefit.z", category="basic"),
                line_of("benefit.y", category="basic", order=1, here=True, also=["work", "elderly"]),
                line_of("benefit.a", category="urgent"),
                line_of("benefit.b", category="medical"),
                line_of("benefit.c", category="basic"),
            ]
        },
    )
    keys = reader.benefits(TODAY)
    assert [key.id for key in keys] == ["benefit.y", "benefit.c", "benefit.z", "benefit.b", "benefit.a"]
    assert (keys[0].here, keys[0].also, keys[1].here, keys[1].also) == (True, ("work", "elderly"), False, ())


def test_the_other_lists_have_their_order_and_their_columns(store: ContentStore, reader: ContentReader) -> None:
    fill(
        store,
        {
            "4401": [
                line_of("service.b", category="home"),
                line_of("service.a", category="legal"),
                line_of("place.p"),
                line_of("place.unknown", lat=None, lon=None),
                line_of("guide.b", order=5),
                line_of("guide.a"),
                line_of("bulletin.calm", level="notice"),
                line_of("bulletin.storm", level="danger"),
                line_of("calendar.y2027", year=2027),
                line_of("calendar.y2026", year=2026),
                line_of("division.x"),
                line_of("media.m"),
            ]
        },
    )
    assert [key.id for key in reader.services(TODAY)] == ["service.b", "service.a"]
    assert [(key.id, key.lat) for key in reader.places(TODAY)] == [("place.p", 23.09), ("place.unknown", None)]
    assert [key.id for key in reader.guides(TODAY)] == ["guide.b", "guide.a"]
    assert [key.id for key in reader.bulletins(TODAY)] == ["bulletin.storm", "bulletin.calm"]
    assert [calendar.year for calendar in reader.calendars(TODAY)] == [2026, 2027]
    assert [(key.code, key.code_mca) for key in reader.divisions(TODAY)] == [("440105003", "440105005")]
    assert [key.blob for key in reader.media(TODAY)] == ["a" * 64]


def test_activities_are_those_still_going_on_by_their_start(store: ContentStore, reader: ContentReader) -> None:
    def at(day: int, hour: int) -> str:
        return f"2026-11-{day}T{hour:02d}:00:00"

    fill(
        store,
        {
            "4401": [
                line_of("activity.over", starts_at=at(24, 8), ends_at=at(24, 9)),
                line_of("activity.running", starts_at=at(24, 9), ends_at=at(24, 11)),
                line_of("activity.later", starts_at=at(25, 9), ends_at=at(25, 11)),
                line_of("activity.zoned", starts_at="2026-11-24T03:00:00Z", ends_at="2026-11-24T04:00:00Z"),
            ]
        },
    )
    now = dt.datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001 - local wall clock
    midnight = dt.datetime(2026, 11, 25)  # noqa: DTZ001
    assert [key.id for key in reader.activities(TODAY, since=now, until=None)] == [
        "activity.running", "activity.zoned", "activity.later",
    ]  # fmt: skip
    today = reader.activities(TODAY, since=now, until=midnight)
    assert [(key.id, key.starts_at.hour) for key in today] == [("activity.running", 9), ("activity.zoned", 11)]


def test_news_come_by_channel_newest_first(store: ContentStore, reader: ContentReader) -> None:
    fill(
        store,
        {
            "4401": [
                line_of("news.old", published_on="2026-10-01"),
                line_of("news.new", published_on="2026-11-20"),
                line_of("news.other", channel="social"),
            ]
        },
    )
    assert [key.id for key in reader.news(TODAY, Channel.GOVERNMENT)] == ["news.new", "news.old"]
    assert [key.id for key in reader.news(TODAY, Channel.SOCIAL)] == ["news.other"]


def test_lists_follow_the_day(store: ContentStore, reader: ContentReader) -> None:
    fill(
        store,
        {"4401": [line_of("benefit.a", expires_on=TODAY), line_of("benefit.b", valid_from=TODAY + dt.timedelta(1))]},
    )
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.a"]
    assert [key.id for key in reader.benefits(TODAY + dt.timedelta(days=1))] == ["benefit.b"]
    assert reader.record("benefit.a", TODAY + dt.timedelta(days=1)) is None


def test_a_shallow_terminal_does_not_see_deeper_scopes(path: Path, store: ContentStore) -> None:
    fill(store, {"4401": [line_of("benefit.a")], SCOPE: [line_of("benefit.a", hides=True), line_of("benefit.b")]})
    city = ContentReader(path, "4401")
    assert [key.id for key in city.benefits(TODAY)] == ["benefit.a"]
    city.close()


@pytest.mark.logs_warnings
def test_a_key_of_newer_software_is_left_out_not_fatal(store: ContentStore, reader: ContentReader) -> None:
    fill(store, {"4401": [line_of("benefit.a"), line_of("benefit.b")]})
    with store.transaction() as connection:
        connection.exec_driver_sql("UPDATE benefit SET category = 'space-travel' WHERE id = 'benefit.b'")
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.a"]
    assert reader.rotten_ids == {"benefit.b"}
