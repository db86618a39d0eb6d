"""Seats from the queue: kept for an answer, given once, back to the list when nobody answers; never more than there are."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.domain.leases_invariants import seats_add_up
from kiosk.domain.leases_platform import Pool, give_online, join_queue, leave_queue, open_pool, promote, return_online
from kiosk.domain.queue_offers import (
    ANSWER_TIME,
    ASKED_FROM,
    ASKED_UNTIL,
    LAST_CALL,
    Offer,
    answer_time,
    expire,
    is_offered,
    released,
    without,
)
from kiosk.usecases.clock import GUANGZHOU

NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=GUANGZHOU)
NEXT_WEEK = NOON + dt.timedelta(days=7)


def offer(pool: Pool, offers: tuple[Offer, ...], *, answer_by: dt.datetime) -> tuple[Pool, tuple[Offer, ...]] | None:
    """Keep a seat for whoever waits longest, as ``sync.platform.store.seats.promote_all`` does."""
    step = promote(pool)
    return None if step is None else (step[0], (*offers, Offer(step[1], answer_by)))


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-24T12:00", "2026-11-24T14:00"),
        ("2026-11-24T18:00", "2026-11-24T20:00"),
        ("2026-11-24T18:01", "2026-11-25T11:00"),
        ("2026-11-24T23:30", "2026-11-25T11:00"),
        ("2026-11-24T03:00", "2026-11-24T11:00"),
    ],
)
def test_two_hours_of_the_day_are_given(now: str, due: str) -> None:
    asked = dt.datetime.fromisoformat(now).replace(tzinfo=GUANGZHOU)
    assert answer_time(asked, NEXT_WEEK, GUANGZHOU) == dt.datetime.fromisoformat(due).replace(tzinfo=GUANGZHOU)


@given(st.integers(0, 30 * 24 * 60), st.integers(0, 10_000))
def test_nobody_must_answer_at_night_or_in_less_than_two_hours_or_too_late(minutes: int, ahead: int) -> None:
    asked = NOON + dt.timedelta(minutes=minutes)
    starts = asked + dt.timedelta(minutes=ahead)
    due = answer_time(asked, starts, GUANGZHOU)
    if due is None:
        assert starts - asked < dt.timedelta(hours=2 + 14 + 1) + LAST_CALL, "there was time to ask"
        return
    assert due - asked >= ANSWER_TIME
    assert ASKED_FROM <= due.astimezone(GUANGZHOU).time() <= ASKED_UNTIL
    assert due <= starts - LAST_CALL


def test_the_first_in_the_queue_is_asked_and_the_seat_is_nobody_elses_meanwhile() -> None:
    pool = open_pool("activity.a", 1)
    for entry in ("a", "b"):
        pool, _ = join_queue(pool, entry)
    made = offer(pool, (), answer_by=NOON)
    assert made is not None
    pool, offers = made
    assert offers == (Offer("a", NOON),)
    assert (pool.free, pool.waiting) == (0, ("b",))
    assert offer(pool, offers, answer_by=NOON) is None
    assert promote(pool) is None
    assert give_online(pool) is None
    assert without(offers, "a") == ()


def test_without_an_answer_the_seat_is_the_next_ones_and_she_stands_at_the_end() -> None:
    pool = replace(open_pool("activity.a", 1), free=0, online=1, waiting=("b",))
    offers = (Offer("a", NOON),)
    assert expire(pool, offers, now=NOON - dt.timedelta(seconds=1)) == (pool, offers, ())
    pool, offers, over = expire(pool, offers, now=NOON)
    assert (over, offers) == (("a",), ())
    assert (pool.free, pool.online, pool.waiting) == (1, 0, ("b", "a"))


def test_when_it_begins_nothing_is_kept_for_an_answer() -> None:
    pool = replace(open_pool("activity.a", 1), free=0, online=1, started=True)
    pool, offers, over = expire(pool, (Offer("a", NOON),), now=NOON - dt.timedelta(days=1))
    assert (pool.free, offers, over) == (1, (), ("a",))


def test_what_was_not_kept_cannot_be_released() -> None:
    with pytest.raises(ValueError, match="no seat was kept"):
        released(open_pool("activity.a", 1))


STEPS = st.lists(
    st.tuples(st.sampled_from(["join", "ask", "take", "decline", "leave", "time", "desk", "back"]), st.integers(0, 5)),
    max_size=60,
)


@settings(max_examples=150)
@given(st.integers(1, 3), STEPS)
def test_whatever_happens_seats_add_up_and_everybody_is_in_one_place(
    capacity: int, steps: list[tuple[str, int]]
) -> None:
    pool, offers, now = open_pool("activity.a", capacity), (), NOON
    seated: set[str] = set()
    desk = 0
    for what, n in steps:
        entry = f"e{n}"
        if what == "join" and entry not in seated and not is_offered(offers, entry):
            pool, _ = join_queue(pool, entry)
        elif what == "ask" and (made := offer(pool, offers, answer_by=now + ANSWER_TIME)) is not None:
            pool, offers = made
        elif what == "take" and is_offered(offers, entry):
            offers = without(offers, entry)
            seated.add(entry)
        elif what == "decline" and is_offered(offers, entry):
            pool, offers = released(pool), without(offers, entry)
        elif what == "leave":
            pool = leave_queue(pool, entry)
        elif what == "time":
            now += dt.timedelta(minutes=20 * n)
            pool, offers, _ = expire(pool, offers, now=now)
            assert all(each.answer_by > now for each in offers)
        elif what == "desk" and (sold := give_online(pool)) is not None:
            pool, desk = sold, desk + 1
        elif what == "back" and desk:
            pool, desk = return_online(pool), desk - 1
        assert seats_add_up(pool, ()) == ()
        assert pool.online == len(seated) + len(offers) + desk
        asked = [each.entry for each in offers]
        everybody = [*pool.waiting, *asked, *seated]
        assert len(set(everybody)) == len(everybody), "nobody is in two places"
