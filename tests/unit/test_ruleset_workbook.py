"""Workbooks of rule sets: what staff type comes back whole, and every slip is named by sheet and cell, all at once."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.words import say
from kiosk.domain.errors import WorldError
from sync.publisher.problems import RejectedSourcesError
from sync.publisher.ruleset_expression import ExpressionError, parse_expression
from sync.publisher.ruleset_files import plain, read_rule_file
from sync.publisher.ruleset_sheets import read_workbook
from sync.publisher.ruleset_tree import Known, quantity_of, quantity_text, tree_of, tree_text
from sync.publisher.ruleset_workbook import write_workbook
from sync.publisher.ruleset_yaml import yaml_of
from tests.ruleset_parts import file_of, published, sound

KNOWN = Known({"hukou": "choice", "status": "multi", "ill": "who", "income": "int", "size": "int"}, frozenset({"line"}))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "rules.xlsx"
    write_workbook(plain(file_of(sound())), path)
    return path


def test_the_published_rule_set_goes_through_a_workbook_and_back_without_loss(tmp_path: Path) -> None:
    write_workbook(plain(published()), tmp_path / "rules.xlsx")
    back = read_workbook(tmp_path / "rules.xlsx").file
    assert plain(back) == plain(published())
    (tmp_path / "rules.yaml").write_text(yaml_of(back), encoding="utf-8")
    assert plain(read_rule_file(tmp_path / "rules.yaml")) == plain(published())


# Random sets --------------------------------------------------------------------------------------------------------

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True).filter(lambda n: n not in ("in", "some", "every"))
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12).filter(
    lambda text: "<" not in text
)  # markup is refused, and that is tested elsewhere
TEXTS = WORDS | st.fixed_dictionaries({"zh-Hans": WORDS, "en": WORDS}, optional={"yue": WORDS, "zh-Hant": WORDS})
PARAMS = st.lists(st.sampled_from(["line", "rate"]), min_size=1, max_size=2, unique=True)
TIMES = st.integers(-50, 50).filter(lambda n: n not in (0, 1)) | st.sampled_from(["1.5", "-0.25"])
TERMS = st.fixed_dictionaries(
    {"params": PARAMS}, optional={"times": TIMES, "unit": st.just("month/year"), "of": st.sampled_from(["income", "size"])}
)  # fmt: skip
QUANTITIES = st.integers(0, 99999) | st.sampled_from(["income", "line"]) | st.lists(TERMS, min_size=2, max_size=3)
LEAVES = (
    NAMES.filter(lambda n: n not in KNOWN.questions)
    | st.builds(lambda n: {"benefit": n}, NAMES)
    | st.builds(lambda c: {"in": {"question": "hukou", "choices": c}}, st.lists(NAMES, min_size=1, max_size=3))
    | st.builds(lambda c: {"has": {"question": "status", "choices": c}}, st.lists(NAMES, min_size=1, max_size=3))
    | st.builds(
        lambda left, op, right, per: {"compare": {"left": left, "op": op, "right": right, **per}},
        QUANTITIES, st.sampled_from(["<", "<=", ">", ">=", "=="]), QUANTITIES, st.sampled_from([{}, {"per": "size"}]),
    )
)  # fmt: skip
TREES: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda part: (
        st.builds(lambda f, p: {f: p}, st.sampled_from(["all", "any"]), st.lists(part, min_size=2, max_size=3))
        | st.builds(lambda f, p: {f: p}, st.sampled_from(["not", "some", "every"]), part)
    ),
    max_leaves=8,
)


SHALLOW = (
    LEAVES
    | st.builds(lambda f, p: {f: p}, st.sampled_from(["all", "any"]), st.lists(LEAVES, min_size=2, max_size=3))
    | st.builds(lambda f, p: {f: p}, st.sampled_from(["not", "some", "every"]), LEAVES)
)
"""Trees whose YAML stays within the depth sources may have."""


@settings(max_examples=60)
@given(TREES)
def test_every_tree_can_be_typed_and_means_the_same(tree: Any) -> None:
    assert tree_of(tree_text(tree), KNOWN) == tree


@settings(max_examples=60)
@given(QUANTITIES)
def test_every_quantity_can_be_typed_and_means_the_same(quantity: Any) -> None:
    assert quantity_of(quantity_text(quantity), KNOWN) == quantity


@st.composite
def spoken_parts(draw: st.DrawFn) -> dict[str, Any]:
    """The sound set with any texts and trees anywhere."""
    parts = sound()
    parts["title"] = draw(TEXTS)
    hukou, income = parts["questions"]["hukou"], parts["questions"]["income"]
    parts["questions"] |= {"status": {**hukou, "type": "multi"}, "size": {**income, "unit": "person"}}
    for group in ("questions", "conditions", "benefits"):
        for thing in parts[group].values():
            field = "short" if group == "questions" else "title"
            thing[field] = draw(TEXTS)
    parts["conditions"]["low"] |= {"test": draw(SHALLOW), "article": draw(WORDS), "threshold": draw(TEXTS)}
    parts["conditions"]["here"]["source"] = draw(NAMES)
    parts["benefits"]["aid"] |= {
        "when": draw(SHALLOW),
        "documents": draw(st.lists(st.fixed_dictionaries({"name": TEXTS}, optional={"when": SHALLOW, "if_missing": TEXTS}), max_size=2)),
        "not_needed": draw(st.lists(TEXTS, max_size=2)),
        "amount": draw(st.lists(st.fixed_dictionaries({"sum": QUANTITIES}, optional={"when": SHALLOW}), max_size=2)),
        "next": draw(st.lists(NAMES, max_size=2)),
    }  # fmt: skip
    answers = st.integers(-9, 9) | NAMES | st.lists(NAMES, max_size=2)
    parts["cases"][0] |= {"answers": draw(st.dictionaries(NAMES, answers, max_size=3)), "name": draw(WORDS)}
    parts["exclusive"] = draw(st.lists(st.lists(NAMES, min_size=2, max_size=3), max_size=2))
    parts["facts"] = draw(st.lists(st.fixed_dictionaries({"when": SHALLOW, "then": SHALLOW}), max_size=2))
    return parts


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(parts=spoken_parts())
def test_any_rule_set_goes_through_a_workbook_and_back_without_loss(parts: dict[str, Any], tmp_path: Path) -> None:
    file = file_of(parts)
    write_workbook(plain(file), tmp_path / "any.xlsx")
    back = read_workbook(tmp_path / "any.xlsx").file
    assert plain(back) == plain(file)
    (tmp_path / "any.yaml").write_text(yaml_of(back), encoding="utf-8")
    assert plain(read_rule_file(tmp_path / "any.yaml")) == plain(file)


# Slips --------------------------------------------------------------------------------------------------------------


def heads(page: Worksheet) -> Iterator[tuple[str, str]]:
    for cell in page[1]:
        yield str(cell.value).rsplit("(", 1)[1].rstrip(")"), cell.column_letter


def type_into(path: Path, *cells: tuple[str, str, int, object]) -> list[str]:
    """Type values into (sheet, column, row); what the import says of each fault's place."""
    opened = load_workbook(path)
    for sheet, key, row, value in cells:
        page = opened[say(f"ruleset_sheets.{sheet}")]
        page[f"{dict(heads(page))[key]}{row}"] = value
    opened.save(path)
    with pytest.raises(RejectedSourcesError) as raised:
        read_workbook(path)
    return [problem.sentence() for problem in raised.value.problems]


def test_slips_are_named_by_sheet_and_cell_all_at_once(book: Path) -> None:
    said = type_into(
        book,
        ("questions", "max", 3, "很多"),
        ("parameters", "since", 2, "去年"),
        ("conditions", "test", 2, "hukou in [gz"),
        ("conditions", "no zh-Hans", 3, None),
        ("benefits", "when", 2, "here & low"),
        ("cases", "answers", 3, "hukou"),
        ("cases", "on", 3, "=TODAY()"),
        ("choices", "of", 2, "hokou"),
    )
    places = [sentence.split("：", 1)[0].split(" ", 1)[1] for sentence in said]
    assert [place for place in places if "!" in place] == places
    wanted = ["问题!", "参数!", "条件!", "福利!", "案例!", "选项!"]
    assert [sheet for sheet in wanted if not any(place.startswith(sheet) for place in places)] == []
    assert any(sentence.endswith("第 13 个字这里要写 ]") for sentence in said)


def test_a_wrong_type_found_later_is_named_by_its_cell_too(book: Path) -> None:
    said = type_into(book, ("questions", "topic", 2, "钱"), ("conditions", "source", 3, "Law 1"))
    assert len(said) == 2
    assert all("问题!" in said[1] or "条件!" in said[0] for _ in said)


def test_a_column_that_was_renamed_is_missed_and_named(book: Path) -> None:
    opened = load_workbook(book)
    opened["条件"]["A1"] = "条件名"
    opened.save(book)
    with pytest.raises(RejectedSourcesError) as raised:
        read_workbook(book)
    codes = {problem.code for problem in raised.value.problems}
    assert {"ruleset.unknown_column", "ruleset.no_column"} <= codes


def test_the_same_name_twice_is_a_slip(book: Path) -> None:
    said = type_into(book, ("conditions", "name", 3, "here"))
    assert any("条件!" in each and "here" in each for each in said)


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused_with_a_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.xlsx"
    path.write_bytes(content)
    with pytest.raises(WorldError) as raised:
        read_workbook(path)
    assert raised.value.code == "ruleset.not_a_workbook"


def test_a_workbook_that_unfolds_to_gigabytes_is_refused_before_it_does(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 81_000_000)
    with pytest.raises(WorldError) as raised:
        read_workbook(path)
    assert raised.value.code == "ruleset.workbook_too_big"


def test_the_template_has_every_sheet_and_explains_itself(tmp_path: Path) -> None:
    write_workbook({}, tmp_path / "empty.xlsx")
    opened = load_workbook(tmp_path / "empty.xlsx")
    assert {"问题", "参数", "条件", "福利", "材料", "案例"} <= set(opened.sheetnames)
    assert all(page.max_row == 1 for page in opened.worksheets[1:])
    assert opened.worksheets[0].max_row > 10


def test_a_filled_template_reads_its_own_dates_and_signs_of_a_chinese_keyboard(book: Path) -> None:
    opened = load_workbook(book)
    page = opened["福利"]
    page[f"{dict(heads(page))['when']}2"] = "here ＆＆ （low）"
    page = opened["参数"]
    page[f"{dict(heads(page))['since']}2"] = "2025-1-01".replace("-1-", "-01-").replace("-", "/")
    opened.save(book)
    rules = read_workbook(book).file.rules
    assert plain(read_workbook(book).file)["benefits"]["aid"]["when"] == {"all": ["here", "low"]}  # type: ignore[index,call-overload]
    assert rules.parameters["line"].values[0].since == dt.date(2025, 1, 1)


@pytest.mark.parametrize(
    "text", ["", "a &&", "(a", "a b", "a <", "a in []", "a in (b)", "1 <", "open('x')", "a; b", "a.b(c)", "!" * 40 + "a", "a || in", "x*y"]
)  # fmt: skip
def test_what_is_no_expression_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        parse_expression(text)
    assert raised.value.column >= 1
