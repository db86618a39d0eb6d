"""Counting at the terminal: a day's numbers become entries once, small ones are not said, and nothing points at a visit."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.journal_reader import JournalReader
from data.schema import bring_up_to_date
from data.sqlite import open_engine
from kiosk.domain.counting import Counted, counter, daily_entries
from kiosk.domain.errors import WorldError
from kiosk.domain.journal import LINE_MAX_BYTES, Draft, Entry
from kiosk.domain.journal_bodies import SMALL_CELL, DailyCounters
from kiosk.usecases.counters import HELD_MAX, Tally
from kiosk.usecases.keep_counts import CountDesk
from tests.journal_samples import MOMENT, NOW, an_id, opened
from tests.sign_up_desk import HandTicks
from tests.unit.test_sign_up import Terminal

YESTERDAY, TODAY = dt.date(2026, 11, 21), dt.date(2026, 11, 22)
VIEW = counter(Counted.VIEW, "benefit.dibao")


def entries(state: Path) -> list[Entry]:
    with JournalReader(state / "journal.db") as reader:
        return [each for each in reader.entries(0, limit=1000) if each.heading.kind == "daily_counters"]


def bodies(state: Path) -> list[DailyCounters]:
    found = [each.body() for each in entries(state)]
    return [body for body in found if isinstance(body, DailyCounters)]


class Book:
    """Keeps counts in memory; ``broken`` fails."""

    def __init__(self) -> None:
        self.kept: dict[dt.date, dict[str, int]] = {}
        self.broken = False

    def keep_counts(self, counts: Mapping[dt.date, Mapping[str, int]]) -> None:
        if self.broken:
            raise WorldError("journal.full", free_mb=1)
        for day, of in counts.items():
            for name, n in of.items():
                self.kept.setdefault(day, {})[name] = self.kept.get(day, {}).get(name, 0) + n

    def write_down_days(self) -> None:
        pass


@pytest.mark.parametrize("of", ["13900005678 ", "陈", "dbj!", "a" * 81, "Benefit"])
def test_nothing_a_person_typed_can_be_a_counter(of: str) -> None:
    with pytest.raises(ValueError, match="no counter"):
        counter(Counted.SEARCH_EMPTY, of)


def test_what_could_not_be_kept_is_held_and_kept_once_later() -> None:
    tally, book = Tally(HandTicks(NOW)), Book()
    tally.count(Counted.VISIT)
    book.broken = True
    with pytest.raises(WorldError):
        tally.hand_over(book)
    assert not tally.empty
    book.broken = False
    tally.count(Counted.VISIT)
    tally.hand_over(book)
    tally.hand_over(book)
    assert book.kept == {TODAY: {"visit": 2}}


def test_a_terminal_that_can_never_keep_its_counts_does_not_fill_its_memory() -> None:
    tally, book = Tally(HandTicks(NOW)), Book()
    for number in range(HELD_MAX + 50):
        tally.count(Counted.VIEW, f"benefit.b{number}")
    tally.count(Counted.VIEW, "benefit.b0")
    tally.hand_over(book)
    assert len(book.kept[TODAY]) == HELD_MAX
    assert book.kept[TODAY]["view.benefit.b0"] == 2


@settings(max_examples=25)
@given(
    st.dictionaries(
        st.text("abc.", min_size=80, max_size=80).map(lambda of: counter(Counted.VIEW, of)),
        st.integers(0, 10_000_000),
        max_size=250,
    )
)
def test_entries_of_a_day_say_every_counter_once_hide_small_ones_and_are_short_enough(counts: dict[str, int]) -> None:
    said: dict[str, int | None] = {}
    for body in daily_entries(TODAY, counts):
        again = msgspec.json.decode(msgspec.json.encode(body), type=DailyCounters)
        assert again == body
        assert len(msgspec.json.encode(body)) < LINE_MAX_BYTES - 1000
        said |= {**body.cells, **dict.fromkeys(body.few)}
    assert said == {name: n if n >= SMALL_CELL else None for name, n in counts.items() if n}


def test_counts_add_up_and_an_entry_takes_its_own_away(tmp_path: Path) -> None:
    with opened(tmp_path).store as store:
        store.add_counts({TODAY: {"visit": 3, VIEW: 1}, YESTERDAY: {"visit": 7}})
        store.add_counts({TODAY: {"visit": 4}})
    with opened(tmp_path).store as store:
        assert store.counts() == {YESTERDAY: {"visit": 7}, TODAY: {"visit": 7, VIEW: 1}}
        (body,) = daily_entries(YESTERDAY, store.counts()[YESTERDAY])
        store.append(Draft(id=an_id(), moment=MOMENT, body=body))
        assert store.counts() == {TODAY: {"visit": 7, VIEW: 1}}


def test_counts_stay_when_the_terminal_is_enrolled_again(tmp_path: Path) -> None:
    with opened(tmp_path).store as store:
        store.add_counts({TODAY: {"visit": 3}})
    with opened(tmp_path, incarnation=4).store as store:
        assert store.counts() == {TODAY: {"visit": 3}}


def test_a_journal_of_the_software_before_is_brought_up_to_date_with_all_its_entries(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    opened(tmp_path).store.close()
    with sqlite3.connect(path) as plain:  # as revision 0001 left it
        plain.execute("DROP TABLE day_count")
        plain.execute("UPDATE alembic_version SET version_num = '0001'")
    plain.close()
    with opened(tmp_path).store as store:
        store.add_counts({TODAY: {"visit": 1}})
        assert store.counts() == {TODAY: {"visit": 1}}
        assert store.head().seq == 1
    engine = open_engine(path)
    bring_up_to_date(engine, "journal", head="0002", path=path)
    engine.dispose()


def test_order_of_looking_is_not_kept(tmp_path: Path) -> None:
    with opened(tmp_path).store as store:
        store.add_counts({TODAY: {"view.benefit.z": 1}})
        store.add_counts({TODAY: {"view.benefit.a": 1}})
    with sqlite3.connect(tmp_path / "journal.db") as plain:
        assert [name for (name,) in plain.execute("SELECT name FROM day_count")] == ["view.benefit.a", "view.benefit.z"]
        with pytest.raises(sqlite3.OperationalError, match="rowid"):
            plain.execute("SELECT rowid FROM day_count")
    plain.close()


class Counting:
    """A terminal that counts, over days."""

    def __init__(self, state: Path) -> None:
        self.terminal = Terminal(state)
        self.state = state
        self.tally = Tally(self.terminal.ticks)

    @property
    def desk(self) -> CountDesk:
        return CountDesk(self.terminal.journal)

    def visits(self, times: int) -> None:
        for _ in range(times):
            self.tally.count(Counted.VISIT)
            self.tally.count(Counted.HELP, "home")
            self.tally.hand_over(self.desk)

    def next_day(self) -> None:
        self.terminal.ticks.pass_s(86_400)


@pytest.fixture
def counting(tmp_path: Path) -> Counting:
    return Counting(tmp_path)


def test_a_day_is_written_down_when_it_is_over_once_and_over_restarts(counting: Counting) -> None:
    try:
        counting.visits(4)
        counting.terminal.restart()
        counting.visits(2)
        assert bodies(counting.state) == []
        counting.next_day()
        counting.visits(1)
        counting.terminal.restart()
        counting.visits(1)
        (first,) = bodies(counting.state)
        assert (first.day, first.cells, first.few) == (dt.date(2026, 11, 24), {"visit": 6, "help.home": 6}, ())
        counting.next_day()
        counting.desk.write_down_days()
        second = bodies(counting.state)[1]
        assert (second.day, second.cells, second.few) == (dt.date(2026, 11, 25), {}, ("help.home", "visit"))
    finally:
        counting.terminal.close()


def test_nothing_of_a_days_entry_but_day_counters_and_numbers(counting: Counting) -> None:
    try:
        counting.visits(6)
        counting.next_day()
        counting.desk.write_down_days()
        (entry,) = entries(counting.state)
        assert entry.sealed is None
        assert set(msgspec.json.decode(entry.line)["body"]) == {"day", "cells"}
    finally:
        counting.terminal.close()
