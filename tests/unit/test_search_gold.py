"""People find what they mean: over two hundred queries as residents type them, against the starter content.

The list is ``tests/search_gold.txt``. A failing run prints every miss with what was found instead. Beside it stands
``tests/search_heldout.txt``: phrasings no list was made from, which say how the search fares with somebody new; and
``tests/search_older.txt``, which were such once.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from data.content_reader import ContentReader
from data.search_query import Search
from tests.starter_content import fill_with_starter

NOW = dt.datetime(2026, 11, 24, 9, 6)  # noqa: DTZ001 - a Tuesday morning in Guangzhou, local wall clock
CHANGGANG = (23.0875, 113.2745)
SHARE_AIM = 0.95
GOLD = Path(__file__).parents[1] / "search_gold.txt"
HELD_OUT = Path(__file__).parents[1] / "search_heldout.txt"
OLDER = Path(__file__).parents[1] / "search_older.txt"
URGENT = Path(__file__).parents[1] / "search_urgent.txt"
HELD_OUT_FLOOR = 0.68
"""What was measured when the search met them for the first time: 87 of 127."""
FALSE_ALARMS_MOST = 1
"""Likewise: who wrote that the rent could not be borne was shown the hotline."""
OLDER_FLOOR = 0.97
URGENT_KINDS = ("urgent.", "service.mind-12356")


class Wish(Struct, frozen=True):
    """A query, what it must find among the first five, and whether the first of them must come first."""

    typed: str
    ids: tuple[str, ...]
    common: bool


def wishes(path: Path = GOLD) -> list[Wish]:
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    found = []
    for line in lines:
        if line and not line.startswith("#"):
            typed, _, ids = line.removeprefix("!").partition("|")
            found.append(Wish(typed.strip(), tuple(ids.split()), line.startswith("!")))
    return found


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ContentReader]:
    path = tmp_path_factory.mktemp("gold") / "content.db"
    fill_with_starter(path)
    opened = ContentReader(path, "440105003")
    yield opened
    opened.close()


def found_by(reader: ContentReader, typed: str) -> list[str]:
    hits = reader.find(typed, NOW.date(), Search(now=NOW, near=CHANGGANG))
    return [".".join(hit.id.split(".")[:2]) for hit in hits]  # an activity without its date


def missed(reader: ContentReader, wish: Wish) -> str:
    found = found_by(reader, wish.typed)
    lacking = [record_id for record_id in wish.ids if record_id not in found]
    if wish.common and (not found or found[0] != wish.ids[0]):
        lacking.insert(0, f"{wish.ids[0]} first")
    return f"{wish.typed}: no {', '.join(lacking)} in {found}" if lacking else ""


def test_the_list_is_long_and_has_thirty_common_ones() -> None:
    asked = wishes()
    assert len(asked) >= 150
    assert sum(wish.common for wish in asked) == 30
    assert len({wish.typed for wish in asked}) == len(asked)


def test_nineteen_of_twenty_find_what_they_mean_among_the_first_five(reader: ContentReader) -> None:
    asked = wishes()
    misses = [miss for wish in asked if (miss := missed(reader, wish))]
    sys.stderr.write("\n  ".join([f"gold set: {len(asked) - len(misses)} of {len(asked)}", *misses]) + "\n")
    assert len(misses) <= len(asked) * (1 - SHARE_AIM), "\n".join(misses)


def test_the_thirty_most_common_put_it_first(reader: ContentReader) -> None:
    misses = [miss for wish in wishes() if wish.common and (miss := missed(reader, wish))]
    assert not misses, "\n".join(misses)


def urgent_for(reader: ContentReader, typed: str) -> list[str]:
    return list(reader.urgent(typed, NOW.date())[:1])


def unfound(reader: ContentReader, asked: list[Wish]) -> list[str]:
    found = {wish.typed: [*urgent_for(reader, wish.typed), *found_by(reader, wish.typed)] for wish in asked}
    return [f"{wish.typed}: {found[wish.typed]}" for wish in asked if not set(wish.ids) & set(found[wish.typed])]


def test_words_no_list_was_made_from_mostly_find_something_right(reader: ContentReader) -> None:
    asked = wishes(HELD_OUT)
    assert len(asked) >= 100
    misses = unfound(reader, asked)
    sys.stderr.write("\n  ".join([f"held out: {len(asked) - len(misses)} of {len(asked)}", *misses]) + "\n")
    assert len(asked) - len(misses) >= len(asked) * HELD_OUT_FLOOR, "\n".join(misses)


def test_words_no_list_was_made_from_hardly_ever_raise_an_alarm(reader: ContentReader) -> None:
    asked = [wish for wish in wishes(HELD_OUT) if not any(record.startswith(URGENT_KINDS) for record in wish.ids)]
    raised = {wish.typed: urgent_for(reader, wish.typed) for wish in asked if urgent_for(reader, wish.typed)}
    assert len(raised) <= FALSE_ALARMS_MOST, raised


def test_words_that_were_held_out_before_are_found_as_they_were(reader: ContentReader) -> None:
    asked = wishes(OLDER)
    misses = unfound(reader, asked)
    assert len(asked) - len(misses) >= len(asked) * OLDER_FLOOR, "\n".join(misses)


def test_words_of_self_harm_are_answered_with_the_hotline_first(reader: ContentReader) -> None:
    in_despair = [wish.typed for wish in wishes(URGENT) if wish.ids == ("service.mind-12356",)]
    typed = [words for words in in_despair if not words.isascii()]
    assert len(typed) >= 15
    found = {words: found_by(reader, words)[:1] for words in typed}
    assert {words: first for words, first in found.items() if first != ["service.mind-12356"]} == {}


def test_what_is_asked_here_is_not_asked_there() -> None:
    assert {wish.typed for wish in wishes()}.isdisjoint(
        wish.typed for path in (HELD_OUT, OLDER) for wish in wishes(path)
    )
