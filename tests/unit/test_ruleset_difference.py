"""The change report: a household whose result changes is shown and real; without one there is a proof, or no claim."""

from __future__ import annotations

import copy
import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.answers import household
from kiosk.domain.selfcheck.evaluating import Evaluator
from kiosk.domain.selfcheck.loading import load
from kiosk.domain.selfcheck.results import outcome
from kiosk.domain.selfcheck.ruleset import RuleSet, Status
from sync.platform.cli import main
from sync.publisher import ruleset_solver
from sync.publisher.ruleset_difference import any_household, difference, limits_near
from sync.publisher.ruleset_files import plain, read_rule_file
from sync.publisher.ruleset_workbook import write_workbook
from sync.publisher.ruleset_yaml import yaml_of
from tests.ruleset_parts import Parts, file_of, published, rules_of, sound, text

TODAY = dt.date(2026, 11, 28)
NO_Z3 = pytest.mark.skipif(not ruleset_solver.available(), reason="z3 has no wheel for this machine")
MODES = [pytest.param(True, marks=NO_Z3, id="z3"), pytest.param(False, id="search")]


def changed() -> Parts:
    parts = sound()
    parts["conditions"]["low"]["test"]["compare"]["op"] = "<="
    return parts


@pytest.mark.parametrize("proofs", MODES)
def test_a_moved_limit_is_shown_by_a_household_on_the_limit(proofs: bool) -> None:
    found = difference(rules_of(sound()), rules_of(changed()), on=TODAY, proofs=proofs)
    (witness,) = found.witnesses
    assert (witness.benefit, witness.before, witness.after) == ("aid", Status.NOT_NOW, Status.LIKELY)
    assert witness.answers["income"] == 1100
    assert witness.answers["hukou"] == "gz"
    assert (found.same, found.unsettled) == ((), ())


@NO_Z3
def test_a_rule_written_otherwise_that_means_the_same_is_proved_the_same() -> None:
    parts = sound()
    parts["conditions"]["low"]["test"] = {"not": {"compare": {"left": "income", "op": ">=", "right": "line"}}}
    parts["questions"]["hukou"]["choices"] = dict(reversed(parts["questions"]["hukou"]["choices"].items()))
    found = difference(rules_of(sound()), rules_of(parts), on=TODAY)
    assert (found.same, found.witnesses, found.unsettled, found.proved) == (("aid",), (), (), True)


def test_a_search_that_finds_nothing_claims_nothing() -> None:
    found = difference(rules_of(sound()), rules_of(sound()), on=TODAY, proofs=False)
    assert (found.same, found.unsettled, found.proved) == ((), ("aid",), False)


def test_new_and_lost_benefits_and_figures_are_named() -> None:
    parts = sound()
    parts["benefits"]["other"] = parts["benefits"].pop("aid")
    parts["parameters"]["line"]["values"][1]["value"] = 1150
    parts["cases"] = []
    found = difference(rules_of(sound()), rules_of(parts), on=TODAY)
    assert (found.added, found.gone) == (("other",), ("aid",))
    assert found.figures == (("line", "1100", "1150"),)


@NO_Z3
def test_the_published_set_is_proved_equal_to_itself_and_not_to_one_with_a_slip() -> None:
    rules = published().rules
    assert set(difference(rules, rules, on=TODAY).same) == set(rules.benefits)
    parts = copy.deepcopy(plain(published()))
    slip: Any = parts["conditions"]
    slip["age70"]["test"]["compare"]["op"] = ">"
    found = difference(
        rules, file_of({k: v for k, v in parts.items() if k in RuleSet.__struct_fields__}).rules, on=TODAY
    )
    (witness,) = found.witnesses
    assert witness.benefit.startswith("longevity@")
    assert (witness.before, witness.after) == (Status.LIKELY, Status.NOT_NOW)


@NO_Z3
def test_formulas_and_evaluator_agree_on_random_households_of_the_published_set() -> None:
    program = load(published().rules, TODAY)
    evaluator, answers = Evaluator(program), ruleset_solver.Answers()
    formulas = ruleset_solver.Formulas(program, answers)
    limits, luck = limits_near(program, {}), random.Random(5)  # noqa: S311
    z3, solver = answers.z3, answers.solver()
    for _ in range(6):
        said = any_household(program, limits, luck)
        house = household(evaluator, said)
        solver.push()
        solver.add(*fixed(program, answers, said))
        differing = [
            decision.name
            for decision in luck.sample(program.decisions, 40)
            if solver.check(z3.Not(formulas.status(decision)[outcome(house, decision).status])) != z3.unsat
        ]
        solver.pop()
        assert differing == [], said


def fixed(program: p.Program, answers: ruleset_solver.Answers, said: dict[str, Any]) -> list[Any]:
    """The household as constraints."""
    z3 = answers.z3
    found = []
    for step in program.steps:
        key = ruleset_solver.key_of(step.name) if isinstance(step, p.Variable) else ""
        if not isinstance(step, p.Variable) or key not in said:
            continue
        value = said[key]
        if isinstance(value, int):
            found.append(z3.Int(key) == value)
        elif isinstance(value, str):
            found.append(z3.Int(key) == answers.code(step.name[0], value))
        else:
            found += [z3.Bool(f"{key}={choice}") == (choice in value) for choice in step.range.choices]
    return found


# Commands -----------------------------------------------------------------------------------------------------------


def test_the_commands_write_a_template_export_import_and_compare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template, sheet, back = tmp_path / "empty.xlsx", tmp_path / "rules.xlsx", tmp_path / "rules.yaml"
    assert main(["ruleset-template", "--out", str(template)]) == 0
    old, new = tmp_path / "old.yaml", tmp_path / "new.xlsx"
    old.write_text(yaml_of(file_of(sound())), encoding="utf-8")
    assert main(["ruleset-export", str(old), "--out", str(sheet)]) == 0
    assert main(["ruleset-import", str(sheet), "--out", str(back)]) == 0
    assert plain(read_rule_file(back)) == plain(file_of(sound()))
    capsys.readouterr()
    write_workbook(plain(file_of(changed())), new)
    assert main(["ruleset-diff", str(old), str(new), "--on", "2026-11-28"]) == 2
    assert "income=1100" in capsys.readouterr().out


def test_an_import_with_faults_writes_nothing_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = sound()
    parts["conditions"]["low"]["no"] = text("高于 1,100 元")
    write_workbook(plain(file_of(parts)), tmp_path / "rules.xlsx")
    assert main(["ruleset-import", str(tmp_path / "rules.xlsx"), "--out", str(tmp_path / "rules.yaml")]) == 1
    assert "条件!" in capsys.readouterr().err
    assert not (tmp_path / "rules.yaml").exists()
    draft = ["ruleset-import", str(tmp_path / "rules.xlsx"), "--out", str(tmp_path / "rules.yaml"), "--draft"]
    assert main(draft) == 0
    assert plain(read_rule_file(tmp_path / "rules.yaml")) == plain(file_of(parts))
