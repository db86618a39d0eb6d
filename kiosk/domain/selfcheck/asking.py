"""Which question comes next, and how many are likely to come.

Only questions that can still change an outcome are asked (``liveness``). Among them, two ways to choose behind one interface: by how
many results they hold up (``by_count``), or by one step of look-ahead (``by_look_ahead``): for a few sample households that agree
with the answers so far, how much would be decided. The look-ahead also weighs pairs that share a comparison (income and
household size), because either alone decides nothing; its samples are the same on every machine, so the order is too. Measured
in ``tests/benchmarks/bench_selfcheck.py``.
"""

from __future__ import annotations

import itertools
import random
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.answers import Household
from kiosk.domain.selfcheck.kleene import OPEN, YES, Values
from kiosk.domain.selfcheck.results import decided
from kiosk.domain.selfcheck.sampling import one_value
from kiosk.domain.selfcheck.values import Possible

SAMPLES = 8
FORECASTS = 3
CANDIDATES = 10
"""So many screens, the best by count, are looked at more closely."""

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
    """Screens not answered yet whose answer still matters: key → weight of the results they hold up, as authored.

    Args:
        household: so far.
        only: look at these benefits alone; None: at all.
    """
    liveness = household.evaluator.liveness
    values = household.state.values
    masks = liveness.masks(values, liveness.settled(household.answers))
    return _weights(household, household.program.decisions if only is None else only, values, masks)


def _weights(
    household: Household, decisions: Iterable[p.Decision], values: Values, masks: Sequence[int]
) -> dict[str, int]:
    by_mask: dict[int, int] = {}
    for decision in decisions:
        if values[decision.when] == YES:
            continue
        mask = masks[decision.when] | (0 if decision.office_when is None else masks[decision.office_when])
        if mask:
            by_mask[mask] = by_mask.get(mask, 0) + decision.rule.weight
    together = 0
    for mask in by_mask:
        together |= mask
    liveness = household.evaluator.liveness
    found = dict.fromkeys(liveness.names(together), 0)
    for mask, weight in by_mask.items():
        for key in liveness.names(mask):
            found[key] += weight
    return found


def by_count(household: Household, last: str | None) -> str | None:
    """The screen that holds up most results, less the burden of answering it; ties as authored."""
    return _best(household, _scores(household, live(household)), last)


def by_look_ahead(household: Household, last: str | None) -> str | None:
    """The screen, or the first of two that belong together, that decides most per question and burden."""
    weights = live(household)
    counted = _scores(household, weights)
    if len(weights) <= 1:
        return next(iter(weights), None)
    likely = sorted(weights, key=lambda key: -counted[key])[:CANDIDATES]
    bundles = [*((key,) for key in likely), *_pairs(household, weights, likely)]
    gains = _gains(household, bundles)
    scores: dict[str, float] = {}
    for bundle, gain in zip(bundles, gains, strict=True):
        cost = sum(household.program.screens[key].question.burden for key in bundle)
        for key in bundle:
            scores[key] = max(scores.get(key, 0.0), gain / cost)
    if not any(scores.values()):
        return _best(household, counted, last)
    return _best(household, scores, last)


def _scores(household: Household, weights: Mapping[str, int]) -> dict[str, float]:
    screens = household.program.screens
    return {key: weight / screens[key].question.burden for key, weight in weights.items()}


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


def _pairs(household: Household, weights: Mapping[str, int], likely: Iterable[str]) -> list[tuple[str, str]]:
    """Live screens that share an open comparison, one of them a likely one."""
    program, wanted = household.program, set(likely)
    found: dict[tuple[str, str], None] = {}
    for index in household.evaluator.comparisons:
        if household.truth(index) == OPEN:
            keys = {program.variable(below).screen for below in p.parts_of(program.steps[index])}
            mine = sorted(key for key in keys if key is not None and key in weights)
            found |= dict.fromkeys(pair for pair in itertools.combinations(mine, 2) if wanted.intersection(pair))
    return list(found)


def _gains(household: Household, bundles: Sequence[tuple[str, ...]]) -> list[float]:
    """How much the answers of sample households to each bundle would decide, on average."""
    evaluator, program, state = household.evaluator, household.program, household.state
    asked = {step for bundle in bundles for key in bundle for step in program.screens[key].variables}
    samples = [
        {step: one_value(program, step, state.answers[step], generate) for step in sorted(asked)}
        for generate in (random.Random(number) for number in range(SAMPLES))  # noqa: S311 - the same everywhere
    ]
    found = []
    for bundle in bundles:
        steps = [step for key in bundle for step in program.screens[key].variables]
        # What is decided stays so: only open steps are looked at.
        after = evaluator.open_after(steps, state.values)
        total = sum(evaluator.worth_of({s: sample[s] for s in steps}, state, after) for sample in samples)
        found.append(total / SAMPLES)
    return found


# How many more ----------------------------------------------------------------------------------------------------


def remaining(household: Household) -> Remaining:
    """How many questions are likely to come; counts, never promises.

    ``likely`` asks sample households on to the end, choosing by count (within a tenth of the look-ahead, and cheap).
    """
    if not live(household):
        return Remaining(0, 0)
    most = _most(household)
    counts = [_questions_of(household, random.Random(number)) for number in range(FORECASTS)]  # noqa: S311
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


def _questions_of(household: Household, generate: random.Random) -> int:
    evaluator, program = household.evaluator, household.program
    liveness = evaluator.liveness
    state, settled, count = household.state, liveness.settled(household.answers), 0
    steps = liveness.open_steps(state.values)
    decisions = [decision for decision in program.decisions if not decided(household, decision)]
    while True:
        masks = liveness.masks(state.values, settled, steps)
        scores = _scores(household, _weights(household, decisions, state.values, masks))
        if not scores:
            return count
        key = max(scores, key=scores.__getitem__)
        changes: dict[int, Possible] = {
            step: one_value(program, step, state.answers[step], generate) for step in program.screens[key].variables
        }
        state = evaluator.given_open(state, changes, evaluator.open_after(list(changes), state.values))
        steps = liveness.open_steps(state.values, steps)
        settled |= liveness.bits[key]
        count += 1
