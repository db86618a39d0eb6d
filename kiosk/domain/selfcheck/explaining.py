"""Why a benefit comes out as it does: its conditions one by one, with answer, limit, distance, date and citation.

Only what matters is named: of alternatives, those that hold, or all where none does. Not here: the words
(``kiosk.usecases.self_check_texts``).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.answers import Household
from kiosk.domain.selfcheck.kleene import NO, OPEN, YES
from kiosk.domain.selfcheck.results import linear_range
from kiosk.domain.selfcheck.ruleset_logic import Op


class Verdict(enum.StrEnum):
    """How one condition stands for a benefit."""

    MET = "met"
    FAILED = "failed"
    OPEN = "open"
    OFFICE = "office"  # 窗口要核: no question can tell


@dataclass(frozen=True)
class Figures:
    """The numbers of a comparison. Intervals are (least, most); equal ends where it is known exactly.

    Args:
        value: the left side (each one's part where the comparison is per head).
        limit: the right side; None where its figure is not known.
        over: the left side less the right one, of the whole household; None likewise.
        op: how they are compared.
        per_head: whether ``value`` and ``limit`` are each one's part.
        used: the parameters in it.
        unknown: parameters without any value.
    """

    value: tuple[Fraction, Fraction]
    limit: tuple[Fraction, Fraction] | None
    over: tuple[Fraction, Fraction] | None
    op: Op
    per_head: bool
    used: tuple[p.Figure, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One condition of a benefit.

    Args:
        name: condition and person.
        truth: whether the condition is met (``evaluating``).
        wanted: whether the benefit wants it met; False: not met.
        verdict: what that means for the benefit.
        source: name of the source.
        article: the place in it, "" where none is known.
        screens: keys of the screens it rests on, in the authored order.
        figures: of its first comparison, if it has one.
    """

    name: p.Instance
    truth: int
    wanted: bool
    verdict: Verdict
    source: str
    article: str
    screens: tuple[str, ...]
    figures: Figures | None


def rows(household: Household, decision: p.Decision) -> tuple[Row, ...]:
    """Why a benefit comes out as it does, in the order its rule names its conditions."""
    roots = [decision.when]
    when, office = household.truth(decision.when), decision.office_when
    if office is not None and household.truth(office) != NO:
        if when == NO:
            roots = [office]
        elif when == OPEN and household.masks[office] and not household.masks[decision.when]:
            roots.append(office)  # the only part a question can still decide
    found: dict[tuple[p.Instance, bool], None] = {}
    for root in roots:
        found |= dict.fromkeys(_conditions(household, root, wanted=True))
    return tuple(row(household, name, wanted=wanted) for name, wanted in found)


def _conditions(household: Household, index: int, *, wanted: bool) -> Iterator[tuple[p.Instance, bool]]:
    step = household.program.steps[index]
    match step:
        case p.Met(name):
            yield name, wanted
        case p.Not(below):
            yield from _conditions(household, below, wanted=not wanted)
        case p.AllOf(steps) | p.AnyOf(steps):
            if _gone(household, steps):
                return
            one_does = isinstance(step, p.AnyOf) is wanted
            for below in _that_matter(household, index, steps, wanted=wanted) if one_does else steps:
                yield from _conditions(household, below, wanted=wanted)
        case _:
            pass


def _gone(household: Household, steps: Iterable[int]) -> bool:
    """Whether this is about somebody who is not there, or may not be."""
    present = set(household.program.present.values())
    return any(step in present and household.truth(step) != YES for step in steps)


def _that_matter(household: Household, index: int, steps: tuple[int, ...], *, wanted: bool) -> Iterable[int]:
    """Of alternatives: those that hold; else those that are open; else all."""
    truth, good = household.truth(index), YES if wanted else NO
    if truth in (good, OPEN):
        return [step for step in steps if household.truth(step) == truth]
    return steps


def row(household: Household, name: p.Instance, *, wanted: bool) -> Row:
    """How one condition stands."""
    program = household.program
    index = program.conditions[name]
    truth = household.truth(index)
    condition = program.condition(name)
    screens = sorted(set(_screens_below(household, index)), key=lambda key: program.screens[key].order)
    if truth != OPEN:
        verdict = Verdict.MET if (truth == YES) is wanted else Verdict.FAILED
    else:
        verdict = Verdict.OPEN if household.masks[index] else Verdict.OFFICE
    return Row(
        name=name,
        truth=truth,
        wanted=wanted,
        verdict=verdict,
        source=condition.source,
        article=condition.article or program.ruleset.sources[condition.source].article,
        screens=tuple(screens),
        figures=figures(household, name),
    )


def _screens_below(household: Household, index: int) -> Iterator[str]:
    """The screens a step rests on; instead of one that does not apply, those that say so (60 岁以上的有谁)."""
    seen = {index}
    waiting = [index]
    while waiting:
        step = household.program.steps[waiting.pop()]
        if isinstance(step, p.Variable):
            applies = YES if step.ask_when is None else household.truth(step.ask_when)
            if step.screen is not None and applies != NO:
                yield step.screen
            if applies == YES:
                continue
        fresh = [below for below in p.parts_of(step) if below not in seen]
        seen.update(fresh)
        waiting += fresh


def figures(household: Household, name: p.Instance) -> Figures | None:
    """The numbers of a condition's first comparison; None where it has none."""
    comparison = household.program.comparisons.get(name)
    if comparison is None:
        return None
    left, right = comparison.left, comparison.right
    low, high = linear_range(household, left)
    limit = None if right.unknown else linear_range(household, right)
    fewest, most = (1, 1) if comparison.per is None else household.possible(comparison.per)
    over = None
    if limit is not None:
        # Exact: with a divisor the right side holds no answer, so each answer stands in it once.
        whole = [limit[0] * count for count in (fewest, most)] + [limit[1] * count for count in (fewest, most)]
        over = _difference(household, comparison, (low - max(whole), high - min(whole)))
    value = (min(low / fewest, low / most), max(high / fewest, high / most))
    used = tuple(dict.fromkeys((*left.figures, *right.figures)))
    unknown = (*left.unknown, *right.unknown)
    return Figures(value, limit, over, comparison.op, comparison.per is not None, used, unknown)


def _difference(
    household: Household, comparison: p.Comparison, rough: tuple[Fraction, Fraction]
) -> tuple[Fraction, Fraction]:
    """The distance; where one answer stands on both sides, exactly."""
    if comparison.per is not None or not set(comparison.left.terms) & set(comparison.right.terms):
        return rough
    terms = dict(comparison.left.terms)
    for step, factor in comparison.right.terms.items():
        terms[step] = terms.get(step, Fraction(0)) - factor
    constant = comparison.left.constant - comparison.right.constant
    return linear_range(household, p.Linear(terms, constant, comparison.left.unit))
