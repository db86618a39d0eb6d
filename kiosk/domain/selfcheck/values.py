"""Possible-value sets: what an answer leaves possible, and what is known before anybody is asked.

A set is a pair of whole numbers, so that a state is a flat list of small values:

* a number: the interval ``(lowest, highest)``, both possible;
* one of the choices: ``(0, mask)``, bit *n* set where choice *n* is possible;
* several of the choices: ``(must, may)``, the bits that are ticked for sure and those that may be.

Nothing here is empty: at least one value is always possible. Not here: what is true of a set (``evaluating``).
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.ruleset import AnswerValue

Possible = tuple[int, int]


class Shape(enum.Enum):
    """What kind of set a variable has."""

    NUMBER = enum.auto()
    ONE = enum.auto()
    SEVERAL = enum.auto()


NO_YES = ("no", "yes")
NO: Possible = (0, 0b01)
YES: Possible = (0, 0b10)
NO_OR_YES: Possible = (0, 0b11)


@dataclass(frozen=True)
class Range:
    """Every value a variable can have at all.

    Args:
        shape: what kind of set.
        lowest: smallest number.
        highest: largest number.
        choices: names of the choices, in the order of their bits.
    """

    shape: Shape
    lowest: int = 0
    highest: int = 0
    choices: tuple[str, ...] = ()

    @property
    def everything(self) -> Possible:
        """The set of somebody who has not answered."""
        if self.shape is Shape.NUMBER:
            return self.lowest, self.highest
        return 0, (1 << len(self.choices)) - 1

    def mask(self, names: tuple[str, ...], *, where: str) -> int:
        """The bits of choices.

        Raises:
            WorldError: ``selfcheck.unknown_choice``.
        """
        found = 0
        for name in names:
            if name not in self.choices:
                raise WorldError("selfcheck.unknown_choice", where=where, name=name)
            found |= 1 << self.choices.index(name)
        return found

    def possible(self, value: AnswerValue, *, where: str) -> Possible:
        """The set an answer leaves.

        Args:
            value: as ``ruleset`` says answers are written; None leaves everything.
            where: of whom or what, for the sentence.

        Raises:
            WorldError: ``selfcheck.bad_answer`` or ``selfcheck.unknown_choice``.
        """
        if value is None:
            return self.everything
        if self.shape is Shape.NUMBER:
            return self._interval(value, where)
        names = (value,) if isinstance(value, str) else value
        if not isinstance(names, tuple) or not all(isinstance(name, str) for name in names):
            raise WorldError("selfcheck.bad_answer", where=where, value=value)
        mask = self.mask(tuple(str(name) for name in names), where=where)
        if self.shape is Shape.SEVERAL:
            return mask, mask
        if not mask:
            raise WorldError("selfcheck.bad_answer", where=where, value=value)
        return 0, mask

    def _interval(self, value: AnswerValue, where: str) -> Possible:
        match value:
            case int():
                low = high = value
            case (int() as low, int() as high):
                pass
            case _:
                raise WorldError("selfcheck.bad_answer", where=where, value=value)
        if not self.lowest <= low <= high <= self.highest:
            raise WorldError("selfcheck.out_of_range", where=where, value=value, min=self.lowest, max=self.highest)
        return low, high

    def written(self, possible: Possible) -> AnswerValue:
        """The set as an answer; None where it is everything. ``possible`` gives it back."""
        if possible == self.everything:
            return None
        low, high = possible
        if self.shape is Shape.NUMBER:
            return low if low == high else (low, high)
        names = tuple(name for bit, name in enumerate(self.choices) if high >> bit & 1)
        return names[0] if self.shape is Shape.ONE and len(names) == 1 else names

    def both(self, one: Possible, other: Possible) -> Possible | None:
        """What is possible by both sets; None where nothing is."""
        if self.shape is Shape.NUMBER:
            low, high = max(one[0], other[0]), min(one[1], other[1])
            return (low, high) if low <= high else None
        must, may = one[0] | other[0], one[1] & other[1]
        if must & ~may or (self.shape is Shape.ONE and not may):
            return None
        return must, may

    def either(self, one: Possible, other: Possible) -> Possible:
        """The smallest set that holds both (of numbers: the whole interval between them too)."""
        if self.shape is Shape.NUMBER:
            return min(one[0], other[0]), max(one[1], other[1])
        return one[0] & other[0], one[1] | other[1]

    def single(self, possible: Possible) -> bool:
        """Whether only one value is left."""
        low, high = possible
        return not high & (high - 1) if self.shape is Shape.ONE else low == high
