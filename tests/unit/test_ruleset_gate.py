"""The gate of rule sets: the published set passes it, and every kind of mistake is named at its place, all at once."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from kiosk.domain.selfcheck.loading import load
from kiosk.domain.selfcheck.ruleset import RuleSet
from sync.publisher import ruleset_gate
from sync.publisher.problems import Fault, field_name
from sync.publisher.ruleset_gate import GateResult, gate
from sync.publisher.ruleset_yaml import yaml_of
from tests.content_sources import BENEFIT, ContentSources, check, problems
from tests.ruleset_parts import STARTER, Parts, file_of, published, sound, text

TODAY = dt.date(2026, 11, 28)


def checked(parts: Parts, *, today: dt.date = TODAY) -> GateResult:
    return gate(msgspec.json.decode(msgspec.json.encode(parts), type=RuleSet), today=today)


def said(faults: tuple[Fault, ...]) -> set[tuple[str, str]]:
    return {
        (field_name(found.path), found.code.removeprefix("ruleset.").removeprefix("selfcheck.")) for found in faults
    }


@pytest.fixture(scope="module")
def starter() -> RuleSet:
    return published().rules


def test_the_published_rule_set_passes_the_gate(starter: RuleSet) -> None:
    assert said(gate(starter, today=TODAY).faults) == set()


def test_the_published_rule_set_covers_at_least_thirty_benefits_of_the_list(starter: RuleSet) -> None:
    pages = {yaml.safe_load(path.read_text(encoding="utf-8"))["id"] for path in (STARTER / "benefit").glob("*.yaml")}
    covered = {rule.benefit_id for rule in starter.benefits.values()}
    assert covered <= pages
    assert len(covered) >= 30


def test_all_eight_personas_are_among_its_cases(starter: RuleSet) -> None:
    names = " ".join(case.name for case in starter.cases)
    assert [n for n in range(1, 9) if f"示例人物 P{n} " not in names] == []


def test_every_figure_of_the_published_rule_set_stands_with_its_source_in_the_list_of_benefits(
    starter: RuleSet,
) -> None:
    figures = {
        (str(figure.get("value")), figure.get("source"))
        for path in (STARTER / "benefit").glob("*.yaml")
        for figure in yaml.safe_load(path.read_text(encoding="utf-8")).get("figures", [])
    }
    shares = {"margin_factor", "asset_months"}  # not sums: they stand in the words of the benefits
    bands = {"long70": "30", "long80": "100", "long90": "200", "long100": "300"}
    for name, parameter in starter.parameters.items():
        for dated in parameter.values:
            cited = dated.source.upper()
            known = (str(dated.value), cited) in figures or name in shares or bands.get(name) == str(dated.value)
            assert known, (name, dated.since, dated.value, cited)


def test_sources_that_are_also_in_the_list_of_sources_say_the_same_there(starter: RuleSet) -> None:
    listed = yaml.safe_load((STARTER / "sources.yaml").read_text(encoding="utf-8"))
    for name, origin in starter.sources.items():
        if name.upper() in listed:
            entry = listed[name.upper()]
            assert (origin.title, origin.url, origin.confidence.value) == (
                entry["title"],
                entry.get("where", ""),
                entry["confidence"],
            ), name


def test_a_sound_set_has_neither_faults_nor_notices() -> None:
    pytest.importorskip("z3", reason="proofs need z3, which has no wheel for this machine")
    result = checked(sound())
    assert (said(result.faults), said(result.notices)) == (set(), set())


def put(*path: str | int, value: Any) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        at: Any = parts
        for step in path[:-1]:
            at = at[step]
        if value is None:
            del at[path[-1]]
        else:
            at[path[-1]] = value

    return change


MISTAKES: list[tuple[Callable[[Parts], None], str, str]] = [
    (put("benefits", "aid", "when", value="hear"), "benefits.aid.when", "unknown_name"),
    (put("conditions", "low", "source", value="lore"), "conditions.low.source", "unknown_name"),
    (put("benefits", "aid", "next", value=["aid"]), "benefits.aid.next[0]", "unknown_name"),
    (put("benefits", "aid", "where", 0, "category", value="pub"), "benefits.aid.where[0].category", "unknown_name"),
    (
        put("conditions", "here", "test", value={"has": {"question": "hukou", "choices": ["gz"]}}),
        "conditions.here.test.has.question",
        "wrong_operator",
    ),
    (put("parameters", "line", "unit", value="yuan/year/person"), "conditions.low.test.compare", "units_differ"),
    (
        put("parameters", "line", "values", 1, "since", value="2025-01-01"),
        "parameters.line.values[1].since",
        "date_order",
    ),
    (put("valid_from", value="2024-12-31"), "parameters.line.values[0].since", "date_gap"),
    (put("parameters", "line", "until", value="2025-06-01"), "parameters.line.until", "until_early"),
    (
        put("parameters", "line", "values", 1, "checked_on", value="2027-01-01"),
        "parameters.line.values[1].checked_on",
        "checked_later",
    ),
    (put("sources", "law", "repealed", value="2025-12-01"), "conditions.here.source", "repealed"),
    (put("sources", "law", "in_force", value="2027-01-01"), "conditions.low.source", "not_in_force"),
    (put("sources", "notice", "url", value=""), "sources.notice", "no_citation"),
    (put("conditions", "low", "no", value="收入高于 {limit} 元"), "conditions.low.no", "no_english"),
    (
        put("conditions", "low", "no", value={"zh-Hans": "高于 {limit} 元", "en": "above {year}"}),
        "conditions.low.no.en",
        "placeholders_differ",
    ),
    (put("conditions", "here", "no", value=text("高于 {limit}")), "conditions.here.no.zh-Hans", "placeholder"),
    (put("conditions", "low", "no", value=text("高于 1,100 元")), "conditions.low.no.zh-Hans", "typed_figure"),
    (put("questions", "hukou", "text", value={"zh-Hans": "哪里", "en": "Where"}), "questions.hukou.text", "no_yue"),
    (put("benefits", "aid", "when", value="low"), "conditions.here", "unused"),
    (put("cases", 1, "expect", "aid", value="likely"), "cases[1].expect.aid", "case_differs"),
    (put("cases", 1, "because", value={"aid": ["here"]}), "cases[1].because.aid", "other_reason"),
    (put("cases", 1, "expect", value={"aid@mother": "likely"}), "cases[1].expect.aid@mother", "no_such_outcome"),
    (put("cases", 4, "answers", "income", value=-5), "cases[4].answers", "out_of_range"),
    (put("cases", 0, "expect", value={}), "benefits.aid", "case_missing"),
    (put("cases", 6, "on", value="2025-12-31"), "conditions.low.test", "limit_untried"),
    (put("cases", 3, "on", value="2026-01-02"), "parameters.line.values[1].since", "change_after"),
    (put("contacts", 0, "phone", value=None), "contacts", "no_phone"),
    (put("benefits", "other", value={**sound()["benefits"]["aid"], "when": "here"}), "benefits.other", "no_next"),
    (put("cases", 1, "name", value="空白"), "cases[1].name", "case_twice"),
]


@pytest.mark.parametrize(("change", "path", "code"), MISTAKES, ids=[f"{code}-{path}" for _, path, code in MISTAKES])
def test_a_mistake_is_named_at_its_place(change: Callable[[Parts], None], path: str, code: str) -> None:
    parts = sound()
    change(parts)
    assert (path, code) in said(checked(parts).faults)


def test_mistakes_of_many_kinds_are_told_at_once() -> None:
    parts = sound()
    for change, _, code in MISTAKES:
        if code in ("unknown_name", "no_english", "date_gap", "no_citation", "no_yue"):
            change(parts)
    codes = {code for _, code in said(checked(parts).faults)}
    assert {"unknown_name", "no_english", "date_gap", "no_citation", "no_yue"} <= codes


def test_a_comparison_no_case_would_notice_changing_is_a_fault() -> None:
    parts = sound()
    exact = [case for case in parts["cases"] if case.get("answers", {}).get("income") not in (1000, 1100)]
    found = said(checked({**parts, "cases": exact}).faults)
    assert ("conditions.low.test", "survivor") in {(path.removesuffix(".compare"), code) for path, code in found}


def test_what_an_editor_should_look_at_does_not_stop_a_publication() -> None:
    parts = sound()
    line = parts["parameters"]["line"]
    line["review_by"] = "2026-11-27"
    line["values"][1] |= {"value": 1500, "since": "2026-01-02"}
    parts["benefits"]["twin"] = copy.deepcopy(parts["benefits"]["aid"])
    parts["conditions"]["no_aid"] = {**parts["conditions"]["here"], "test": {"not": {"benefit": "aid"}}}
    result = checked(parts)
    assert {code for _, code in said(result.notices)} >= {"overdue", "jump", "odd_day", "same_rule", "not_benefit"}
    assert {"overdue", "jump", "odd_day"}.isdisjoint(code for _, code in said(result.faults))


# Proofs -------------------------------------------------------------------------------------------------------------


def with_conditions(**trees: Any) -> Parts:
    parts = sound()
    parts["benefits"] |= {name: {**parts["benefits"]["aid"], "when": when} for name, when in trees.items()}
    return parts


@pytest.mark.parametrize(
    ("trees", "path", "code"),
    [
        ({"odd": {"all": ["low", {"not": "low"}]}}, "benefits.odd.when", "nobody"),
        ({"odd": {"any": ["low", {"not": "low"}]}}, "benefits.odd.when", "everybody"),
        ({"odd": {"all": ["here", {"any": ["here", "low"]}]}}, "benefits.odd.when.all[1]", "idle_all"),
        ({"odd": {"any": ["here", {"all": ["here", "low"]}]}}, "benefits.odd.when.any[1]", "idle_any"),
    ],
)
def test_contradictions_and_parts_that_decide_nothing_are_proved(trees: Parts, path: str, code: str) -> None:
    pytest.importorskip("z3", reason="proofs need z3, which has no wheel for this machine")
    assert (path, code) in said(checked(with_conditions(**trees)).faults)


def test_conditions_nobody_meets_or_everybody_meets_are_proved() -> None:
    pytest.importorskip("z3", reason="proofs need z3, which has no wheel for this machine")
    parts = sound()
    beyond = {"compare": {"left": "income", "op": ">", "right": 90000}}
    within = {"compare": {"left": "income", "op": "<=", "right": 90000}}
    parts["conditions"] |= {
        "beyond": {**parts["conditions"]["here"], "test": beyond},
        "within": {**parts["conditions"]["here"], "test": within},
    }
    parts["benefits"]["aid"]["when"]["all"] += ["within", {"not": "beyond"}]
    found = said(checked(parts).faults)
    assert {("conditions.beyond.test", "never_met"), ("conditions.within.test", "always_met")} <= found


def test_declared_facts_and_exclusions_are_proved_or_refused() -> None:
    pytest.importorskip("z3", reason="proofs need z3, which has no wheel for this machine")
    parts = with_conditions(rich={"all": ["here", {"not": "low"}]})
    parts["exclusive"] = [["aid", "rich"]]
    parts["facts"] = [{"when": {"benefit": "aid"}, "then": "low"}]
    codes = {code for _, code in said(checked(parts).faults)}
    assert {"fact_false", "both_possible"}.isdisjoint(codes)
    parts["exclusive"] = [["aid", "aid_too"]]
    parts["benefits"]["aid_too"] = parts["benefits"]["aid"] | {"when": "here"}
    parts["facts"] = [{"when": "here", "then": "low"}]
    codes = {code for _, code in said(checked(parts).faults)}
    assert {"fact_false", "both_possible"} <= codes


def test_without_z3_the_gate_says_what_it_did_not_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruleset_gate.ruleset_solver, "available", lambda: False)
    assert ("", "no_proofs") in said(checked(with_conditions(odd={"all": ["low", {"not": "low"}]})).notices)


def test_the_days_the_published_set_is_for_all_load(starter: RuleSet) -> None:
    for day in (starter.valid_from, dt.date(2025, 1, 1), TODAY, dt.date(2028, 1, 1)):
        assert load(starter, day).decisions


# In a publication ---------------------------------------------------------------------------------------------------


def test_faults_of_rules_are_told_with_file_and_line_beside_those_of_other_records(tmp_path: Path) -> None:
    sources = ContentSources(tmp_path)
    parts = sound()
    parts["conditions"]["low"]["no"] = text("高于 1,100 元")
    sources.write("ruleset/test.yaml", yaml_of(file_of(parts)))
    sources.change("benefit/dibao.yaml", BENEFIT, icon="no-such-icon")
    found = {problem.file: problem for problem in problems(sources)}
    assert set(found) == {"ruleset/test.yaml", "benefit/dibao.yaml"}
    rules = found["ruleset/test.yaml"]
    line = (sources.folder / rules.file).read_text(encoding="utf-8").splitlines()[rules.line - 1]
    assert "1,100" in line


def test_notices_about_rules_are_told_and_the_rest_is_published(tmp_path: Path) -> None:
    sources = ContentSources(tmp_path)
    parts = sound()
    parts["parameters"]["line"]["review_by"] = "2026-11-01"
    sources.write("ruleset/test.yaml", yaml_of(file_of(parts)))
    checked_sources = check(sources)
    assert "ruleset.overdue" in {notice.code for notice in checked_sources.notices}
    assert "ruleset.test" in {draft.id for draft in checked_sources.drafts}
