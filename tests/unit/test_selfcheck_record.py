"""A rule set travels like every other record, is read more strictly, and speaks the resident's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from data.content_reader import ContentReader
from data.content_store import ContentStore
from kiosk.domain.content import Kind
from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.parsing import encode_ruleset, parse_ruleset
from kiosk.domain.selfcheck.ruleset import Audience, RuleSet
from kiosk.domain.text import Language, in_language
from kiosk.domain.traditional import in_traditional
from kiosk.usecases.reading import ResidentReader
from kiosk.usecases.self_check import RECORD_ID, open_rules, rules_of, start
from sync.protocol.package import Line
from sync.publisher.compiler import NOTHING_YET, compile_scope, read_lines, unpack
from sync.publisher.drafts import Draft
from tests.content_filling import fill
from tests.sample_records import SCOPE
from tests.selfcheck_glue import PlainGlue
from tests.selfcheck_sets import TODAY, readable, rule_set, starter

ID = RECORD_ID


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ContentReader]:
    opened = ContentReader(tmp_path / "content.db", SCOPE)
    yield opened
    opened.close()


def line(body: bytes, *, rev: int = 1) -> Line:
    return Line(id=ID, kind="ruleset", rev=rev, verified_on=TODAY, body=msgspec.Raw(body))


def test_a_rule_set_is_read_as_it_was_published(tmp_path: Path, reader: ContentReader) -> None:
    ruleset = rule_set(**readable())
    with ContentStore(tmp_path / "content.db") as store:
        fill(store, {"4401": [line(encode_ruleset(ruleset))]})
    record = reader.record(ID, TODAY)
    assert record is not None
    assert record.body == ruleset


@pytest.mark.parametrize("body", [b'{"serial":7,"serial":8}', b'{"serial":7e0}', b"{}"])
def test_one_that_is_not_clean_is_kept_and_never_shown(tmp_path: Path, reader: ContentReader, body: bytes) -> None:
    with ContentStore(tmp_path / "content.db") as store:
        fill(store, {"4401": [line(body)]})
    assert reader.record(ID, TODAY) is None
    assert not reader.rotten_ids


def test_a_district_may_have_its_own(tmp_path: Path, reader: ContentReader) -> None:
    city, district = rule_set(**readable()), rule_set(**readable(), serial=9)
    with ContentStore(tmp_path / "content.db") as store:
        fill(store, {"4401": [line(encode_ruleset(city))], "440105": [line(encode_ruleset(district))]})
    record = reader.record(ID, TODAY + dt.timedelta(days=1))
    assert record is not None
    assert isinstance(record.body, RuleSet)
    assert record.body.serial == 9


def test_a_check_speaks_traditional_chinese_from_the_moment_it_is_chosen(tmp_path: Path) -> None:
    with ContentStore(tmp_path / "content.db") as store:
        fill(
            store,
            {
                "4401": [
                    Line(
                        id=RECORD_ID,
                        kind="ruleset",
                        rev=3,
                        verified_on=TODAY,
                        body=msgspec.Raw(encode_ruleset(rule_set(**readable()))),
                    )
                ]
            },
        )
    reader = ResidentReader(
        tmp_path / "content.db", SCOPE, to_traditional=lambda text: text.replace("广", "廣").replace("规则", "規則")
    )
    before = open_rules(reader, TODAY)
    check = start(before, Audience.SELF).change("hukou").answer("gz")
    row = check.answers_given(Language.ZH_HANT, PlainGlue())[0]
    assert row.answer == "廣州"
    assert check.answers_given(Language.ZH_HANS, PlainGlue())[0].answer == "广州"
    reader.language = Language.ZH_HANT
    after = open_rules(reader, TODAY)
    assert after.digest == before.digest
    assert start(after, Audience.SELF).results(Language.ZH_HANT, PlainGlue()).take_away().rules_title == "示例規則"
    reader.close()


def test_publishing_keeps_the_order_of_people_questions_and_choices() -> None:
    """It means something: whom the check is about, what is asked first, which bit a choice is in a code."""
    ruleset = starter()
    draft = Draft(
        kind=Kind.RULESET, id=ID, scope="4401", verified_on=TODAY, valid_from=None, expires_on=None, hides=False, body=ruleset,
    )  # fmt: skip
    package = compile_scope("4401", [draft], NOTHING_YET)
    assert package is not None
    ref = package.manifest.snapshot
    (published,) = read_lines(unpack(package.blobs[ref.sha256], ref))
    found = parse_ruleset(bytes(published.body))
    assert found == ruleset
    for part in ("people", "questions", "conditions", "benefits"):
        assert list(getattr(found, part)) == list(getattr(ruleset, part))
    for name, asked in ruleset.questions.items():
        assert list(found.questions[name].choices) == list(asked.choices)
    assert rules_of(found, TODAY).evaluator.program.slots[0] == "self"


def test_without_a_rule_set_that_is_said(reader: ContentReader) -> None:
    with pytest.raises(WorldError, match=r"selfcheck\.none"):
        open_rules(reader, TODAY)


def test_names_are_not_translated_and_texts_are() -> None:
    filled = in_traditional(rule_set(**readable()), lambda text: text.replace("广", "廣").replace("亲", "親"))
    assert in_language(filled.conditions["hukou_gz"].title, Language.ZH_HANT) == "廣州户口"
    assert in_language(filled.people["mother"].title, Language.ZH_HANT) == "您母親"
    assert filled.benefits["dibao"].when == rule_set(**readable()).benefits["dibao"].when
    choices = filled.questions["hukou"].choices
    assert in_language(choices["gz"].label, Language.ZH_HANT) == "廣州"
