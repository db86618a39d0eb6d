"""Refuses to start on a pair of PySide6 and Python that is known to abort.

From 6.12 PySide6 counts on None and True being immortal, which they are from Python 3.12: on Python 3.11 each void call
and each signal emit takes a reference from them, until the process aborts after some thousand calls. A terminal that
dies an hour after opening is worse than one that says at once what is wrong.

Not its business: whether the pair works in any other way; the lock file pins one that does.
"""

from __future__ import annotations

import re
import sys

from kiosk.domain.errors import WorldError

# The first PySide6 that needs immortal objects, and the first Python that has them.
_NEEDS_IMMORTALS = (6, 12)
_HAS_IMMORTALS = (3, 12)


def refuse_bad_pyside(pyside: str, *, python: tuple[int, int] = sys.version_info[:2]) -> None:
    """Return when PySide6 ``pyside`` (as in ``PySide6.__version__``) can run on Python ``python``.

    Raises:
        WorldError: the pair aborts (``guard.bad_pyside``).
    """
    release = tuple(int(number) for number in re.findall(r"\d+", pyside)[:2])
    if release >= _NEEDS_IMMORTALS and python < _HAS_IMMORTALS:
        raise WorldError("guard.bad_pyside", pyside=pyside, python=".".join(map(str, python)))
