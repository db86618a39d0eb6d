"""Answers of sample households: drawn from what is still possible, by the rough shares of residents the set gives.

For choosing the order of questions and for guessing how many there will be; no result ever rests on them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from kiosk.domain.selfcheck import program as p
from kiosk.domain.selfcheck.ruleset import Question, QuestionType
from kiosk.domain.selfcheck.values import Possible, Shape

_SPREAD = 4
"""An interval without an upper end is sampled up to so many times its lower end more."""

_ONE_OF = 3
"""One further person of so many lives there; one person of so many is among those ``who`` asks for."""


def one_value(program: p.Program, step: int, possible: Possible, generate: random.Random) -> Possible:
    """One value of a variable.

    Args:
        program: whose.
        step: of the variable.
        possible: what its answer so far leaves.
        generate: where chance comes from.
    """
    variable = program.variable(step)
    question = program.ruleset.questions[variable.name[0]]
    if variable.range.shape is Shape.NUMBER:
        return _number(question, program.bands.get(variable.name[0], ()), possible, generate)
    low, high = possible
    bits = [bit for bit in range(len(variable.range.choices)) if high >> bit & 1]
    if question.type in (QuestionType.WHO, QuestionType.PEOPLE):
        return (0, high) if len(bits) == 1 else (0, 0b10 if generate.random() * _ONE_OF < 1 else 0b01)
    shares = [choice.share for choice in question.choices.values()]
    if variable.range.shape is Shape.ONE:
        mine = [shares[bit] for bit in bits]
        (bit,) = generate.choices(bits, weights=mine if any(mine) else None)
        return 0, 1 << bit
    ticked, total = low, sum(shares) + 1
    for bit in bits:
        if generate.random() * total < shares[bit]:
            ticked |= 1 << bit
    return ticked, ticked


def _number(
    question: Question, bands: Sequence[tuple[int, int]], possible: Possible, generate: random.Random
) -> Possible:
    low, high = possible
    inside = [
        (max(low, start), min(high, end), band.share)
        for (start, end), band in zip(bands, question.bands, strict=bool(bands))
        if start <= high and end >= low
    ]
    if any(share for *_, share in inside):
        ((low, high, _),) = generate.choices(inside, weights=[share for *_, share in inside])
    value = generate.randint(low, min(high, low + _SPREAD * max(25, low)))
    return value, value
