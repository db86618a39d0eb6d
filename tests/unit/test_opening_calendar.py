"""Opening hours over every day of 2024, 2025 and 2026, against the sentences of the official notices."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.content import Calendar, HolidayRule, Hours
from kiosk.domain.opening import Opening, OpenState, opening_at, spans_on, special_days
from sync.publisher.yaml_source import read_yaml

CALENDARS = Path(__file__).resolve().parents[2] / "data" / "starter" / "calendar"

# The operative sentences: 国办发明电〔2023〕7号 and 〔2024〕12号 (as public record, to be compared with the originals) and the
# notice of 2025-11-04 (source H1). Weekday in brackets where the notice names it; "共 n 天" is checked against the dates.
NOTICES = {
    2024: """
        元旦：1月1日至1月1日放假。
        春节：2月10日至2月17日放假，共8天。2月4日（日）、2月18日（日）上班。
        清明节：4月4日至4月6日放假，共3天。4月7日（日）上班。
        劳动节：5月1日至5月5日放假，共5天。4月28日（日）、5月11日（六）上班。
        端午节：6月10日至6月10日放假。
        中秋节：9月15日至9月17日放假，共3天。9月14日（六）上班。
        国庆节：10月1日至10月7日放假，共7天。9月29日（日）、10月12日（六）上班。""",
    2025: """
        元旦：1月1日至1月1日放假，共1天。
        春节：1月28日至2月4日放假，共8天。1月26日（日）、2月8日（六）上班。
        清明节：4月4日至4月6日放假，共3天。
        劳动节：5月1日至5月5日放假，共5天。4月27日（日）上班。
        端午节：5月31日至6月2日放假，共3天。
        国庆节、中秋节：10月1日至10月8日放假，共8天。9月28日（日）、10月11日（六）上班。""",
    2026: """
        元旦：1月1日至1月3日放假，共3天。1月4日（日）上班。
        春节：2月15日至2月23日放假，共9天。2月14日（六）、2月28日（六）上班。
        清明节：4月4日至4月6日放假，共3天。
        劳动节：5月1日至5月5日放假，共5天。5月9日（六）上班。
        端午节：6月19日至6月21日放假，共3天。
        中秋节：9月25日至9月27日放假，共3天。
        国庆节：10月1日至10月7日放假，共7天。9月20日（日）、10月10日（六）上班。""",
}

WORKDAY = ("09:00-12:00", "14:00-17:30")
OFFICE = Hours(
    mon=WORKDAY, tue=WORKDAY, wed=WORKDAY, thu=WORKDAY, fri=WORKDAY, sat=(), sun=(), holidays=HolidayRule.CLOSED
)
CANTEEN = Hours(**dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), ("07:30-13:30",)), holidays=HolidayRule.OPEN)  # fmt: skip
SILENT = msgspec.structs.replace(OFFICE, holidays=None)


def noticed(year: int) -> tuple[set[dt.date], set[dt.date]]:
    """Days off and make-up workdays as the notice of ``year`` says them."""
    off: set[dt.date] = set()
    work: set[dt.date] = set()
    for line in NOTICES[year].strip().splitlines():
        first, last = re.search(r"(\d+月\d+日)至(\d+月\d+日)放假", line).groups()  # type: ignore[union-attr]
        start, end = (dt.date(year, *map(int, re.findall(r"\d+", text))) for text in (first, last))
        days = {start + dt.timedelta(days=n) for n in range((end - start).days + 1)}
        counted = re.search(r"共(\d+)天", line)
        assert counted is None or len(days) == int(counted[1]), line
        off |= days
        for month, day, weekday in re.findall(r"(\d+)月(\d+)日（(.)）", line):
            made_up = dt.date(year, int(month), int(day))
            assert "一二三四五六日"[made_up.weekday()] == weekday, line
            work.add(made_up)
    return off, work


def calendar(year: int) -> Calendar:
    value = read_yaml((CALENDARS / f"{year}.yaml").read_bytes()).value
    assert isinstance(value, dict)
    return msgspec.convert({**value, "sources": []}, Calendar)


SPECIAL = special_days(calendar(year) for year in NOTICES)


def every_day(year: int) -> Iterator[dt.date]:
    day = dt.date(year, 1, 1)
    while day.year == year:
        yield day
        day += dt.timedelta(days=1)


@pytest.mark.parametrize("year", NOTICES)
def test_our_calendar_says_what_the_notice_says(year: int) -> None:
    off, work = noticed(year)
    own = special_days([calendar(year)])
    assert {day for day, is_off in own.off.items() if is_off} == off
    assert {day for day, is_off in own.off.items() if not is_off} == work


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_of_the_year_an_office_is_open_when_people_work_and_a_canteen_always(year: int) -> None:
    off, work = noticed(year)
    for day in every_day(year):
        works = day in work or (day.weekday() < 5 and day not in off)
        for clock, in_hours in ((dt.time(8, 59), False), (dt.time(9), True), (dt.time(12, 30), False), (dt.time(17, 29), True), (dt.time(17, 30), False)):  # fmt: skip
            found = opening_at(OFFICE, dt.datetime.combine(day, clock), SPECIAL)
            assert (found.state is OpenState.OPEN) == (works and in_hours), (day, clock)
        assert opening_at(CANTEEN, dt.datetime.combine(day, dt.time(12)), SPECIAL).state is OpenState.OPEN, day


@pytest.mark.parametrize("year", NOTICES)
def test_the_next_opening_is_the_morning_of_the_next_day_people_work(year: int) -> None:
    off, work = noticed(year)
    for day in every_day(year):
        if day.month == 12 and day.day > 20:
            break  # the year after needs its own notice
        found = opening_at(OFFICE, dt.datetime.combine(day, dt.time(18)), SPECIAL)
        nxt = day + dt.timedelta(days=1)
        while not (nxt in work or (nxt.weekday() < 5 and nxt not in off)):
            nxt += dt.timedelta(days=1)
        assert found.until == dt.datetime.combine(nxt, dt.time(9)), day


def test_lunch_is_closed_until_the_afternoon_of_the_same_day() -> None:
    found = opening_at(OFFICE, dt.datetime.fromisoformat("2026-11-24T12:30"), SPECIAL)
    assert (found.state, found.until) == (OpenState.CLOSED, dt.datetime.fromisoformat("2026-11-24T14:00"))


def test_a_place_that_says_nothing_of_holidays_is_not_guessed() -> None:
    assert spans_on(SILENT, dt.date(2026, 10, 1), SPECIAL) is None
    assert opening_at(SILENT, dt.datetime.fromisoformat("2026-10-01T10:00"), SPECIAL).state is OpenState.UNKNOWN
    assert opening_at(None, dt.datetime.fromisoformat("2026-10-09T10:00"), SPECIAL).state is OpenState.UNKNOWN


NEW_YEAR = dt.datetime.fromisoformat("2028-03-01T10:00")  # a Wednesday of a year nobody has published a calendar for


def test_a_year_without_a_calendar_is_not_taken_for_ordinary() -> None:
    assert opening_at(OFFICE, NEW_YEAR, SPECIAL).state is OpenState.UNKNOWN
    assert spans_on(OFFICE, NEW_YEAR.date(), SPECIAL) is None
    assert opening_at(CANTEEN, NEW_YEAR.replace(hour=12), SPECIAL).state is OpenState.OPEN, "open on every holiday too"


def test_the_first_opening_of_a_year_without_a_calendar_is_not_promised() -> None:
    last = dt.datetime.fromisoformat("2026-12-31T18:00")
    assert opening_at(OFFICE, last, special_days([calendar(2026)])) == Opening(state=OpenState.CLOSED)


def test_a_calendar_before_its_notice_is_used_and_said_to_be_unsure() -> None:
    days = special_days([calendar(2026), calendar(2027)])
    assert days.sure_of(dt.date(2026, 10, 1))
    assert not days.sure_of(dt.date(2027, 10, 1))
    assert opening_at(OFFICE, dt.datetime.fromisoformat("2027-01-01T10:00"), days).state is OpenState.CLOSED
