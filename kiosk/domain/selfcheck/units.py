"""Units of quantities: ``yuan/month/person`` as powers of a few base units. Which units there are says ``ruleset_logic``."""

from __future__ import annotations

import re
from collections.abc import Mapping

Powers = tuple[tuple[str, int], ...]
"""Base units with their powers, sorted, none of power 0; () is a bare factor."""

NONE: Powers = ()


def parse_unit(unit: str) -> Powers:
    """The powers of a unit that is well formed (``ruleset_logic.Unit``)."""
    powers: dict[str, int] = {}
    for sign, base in re.findall(r"([*/]?)([a-z0-9]+)", unit):
        if base != "1":
            powers[base] = powers.get(base, 0) + (-1 if sign == "/" else 1)
    return _tidy(powers)


def times(one: Powers, other: Powers) -> Powers:
    """The unit of a product."""
    powers = dict(one)
    for base, power in other:
        powers[base] = powers.get(base, 0) + power
    return _tidy(powers)


def unit_text(powers: Powers) -> str:
    """A unit as authors write it."""
    above = "*".join(base for base, power in powers for _ in range(power))
    below = "".join(f"/{base}" for base, power in powers for _ in range(-power))
    return (above or "1") + below


def _tidy(powers: Mapping[str, int]) -> Powers:
    return tuple(sorted((base, power) for base, power in powers.items() if power))
