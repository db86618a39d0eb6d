"""Which questions still matter to what: for every open step, the screens whose answer may decide it.

Screens are bits of a whole number, so that one pass over the open steps tells it for every benefit at once. Where it is open
whether a question applies, what decides that comes first. What only matters together with an answer that will not come
(income was left open, so the household size tells nothing) does not count. Not here: which of them is asked (``asking``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.kleene import OPEN, YES, Values
from kiosk.domain.selfcheck.ruleset_logic import Op
from kiosk.domain.selfcheck.values import Shape

# Kinds of step, as bare numbers: they are told apart a hundred thousand times for one forecast.
_MADE, _COMPARED, _VARIABLE, _ONE_OF = range(4)


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

    def _compiled(self, step: p.Step) -> tuple[int, Any]:
        if isinstance(step, p.Variable):
            kind = _ONE_OF if step.range.shape is Shape.ONE else _VARIABLE
            return kind, (self.bits.get(step.screen or "", 0), step.guard)
        if isinstance(step, p.Compared):
            return _COMPARED, step
        return _MADE, p.parts_of(step)

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
        """What is not decided yet, in order; of ``within`` only. What is decided stays so when more is answered."""
        steps, found = self._steps, []
        for n in range(len(steps)) if within is None else within:
            kind, value = steps[n][0], values[n]
            if kind < _VARIABLE:
                if value == OPEN:
                    found.append(n)
            elif not _single(kind, value):
                found.append(n)
        return found

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
            if kind >= _VARIABLE:
                bit, guard = data
                if not bit or bit & settled or _single(kind, values[n]):
                    continue
                asked = YES if guard is None else values[guard]
                found[n] = bit if asked == YES else found[guard] if asked == OPEN else 0
            elif values[n] == OPEN:
                if kind == _COMPARED:
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


def _single(kind: int, value: tuple[int, int]) -> bool:
    low, high = value
    return not high & (high - 1) if kind == _ONE_OF else low == high
