"""What changes between two rule sets: for each benefit a household whose result changes, or the proof that there is none.

With z3 a benefit without a witness is proved to come out the same for every household both sets can ask about. Without it a
bounded search looks at households at the limits, and says that finding none proves nothing. Not here: words
(``kiosk-platform ruleset-diff``).
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence

from msgspec import Struct

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.answers import Household, household
from kiosk.domain.selfcheck.evaluating import Evaluator
from kiosk.domain.selfcheck.loading import load
from kiosk.domain.selfcheck.results import outcome
from kiosk.domain.selfcheck.ruleset import AnswerValue, RuleSet, Status
from kiosk.domain.selfcheck.values import Shape
from sync.publisher import ruleset_solver
from sync.publisher.ruleset_solver import Answers, Formulas, key_of

SEARCHED = 400
"""Households the bounded search looks at."""

Answered = Mapping[str, AnswerValue]


class Witness(Struct, frozen=True):
    """A household for which a benefit comes out otherwise; checked with the terminal's own evaluator.

    Args:
        benefit: ``dibao`` or ``longevity@mother``.
        before: what the old set says.
        after: what the new one says.
        answers: of the household, as cases write them.
    """

    benefit: str
    before: Status
    after: Status
    answers: Answered


class Difference(Struct, frozen=True):
    """Two rule sets compared on one day.

    Args:
        witnesses: one for each benefit that changes.
        same: benefits that come out the same for everybody; proved where ``proved``.
        unsettled: benefits nothing can be said about: z3 gave up, or the search found none.
        gone: benefits only the old set has.
        added: benefits only the new set has.
        figures: parameters whose value that day differs: name, before, after.
        proved: whether z3 was asked.
    """

    witnesses: tuple[Witness, ...]
    same: tuple[str, ...]
    unsettled: tuple[str, ...]
    gone: tuple[str, ...]
    added: tuple[str, ...]
    figures: tuple[tuple[str, str, str], ...]
    proved: bool


def difference(old: RuleSet, new: RuleSet, *, on: dt.date, proofs: bool = True, seed: int = 0) -> Difference:
    """Compare two sets.

    Args:
        old: what is published.
        new: what shall be.
        on: the day both are loaded for.
        proofs: ask z3 where it is installed.
        seed: of the bounded search.

    Raises:
        WorldError: one of them does not load on that day.
    """
    one, other = load(old, on), load(new, on)
    shared = [name for name in old.benefits if name in new.benefits]
    proved = proofs and ruleset_solver.available()
    pair = _Pair(one, other)
    found = pair.proved(shared) if proved else pair.searched(shared, random.Random(seed))  # noqa: S311
    witnesses, same, unsettled = found
    return Difference(
        witnesses=tuple(witnesses),
        same=tuple(same),
        unsettled=tuple(unsettled),
        gone=tuple(name for name in old.benefits if name not in new.benefits),
        added=tuple(name for name in new.benefits if name not in old.benefits),
        figures=_figures(one, other),
        proved=proved,
    )


def _figures(old: p.Program, new: p.Program) -> tuple[tuple[str, str, str], ...]:
    names = dict.fromkeys([*old.figures, *new.figures])
    values = {n: tuple(str(f.value) if (f := each.figures.get(n)) else "-" for each in (old, new)) for n in names}
    return tuple((name, before, after) for name, (before, after) in values.items() if before != after)


Found = tuple[list[Witness], list[str], list[str]]


class _Pair:
    def __init__(self, old: p.Program, new: p.Program) -> None:
        self._old = Evaluator(old)
        self._new = Evaluator(new)
        self._decisions = [{decision.name: decision for decision in each.decisions} for each in (old, new)]

    def _names(self, benefit: str) -> list[p.Instance]:
        old, new = self._decisions
        return [name for name in old if name[0] == benefit and name in new]

    def _houses(self, answers: Answered) -> tuple[Household, Household]:
        return _household(self._old, answers), _household(self._new, answers)

    def _witness(self, name: p.Instance, answers: Answered, houses: tuple[Household, Household]) -> Witness | None:
        before, after = (
            outcome(house, decisions[name]).status for house, decisions in zip(houses, self._decisions, strict=True)
        )
        return None if before is after else Witness(key_of(name), before, after, answers)

    def proved(self, benefits: Sequence[str]) -> Found:
        """Ask z3."""
        old, new = (Formulas(each.program, answers) for answers in (Answers(),) for each in (self._old, self._new))
        z3, solver = old.answers.z3, old.answers.solver()
        witnesses: list[Witness] = []
        same: list[str] = []
        unsettled: list[str] = []
        for benefit in benefits:
            settled = True
            for name in self._names(benefit):
                statuses = [f.status(d[name]) for f, d in zip((old, new), self._decisions, strict=True)]
                differs = z3.Or(*(statuses[0][status] != statuses[1][status] for status in statuses[0]))
                answer = solver.check(differs)
                if answer == z3.sat:
                    model = solver.model()
                    answers = {**old.household(model), **new.household(model)}
                    witness = self._witness(name, answers, self._houses(answers))
                    settled = witness is not None
                    witnesses += [witness] if witness is not None else []
                    break
                settled = settled and answer == z3.unsat
            if not settled:
                unsettled.append(benefit)
            elif not witnesses or witnesses[-1].benefit.partition("@")[0] != benefit:
                same.append(benefit)
        return witnesses, same, unsettled

    def searched(self, benefits: Sequence[str], luck: random.Random) -> Found:
        """Look at households whose numbers lie at the limits of either set."""
        limits = limits_near(self._old.program, limits_near(self._new.program, {}))
        found: dict[str, Witness] = {}
        names = {benefit: self._names(benefit) for benefit in benefits}
        for _ in range(SEARCHED):
            answers = {**any_household(self._old.program, limits, luck)}
            answers |= {k: v for k, v in any_household(self._new.program, limits, luck).items() if k not in answers}
            houses = self._houses(answers)
            for benefit in benefits:
                if benefit not in found:
                    changed = [w for name in names[benefit] if (w := self._witness(name, answers, houses)) is not None]
                    if changed:
                        found[benefit] = changed[0]
        return [found[b] for b in benefits if b in found], [], [b for b in benefits if b not in found]


def _household(evaluator: Evaluator, answers: Answered) -> Household:
    """The household as far as this set asks about it."""
    asked = {key_of(s.name) for s in evaluator.program.steps if isinstance(s, p.Variable)}
    return household(evaluator, {key: value for key, value in answers.items() if key in asked})


def limits_near(program: p.Program, found: dict[str, set[int]]) -> dict[str, set[int]]:
    """``found`` with the numbers at and beside the limits of a program, by question."""
    for step in program.steps:
        if isinstance(step, p.Compared) and len(step.terms) == 1:
            ((variable, factor),) = step.terms
            limit = -step.constant // factor
            found.setdefault(key_of(program.variable(variable).name), set()).update((limit - 1, limit, limit + 1))
    return found


def any_household(program: p.Program, limits: Mapping[str, set[int]], luck: random.Random) -> dict[str, AnswerValue]:
    """A household that answers everything, its numbers at the limits."""
    answers: dict[str, AnswerValue] = {}
    for step in program.steps:
        if not isinstance(step, p.Variable) or step.screen is None:
            continue
        key = key_of(step.name)
        low, high = step.start
        if step.range.shape is Shape.NUMBER:
            near = sorted(n for n in limits.get(key, ()) if low <= n <= high)
            answers[key] = luck.choice([*near, low, high])
        else:
            allowed = [choice for bit, choice in enumerate(step.range.choices) if high >> bit & 1]
            several = step.range.shape is Shape.SEVERAL
            answers[key] = tuple(c for c in allowed if luck.random() < 0.3) if several else luck.choice(allowed)
    return answers
