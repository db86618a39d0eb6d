"""What another situation would change: events of a life the set describes, and what a failed benefit would take.

Which changes may be spoken of is decided by the set: ``changes`` of a question, ``hint`` of a condition. Nobody is told to
report less income. Not here: the words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.answers import Household, changes_of
from kiosk.domain.selfcheck.evaluating import State
from kiosk.domain.selfcheck.kleene import YES
from kiosk.domain.selfcheck.quantities import exact
from kiosk.domain.selfcheck.results import Outcome, outcome, outcomes
from kiosk.domain.selfcheck.ruleset import AnswerValue, Changes, Edit, Hint, Status
from kiosk.domain.selfcheck.values import YES as IS_YES
from kiosk.domain.selfcheck.values import Possible, Shape


@dataclass(frozen=True)
class Difference:
    """One benefit before and after."""

    before: Outcome
    after: Outcome

    @property
    def changed(self) -> bool:
        """Whether the outcome is another one."""
        return self.before.status is not self.after.status


@dataclass(frozen=True)
class WhatIf:
    """A household after an event, side by side with the one before."""

    event: str
    after: Household
    differences: tuple[Difference, ...]


def apply_event(household: Household, name: str) -> WhatIf | None:
    """What an event would change; None where it cannot happen to this household (somebody who is not there).

    Raises:
        WorldError: ``selfcheck.unknown_name`` or ``bad_answer``: the set describes the event wrongly.
    """
    program = household.program
    changes: dict[int, Possible] = {}
    for edit in program.ruleset.events[name].edits:
        found = _edited(household, edit)
        if found is None:
            return None
        changes |= found
    state = household.evaluator.given(household.state, changes)
    after = Household(household.evaluator, {**household.answers, **_answered(household, state)}, state)
    before = {each.decision.name: each for each in outcomes(household)}
    pairs = tuple(
        Difference(before[each.decision.name], each) for each in outcomes(after) if each.decision.name in before
    )
    return WhatIf(name, after, pairs)


def _edited(household: Household, edit: Edit) -> dict[int, Possible] | None:
    program = household.program
    slot = edit.answer.partition("@")[2]
    if slot and (slot not in program.present or household.truth(program.present[slot]) != YES):
        return None
    if edit.add is None and edit.times is None:
        return changes_of(program, edit.answer, edit.set)
    screen = program.screens.get(edit.answer)
    if screen is None:
        raise WorldError("selfcheck.unknown_name", where="events", name=edit.answer)
    (step,) = screen.variables
    variable = program.variable(step)
    if variable.range.shape is not Shape.NUMBER:
        raise WorldError("selfcheck.wrong_type", where="events", name=edit.answer)
    factor = Fraction(1) if edit.times is None else exact(edit.times, where="events")
    low, high = (math.floor(end * factor) + (edit.add or 0) for end in household.state.answers[step])
    return {step: (_within(low, variable), _within(high, variable))}


def _within(value: int, variable: p.Variable) -> int:
    low, high = variable.start
    return min(max(value, low), high)


def _answered(household: Household, state: State) -> dict[str, AnswerValue]:
    """The answers of the screens an event answered, as if they had been given."""
    found: dict[str, AnswerValue] = {}
    for key, screen in household.program.screens.items():
        spans = [household.program.variable(step).range for step in screen.variables]
        sets = [state.answers[step] for step in screen.variables]
        if sets == [household.state.answers[step] for step in screen.variables]:
            continue
        if len(sets) == 1 and not screen.slots[1:]:
            found[key] = spans[0].written(sets[0])
        elif all(span.single(each) for span, each in zip(spans, sets, strict=True)):
            found[key] = tuple(slot for slot, each in zip(screen.slots, sets, strict=True) if each == IS_YES)
    return found


# What it would take -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Proposal:
    """One other answer with which a benefit would no longer fail.

    Args:
        screen: key of the screen.
        value: the answer it would take; the nearest one to what is possible now.
        conditions: what would then be met, with whom it is about.
        hint: the most that may be said of it.
        changes: how such an answer comes to change.
        status: what the benefit would come out as.
    """

    screen: str
    value: Possible
    conditions: tuple[p.Instance, ...]
    hint: Hint
    changes: Changes
    status: Status


def proposals(household: Household, decision: p.Decision) -> tuple[Proposal, ...]:
    """Single answers that would turn a failed benefit, as far as they may be spoken of; in the order of the screens."""
    if outcome(household, decision).status is not Status.NOT_NOW:
        return ()
    program = household.program
    below = _below(program, decision)
    found: list[Proposal] = []
    for step in sorted(index for index in below if isinstance(program.steps[index], p.Variable)):
        variable = program.variable(step)
        question = program.ruleset.questions[variable.name[0]]
        if variable.screen is None or question.changes is Changes.NO:
            continue
        best = next(iter(_turning(household, decision, step, below)), None)
        if best is not None and best.hint is not Hint.NEVER:
            found.append(best)
    return tuple(sorted(found, key=lambda each: program.screens[each.screen].order))


def _turning(household: Household, decision: p.Decision, step: int, below: set[int]) -> Iterator[Proposal]:
    program = household.program
    variable = program.variable(step)
    question = program.ruleset.questions[variable.name[0]]
    for value in _candidates(household, step, below):
        if question.changes is Changes.TIME and value[0] < household.possible(step)[1]:
            continue  # nobody grows younger
        after = Household(
            household.evaluator, household.answers, household.evaluator.given(household.state, {step: value})
        )
        then = outcome(after, decision)
        if then.status in (Status.NOT_NOW, Status.ONE_MORE):
            continue
        turned = [
            met.name
            for index in sorted(below)
            if isinstance(met := program.steps[index], p.Met) and household.truth(index) != after.truth(index)
        ]
        hints = [program.condition(name).hint for name in turned]
        hint = min(hints, key=list(Hint).index, default=Hint.NEVER)
        yield Proposal(variable.screen or "", value, tuple(turned), hint, question.changes, then.status)


def _candidates(household: Household, step: int, below: set[int]) -> list[Possible]:
    """Other values of a variable at which something may turn, nearest first."""
    variable = household.program.variable(step)
    low, high = household.possible(step)
    if variable.range.shape is not Shape.NUMBER:
        bits = [1 << bit for bit in range(len(variable.range.choices)) if variable.start[1] >> bit & 1]
        if variable.range.shape is Shape.ONE:
            return [(0, bit) for bit in bits if bit != high]
        return [(low ^ bit, (high ^ bit) | (low ^ bit)) for bit in bits if bool(low & bit) == bool(high & bit)]
    found: set[int] = set()
    for index in below:
        compared = household.program.steps[index]
        if isinstance(compared, p.Compared):
            found.update(_boundaries(household, step, compared))
    inside = [value for value in found if variable.start[0] <= value <= variable.start[1]]
    return [(value, value) for value in sorted(inside, key=lambda value: (max(low - value, value - high), value))]


def _boundaries(household: Household, step: int, compared: p.Compared) -> Iterator[int]:
    """The values of a variable next to where a comparison turns, with the other answers at either end."""
    factor = dict(compared.terms).get(step)
    if factor is None:
        return
    ends = [sorted(by * end for end in household.possible(index)) for index, by in compared.terms if index != step]
    for rest in {sum(end[0] for end in ends), sum(end[1] for end in ends)}:
        # factor × value + rest + constant against 0
        turn = Fraction(-(rest + compared.constant), factor)
        yield from (math.floor(turn) - 1, math.floor(turn), math.ceil(turn), math.ceil(turn) + 1)


def _below(program: p.Program, decision: p.Decision) -> set[int]:
    seen: set[int] = set()
    waiting = [decision.when, *(() if decision.office_when is None else (decision.office_when,))]
    while waiting:
        index = waiting.pop()
        if index not in seen:
            seen.add(index)
            waiting += p.parts_of(program.steps[index])
    return seen
