"""Which question comes next, and how many are likely to come.

Only questions that can still change an outcome are asked (``results.live_variables``). Among them, two ways to choose behind one
interface: by how many results they hold up (``by_count``), or by one step of look-ahead (``by_look_ahead``): for a few sample
households that agree with the answers so far, how much would be decided. The look-ahead also weighs pairs that share a
comparison (income and household size), because either alone decides nothing; its samples are the same on every machine, so the
order is too. Measured in ``tests/benchmarks/bench_selfcheck.py``.
"""

from __future__ import annotations

import itertools
import random
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.answers import Household
from kiosk.domain.selfcheck.evaluating import OPEN, State
from kiosk.domain.selfcheck.results import decided, live_screens
from kiosk.domain.selfcheck.ruleset import QuestionType
from kiosk.domain.selfcheck.values import Possible, Shape

SAMPLES = 12
FORECASTS = 5
STICKY = 1.2
"""Another topic must be this much better than the one we are talking about."""

Choose = Callable[[Household, "str | None"], str | None]
"""From the household and the key of the screen answered last to the key of the screen to ask; None: all is decided."""


@dataclass(frozen=True)
class Remaining:
    """How many questions are likely to come.

    Args:
        likely: of households like this one, the middle one; 0 when all is decided.
        most: never more than this.
    """

    likely: int
    most: int


def live(household: Household, only: Iterable[p.Decision] | None = None) -> dict[str, int]:
    """Screens not answered yet whose answer still matters: key → weight of the results they hold up.

    Args:
        household: so far.
        only: look at these benefits alone; None: at all.
    """
    found: dict[str, int] = {}
    for decision in household.program.decisions if only is None else only:
        if decided(household, decision):
            continue
        for key in live_screens(household, decision, settled=household.answers):
            found[key] = found.get(key, 0) + decision.rule.weight
    return found


def by_count(household: Household, last: str | None) -> str | None:
    """The screen that holds up most results, less the burden of answering it; ties as authored."""
    weights = live(household)
    screens = household.program.screens
    scores = {key: weight / screens[key].question.burden for key, weight in weights.items()}
    return _best(household, scores, last)


def by_look_ahead(household: Household, last: str | None) -> str | None:
    """The screen, or the first of two that belong together, that decides most per question and burden."""
    weights = live(household)
    if len(weights) <= 1:
        return next(iter(weights), None)
    samples = list(_samples(household, SAMPLES))
    scores: dict[str, float] = {}
    for bundle in [*((key,) for key in weights), *_pairs(household, weights)]:
        gain = sum(_gain(household, bundle, sample) for sample in samples) / len(samples)
        cost = sum(household.program.screens[key].question.burden for key in bundle)
        for key in bundle:
            scores[key] = max(scores.get(key, 0.0), gain / cost)
    if not any(scores.values()):
        return by_count(household, last)
    return _best(household, scores, last)


def _best(household: Household, scores: Mapping[str, float], last: str | None) -> str | None:
    if not scores:
        return None
    screens = household.program.screens
    best = min(scores, key=lambda key: (-scores[key], screens[key].order))
    if last is not None:
        topic = screens[last].question.topic
        same = [key for key in scores if screens[key].question.topic == topic]
        nearest = min(same, key=lambda key: (-scores[key], screens[key].order), default=None)
        if nearest is not None and scores[best] <= STICKY * scores[nearest]:
            return nearest
    return best


def _pairs(household: Household, weights: Mapping[str, int]) -> list[tuple[str, str]]:
    """Live screens that share an open comparison."""
    program = household.program
    found: dict[tuple[str, str], None] = {}
    for index, step in enumerate(program.steps):
        if isinstance(step, p.Compared) and household.truth(index) == OPEN:
            keys = [program.variable(below).screen for below, _ in step.terms]
            mine = sorted({key for key in keys if key in weights and key is not None})
            found |= dict.fromkeys(itertools.combinations(mine, 2))
    return list(found)


# Samples ----------------------------------------------------------------------------------------------------------


def _samples(household: Household, count: int) -> Iterator[Mapping[int, Possible]]:
    """Households that agree with the answers: one value for each variable that is not certain yet."""
    for number in range(count):
        generate = random.Random(number)  # noqa: S311 - the same samples everywhere
        yield {
            index: one_value(household, index, step, generate)
            for index, step in enumerate(household.program.steps)
            if isinstance(step, p.Variable)
        }


def one_value(household: Household, index: int, variable: p.Variable, generate: random.Random) -> Possible:
    """One of the values still possible by the answer, by the shares of residents the set gives."""
    low, high = household.state.answers[index]
    question = household.program.ruleset.questions[variable.name[0]]
    if variable.range.shape is Shape.NUMBER:
        bands = household.program.bands.get(variable.name[0], ())
        inside = [
            (max(low, start), min(high, end), band.share)
            for (start, end), band in zip(bands, question.bands, strict=True)
            if start <= high and end >= low
        ]
        if inside and any(share for *_, share in inside):
            ((low, high, _),) = generate.choices(inside, weights=[share for *_, share in inside])
        value = generate.randint(low, min(high, low + _SPREAD * max(1, low)))
        return value, value
    bits = [bit for bit in range(len(variable.range.choices)) if high >> bit & 1]
    if variable.range.shape is Shape.ONE:
        shares = [_share(question.type, variable, question.choices, bit) for bit in bits]
        (bit,) = generate.choices(bits, weights=shares if any(shares) else None)
        return 0, 1 << bit
    total = sum(choice.share for choice in question.choices.values()) or 1
    ticked = low
    for bit in bits:
        if generate.random() < question.choices[variable.range.choices[bit]].share / (total + 1):
            ticked |= 1 << bit
    return ticked, ticked


_SPREAD = 4
"""An interval without an upper end is sampled up to so many times its lower end more."""

_HOUSEHOLD_SHARE = 3
"""Of households: one of so many has a given further person, and one person of so many is one that ``who`` asks for."""


def _share(kind: QuestionType, variable: p.Variable, choices: Mapping[str, object], bit: int) -> int:
    if kind in (QuestionType.WHO, QuestionType.PEOPLE):
        return 1 if bit else _HOUSEHOLD_SHARE
    share: int = getattr(choices[variable.range.choices[bit]], "share", 1)
    return share


def _gain(household: Household, bundle: tuple[str, ...], sample: Mapping[int, Possible]) -> float:
    """How much the answers of a sample to a bundle would decide: weight of results, and 1 for each condition."""
    program = household.program
    changes = {step: sample[step] for key in bundle for step in program.screens[key].variables}
    after = Household(household.evaluator, household.answers, household.evaluator.given(household.state, changes))
    touched: set[int] = set()
    for step in changes:
        touched.update(program.after(step))
    gain = 0.0
    for index in touched:
        if isinstance(program.steps[index], p.Met) and household.truth(index) == OPEN != after.truth(index):
            gain += 1
    for decision in program.decisions:
        if decision.when in touched and not decided(household, decision) and decided(after, decision):
            gain += decision.rule.weight
    return gain


# How many more ----------------------------------------------------------------------------------------------------


def remaining(household: Household) -> Remaining:
    """How many questions are likely to come; counts, never promises.

    ``likely`` asks sample households on to the end, choosing by count (within a tenth of the look-ahead, and cheap).
    """
    most = _most(household)
    if not live(household):
        return Remaining(0, 0)
    counts = [_questions_of(household, sample) for sample in _samples(household, FORECASTS)]
    return Remaining(min(most, max(1, round(statistics.median(counts)))), most)


def _most(household: Household) -> int:
    """Screens not answered that may still be asked, whatever is answered."""
    program = household.program
    seen: set[int] = set()
    waiting = [step for d in program.decisions if not decided(household, d) for step in (d.when, d.office_when)]
    found: set[str] = set()
    while waiting:
        index = waiting.pop()
        if index is None or index in seen:
            continue
        seen.add(index)
        step = program.steps[index]
        if isinstance(step, p.Variable):
            if step.range.single(household.possible(index)):
                continue
            if step.screen is not None and step.screen not in household.answers:
                found.add(step.screen)
            waiting += [step.guard, step.ask_when]
        elif household.truth(index) == OPEN:
            waiting += p.parts_of(step)
    return len(found)


def _questions_of(household: Household, sample: Mapping[int, Possible]) -> int:
    asked = 0
    answered: dict[str, object] = dict(household.answers)
    current = household
    last: str | None = None
    while (key := by_count(current, last)) is not None:
        steps = household.program.screens[key].variables
        state: State = household.evaluator.given(current.state, {step: sample[step] for step in steps})
        answered[key] = ()
        current = Household(household.evaluator, {**current.answers, key: ()}, state)
        last = key
        asked += 1
    return asked
