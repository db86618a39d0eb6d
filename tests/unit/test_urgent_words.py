"""Who types words of need is led to the lane that helps, and who types ordinary words is not frightened.

The table is ``tests/search_urgent.txt``, the words are content (``data/starter/synonym/urgent.yaml``). Not here: the row on
the screen (``tests/ui/test_search_urgent.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.content_reader import ContentReader
from data.content_store import ContentStore
from data.search_index import index_slice
from data.urgent_words import UrgentWords
from kiosk.devices.traditional_chinese import to_traditional
from kiosk.domain.text import Language
from kiosk.usecases.reading import ResidentReader
from kiosk.usecases.search import search_view
from tests.content_filling import fill
from tests.content_sources import ContentSources, problems
from tests.sample_records import SCOPE, TODAY, line_of
from tests.starter_content import fill_with_starter
from tests.unit.test_search_gold import NOW, wishes

TABLE = Path(__file__).parents[1] / "search_urgent.txt"
NONE = "-"


def table() -> dict[str, str]:
    lines = [line.strip() for line in TABLE.read_text(encoding="utf-8").splitlines()]
    rows = [line.partition("|") for line in lines if line and not line.startswith("#")]
    return {typed.strip(): wanted.strip() for typed, _, wanted in rows}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ResidentReader]:
    path = tmp_path_factory.mktemp("urgent") / "content.db"
    fill_with_starter(path)
    opened = ResidentReader(path, "440105003", to_traditional=to_traditional)
    yield opened
    opened.close()


def opened_by(reader: ContentReader, typed: str) -> str:
    return next(iter(reader.urgent(typed, NOW.date())), NONE)


def test_the_table_asks_enough_of_both_kinds() -> None:
    wanted = list(table().values())
    assert sum(record_id != NONE for record_id in wanted) >= 120
    assert sum(record_id == NONE for record_id in wanted) >= 80


def test_words_of_need_lead_to_their_lane_and_ordinary_ones_do_not(reader: ResidentReader) -> None:
    wrong = {typed: opened_by(reader, typed) for typed, wanted in table().items() if opened_by(reader, typed) != wanted}
    assert not wrong


def test_what_is_ordinarily_searched_for_raises_no_alarm(reader: ResidentReader) -> None:
    """Every query of the gold set, finished or half typed, but those that are words of need themselves."""
    meant = {typed for typed, wanted in table().items() if wanted != NONE}
    raised = {
        (wish.typed, half): opened_by(reader, half)
        for wish in wishes()
        for half in (wish.typed[: at + 1] for at in range(len(wish.typed)))
        if wish.typed not in meant and opened_by(reader, half) != NONE
    }
    assert not raised


def test_traditional_characters_say_the_same(reader: ResidentReader) -> None:
    wrong = [typed for typed, wanted in table().items() if opened_by(reader, to_traditional(typed)) != wanted != NONE]
    assert not wrong


@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    assert UrgentWords().heard(typed) == ()


@pytest.mark.parametrize("language", list(Language))
def test_the_row_is_the_lane_s_own_words(reader: ResidentReader, language: Language) -> None:
    reader.language = language
    lane = search_view(reader, "冇饭食", NOW, place_id=None, language=language).urgent
    assert lane is not None
    titles = {Language.ZH_HANS: "今天没饭吃", Language.ZH_HANT: "今天沒飯吃", Language.EN: "Nothing to eat today"}
    assert (lane.record_id, lane.screen, lane.title) == ("urgent.food", "urgent", titles[language])
    assert lane.line
    reader.language = Language.ZH_HANS


def test_the_hotline_is_the_row_and_not_a_result_too(reader: ResidentReader) -> None:
    view = search_view(reader, "不想活了", NOW, place_id=None, language=Language.ZH_HANS)
    assert view.urgent is not None
    assert (view.urgent.record_id, view.urgent.screen) == ("service.mind-12356", "service")
    assert "service.mind-12356" not in [row.record_id for row in view.rows]
    assert view.rows, "the others are still there"


def test_nothing_ordinary_has_a_row(reader: ResidentReader) -> None:
    assert search_view(reader, "饭堂", NOW, place_id=None, language=Language.ZH_HANS).urgent is None


# What staff may write -------------------------------------------------------------------------------------------------

LIST: dict[str, Any] = {
    "id": "synonym.ours",
    "scope": "4401",
    "verified_on": TODAY,
    "title": "急话",
    "sayings": [{"say": ["肚空"], "means": ["没饭吃"]}],
}
LANE: dict[str, Any] = {
    "title": "没饭吃",
    "need": "food",
    "hint": "去哪里吃",
    "icon": "bowl-food",
    "heading": "先吃饭",
    "calls": [{"label": "热线", "number": "12345", "checked_on": TODAY.isoformat(), "confidence": "B"}],
    "staff": "请来",
    "confidence": "B",
}


@pytest.mark.parametrize(
    ("words", "field", "code"),
    [
        ({"say": ["肚空"]}, "urgent[0]", "publisher.urgent_words_lead"),
        ({"say": ["肚空"], "urgent_id": "urgent.food"}, "urgent[0].urgent_id", "publisher.no_such_record"),
        ({"say": ["肚空"], "urgent_id": "benefit.dibao"}, "urgent[0].urgent_id", "publisher.reference_of_other_kind"),
        ({"say": [], "urgent_id": "urgent.food"}, "urgent[0].say", "publisher.too_few"),
    ],
)
def test_a_list_that_leads_nowhere_is_refused(tmp_path: Path, words: dict[str, Any], field: str, code: str) -> None:
    sources = ContentSources(tmp_path)
    sources.write("synonym/ours.yaml", {**LIST, "urgent": [words]})
    assert (field, code) in [(problem.field, problem.code) for problem in problems(sources)]


def test_a_list_that_leads_two_ways_is_refused(tmp_path: Path) -> None:
    words = {"say": ["肚空"], "urgent_id": "urgent.food", "service_id": "service.x"}
    sources = ContentSources(tmp_path)
    sources.write("synonym/ours.yaml", {**LIST, "urgent": [words]})
    assert "publisher.urgent_words_lead" in [problem.code for problem in problems(sources)]


def words_in(tmp_path: Path, *urgent: dict[str, Any], lane: bool = True) -> ResidentReader:
    body = {"title": LIST["title"], "sayings": LIST["sayings"], "urgent": urgent}
    lines = [line_of("synonym.ours", raw_body=msgspec.json.encode(body))]
    if lane:
        lines.append(line_of("urgent.food", raw_body=msgspec.json.encode(LANE)))
    with ContentStore(tmp_path / "content.db") as store:
        fill(store, {"4401": lines})
        while index_slice(store):
            pass
    return ResidentReader(tmp_path / "content.db", SCOPE, to_traditional=to_traditional)


def test_a_new_word_is_heard_as_staff_wrote_it_with_what_may_stand_between_and_what_it_is_not(tmp_path: Path) -> None:
    reader = words_in(tmp_path, {"say": ["肚…空", "belly empty"], "unlike": ["肚里空调"], "urgent_id": "urgent.food"})
    heard = [
        typed
        for typed in ("肚空", "肚里好空", "肚一二三四五空", "肚里空调", "my belly empty", "underbelly empty")
        if reader.urgent(typed, TODAY)
    ]
    reader.close()
    assert heard == ["肚空", "肚里好空", "my belly empty"]


def test_a_lane_that_is_not_published_here_has_no_row(tmp_path: Path) -> None:
    reader = words_in(tmp_path, {"say": ["肚空"], "urgent_id": "urgent.food"}, lane=False)
    view = search_view(reader, "肚空", NOW, place_id=None, language=Language.ZH_HANS)
    reader.close()
    assert view.urgent is None


def test_what_was_typed_is_nowhere_in_what_is_shown(reader: ResidentReader) -> None:
    view = search_view(reader, "冇饭食canaryqx", NOW, place_id=None, language=Language.ZH_HANS)
    assert view.urgent is not None
    assert b"canaryqx" not in msgspec.json.encode(view)
