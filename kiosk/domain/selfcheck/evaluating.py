"""What is true of a household as far as its answers go: yes, no or open, for every step of a program.

Kleene's logic over sets of possible values: a step is yes when it holds for every value still possible, no when it holds for
none. So a more precise answer never contradicts what was decided, and nobody is refused for not answering. Evaluation cannot fail
and takes time proportional to the number of steps: no loops, no calls, no code in the data.

Not here: what follows from it (``results``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.kleene import NO, OPEN, YES, Values
from kiosk.domain.selfcheck.liveness import Liveness
from kiosk.domain.selfcheck.ruleset_logic import Op
from kiosk.domain.selfcheck.values import Possible

_Rule = Callable[[Values, Values], Any]
"""From the values of the steps before, and the bare answers, to the value of a step."""


@dataclass(frozen=True)
class State:
    """A household: what it answered and what follows. Never changed, so that going back is keeping the one before.

    Args:
        answers: by step of a variable: what is possible by its answer alone. None at other steps.
        values: by step.
    """

    answers: Values
    values: Values


class Evaluator:
    """Evaluates one program; may be shared. ``liveness`` tells which questions still matter.

    Args:
        program: what to evaluate.
    """

    def __init__(self, program: p.Program) -> None:
        self.program = program
        self.liveness = Liveness(program)
        self._rules: list[_Rule] = [_rule(index, step) for index, step in enumerate(program.steps)]
        self.comparisons = [n for n, step in enumerate(program.steps) if isinstance(step, p.Compared)]
        self._worth = _worth(program)
        answers: Values = [step.start if isinstance(step, p.Variable) else None for step in program.steps]
        self.start = State(answers, self._all(answers))

    def _all(self, answers: Values) -> Values:
        values: Values = []
        for rule in self._rules:
            values.append(rule(values, answers))
        return values

    def given(self, state: State, changes: Mapping[int, Possible]) -> State:
        """The household with other answers; only what rests on them is looked at again.

        Args:
            state: the household before; it stays.
            changes: by step of a variable, within what it ``start``-s with.
        """
        answers = state.answers.copy()
        values = state.values.copy()
        steps: tuple[int, ...] | set[int] = ()
        for step, possible in changes.items():
            answers[step] = possible
            after = self.program.after(step)
            steps = after if not steps else {*steps, *after}
        rules = self._rules
        for step in sorted(steps) if isinstance(steps, set) else steps:
            values[step] = rules[step](values, answers)
        return State(answers, values)

    # For looking ahead: households that have answered more. What is decided stays so, and is not looked at again.

    def open_after(self, changed: Iterable[int], values: Values) -> list[int]:
        """What rests on variables and is not decided yet, in order."""
        after: set[int] = set()
        for step in changed:
            after.update(self.program.after(step))
        steps = self.program.steps
        return sorted(n for n in after if values[n] == OPEN or isinstance(steps[n], p.Variable))

    def given_open(self, state: State, changes: Mapping[int, Possible], after: Iterable[int]) -> State:
        """As ``given``, for changes that leave less possible; ``after`` as ``open_after`` gives it."""
        answers, values, rules = state.answers.copy(), state.values.copy(), self._rules
        for step, possible in changes.items():
            answers[step] = possible
        for step in after:
            values[step] = rules[step](values, answers)
        return State(answers, values)

    def worth_of(self, changes: Mapping[int, Possible], state: State, after: Iterable[int]) -> int:
        """What ``given_open`` would decide: 1 for each condition, its weight for each benefit."""
        values, worth = self.given_open(state, changes, after).values, self._worth
        return sum(worth[step] for step in after if worth[step] and values[step] != OPEN)


def _worth(program: p.Program) -> list[int]:
    worth = [1 if isinstance(step, p.Met) else 0 for step in program.steps]
    for decision in program.decisions:
        worth[decision.when] += decision.rule.weight
    return worth


def _rule(index: int, step: p.Step) -> _Rule:
    match step:
        case p.Variable():
            rule = _variable(index, step)
        case p.Compared():
            rule = _compared(step)
        case p.PickedOne(variable, mask):
            rule = _picked_one(variable, mask)
        case p.PickedAny(variable, mask):
            rule = _picked_any(variable, mask)
        case p.AllOf(steps):
            rule = _all_of(steps)
        case p.AnyOf(steps):
            rule = _any_of(steps)
        case p.Not(below):
            rule = _not(below)
        case p.Met(_, int(below)):
            rule = _same(below)
        case p.Met() | p.Fixed():
            rule = _always(OPEN)
        case p.Here():
            rule = _always(YES)
    return rule


def _always(truth: int) -> _Rule:
    return lambda _values, _answers: truth


def _same(step: int) -> _Rule:
    return lambda values, _: values[step]


def _not(step: int) -> _Rule:
    return lambda values, _: YES - values[step]


def _variable(index: int, variable: p.Variable) -> _Rule:
    when, otherwise, either = variable.ask_when, variable.otherwise, variable.range.either
    if when is None:
        return lambda _, answers: answers[index]

    def rule(values: Values, answers: Values) -> Possible:
        applies = values[when]
        if applies == YES:
            return answers[index]  # type: ignore[no-any-return]
        return otherwise if applies == NO else either(answers[index], otherwise)

    return rule


def _compared(step: p.Compared) -> _Rule:
    constant = step.constant
    # Of each variable the end that makes the sum largest, and the one that makes it smallest.
    ends = [(index, factor, factor > 0, factor <= 0) for index, factor in step.terms]
    if len(ends) == 1:
        ((index, factor, top, bottom),) = ends

        def span(values: Values) -> tuple[int, int]:
            of = values[index]
            return constant + factor * of[bottom], constant + factor * of[top]

    else:

        def span(values: Values) -> tuple[int, int]:
            low = high = constant
            for each, by, upper, lower in ends:
                of = values[each]
                low += by * of[lower]
                high += by * of[upper]
            return low, high

    if step.op is Op.EQUAL:

        def rule(values: Values, _: Values) -> int:
            low, high = span(values)
            return OPEN if low < 0 < high or (low != high and 0 in (low, high)) else YES if low == high == 0 else NO

    elif step.op is Op.LESS:

        def rule(values: Values, _: Values) -> int:
            low, high = span(values)
            return YES if high < 0 else NO if low >= 0 else OPEN

    else:

        def rule(values: Values, _: Values) -> int:
            low, high = span(values)
            return YES if high <= 0 else NO if low > 0 else OPEN

    return rule


def _picked_one(variable: int, mask: int) -> _Rule:
    def rule(values: Values, _: Values) -> int:
        may = values[variable][1]
        return OPEN if may & mask and may & ~mask else YES if may & mask else NO

    return rule


def _picked_any(variable: int, mask: int) -> _Rule:
    def rule(values: Values, _: Values) -> int:
        must, may = values[variable]
        return YES if must & mask else OPEN if may & mask else NO

    return rule


def _all_of(steps: tuple[int, ...]) -> _Rule:
    def rule(values: Values, _: Values) -> int:
        found = YES
        for step in steps:
            value = values[step]
            if value < found:
                if value == NO:
                    return NO
                found = OPEN
        return found

    return rule


def _any_of(steps: tuple[int, ...]) -> _Rule:
    def rule(values: Values, _: Values) -> int:
        found = NO
        for step in steps:
            value = values[step]
            if value > found:
                if value == YES:
                    return YES
                found = OPEN
        return found

    return rule
