"""Which question comes next: only ones that matter, those that belong together together, the topic kept, the same everywhere."""

from __future__ import annotations

import random
from typing import Any

import pytest

from kiosk.domain.selfcheck.answers import Household
from kiosk.domain.selfcheck.asking import Choose, by_count, by_look_ahead, live, remaining
from kiosk.domain.selfcheck.ruleset import AnswerValue
from tests.selfcheck_oracle import Oracle
from tests.selfcheck_sets import benefit, condition, of, parameter, question, random_set, readable, rule_set

YES_NO = {"yes": {"label": "有"}, "no": {"label": "没有"}}
BOTH = pytest.mark.parametrize("choose", [by_count, by_look_ahead])


def yes(name: str) -> dict[str, Any]:
    return condition({"in": {"question": name, "choices": ["yes"]}})


def per_head(*, alone: int = 1) -> Household:
    """Many results that need income and size together, and a question of which each answer decides ``alone`` results."""
    return of(
        rule_set(
            questions={
                "alone": question("choice", topic="other", choices=YES_NO),
                "income": question("int", unit="yuan/month", max=20_000, topic="money"),
                "size": question("int", unit="person", min=1, max=6, topic="home"),
            },
            parameters={"limit": parameter("yuan/month/person", ("2026-01-01", 1308))},
            conditions={
                "alone": yes("alone"),
                **{
                    f"low{n}": condition({"compare": {"left": "income", "op": "<", "right": [{"times": n, "params": ["limit"]}], "per": "size"}})
                    for n in (1, 2, 3)
                },
            },
            benefits={
                "by_alone": benefit("alone", weight=alone),
                **{f"by_income{n}": benefit(f"low{n}", weight=8) for n in (1, 2, 3)},
            },
        )
    )  # fmt: skip


def test_questions_that_decide_nothing_alone_are_looked_at_together() -> None:
    home = per_head()
    first = by_look_ahead(home, None)
    assert first in ("income", "size")
    then = by_look_ahead(home.with_answer(first, {"income": 3000, "size": 2}[first]), first)
    assert {first, then} == {"income", "size"}


def test_a_question_that_decides_at_once_comes_before_two_that_decide_as_much() -> None:
    home = of(
        rule_set(
            questions={name: question("choice", choices=YES_NO) for name in ("a", "b", "c")},
            conditions={name: yes(name) for name in ("a", "b", "c")},
            benefits={"one": benefit({"all": ["a", "b"]}, weight=3), "two": benefit("c", weight=3)},
        )
    )
    assert by_look_ahead(home, None) == "c"


@BOTH
def test_what_is_a_burden_to_answer_comes_later(choose: Choose) -> None:
    def first(burden: int) -> str | None:
        return choose(
            of(
                rule_set(
                    questions={
                        "a": question("choice", topic="x", burden=burden, choices=YES_NO),
                        "b": question("choice", topic="y", choices=YES_NO),
                    },
                    conditions={"a": yes("a"), "b": yes("b")},
                    benefits={"one": benefit("a", weight=4), "two": benefit("b", weight=3)},
                )
            ),
            None,
        )

    assert first(1) == "a"
    assert first(5) == "b"


@BOTH
def test_the_topic_is_kept_unless_another_is_clearly_better(choose: Choose) -> None:
    def second(weight: int) -> str | None:
        questions = {
            name: question("choice", topic=topic, choices=YES_NO)
            for name, topic in (("a", "x"), ("far", "y"), ("near", "x"))
        }
        home = of(
            rule_set(
                questions=questions,
                conditions={name: yes(name) for name in questions},
                benefits={
                    "one": benefit("a", weight=10),
                    "two": benefit("far", weight=weight),
                    "three": benefit("near", weight=5),
                },
            )
        )
        return choose(home.with_answer("a", "yes"), "a")

    assert second(5) == "near"
    assert second(9) == "far"


@BOTH
def test_ties_are_as_authored(choose: Choose) -> None:
    names = ("zebra", "apple", "mango")
    home = of(
        rule_set(
            questions={name: question("choice", choices=YES_NO) for name in names},
            conditions={name: yes(name) for name in names},
            benefits={name: benefit(name) for name in names},
        )
    )
    assert choose(home, None) == "zebra"


@BOTH
def test_only_what_can_still_matter_is_ever_asked(choose: Choose) -> None:
    for seed in range(25):
        generate = random.Random(seed)  # noqa: S311
        ruleset = random_set(generate, office=seed % 2 == 0)
        oracle = Oracle(ruleset)
        answers = oracle.answers(oracle.random_home(generate))
        home, last = of(ruleset), None
        while (key := choose(home, last)) is not None:
            assert key in live(home)
            assert key not in home.answers
            assert home.asked(home.program.screens[key]) != 0
            home, last = home.with_answer(key, answers[key]), key
        assert not live(home)


def test_one_benefit_alone_asks_less() -> None:
    home = of(rule_set(**readable()))
    only = [d for d in home.program.decisions if d.name[0] == "dibao"]
    assert set(live(home, only)) == {"hukou", "size", "income", "assets", "status"}
    assert set(live(home, only)) < set(live(home))


def test_the_order_is_the_same_every_time() -> None:
    answers: dict[str, AnswerValue] = {
        "hukou": "gz",
        "people": ("mother",),
        "size": 2,
        "income": 2000,
        "assets": "within",
    }

    def order() -> list[str]:
        home, last, found = of(rule_set(**readable())), None, []
        while (key := by_look_ahead(home, last)) is not None:
            found.append(key)
            home, last = home.with_answer(key, answers.get(key)), key
        return found

    assert order() == order()


def test_the_count_of_questions_falls_to_nothing() -> None:
    home, last, told = of(rule_set(**readable())), None, []
    while (key := by_look_ahead(home, last)) is not None:
        told.append(remaining(home))
        home, last = home.with_answer(key, None), key
    assert remaining(home).most == remaining(home).likely == 0
    assert [r.most for r in told] == sorted((r.most for r in told), reverse=True)
