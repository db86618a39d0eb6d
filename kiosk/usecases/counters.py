"""Counting what happens at this terminal, for the people who improve it.

During a visit counts are kept in memory only; when it is over they are added to the day's, a number a name, in ``journal.db``
(``CountBook``); days that are over become journal entries. So no order of events, and no time but the day, is ever kept.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Protocol

from kiosk.domain.counting import Counted, counter
from kiosk.usecases.clock import Clock, local_time

HELD_MAX = 2000
"""Counters held while the journal cannot be opened (a terminal that is not enrolled); more are not counted."""

DayCounts = Mapping[dt.date, Mapping[str, int]]


class CountBook(Protocol):
    """Where counts are kept."""

    def keep_counts(self, counts: DayCounts) -> None:
        """Add these to what is kept.

        Raises:
            WorldError: it cannot be; then nothing has changed.
        """
        ...

    def write_down_days(self) -> None:
        """Make journal entries, once, of the days that are over.

        Raises:
            WorldError: it cannot be; the days not written down are so by the next call.
        """
        ...


class Tally:
    """The counts of the visit that is going on. Every view model may count; nobody reads here.

    Args:
        clock: tells the day.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._held: dict[dt.date, Counter[str]] = {}

    def count(self, what: Counted, of: str = "") -> None:
        """Count one ``what``; ``of`` is a record id or the name of a screen, where ``Counted`` says so.

        Raises:
            ValueError: ``of`` is something else (a bug).
        """
        name = counter(what, of)
        held = self._held.setdefault(local_time(self._clock).date(), Counter())
        if name in held or sum(map(len, self._held.values())) < HELD_MAX:
            held[name] += 1

    @property
    def empty(self) -> bool:
        """Whether nothing is held."""
        return not self._held

    def hand_over(self, book: CountBook) -> None:
        """Have ``book`` keep what is held, and write down the days that are over.

        Raises:
            WorldError: it could not; what was not kept is still held.
        """
        book.keep_counts(self._held)
        self._held = {}
        book.write_down_days()
