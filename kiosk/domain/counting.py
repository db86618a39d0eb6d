"""What a terminal counts of its use: how often on which day, and nothing that could lead back to a visit.

A counter is a name and a number. Its name is made of a closed list and, where it helps, of the id of a published record or the
name of a screen; never of anything a person typed. Small numbers of a day are left out before anything leaves the terminal
(``journal_bodies.daily_counters``).
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Mapping

from kiosk.domain.journal_bodies import DailyCounters, daily_counters

COUNTERS_AN_ENTRY = 100
"""Names may have 121 characters; this many of them stay below ``journal.LINE_MAX_BYTES``."""

_OF = re.compile(r"[a-z0-9_.-]{1,80}")


class Counted(enum.StrEnum):
    """What is counted. What a counter is of (``counter``'s second argument) is said beside it."""

    VISIT = "visit"  # somebody woke the screen
    VIEW = "view"  # a record was opened; its id
    ABANDONED = "abandoned"  # a form was begun and left; screen and step, such as sign_up.phone
    HELP = "help"  # a person was called; the screen it was called from
    SEARCH_EMPTY = "search_empty"  # a search found nothing; never what was searched for


def counter(what: Counted, of: str = "") -> str:
    """Name of the counter for ``what`` ``of`` something.

    Raises:
        ValueError: ``of`` is neither a record id nor the name of a screen (a bug: something else was about to be counted).
    """
    if of and not _OF.fullmatch(of):
        raise ValueError(f"no counter of {len(of)} characters like these")
    return f"{what.value}.{of}" if of else what.value


def daily_entries(day: dt.date, counts: Mapping[str, int]) -> tuple[DailyCounters, ...]:
    """What may be said of the counts of ``day``, in entries that are short enough; none where nothing was counted."""
    names = sorted(name for name, n in counts.items() if n > 0)
    parts = (names[start : start + COUNTERS_AN_ENTRY] for start in range(0, len(names), COUNTERS_AN_ENTRY))
    return tuple(daily_counters(day, {name: counts[name] for name in part}) for part in parts)
