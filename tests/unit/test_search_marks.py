"""Which characters of a result are marked, in the title or in what was said instead, and which letters; in the script that is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.devices.traditional_chinese import to_traditional
from kiosk.domain.text import Language
from kiosk.usecases.reading import ResidentReader
from kiosk.usecases.search import SearchRow, search_view
from tests.starter_content import fill_with_starter
from tests.unit.test_search_gold import NOW

NOTHING = ("", "", "")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ResidentReader]:
    path = tmp_path_factory.mktemp("marks") / "content.db"
    fill_with_starter(path)
    opened = ResidentReader(path, "440105003", to_traditional=to_traditional)
    yield opened
    opened.close()


def row(reader: ResidentReader, typed: str, language: str, record_id: str) -> SearchRow:
    reader.language = Language(language)
    view = search_view(reader, typed, NOW, place_id=None, language=Language(language))
    return next(found for found in view.rows if found.record_id == record_id)


@pytest.mark.parametrize(
    ("typed", "language", "record_id", "marks"),
    [
        ("低保", "zh-Hans", "benefit.dibao", (("", "低保", ""), NOTHING, NOTHING)),
        ("饭堂", "zh-Hans", "service.meal-delivery", (("长者", "饭堂", "，送餐到家"), NOTHING, NOTHING)),
        ("低保", "zh-Hans", "benefit.dian", (("免费用电", "", ""), ("", "低保", ""), NOTHING)),
        ("dib", "zh-Hans", "benefit.dibao", (("", "低保", ""), NOTHING, ("", "dib", "ao"))),
        ("dbj", "zh-Hans", "benefit.dibao", (("低保", "", ""), ("", "低保金", ""), ("", "dbj", ""))),
        ("dbj", "zh-Hans", "benefit.yiliao", (("医疗救助", "", ""), ("", "大病救", "助"), ("", "dbj", "z"))),
        ("dibap", "zh-Hans", "benefit.dibao", (("", "低保", ""), NOTHING, ("", "dibao", ""))),
        ("阿婆津贴", "zh-Hans", "benefit.changshou", (("长寿保健金", "", ""), ("", "阿婆津贴", ""), NOTHING)),
        ("阿婆", "zh-Hans", "benefit.changshou", (("长寿保健金", "", ""), ("", "阿婆", "津贴"), NOTHING)),
        ("apjt", "zh-Hans", "benefit.changshou", (("长寿保健金", "", ""), ("", "阿婆津贴", ""), ("", "apjt", ""))),
        ("本人收入", "zh-Hans", "benefit.dibao", (("低保", "", ""), NOTHING, NOTHING)),
        ("飯堂", "zh-Hant", "service.meal-delivery", (("長者", "飯堂", "，送餐到家"), NOTHING, NOTHING)),
        ("饭堂", "zh-Hant", "service.meal-delivery", (("長者", "飯堂", "，送餐到家"), NOTHING, NOTHING)),
        ("zzft", "zh-Hant", "benefit.fantang", (("", "長者飯堂", ""), NOTHING, ("", "zzft", ""))),
        ("阿婆津貼", "zh-Hant", "benefit.changshou", (("長壽保健金", "", ""), ("", "阿婆津貼", ""), NOTHING)),
        ("高齡", "zh-Hant", "benefit.changshou", (("長壽保健金", "", ""), ("", "高齡", "津貼"), NOTHING)),
        ("LEGAL", "en", "benefit.falv", (("Free ", "legal", " aid"), NOTHING, NOTHING)),
        ("senior", "en", "benefit.youdai", (("", "Senior", " card for transport and parks"), NOTHING, NOTHING)),
        ("低保", "en", "benefit.dibao", (("Minimum living allowance", "", ""), ("", "低保", ""), NOTHING)),
    ],
)
def test_what_matched_is_marked_where_it_is_read(
    reader: ResidentReader,
    typed: str,
    language: str,
    record_id: str,
    marks: tuple[tuple[str, str, str], ...],
) -> None:
    found = row(reader, typed, language, record_id)
    title = (found.before, found.matched, found.after)
    said = (found.said_before, found.said, found.said_after)
    letters = (found.letters_before, found.letters, found.letters_after)
    assert (title, said, letters) == marks
