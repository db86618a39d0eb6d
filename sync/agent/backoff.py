"""How long to wait before the next poll, so that three thousand terminals never come back at the same moment."""

from __future__ import annotations

from random import Random

BASE_S = 1.0
SPREAD = 0.1
"""Polls that went well are spread by this share of the interval to either side."""


class Backoff:
    """Waits between polls: full jitter after failures, the interval otherwise.

    Args:
        interval_s: between polls that go well; also the longest wait after failures.
        random: source of chance.
    """

    def __init__(self, interval_s: float, random: Random) -> None:
        self._interval_s = interval_s
        self._random = random
        self._failures = 0

    @property
    def failures(self) -> int:
        """Polls failed in a row."""
        return self._failures

    def after_success(self) -> float:
        """Seconds until the next poll."""
        self._failures = 0
        return self._interval_s * self._random.uniform(1 - SPREAD, 1 + SPREAD)

    def after_failure(self, retry_after_s: float | None = None) -> float:
        """Seconds until the next try: anything up to a bound that doubles, and never sooner than the platform asked."""
        bound = min(BASE_S * 2.0 ** min(self._failures, 30), self._interval_s)
        self._failures += 1
        wait = self._random.uniform(0, bound)
        # On top of what was asked, not instead of it: all others were told the same.
        return wait if retry_after_s is None else retry_after_s + wait
