"""The rules of seat leases one by one, at the terminal and at the platform."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.journal_ids import Seat
from kiosk.domain.leases import (
    DRIFT,
    Grant,
    Holder,
    Holding,
    Standing,
    Term,
    Tick,
    close,
    elapsed_s,
    next_to_sell,
    policy_seats,
    recall,
    renew,
    sell,
    standing,
    unsold_seats,
)
from kiosk.domain.leases_invariants import never_overbooked, seats_add_up
from kiosk.domain.leases_platform import (
    Conflict,
    Lease,
    LeaseState,
    Pool,
    arrive,
    declare_destroyed,
    give_back,
    give_online,
    join_queue,
    leave_queue,
    lend,
    open_pool,
    promote,
    resize,
    return_online,
    settle_close,
    start,
    to_recall,
)
from tests.journal_samples import ACTIVITY, NOW, TERMINAL, an_id

ME = Holder(TERMINAL, 1, an_id())
OTHER = Holder("K-00002", 1, an_id())
SENT = Tick("boot-1", 100.0, NOW)


def holding(seats: int = 2, *, term_s: float = 1000.0, until: dt.datetime | None = None) -> Holding:
    grant = Grant(
        lease=an_id(), request=an_id(), activity=ACTIVITY, holder=ME, seats=seats, term_s=int(term_s), until=until
    )
    return Holding(grant=grant, term=Term(SENT, term_s))


def after(seconds: float, *, boot: str = "boot-1", wall: bool = True) -> Tick:
    at = 100.0 + seconds if boot == "boot-1" else 5.0
    return Tick(boot, at, NOW + dt.timedelta(seconds=seconds) if wall else None)


# At the terminal --------------------------------------------------------------------------------------------------


def test_slots_are_sold_in_order_and_once() -> None:
    held, now = holding(2), after(1)
    seats = []
    for _ in range(2):
        sold = sell(held, now=now, me=ME)
        assert sold is not None
        held, seat = sold
        seats.append(seat.slot)
    assert seats == [0, 1]
    assert standing(held, now=now, me=ME) is Standing.SOLD_OUT
    assert sell(held, now=now, me=ME) is None


@given(st.floats(0, 3000), st.floats(1, 2000))
def test_the_term_ends_one_percent_early(passed: float, term_s: float) -> None:
    held = msgspec.structs.replace(holding(), term=Term(SENT, term_s))
    expected = Standing.SELLING if (100.0 + passed - 100.0) * (1 + DRIFT) < term_s else Standing.EXPIRED
    assert standing(held, now=Tick("boot-1", 100.0 + passed), me=ME) is expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (after(10, wall=False), Standing.SELLING),  # the same run: its own counter is proof
        (after(10, boot="boot-2"), Standing.SELLING),  # both wall clocks could be trusted
        (after(995, boot="boot-2"), Standing.EXPIRED),
        (after(10, boot="boot-2", wall=False), Standing.SUSPENDED),
        (after(-10, boot="boot-2"), Standing.SUSPENDED),  # a wall clock that ran backwards proves nothing
        (Tick("boot-1", 50.0), Standing.SUSPENDED),
    ],
)
def test_a_clock_that_proves_nothing_suspends_the_lease(now: Tick, expected: Standing) -> None:
    assert standing(holding(), now=now, me=ME) is expected
    assert (sell(holding(), now=now, me=ME) is not None) == (expected is Standing.SELLING)


def test_a_renewal_brings_a_suspended_lease_back_from_when_it_was_asked() -> None:
    dark = Tick("boot-2", 500.0)
    held = holding()
    assert standing(held, now=dark, me=ME) is Standing.SUSPENDED
    back = renew(held, sent=Tick("boot-2", 480.0), term_s=100)
    assert standing(back, now=dark, me=ME) is Standing.SELLING
    assert standing(back, now=Tick("boot-2", 579.5), me=ME) is Standing.EXPIRED
    assert standing(msgspec.structs.replace(held, term=None), now=after(0), me=ME) is Standing.SUSPENDED


def test_after_the_start_of_the_activity_nothing_is_sold() -> None:
    held = holding(until=NOW + dt.timedelta(seconds=60))
    assert standing(held, now=after(59), me=ME) is Standing.SELLING
    assert standing(held, now=after(60), me=ME) is Standing.EXPIRED


@pytest.mark.parametrize("changed", [{"incarnation": 2}, {"journal": an_id()}, {"terminal": "K-00009"}])
def test_a_lease_of_another_incarnation_or_journal_is_not_sold_from(changed: dict[str, object]) -> None:
    me = msgspec.structs.replace(ME, **changed)
    assert standing(holding(), now=after(1), me=me) is Standing.FOREIGN
    assert sell(holding(), now=after(1), me=me) is None


def test_a_closed_or_recalled_lease_is_never_sold_from_again() -> None:
    first = sell(holding(3), now=after(1), me=ME)
    assert first is not None
    closed, fin = close(first[0])
    assert fin == 1
    assert close(closed) == (closed, 1)
    assert sell(closed, now=after(1), me=ME) is None
    assert sell(renew(closed, sent=after(2), term_s=999), now=after(3), me=ME) is None
    assert sell(recall(first[0]), now=after(1), me=ME) is None
    assert standing(recall(first[0]), now=after(1), me=ME).to_close
    assert not standing(closed, now=after(1), me=ME).to_close


def test_the_oldest_lease_that_can_be_is_sold_from() -> None:
    first, second, spent = holding(), holding(), msgspec.structs.replace(holding(), sold=2)
    now = after(1)
    assert next_to_sell([spent, second, first], ACTIVITY, now=now, me=ME) == first
    assert next_to_sell([first], "activity.other", now=now, me=ME) is None
    assert unsold_seats([first, second, spent, recall(holding())], ACTIVITY, now=now, me=ME) == 4


def test_elapsed_time_needs_proof() -> None:
    assert elapsed_s(SENT, Tick("boot-1", 160.0)) == 60.0
    assert elapsed_s(SENT, Tick("boot-2", 160.0)) is None
    assert elapsed_s(Tick("boot-1", 1.0), after(60, boot="boot-2")) is None


# At the platform --------------------------------------------------------------------------------------------------


def lent(
    pool: Pool, leases: list[Lease], holder: Holder = ME, *, policy: int = 2, wanted: int = 2
) -> tuple[Pool, Lease]:
    given_ = lend(pool, leases, request=an_id(), lease_id=an_id(), holder=holder, policy=policy, wanted=wanted)
    assert given_.lease is not None
    leases.append(given_.lease)
    assert seats_add_up(given_.pool, leases) == ()
    return given_.pool, given_.lease


def test_two_seats_each_or_four_where_one_or_two_share() -> None:
    assert [policy_seats(n) for n in (1, 2, 3, 20)] == [4, 4, 2, 2]


def test_a_request_is_answered_once() -> None:
    pool = open_pool(ACTIVITY, 10)
    request, leases = an_id(), []
    first = lend(pool, leases, request=request, lease_id=an_id(), holder=ME, policy=2, wanted=2)
    assert first.lease is not None
    again = lend(first.pool, [first.lease], request=request, lease_id=an_id(), holder=ME, policy=2, wanted=2)
    assert (again.pool, again.lease) == (first.pool, first.lease)
    stolen = lend(first.pool, [first.lease], request=request, lease_id=an_id(), holder=OTHER, policy=2, wanted=2)
    assert stolen.lease is None


def test_a_terminal_is_topped_up_to_the_policy_and_not_beyond() -> None:
    pool, leases = open_pool(ACTIVITY, 10), []
    pool, lease = lent(pool, leases)
    refused = lend(pool, leases, request=an_id(), lease_id=an_id(), holder=ME, policy=2, wanted=2)
    assert (refused.lease, refused.recall) == (None, ())
    arrival = arrive(lease, seat=Seat(lease.lease, 0), sign_up=an_id(), activity=ACTIVITY, seller=ME)
    assert arrival.lease is not None
    leases[0] = arrival.lease
    pool, more = lent(pool, leases)
    assert more.seats == 1


def test_an_empty_pool_asks_back_the_lease_with_most_unsold_seats_of_another() -> None:
    pool, leases = open_pool(ACTIVITY, 6), []
    pool, _ = lent(pool, leases, OTHER, policy=4, wanted=4)
    pool, mine = lent(pool, leases, ME)
    empty = lend(pool, leases, request=an_id(), lease_id=an_id(), holder=ME, policy=4, wanted=1)
    assert empty.lease is None
    (asked,) = empty.recall
    assert asked.lease == leases[0].lease
    assert asked.recalled
    assert empty.pool == pool, "asking back frees nothing"
    assert to_recall([asked]) == ()
    assert to_recall([mine], asking=ME) == ()
    assert to_recall([mine])[0].lease == mine.lease


def test_seats_somebody_waits_for_are_not_lent() -> None:
    pool = open_pool(ACTIVITY, 2)
    pool, _ = join_queue(pool, an_id())
    pool, lease = lent(pool, [], policy=4, wanted=4)
    assert lease.seats == 1
    promoted = promote(pool)
    assert promoted is not None
    assert promoted[0].free == 0


def test_closing_returns_the_rest_and_only_once() -> None:
    pool, leases = open_pool(ACTIVITY, 5), []
    pool, lease = lent(pool, leases, policy=4, wanted=4)
    arrival = arrive(lease, seat=Seat(lease.lease, 1), sign_up="b", activity=ACTIVITY, seller=ME)
    assert arrival.lease is not None
    pool, closed = settle_close(pool, arrival.lease, fin=0)
    assert closed.fin == 2, "a sale that has arrived is not undone by a close that denies it"
    assert pool.free == 3
    assert settle_close(pool, closed, fin=0) == (pool, closed)
    late = arrive(closed, seat=Seat(lease.lease, 0), sign_up="a", activity=ACTIVITY, seller=ME)
    assert late.conflict is None
    beyond = arrive(closed, seat=Seat(lease.lease, 2), sign_up="c", activity=ACTIVITY, seller=ME)
    assert beyond.conflict is Conflict.AFTER_CLOSE
    assert settle_close(open_pool(ACTIVITY, 0), lease, fin=99)[1].fin == 4


def test_a_sale_arrives_once_and_a_cancelled_one_returns_once() -> None:
    pool, leases = open_pool(ACTIVITY, 2), []
    pool, lease = lent(pool, leases)
    seat = Seat(lease.lease, 0)
    first = arrive(lease, seat=seat, sign_up="a", activity=ACTIVITY, seller=ME)
    assert first.lease is not None
    assert arrive(first.lease, seat=seat, sign_up="a", activity=ACTIVITY, seller=ME) == first
    pool, returned = give_back(pool, first.lease, "a")
    assert (pool.free, returned.held) == (1, 1)
    assert give_back(pool, returned, "a") == (pool, returned)
    assert give_back(pool, returned, "x") == (pool, returned)
    assert seats_add_up(pool, [returned]) == ()


@pytest.mark.parametrize(
    ("change", "conflict"),
    [
        ({"seat": None}, Conflict.NO_SEAT),
        ({"lease": None}, Conflict.NO_LEASE),
        ({"seller": OTHER}, Conflict.NOT_ITS_LEASE),
        ({"seller": msgspec.structs.replace(ME, incarnation=2)}, Conflict.NOT_ITS_LEASE),
        ({"activity": "activity.other"}, Conflict.NOT_ITS_LEASE),
        ({"slot": 2}, Conflict.BEYOND),
        ({"slot": 0}, Conflict.SLOT_TAKEN),
    ],
)
def test_a_sale_that_cannot_count_is_a_conflict_and_never_dropped(
    change: dict[str, object], conflict: Conflict
) -> None:
    _, lease = lent(open_pool(ACTIVITY, 2), [])
    taken = arrive(lease, seat=Seat(lease.lease, 0), sign_up="a", activity=ACTIVITY, seller=ME).lease
    sale: dict[str, object] = {
        "lease": taken,
        "seat": Seat(lease.lease, int(str(change.pop("slot", 1)))),
        "sign_up": "b",
        "activity": ACTIVITY,
        "seller": ME,
        **change,
    }
    given_lease = sale.pop("lease")
    arrival = arrive(given_lease, **sale)  # type: ignore[arg-type]
    assert arrival.conflict is conflict
    assert arrival.lease == given_lease


def test_what_a_burnt_machine_sold_and_did_not_send_becomes_a_conflict() -> None:
    pool, leases = open_pool(ACTIVITY, 4), []
    pool, lease = lent(pool, leases)
    for by, second in [("S-1", "S-1"), ("", "S-1"), ("S-1", "")]:
        with pytest.raises(ValueError, match="two different people"):
            declare_destroyed(pool, lease, by=by, second=second)
    pool, gone = declare_destroyed(pool, lease, by="S-1", second="S-2")
    assert (pool.free, gone.state, gone.held) == (4, LeaseState.RECLAIMED, 0)
    assert declare_destroyed(pool, gone, by="S-1", second="S-2") == (pool, gone)
    arrival = arrive(gone, seat=Seat(lease.lease, 0), sign_up="a", activity=ACTIVITY, seller=ME)
    assert arrival.conflict is Conflict.RECLAIMED
    assert settle_close(pool, gone, fin=2) == (pool, gone)


def test_the_start_frees_what_is_not_known_to_be_sold_and_ends_lending() -> None:
    pool, leases = open_pool(ACTIVITY, 5), []
    pool, lease = lent(pool, leases)
    pool, closed = lent(pool, leases, OTHER)
    sold = arrive(lease, seat=Seat(lease.lease, 0), sign_up="a", activity=ACTIVITY, seller=ME).lease
    assert sold is not None
    pool, closed = settle_close(pool, closed, fin=1)
    pool, (mine, theirs) = start(pool, [sold, closed])
    assert (pool.free, mine.held, theirs.held) == (3, 1, 1)
    assert seats_add_up(pool, [mine, theirs]) == ()
    assert lend(pool, [], request=an_id(), lease_id=an_id(), holder=ME, policy=2, wanted=2).lease is None
    pool, _ = join_queue(pool, an_id())
    assert promote(pool) is None


def test_the_queue_is_honest() -> None:
    pool = open_pool(ACTIVITY, 0)
    pool, first = join_queue(pool, "a")
    pool, second = join_queue(pool, "b")
    pool, again = join_queue(pool, "a")
    assert (first, second, again) == (1, 2, 1)
    assert promote(pool) is None
    pool = leave_queue(leave_queue(pool, "a"), "a")
    assert join_queue(pool, "b")[1] == 1
    promoted = promote(resize(pool, 1))
    assert promoted is not None
    assert promoted[1] == "b"
    assert (promoted[0].free, promoted[0].online, promoted[0].waiting) == (0, 1, ())


def test_seats_at_the_desk() -> None:
    pool = give_online(open_pool(ACTIVITY, 1))
    assert pool is not None
    assert give_online(pool) is None
    assert never_overbooked(pool, []) == ()
    back = return_online(pool)
    assert back.free == 1
    with pytest.raises(ValueError, match="online"):
        return_online(back)


def test_an_activity_shrinks_only_as_far_as_seats_are_free() -> None:
    pool, leases = open_pool(ACTIVITY, 6), []
    pool, _ = lent(pool, leases)
    small = resize(pool, 1)
    assert (small.capacity, small.free) == (2, 0)
    assert seats_add_up(small, leases) == ()
    assert resize(small, 9).free == 7


def test_the_checks_see_what_is_wrong() -> None:
    pool, leases = open_pool(ACTIVITY, 3), []
    pool, lease = lent(pool, leases)
    assert seats_add_up(msgspec.structs.replace(pool, free=2), leases)
    assert seats_add_up(msgspec.structs.replace(pool, waiting=("a", "a")), leases)
    assert seats_add_up(pool, [msgspec.structs.replace(lease, accepted={7: "a"})])
    crowded = msgspec.structs.replace(lease, accepted={0: "a", 1: "b", 2: "c", 3: "d"})
    assert never_overbooked(pool, [crowded])
