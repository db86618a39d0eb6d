"""What the self-check says is true, is: against plain booleans over every household that agrees with the answers."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.selfcheck.answers import Household, household
from kiosk.domain.selfcheck.evaluating import Evaluator
from kiosk.domain.selfcheck.explaining import Verdict, rows
from kiosk.domain.selfcheck.kleene import NO, OPEN, YES
from kiosk.domain.selfcheck.loading import load
from kiosk.domain.selfcheck.results import decided, outcomes
from kiosk.domain.selfcheck.ruleset import AnswerValue, QuestionType, RuleSet, Status
from tests.selfcheck_oracle import Home, Oracle
from tests.selfcheck_sets import TODAY, large_set, of, random_set, readable, rule_set

CALM = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
SEEDS = st.integers(0, 2**32)


def truths(home: Household) -> dict[Any, int]:
    """Truth of every benefit, for everybody who is there for sure."""
    found = {}
    for decision in home.program.decisions:
        slot = decision.name[1]
        if slot is None or home.truth(home.program.present[slot]) == YES:
            found[decision.name] = home.truth(decision.when)
    return found


def some_answers(oracle: Oracle, home: Home, generate: random.Random) -> dict[str, AnswerValue]:
    """A part of what a household would answer: some exact, some rough, some left open, some not given."""
    found: dict[str, AnswerValue] = {}
    for key, value in oracle.answers(home).items():
        chance = generate.random()
        if chance < 0.45:
            found[key] = value
        elif chance < 0.6:
            found[key] = None
        elif chance < 0.8 and isinstance(value, int):
            question = oracle.set.questions[key.partition("@")[0]]
            slot = key.partition("@")[2] or None
            span = oracle.values((key.partition("@")[0], slot))
            assert question.type is QuestionType.INT
            found[key] = (generate.randint(span[0], value), generate.randint(value, span[-1]))
    return found


@given(seed=SEEDS)
@CALM
def test_complete_answers_are_decided_exactly(seed: int) -> None:
    generate = random.Random(seed)  # noqa: S311
    ruleset = random_set(generate)
    oracle = Oracle(ruleset)
    evaluator = Evaluator(load(ruleset, TODAY))
    for _ in range(10):
        home = oracle.random_home(generate)
        found = truths(household(evaluator, oracle.answers(home)))
        assert found == {(name, slot): YES if oracle.benefit(home, name, slot) else NO for name, slot in found}
        assert {name for name, slot in found} == set(ruleset.benefits)


@given(seed=SEEDS)
@CALM
def test_what_is_decided_early_holds_for_every_household_that_agrees(seed: int) -> None:
    generate = random.Random(seed)  # noqa: S311
    ruleset = random_set(generate, persons=generate.random() < 0.3)
    oracle = Oracle(ruleset)
    answers = some_answers(oracle, oracle.random_home(generate), generate)
    found = truths(of(ruleset, answers))
    for number, home in enumerate(oracle.homes(answers)):
        if number > 400:
            break
        for (name, slot), truth in found.items():
            assert truth == OPEN or (truth == YES) is oracle.benefit(home, name, slot)


@given(seed=SEEDS)
@CALM
def test_a_more_precise_answer_never_contradicts_a_result(seed: int) -> None:
    generate = random.Random(seed)  # noqa: S311
    ruleset = random_set(generate, office=generate.random() < 0.5)
    oracle = Oracle(ruleset)
    complete = oracle.random_home(generate)
    rough = some_answers(oracle, complete, generate)
    exact = {**rough, **{k: v for k, v in oracle.answers(complete).items() if generate.random() < 0.5 or k in rough}}
    before, after = of(ruleset, rough), of(ruleset, exact)
    for name, truth in truths(before).items():
        assert truth == OPEN or truths(after)[name] == truth
    statuses = {o.decision.name: o.status for o in outcomes(after)}
    for outcome in outcomes(before):
        if decided(before, outcome.decision):
            assert statuses[outcome.decision.name] is outcome.status


@given(seed=SEEDS)
@CALM
def test_the_order_of_answers_does_not_matter_and_nor_does_changing_ones_mind(seed: int) -> None:
    generate = random.Random(seed)  # noqa: S311
    ruleset = random_set(generate, office=True)
    oracle = Oracle(ruleset)
    answers = some_answers(oracle, oracle.random_home(generate), generate)
    other = some_answers(oracle, oracle.random_home(generate), generate)
    shuffled = list(answers.items())
    generate.shuffle(shuffled)
    home = of(ruleset)
    for key, value in other.items():
        home = home.with_answer(key, value)
    for key, value in shuffled:
        home = home.with_answer(key, value)
    for key in other.keys() - answers.keys():
        home = home.without_answer(key)
    assert home.state.values == of(ruleset, answers).state.values


@given(seed=SEEDS)
@CALM
def test_no_result_without_a_condition_that_says_why_and_its_citation(seed: int) -> None:
    generate = random.Random(seed)  # noqa: S311
    ruleset = random_set(generate, office=generate.random() < 0.5)
    oracle = Oracle(ruleset)
    home = of(ruleset, some_answers(oracle, oracle.random_home(generate), generate))
    for outcome in outcomes(home):
        why = rows(home, outcome.decision)
        verdicts = {row.verdict for row in why}
        assert all(row.source in ruleset.sources and row.article for row in why)
        match outcome.status:
            case Status.NOT_NOW:
                assert Verdict.FAILED in verdicts
            case Status.LIKELY:
                assert verdicts == {Verdict.MET}
            case Status.ONE_MORE:
                assert outcome.deciding
                assert Verdict.OPEN in verdicts or "people" in outcome.deciding  # who is there is no condition
            case Status.OFFICE:
                assert Verdict.MET in verdicts or Verdict.OFFICE in verdicts


@given(seed=SEEDS)
@CALM
def test_looking_again_at_dependents_alone_gives_what_looking_at_all_gives(seed: int) -> None:
    generate = random.Random(seed)  # noqa: S311
    ruleset = random_set(generate, office=True)
    oracle = Oracle(ruleset)
    home = of(ruleset)
    for key, value in some_answers(oracle, oracle.random_home(generate), generate).items():
        home = home.with_answer(key, value)
    fresh: list[Any] = []
    for rule in home.evaluator._rules:
        fresh.append(rule(fresh, home.state.answers))
    assert home.state.values == fresh


def test_random_households_come_out_as_plain_reckoning_says(long_run: bool) -> None:
    """The readable set over its whole range; 100,000 households in the long run."""
    parts = readable()
    decidable = {name: rule for name, rule in parts["benefits"].items() if name not in ("zhichu", "rumoured", "linshi")}
    parts["benefits"] = decidable
    ruleset: RuleSet = rule_set(**parts)
    oracle, evaluator, generate = Oracle(ruleset), Evaluator(load(ruleset, TODAY)), random.Random(5)  # noqa: S311
    yes = 0
    for _ in range(100_000 if long_run else 800):
        home = oracle.random_home(generate)
        answers: Mapping[str, AnswerValue] = oracle.answers(home)
        for (name, slot), truth in truths(household(evaluator, answers)).items():
            assert truth == (YES if oracle.benefit(home, name, slot) else NO)
            yes += truth == YES
    assert yes > 500


def test_a_large_set_loads_and_is_reckoned(long_run: bool) -> None:
    ruleset = large_set(benefits=500, nodes=5_000)
    oracle, evaluator, generate = Oracle(ruleset), Evaluator(load(ruleset, TODAY)), random.Random(5)  # noqa: S311
    assert len(evaluator.program.decisions) == 500
    for _ in range(200 if long_run else 3):
        home = oracle.random_home(generate)
        found = truths(household(evaluator, oracle.answers(home)))
        assert found == {name: YES if oracle.benefit(home, *name) else NO for name in found}


@pytest.mark.parametrize("answer", [None, [0, 1_000_000]])
def test_who_says_nothing_about_income_is_neither_poor_nor_refused(answer: AnswerValue) -> None:
    value = tuple(answer) if isinstance(answer, list) else answer
    home = of(rule_set(**readable()), {"hukou": "gz", "size": 1, "income": value, "assets": "within", "status": ()})
    statuses = {outcome.decision.name[0]: outcome.status for outcome in outcomes(home)}
    assert statuses["dibao"] is Status.ONE_MORE
