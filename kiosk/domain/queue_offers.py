"""A seat for somebody from the queue: how long it is kept for an answer, and what becomes of it.

A free seat is offered to whoever waits longest and kept until she answers or the time is over; then it is the next one's, and
she stands at the end of the queue. While it is kept it counts among the seats the platform has given (``Pool.online``), so
nobody else can have it (``leases_platform.promote`` takes it out of the queue). Where there is no time to ask, or she stands
there right now, it is given at once.

Pure. Not here: who is told (``sync.platform.store.seats``).
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct
from msgspec.structs import replace

from kiosk.domain.leases_platform import Pool, join_queue, leave_queue

ANSWER_TIME = dt.timedelta(hours=2)
"""How long a seat is kept for an answer: as mock-up 28b promises."""
ASKED_FROM, ASKED_UNTIL = dt.time(9), dt.time(20)
"""Nobody is rung up, and no answer falls due, outside these hours (Guangzhou)."""
LAST_CALL = dt.timedelta(hours=1)
"""So long before the activity begins nobody is asked any more: a seat is given, or stays free for the door."""


class Offer(Struct, frozen=True):
    """A seat that is kept for ``entry`` until ``answer_by``."""

    entry: str
    answer_by: dt.datetime


def answer_time(now: dt.datetime, starts_at: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    """Until when a seat offered at ``now`` is kept; None where there is no time to ask. All aware.

    Two hours of the day: what would fall due at night falls due in the morning.
    """
    local = now.astimezone(zone)
    opens = dt.datetime.combine(local.date(), ASKED_FROM, zone)
    closes = dt.datetime.combine(local.date(), ASKED_UNTIL, zone)
    if local < opens:
        due = opens + ANSWER_TIME
    elif local + ANSWER_TIME <= closes:
        due = local + ANSWER_TIME
    else:
        due = opens + dt.timedelta(days=1) + ANSWER_TIME
    due = due.astimezone(dt.UTC)
    return due if due <= starts_at - LAST_CALL else None


def is_offered(offers: tuple[Offer, ...], entry: str) -> bool:
    """Whether a seat is kept for ``entry``."""
    return any(each.entry == entry for each in offers)


def without(offers: tuple[Offer, ...], entry: str) -> tuple[Offer, ...]:
    """The offers but that of ``entry``: it was taken, or is declined with ``released``."""
    return tuple(each for each in offers if each.entry != entry)


def released(pool: Pool) -> Pool:
    """A seat that was kept is free again.

    Raises:
        ValueError: none was kept: a bug.
    """
    if pool.online <= 0:
        raise ValueError("no seat was kept")
    return replace(pool, free=pool.free + 1, online=pool.online - 1)


def expire(
    pool: Pool, offers: tuple[Offer, ...], *, now: dt.datetime
) -> tuple[Pool, tuple[Offer, ...], tuple[str, ...]]:
    """Seats nobody answered for are free again; whoever they were kept for stands at the end of the queue.

    Once the activity has begun every offer is over.

    Returns:
        The pool, the offers that stand, and whose offer is over.
    """
    over = tuple(each.entry for each in offers if pool.started or each.answer_by <= now)
    for entry in over:
        pool, _ = join_queue(leave_queue(released(pool), entry), entry)
    return pool, tuple(each for each in offers if each.entry not in over), over
