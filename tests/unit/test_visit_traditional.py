"""Content in Traditional Chinese: what an author wrote stays, the rest is converted wherever a record carries words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Struct

from data.content_store import ContentStore
from kiosk.devices.traditional_chinese import to_traditional
from kiosk.domain.content import BODY_TYPES, Benefit, Guide, Kind, News
from kiosk.domain.text import Language, LocalizedText, LocalizedTitle, in_language
from kiosk.domain.traditional import in_traditional
from kiosk.usecases.reading import ResidentReader
from tests.content_filling import fill
from tests.sample_records import BODIES, SCOPE, TODAY, line_of


def shouted(text: str) -> str:
    """A converter that shows what it was given."""
    return f"<{text}>"


def texts_of(value: Any) -> Iterator[LocalizedText | LocalizedTitle]:
    if isinstance(value, LocalizedText | LocalizedTitle):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from texts_of(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each)


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_every_text_of_every_kind_has_both_forms(kind: str) -> None:
    body = msgspec.convert(BODIES[kind], type=BODY_TYPES[Kind(kind)], strict=False)
    full = in_traditional(body, shouted)
    found = list(texts_of(full))
    assert found
    assert all(text.zh_hant == shouted(text.zh_hans) for text in found)
    assert in_language(full.title, Language.ZH_HANS) == BODIES[kind]["title"]
    assert in_language(full.title, Language.ZH_HANT) == shouted(BODIES[kind]["title"])
    same = msgspec.json.decode(msgspec.json.encode(full), type=type(full))
    assert same == full, "what came out is still a sound record"


def test_words_deep_inside_are_found_and_codes_stay() -> None:
    guide = msgspec.convert(
        {
            **BODIES["guide"],
            "steps": [{"title": "备齐", "text": "看看", "papers": [{"name": "户口簿", "if_missing": "去派出所"}]}],
        },
        type=Guide,
    )
    full = in_traditional(guide, shouted)
    paper = full.steps[0].papers[0]
    assert in_language(paper.if_missing, Language.ZH_HANT) == "<去派出所>"
    assert (full.icon, full.confidence) == (guide.icon, guide.confidence)


def test_what_the_author_wrote_stays() -> None:
    news = msgspec.convert({**BODIES["news"], "title": {"zh-Hans": "台风", "zh-Hant": "風災"}}, type=News)
    assert in_language(in_traditional(news, shouted).title, Language.ZH_HANT) == "風災"


def test_the_names_of_laws_are_converted_and_their_numbers_kept() -> None:
    law = {"title": "社会救助暂行办法", "document_no": "国务院令第649号", "article": "第九条", "confidence": "A"}
    benefit = msgspec.convert({**BODIES["benefit"], "legal_basis": [law]}, type=Benefit)
    basis = in_traditional(benefit, to_traditional).legal_basis[0]
    assert (basis.title, basis.document_no) == ("社會救助暫行辦法", "國務院令第649號")


def test_the_line_under_the_map_is_converted() -> None:
    media = msgspec.convert({**BODIES["media"], "credit": "区界：天地图"}, type=BODY_TYPES[Kind.MEDIA])
    assert in_traditional(media, to_traditional).credit == "區界：天地圖"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("里面有什么，还有 4 个名额", "裏面有什麼，還有 4 個名額"),
        ("头发、发展；干净、干部；后面、皇后", "頭髮、發展；乾淨、幹部；後面、皇后"),
        ("临时救助怎么办", "臨時救助怎麼辦"),
        ("台风来了，这台机器", "颱風來了，這台機器"),
        ("说“低保”", "說「低保」"),
        ("党群服务中心，了解家里情况", "黨群服務中心，了解家裏情況"),
        ("关爱困境儿童；签供养意愿书；按钟，平安钟", "關愛困境兒童；簽供養意願書；按鐘，平安鐘"),
        ("沙涌、文冲、冲口街", "沙涌、文沖、沖口街"),
        ("12345，A037 (sample)", "12345，A037 (sample)"),
        ("", ""),
    ],
)
def test_characters_are_those_of_hong_kong_and_follow_the_word(written: str, shown: str) -> None:
    assert to_traditional(written) == shown


def test_records_speak_the_language_that_was_chosen(tmp_path: Path) -> None:
    path = tmp_path / "content.db"
    with ContentStore(path) as store:
        fill(store, {SCOPE: [line_of("service.form"), line_of("calendar.2026")]})
    asked: list[str] = []

    def convert(text: str) -> str:
        asked.append(text)
        return shouted(text)

    reader = ResidentReader(path, SCOPE, to_traditional=convert)
    today: dt.date = TODAY
    plain = reader.record("service.form", today)
    reader.calendars(today)
    assert not asked, "nothing is converted before anybody reads Traditional Chinese"
    reader.language = Language.ZH_HANT
    full = reader.record("service.form", today)
    assert plain is not None
    assert full is not None
    assert in_language(full.body.title, Language.ZH_HANT) == shouted(in_language(plain.body.title, Language.ZH_HANS))
    assert in_language(reader.calendars(today)[0].title, Language.ZH_HANT) == shouted("2026 年放假")
    reader.close()
