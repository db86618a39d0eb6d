"""Scopes: the four-level tree 市 / 区 / 镇街 / 村居 and the path a terminal subscribes to.

A scope is named by its statistical code (NBS): 4, 6, 9 or 12 digits. Each longer code starts with its
parent's code, so the path is read off the code itself. Names and the second (民政, MCA) code system live in
``division`` records (``kiosk.domain.content``), not here.
"""

from __future__ import annotations

import enum
import re

CITY = "4401"

_SCOPE_RE = re.compile(r"4401(\d{2}(\d{3}(\d{3})?)?)?\Z")


class Level(enum.IntEnum):
    """Depth of a scope in the tree; larger is more local."""

    CITY = 0
    DISTRICT = 1
    TOWN = 2
    VILLAGE = 3


_LENGTHS = {4: Level.CITY, 6: Level.DISTRICT, 9: Level.TOWN, 12: Level.VILLAGE}


def is_scope(code: str) -> bool:
    """Whether ``code`` has the shape of a scope of this city."""
    return _SCOPE_RE.match(code) is not None


def level_of(code: str) -> Level:
    """Level of a scope.

    Raises:
        ValueError: ``code`` is not a scope of this city.
    """
    if not is_scope(code):
        raise ValueError(f"not a scope: {code!r}")
    return _LENGTHS[len(code)]


def path_of(code: str) -> tuple[str, ...]:
    """The scopes from the city down to ``code``, at most four.

    >>> path_of("440105003")
    ('4401', '440105', '440105003')
    """
    level = level_of(code)
    return tuple(code[:n] for n, at in _LENGTHS.items() if at <= level)


def parent_of(code: str) -> str | None:
    """The next scope above, or None for the city."""
    path = path_of(code)
    return path[-2] if len(path) > 1 else None
