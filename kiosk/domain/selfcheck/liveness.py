"""Which questions still matter to what: for every open step, the screens whose answer may decide it.

Screens are bits of a whole number, so that one pass over the open steps tells it for every benefit at once. Where it is open
whether a question applies, what decides that comes first. What only matters together with an answer that will not come
(income was left open, so the household size tells nothing) does not count. Not here: which of them is asked (``asking``).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.kleene import OPEN, YES, Values
from kiosk.domain.selfcheck.ruleset_logic import Op
from kiosk.domain.selfcheck.values import Shape


class _Kind(enum.Enum):
    VARIABLE = enum.auto()
    COMPARED = enum.auto()
    MADE = enum.auto()


class Liveness:
    """Tells it for one program; may be shared.

    Args:
        program: whose steps.
    """

    def __init__(self, program: p.Program) -> None:
        self.keys = tuple(program.screens)
        self.bits = {key: 1 << number for number, key in enumerate(self.keys)}
        self._steps = [self._compiled(step) for step in program.steps]
        self._variables = [n for n, step in enumerate(program.steps) if isinstance(step, p.Variable)]
        self._bit_of = {n: self.bits.get(program.variable(n).screen or "", 0) for n in self._variables}

    def _compiled(self, step: p.Step) -> tuple[_Kind, Any]:
        if isinstance(step, p.Variable):
            one_of = step.range.shape is Shape.ONE
            return _Kind.VARIABLE, (self.bits.get(step.screen or "", 0), step.guard, one_of)
        if isinstance(step, p.Compared):
            return _Kind.COMPARED, step
        return _Kind.MADE, p.parts_of(step)

    def settled(self, keys: Iterable[str]) -> int:
        """The bits of screens that will not be answered (any better)."""
        found = 0
        for key in keys:
            found |= self.bits.get(key, 0)
        return found

    def names(self, mask: int) -> Iterator[str]:
        """Keys of the screens of a mask, in the authored order."""
        while mask:
            lowest = mask & -mask
            yield self.keys[lowest.bit_length() - 1]
            mask ^= lowest

    def open_steps(self, values: Values, within: Sequence[int] | None = None) -> list[int]:
        """Variables and open steps, in order; of ``within`` only. What is decided stays so when more is answered."""
        steps = self._steps
        among: Sequence[int] = range(len(steps)) if within is None else within
        return [n for n in among if steps[n][0] is _Kind.VARIABLE or values[n] == OPEN]

    def masks(self, values: Values, settled: int, within: Sequence[int] | None = None) -> list[int]:
        """By step: the screens that keep it open and may be asked about now; 0 where it is decided.

        Args:
            values: of the household.
            settled: bits of the screens that will not be answered any better.
            within: ``open_steps`` of that household, where they are at hand.
        """
        found = [0] * len(self._steps)
        steps = self._steps
        for n in range(len(steps)) if within is None else within:
            kind, data = steps[n]
            value = values[n]
            if kind is _Kind.VARIABLE:
                bit, guard, one_of = data
                low, high = value
                if not bit or bit & settled or (not high & (high - 1) if one_of else low == high):
                    continue
                asked = YES if guard is None else values[guard]
                found[n] = bit if asked == YES else found[guard] if asked == OPEN else 0
            elif value == OPEN:
                if kind is _Kind.COMPARED:
                    if self._hopeless(data, values, settled):
                        continue
                    data = [below for below, _ in data.terms]
                mask = 0
                for below in data:
                    mask |= found[below]
                found[n] = mask
        return found

    def _hopeless(self, step: p.Compared, values: Values, settled: int) -> bool:
        """Whether an open comparison stays open whatever else is answered."""
        if not settled or step.op is Op.EQUAL:
            return False
        # Both ends of the sum, when the others are chosen to make it smallest, and to make it largest.
        smallest_high = largest_low = step.constant
        for index, factor in step.terms:
            low, high = values[index]
            least, most = (factor * low, factor * high) if factor > 0 else (factor * high, factor * low)
            if self._bit_of[index] & settled:
                smallest_high += most
                largest_low += least
            else:
                smallest_high += least
                largest_low += most
        if step.op is Op.LESS:
            return smallest_high >= 0 and largest_low < 0
        return smallest_high > 0 and largest_low <= 0
