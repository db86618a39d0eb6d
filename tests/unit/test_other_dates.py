"""看别的场: other dates of the same activity first, then its kind; never itself, never what nobody can come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.content_reader import ContentReader
from data.content_store import ContentStore
from kiosk.domain.text import Language
from kiosk.usecases.other_dates import other_dates, series_of
from tests.content_filling import fill
from tests.unit.test_browse_activities import TUESDAY, line

FULL = "activity.law.20261126"
LINES = [
    line("law.20261124", "2026-11-24T14:30:00", category="legal", signup_until="2026-11-24T09:00:00"),
    line("law.20261126", "2026-11-26T14:30:00", category="legal", capacity=8),
    line("law.20261208", "2026-12-08T14:30:00", category="legal", capacity=8),
    line("law.20261201", "2026-12-01T14:30:00", category="legal", capacity=8),
    line("wages.20261127", "2026-11-27T10:00:00", category="legal"),
    line("phone.20261127", "2026-11-27T10:00:00"),
]


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ContentReader]:
    with ContentStore(tmp_path / "content.db") as store:
        fill(store, {"4401": LINES})
    reader = ContentReader(tmp_path / "content.db", "4401")
    yield reader
    reader.close()


def shown(reader: ContentReader, record_id: str, now: dt.datetime = TUESDAY) -> tuple[list[str], int]:
    found = other_dates(reader, record_id, now, language=Language.ZH_HANS)
    assert found is not None
    return [row.record_id.removeprefix("activity.") for row in found.rows], found.same


def test_its_own_dates_come_first_then_its_kind(reader: ContentReader) -> None:
    assert shown(reader, FULL) == (["law.20261201", "law.20261208", "wages.20261127"], 2)


def test_what_has_no_other_date_shows_its_kind(reader: ContentReader) -> None:
    assert shown(reader, "activity.wages.20261127") == (["law.20261126", "law.20261201", "law.20261208"], 0)
    assert shown(reader, "activity.phone.20261127") == ([], 0)


def test_what_is_not_published_has_none(reader: ContentReader) -> None:
    assert other_dates(reader, "activity.gone", TUESDAY, language=Language.ZH_HANS) is None


def test_a_series_is_what_its_dates_have_in_common() -> None:
    assert series_of("activity.law.20261126") == "activity.law"
    assert series_of("activity.open-day") == "activity.open-day"
