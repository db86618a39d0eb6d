"""A rule set that makes no sense, is too large or is not JSON as we mean it is refused, with a reason of its own."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.loading import load
from kiosk.domain.selfcheck.parsing import MAX_BYTES, encode_ruleset, parse_ruleset
from kiosk.domain.selfcheck.ruleset import RuleSet
from tests.selfcheck_sets import TODAY, benefit, condition, parameter, question, readable, rule_set


def code_of(action: Any) -> str:
    """The reason of a refusal; its sentence can be said."""
    with pytest.raises(WorldError) as refused:
        action()
    assert say(refused.value.code, **refused.value.params)
    return refused.value.code


def text_of(**parts: Any) -> str:
    return encode_ruleset(rule_set(**{**readable(), **parts})).decode()


def test_a_set_survives_being_written_and_read() -> None:
    ruleset = rule_set(**readable())
    assert parse_ruleset(encode_ruleset(ruleset)) == ruleset
    assert load(ruleset, TODAY).decisions


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"serial":7', '"serial":NaN', "selfcheck.not_finite"),
        ('"serial":7', '"serial":-Infinity', "selfcheck.not_finite"),
        ('"serial":7', '"serial":7,"serial":8', "selfcheck.duplicate_key"),
        ('"serial":7', '"serial":7e0', "selfcheck.fraction"),
        ('"serial":7', '"serial":1e3000000', "selfcheck.fraction"),
        ('"serial":7', '"serial":7.0', "selfcheck.fraction"),
        ('"serial":7', '"serial":1234567890123', "selfcheck.big_number"),
        ('"serial":7', '"serial":"7"', "selfcheck.wrong_form"),
        ('"serial":7', '"serial":7,', "selfcheck.not_json"),
        ('"op":"<"', '"op":"~"', "selfcheck.wrong_form"),
        ('"title":"示例规则"', '"title":"\\ud800"', "selfcheck.wrong_form"),
    ],
)
def test_json_that_rules_may_not_hold_is_refused(old: str, new: str, code: str) -> None:
    text = text_of()
    assert old in text
    assert code_of(lambda: parse_ruleset(text.replace(old, new, 1).encode())) == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b" " * (MAX_BYTES + 1), "selfcheck.too_big"),
        (b"[" * 100_000, "selfcheck.too_nested"),
        (b'{"a":' * 100_000, "selfcheck.too_nested"),
        (b"\xff\xfe", "selfcheck.not_json"),
        (b"", "selfcheck.not_json"),
        (b"[]", "selfcheck.wrong_form"),
    ],
)
def test_bytes_that_are_no_rule_set_are_refused(data: bytes, code: str) -> None:
    assert code_of(lambda: parse_ruleset(data)) == code


def test_brackets_within_texts_do_not_count_as_nesting() -> None:
    assert parse_ruleset(text_of(title="（" + "[{" * 25).encode()).title.startswith("（")


def deep(levels: int) -> Any:
    tree: Any = "k"
    for _ in range(levels):
        tree = {"not": tree}
    return tree


LONG_CHAIN = {
    f"k{n}": condition({"not": f"k{n + 1}"} if n < 40 else {"in": {"question": "q", "choices": ["a"]}})
    for n in range(41)
}
CHOICE = {"q": question("choice", choices={"a": {"label": "甲"}, "b": {"label": "乙"}})}
NUMBER = {"n": question("int", unit="yuan/month", max=100), "size": question("int", unit="person", min=1, max=9)}
PICK = condition({"in": {"question": "q", "choices": ["a"]}})


def compare(**more: Any) -> dict[str, Any]:
    return condition({"compare": {"left": "n", "op": "<", "right": 5, **more}})


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"schema": 2}, "selfcheck.newer_schema"),
        ({"needs_engine": 2}, "selfcheck.newer_engine"),
        ({"valid_from": "2026-12-01"}, "selfcheck.not_in_force"),
        ({"people": {}}, "selfcheck.no_people"),
        ({"people": {"child": {"title": "孩子", "most": 2}}}, "selfcheck.no_people"),
        ({"people": {"self": {"title": "我"}, "mother": {"title": "母亲"}}}, "selfcheck.no_roster"),
        ({"people": {"self": {"title": "我"}, "c": {"title": "孩子", "most": 4}, "d": {"title": "孩子", "most": 4}}}, "selfcheck.too_many_people"),
        ({"questions": {**CHOICE, "p": question("people"), "p2": question("people")}}, "selfcheck.two_rosters"),
        ({"parameters": {"q": parameter("yuan", ("2026-01-01", 5))}}, "selfcheck.name_twice"),
        ({"conditions": {"k": condition("other")}}, "selfcheck.unknown_name"),
        ({"conditions": {"k": {**PICK, "source": "other"}}}, "selfcheck.unknown_name"),
        ({"conditions": {"k": condition({"in": {"question": "other", "choices": ["a"]}})}}, "selfcheck.unknown_name"),
        ({"conditions": {"k": condition({"in": {"question": "q", "choices": ["z"]}})}}, "selfcheck.unknown_choice"),
        ({"conditions": {"k": condition({"has": {"question": "q", "choices": ["a"]}})}}, "selfcheck.wrong_type"),
        ({"conditions": {"k": condition({"in": {"question": "n", "choices": ["a"]}})}}, "selfcheck.wrong_type"),
        ({"conditions": {"k": compare(left="q")}}, "selfcheck.wrong_type"),
        ({"conditions": {"k": compare(right="other")}}, "selfcheck.unknown_name"),
        ({"conditions": {"k": compare(right=[{"times": "1e9"}])}}, "selfcheck.bad_number"),
        ({"conditions": {"k": compare(right=[{"times": "0x1"}])}}, "selfcheck.bad_number"),
        ({"conditions": {"k": compare(right=[])}}, "selfcheck.empty"),
        ({"conditions": {"k": compare(right=[{"times": 1}] * 9)}}, "selfcheck.too_many_terms"),
        ({"conditions": {"k": compare(right=[{"times": 1, "unit": "yuan/year"}])}}, "selfcheck.unit_mismatch"),
        ({"conditions": {"k": compare(right="s")}, "parameters": {"s": parameter("yuan/month/person", ("2026-01-01", 5))}}, "selfcheck.unit_mismatch"),
        ({"conditions": {"k": compare(per="size")}}, "selfcheck.unit_mismatch"),
        ({"conditions": {"k": compare(per="n", right="n")}}, "selfcheck.per_zero"),
        ({"conditions": {"k": compare(per="size", right="n")}}, "selfcheck.per_question"),
        ({"conditions": {"k": compare(left=1)}}, "selfcheck.constant"),
        ({"conditions": {"k": compare(right="n")}}, "selfcheck.constant"),
        ({"conditions": {"k": condition({"all": []})}}, "selfcheck.empty"),
        ({"conditions": {"k": condition({})}}, "selfcheck.one_field"),
        ({"conditions": {"k": condition({"all": ["k"], "any": ["k"]})}}, "selfcheck.one_field"),
        ({"conditions": {"k": condition({"not": "k"})}}, "selfcheck.cycle"),
        ({"conditions": {"k": condition("j"), "j": condition("k")}}, "selfcheck.cycle"),
        ({"benefits": {"b": benefit({"benefit": "b"})}}, "selfcheck.cycle"),
        ({"questions": {**CHOICE, "n": question("int", ask_when="k", otherwise=1)}, "conditions": {"k": compare()}}, "selfcheck.cycle"),
        ({"conditions": {"k": condition("k0"), **LONG_CHAIN}}, "selfcheck.long_chain"),
        ({"conditions": {"k": PICK}, "benefits": {"b": benefit(deep(12))}}, "selfcheck.too_deep"),
        ({"benefits": {"b": benefit({"any": ["k"] * 5_000})}}, "selfcheck.too_many_nodes"),
        ({"benefits": {"b": benefit({"in": {"question": "q", "choices": ["a"]}})}}, "selfcheck.bare_test"),
        ({"benefits": {"b": benefit("k", next=["c"])}}, "selfcheck.unknown_name"),
        ({"benefits": {"b": benefit("k", amount=[{}])}}, "selfcheck.one_field"),
        ({"benefits": {"b": benefit("k", amount=[{"sum": [{"of": "size"}]}])}}, "selfcheck.unit_mismatch"),
        ({"exclusive": [["b", "c"]]}, "selfcheck.unknown_name"),
        ({"conditions": {"k": {**PICK, "about": "person"}}}, "selfcheck.needs_some"),
        ({"conditions": {"k": condition({"in": {"question": "w", "choices": ["yes"]}})}, "questions": {**CHOICE, "w": question("who")}}, "selfcheck.needs_some"),
        ({"conditions": {"k": {**PICK, "no": "比 {threshold} 高"}}}, "selfcheck.placeholder"),
        ({"questions": {"q": question("choice")}}, "selfcheck.no_choices"),
        ({"questions": {**CHOICE, "n": question("int", ask_when="k")}}, "selfcheck.no_otherwise"),
        ({"questions": {**CHOICE, "n": question("int", ask_when="k", otherwise="a", max=5)}}, "selfcheck.bad_answer"),
        ({"questions": {**CHOICE, "n": question("int", ask_when="k", otherwise=6, max=5)}}, "selfcheck.out_of_range"),
        ({"questions": {**CHOICE, "n": question("int", bands=[{"up_to": 5}, {"up_to": 3}, {}])}}, "selfcheck.bands"),
        ({"questions": {**CHOICE, "n": question("int", bands=[{"up_to": 5}])}}, "selfcheck.bands"),
        ({"questions": {**CHOICE, "n": question("int", bands=[{"up_to": "s"}, {}])}, "parameters": {"s": parameter("1")}}, "selfcheck.band_without_figure"),
        ({"parameters": {"s": parameter("yuan", ("2026-12-01", 5))}}, "selfcheck.before_first"),
        ({"parameters": {"s": parameter("yuan", ("2026-02-01", 5), ("2026-01-01", 5))}}, "selfcheck.dates_order"),
        ({"parameters": {"s": parameter("yuan", ("2026-02-01", 5), ("2026-02-01", 6))}}, "selfcheck.dates_order"),
        ({"parameters": {"s": parameter("yuan", ("2026-01-01", "1.2.3"))}}, "selfcheck.bad_number"),
        ({"parameters": {"s": parameter("yuan", ("2026-01-01", "٣"))}}, "selfcheck.bad_number"),
    ],
)  # fmt: skip
def test_a_set_that_makes_no_sense_is_refused(parts: dict[str, Any], code: str) -> None:
    least = {"questions": {**CHOICE, **NUMBER}, "conditions": {"k": PICK}, "benefits": {"b": benefit("k")}}
    load(rule_set(**least), TODAY)
    whole = {**least, **parts}
    assert code_of(lambda: load(rule_set(**whole), TODAY)) == code


def test_what_is_about_a_person_is_spelled_out_for_everybody_and_there_is_a_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ruleset = rule_set(
        people={"self": {"title": "我"}, "child": {"title": "孩子", "most": 4}, "other": {"title": "别人", "most": 3}},
        questions={"people": question("people"), "age": question("int", about="person", unit="year", max=120)},
        conditions={
            f"k{n}": condition({"compare": {"left": "age", "op": "<", "right": n + 1}}, about="person")
            for n in range(20)
        },
        benefits={f"b{n}": benefit({"some": {"not": f"k{n}"}}) for n in range(20)},
    )
    steps = len(load(ruleset, TODAY).steps)
    assert steps > 20 * 8 * 3
    monkeypatch.setattr("kiosk.domain.selfcheck.loading.MAX_STEPS", steps - 1)
    assert code_of(lambda: load(ruleset, TODAY)) == "selfcheck.too_many_steps"


def test_figures_are_those_of_the_day_and_say_when_they_may_be_out_of_date() -> None:
    ruleset = rule_set(**readable())
    assert load(ruleset, dt.date(2026, 6, 30)).figures["standard"].value == 1276
    new = load(ruleset, dt.date(2026, 7, 1)).figures["standard"]
    assert (new.value, new.since, new.until) == (1308, dt.date(2026, 7, 1), None)
    assert load(ruleset, dt.date(2026, 9, 30)).figures["standard"].until is None
    assert load(ruleset, dt.date(2026, 10, 1)).figures["standard"].until == dt.date(2026, 9, 30)


def test_bands_follow_the_figures_without_gap_or_overlap() -> None:
    parts = readable()
    parts["questions"]["each"] = question(
        "int", unit="yuan/month/person", max=100_000,
        bands=[{"up_to": "standard", "below": True}, {"up_to": [{"params": ["factor", "standard"]}]}, {}],
    )  # fmt: skip
    assert load(rule_set(**parts), TODAY).bands["each"] == ((0, 1307), (1308, 1962), (1963, 100_000))


def test_unknown_fields_of_a_newer_set_are_passed_over() -> None:
    text = text_of().replace('"serial":7', '"serial":7,"colour":"red"', 1)
    assert isinstance(parse_ruleset(text.encode()), RuleSet)
    assert json.loads(text)["colour"] == "red"
