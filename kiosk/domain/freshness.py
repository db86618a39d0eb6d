"""What the terminal may say about the age of its content and of single figures."""

from __future__ import annotations

import datetime as dt
import enum

STALE_AFTER = dt.timedelta(days=3)
"""Content not confirmed for this long is called old (design system 19a: 资料是 3 天前的)."""

CLOCK_SLACK = dt.timedelta(minutes=10)
"""A clock that a time service has just put right may have gone back by less than this."""


class Freshness(enum.StrEnum):
    """State of the content as a resident is told."""

    EMPTY = "empty"  # nothing was ever fetched
    FRESH = "fresh"
    OFFLINE = "offline"  # the last polls failed; content is recent
    STALE = "stale"  # not confirmed for STALE_AFTER


def freshness_of(now: dt.datetime, *, confirmed_at: dt.datetime | None, failing_since: dt.datetime | None) -> Freshness:
    """State at ``now``.

    Args:
        now: present time, UTC.
        confirmed_at: last time signed metadata was fetched and verified, UTC; None if never.
        failing_since: first failed poll after that, UTC; None if the last poll succeeded.

    A clock that runs backwards never makes content old: a negative age counts as zero.
    """
    if confirmed_at is None:
        return Freshness.EMPTY
    if now - confirmed_at >= STALE_AFTER:
        return Freshness.STALE
    if failing_since is not None:
        return Freshness.OFFLINE
    return Freshness.FRESH


def clock_is_behind(now: dt.datetime, *, confirmed_at: dt.datetime | None) -> bool:
    """Whether the clock shows a time before content was last confirmed, which it cannot be: a battery that died.

    Args:
        now: as the clock says, UTC.
        confirmed_at: last time signed metadata was verified, by the same clock when it was right, UTC.
    """
    return confirmed_at is not None and confirmed_at - now > CLOCK_SLACK


def figure_is_old(year: int | None, today: dt.date) -> bool:
    """Whether an amount needs 以窗口为准: no year, or a year before this one."""
    return year is None or year < today.year
