"""Another, much simpler evaluator of rule sets, to hold the real one against: plain booleans over one complete household.

It reads the published structures and shares nothing with ``kiosk.domain.selfcheck`` but them.
"""

from __future__ import annotations

import itertools
import operator
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kiosk.domain.selfcheck.ruleset import About, AnswerValue, QuestionType, RuleSet
from kiosk.domain.selfcheck.ruleset_logic import Compare, Node

_OPS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq}


@dataclass(frozen=True)
class Home:
    """A household about which everything is known.

    Args:
        there: slots of the people in it.
        facts: by question and slot: a number, a choice, or a set of choices.
    """

    there: frozenset[str]
    facts: Mapping[tuple[str, str | None], Any]


class Oracle:
    """Truth of conditions and benefits for complete households."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.set = ruleset
        self.slots = [
            f"{name}-{n + 1}" if person.most > 1 else name
            for name, person in ruleset.people.items()
            for n in range(person.most)
        ]
        self._home: Home | None = None
        self._known: dict[tuple[str, str | None], bool | None] = {}  # conditions of the household looked at last
        self.roster = next((n for n, q in ruleset.questions.items() if q.type is QuestionType.PEOPLE), None)

    def variables(self) -> list[tuple[str, str | None]]:
        """Everything that can be known, but for who is there."""
        found: list[tuple[str, str | None]] = []
        for name, question in self.set.questions.items():
            if question.type is QuestionType.PEOPLE:
                continue
            if question.about is About.PERSON or question.type is QuestionType.WHO:
                found += [(name, slot) for slot in self.slots]
            else:
                found.append((name, None))
        return found

    def values(self, variable: tuple[str, str | None]) -> list[Any]:
        """Every value of one of them, what is known of the person regarded."""
        name, slot = variable
        question = self.set.questions[name]
        if question.type is QuestionType.INT:
            low, high = question.min, question.max
            if slot is not None:
                person = self.set.people[slot.partition("-")[0]]
                if name in person.given:
                    low, high = person.given[name]  # type: ignore[misc]
            return list(range(low, high + 1))
        if slot is not None and name in self.set.people[slot.partition("-")[0]].given:
            return [self.set.people[slot.partition("-")[0]].given[name]]
        if question.type is QuestionType.MULTI:
            names = list(question.choices)
            return [frozenset(c) for n in range(len(names) + 1) for c in itertools.combinations(names, n)]
        return list(question.choices) or ["no", "yes"]

    def homes(self, answers: Mapping[str, AnswerValue]) -> Iterator[Home]:
        """Every household that agrees with ``answers``."""
        roster = answers.get(self.roster or "")
        theres = [
            frozenset({self.slots[0], *c})
            for n in range(len(self.slots))
            for c in itertools.combinations(self.slots[1:], n)
        ]
        if roster is not None:
            theres = [frozenset({self.slots[0], *roster})]  # type: ignore[misc]
        variables = self.variables()
        spans = [[v for v in self.values(each) if self._agrees(v, each, answers)] for each in variables]
        for there in theres:
            for values in itertools.product(*spans):
                yield Home(there, dict(zip(variables, values, strict=True)))

    def _agrees(self, value: Any, variable: tuple[str, str | None], answers: Mapping[str, AnswerValue]) -> bool:
        name, slot = variable
        question = self.set.questions[name]
        if question.type is QuestionType.WHO:
            who = answers.get(name)
            return who is None or (value == "yes") is (slot in who)  # type: ignore[operator]
        said = answers.get(name if slot is None else f"{name}@{slot}")
        if said is None:
            return True
        if question.type is QuestionType.INT:
            low, high = (said, said) if isinstance(said, int) else said
            return bool(low <= value <= high)  # type: ignore[operator]
        if question.type is QuestionType.MULTI:
            return bool(value == frozenset(said))  # type: ignore[arg-type]
        return value in ((said,) if isinstance(said, str) else said)  # type: ignore[operator]

    def random_home(self, generate: random.Random) -> Home:
        """One complete household."""
        there = frozenset({self.slots[0], *(s for s in self.slots[1:] if generate.random() < 0.5)})
        facts: dict[tuple[str, str | None], Any] = {}
        for variable in self.variables():
            question = self.set.questions[variable[0]]
            if question.type is QuestionType.MULTI:
                facts[variable] = frozenset(c for c in question.choices if generate.random() < 0.25)
            elif question.type is QuestionType.INT and question.max - question.min > 1000:
                facts[variable] = generate.choice(
                    [
                        generate.randint(question.min, min(20_000, question.max)),
                        generate.randint(question.min, question.max),
                    ]
                )
            else:
                facts[variable] = generate.choice(self.values(variable))
        return Home(there, facts)

    def answers(self, home: Home) -> dict[str, AnswerValue]:
        """The answers of a household to everything it can be asked."""
        found: dict[str, AnswerValue] = {}
        for name, question in self.set.questions.items():
            if question.type is QuestionType.PEOPLE:
                found[name] = tuple(s for s in self.slots[1:] if s in home.there)
            elif question.type is QuestionType.WHO:
                found[name] = tuple(s for s in self.slots if home.facts[name, s] == "yes")
            elif question.about is About.PERSON:
                found |= {f"{name}@{s}": _written(home.facts[name, s]) for s in self.slots}
            else:
                found[name] = _written(home.facts[name, None])
        return found

    # Truth --------------------------------------------------------------------------------------------------------
    # None: only the office knows, or the figure is not known or not confirmed.

    def benefit(self, home: Home, name: str, slot: str | None = None) -> bool | None:
        """Whether the rule of a benefit is met."""
        return self.tree(home, self.set.benefits[name].when, slot)

    def tree(self, home: Home, tree: Any, slot: str | None) -> bool | None:  # noqa: PLR0911 - one for each field
        """Whether a tree holds."""
        if isinstance(tree, str):
            condition = self.set.conditions[tree]
            if condition.test is None:
                return None
            if home is not self._home:
                self._home, self._known = home, {}
            own = slot if condition.about is About.PERSON else None
            if (tree, own) not in self._known:
                self._known[tree, own] = self.tree(home, condition.test, own)
            return self._known[tree, own]
        node: Node = tree
        if node.all is not None:
            return _all([self.tree(home, part, slot) for part in node.all])
        if node.any is not None:
            return _any([self.tree(home, part, slot) for part in node.any])
        if node.not_ is not None:
            return _not(self.tree(home, node.not_, slot))
        if node.some is not None:
            return _any([self.tree(home, node.some, each) for each in home.there])
        if node.every is not None:
            return _all([self.tree(home, node.every, each) for each in home.there])
        if node.benefit is not None:
            about = self.set.benefits[node.benefit].about
            return self.benefit(home, node.benefit, slot if about is About.PERSON else None)
        if node.in_ is not None:
            return self.fact(home, node.in_.question, slot) in node.in_.choices
        if node.has is not None:
            return bool(self.fact(home, node.has.question, slot) & set(node.has.choices))
        assert node.compare is not None
        return self.compare(home, node.compare, slot)

    def fact(self, home: Home, name: str, slot: str | None) -> Any:
        """An answer, or what stands for it where the question does not apply."""
        question = self.set.questions[name]
        own = slot if question.about is About.PERSON or question.type is QuestionType.WHO else None
        if question.ask_when is not None and not self.tree(home, question.ask_when, own):
            other = question.otherwise
            if question.type is QuestionType.INT and isinstance(other, tuple):
                return other[0]  # the rules of the sets used here do not tell its values apart
            return frozenset(other) if question.type is QuestionType.MULTI else other  # type: ignore[arg-type]
        return home.facts[name, own]

    def compare(self, home: Home, compare: Compare, slot: str | None) -> bool | None:
        """Whether a comparison holds, by dividing."""
        left, right = (self.sum(home, side, slot) for side in (compare.left, compare.right))
        if left is None or right is None:
            return None
        if compare.per is not None:
            left /= self.fact(home, compare.per, slot)
        return bool(_OPS[compare.op.value](left, right))

    def figure(self, name: str) -> Fraction | None:
        """The newest value of a parameter, where it may decide anything."""
        values = self.set.parameters[name].values
        return Fraction(values[-1].value) if values and values[-1].confidence.value in "AB" else None

    def sum(self, home: Home, quantity: Any, slot: str | None) -> Fraction | None:
        """The value of a quantity."""
        if isinstance(quantity, int):
            return Fraction(quantity)
        if isinstance(quantity, str):
            if quantity in self.set.parameters:
                return self.figure(quantity)
            return Fraction(self.fact(home, quantity, slot))
        total = Fraction(0)
        for term in quantity:
            product = Fraction(term.times)
            for name in term.params:
                figure = self.figure(name)
                if figure is None:
                    return None
                product *= figure
            if term.of is not None:
                product *= self.fact(home, term.of, slot)
            total += product
        return total


def _written(value: Any) -> AnswerValue:
    return tuple(sorted(value)) if isinstance(value, frozenset) else value


def _all(truths: list[bool | None]) -> bool | None:
    return False if False in truths else None if None in truths else True


def _any(truths: list[bool | None]) -> bool | None:
    return True if True in truths else None if None in truths else False


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth
