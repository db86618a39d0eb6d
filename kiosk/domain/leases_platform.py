"""Seat leases at the platform: who may have how many, what comes back when, and what nobody may decide alone.

State of one activity is a ``Pool`` and its ``Lease`` records. ``Pool.free`` seats belong to nobody; ``online`` ones were
given by the platform itself. A lease occupies ``Lease.held`` seats. Seats return only by close, by the activity's start,
or by two people declaring a terminal destroyed: never because time has passed. A sale that arrives when its seat is gone
becomes a conflict for a person to settle; it is neither dropped nor confirmed in silence.

Pure transitions; each returns the new state and the caller makes all of it durable in one transaction. The terminal's
side is ``kiosk.domain.leases``; what must always hold is ``kiosk.domain.leases_invariants``.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from kiosk.domain.journal_ids import Seat
from kiosk.domain.leases import Holder


class Pool(Struct, frozen=True, kw_only=True):
    """Seats of one activity that no lease holds, and its queue.

    Args:
        activity: record id.
        capacity: seats in all.
        free: seats of nobody.
        online: seats the platform gave itself (desk, telephone, promotions, settled conflicts).
        started: the activity has begun; nothing is lent or promoted any more.
        waiting: entry ids of the waiting list, the next one first.
    """

    activity: str
    capacity: int
    free: int
    online: int = 0
    started: bool = False
    waiting: tuple[str, ...] = ()

    @property
    def to_lend(self) -> int:
        """Seats that may be lent: those of nobody that nobody is waiting for."""
        return 0 if self.started else max(0, self.free - len(self.waiting))


class LeaseState(enum.StrEnum):
    """Where a lease stands in the books."""

    ACTIVE = "active"
    CLOSED = "closed"  # the terminal stopped and said how many it sold
    RECLAIMED = "reclaimed"  # taken back without the terminal: started, or declared destroyed


class Lease(Struct, frozen=True, kw_only=True):
    """A lease as the platform knows it.

    Args:
        lease: its id.
        request: the request it answers; the same request never gives a second one.
        activity: record id.
        holder: whom it is bound to.
        seats: slots 0 to ``seats`` - 1.
        state: where it stands.
        recalled: it was asked back; nothing is freed by that.
        fin: slots sold, once closed.
        accepted: sign-up entry by slot, for those that have arrived and count.
        returned: sign-ups among them whose seat came back by cancellation.
    """

    lease: str
    request: str
    activity: str
    holder: Holder
    seats: int
    state: LeaseState = LeaseState.ACTIVE
    recalled: bool = False
    fin: int | None = None
    accepted: Mapping[int, str] = {}
    returned: frozenset[str] = frozenset()

    @property
    def held(self) -> int:
        """Seats of the activity this lease still occupies."""
        match self.state:
            case LeaseState.ACTIVE:
                occupied = self.seats
            case LeaseState.CLOSED:
                occupied = self.fin or 0
            case LeaseState.RECLAIMED:
                occupied = len(self.accepted)
        return occupied - len(self.returned)

    @property
    def unsold(self) -> int:
        """Seats that have not arrived as sold, as far as the platform knows."""
        return self.seats - len(self.accepted) if self.state is LeaseState.ACTIVE else 0


def open_pool(activity: str, capacity: int) -> Pool:
    """The books of an activity nobody has a seat of yet."""
    return Pool(activity=activity, capacity=capacity, free=capacity)


def resize(pool: Pool, capacity: int) -> Pool:
    """The editors changed the number of seats. Seats lent or given stay so: it shrinks only as far as free ones allow."""
    change = max(capacity - pool.capacity, -pool.free)
    return replace(pool, capacity=pool.capacity + change, free=pool.free + change)


# Lending ----------------------------------------------------------------------------------------------------------


class Lent(Struct, frozen=True):
    """Answer to a request.

    Args:
        pool: the books after it.
        lease: what was lent, None where there was nothing to lend.
        recall: leases to ask back, because somebody wanted a seat and none was left.
    """

    pool: Pool
    lease: Lease | None
    recall: tuple[Lease, ...] = ()


def lend(
    pool: Pool, leases: Iterable[Lease], *, request: str, lease_id: str, holder: Holder, policy: int, wanted: int
) -> Lent:
    """Lend seats to ``holder`` until it holds ``policy`` unsold ones of this activity, or ``wanted`` more if fewer.

    Args:
        pool: the activity's books.
        leases: all its leases.
        request: id of the request; answered before, it gets the same lease and nothing changes.
        lease_id: id for a new lease.
        holder: who asks.
        policy: ``policy_seats``.
        wanted: seats asked for.
    """
    known = tuple(leases)
    for lease in known:
        if lease.request == request:
            return Lent(pool, lease if lease.holder == holder else None)
    outstanding = sum(lease.unsold for lease in known if lease.holder == holder)
    room = min(wanted, policy - outstanding)
    if room <= 0:
        return Lent(pool, None)
    seats = min(room, pool.to_lend)
    if seats <= 0:
        return Lent(pool, None, () if pool.started else to_recall(known, asking=holder))
    new = Lease(lease=lease_id, request=request, activity=pool.activity, holder=holder, seats=seats)
    return Lent(replace(pool, free=pool.free - seats), new)


def to_recall(leases: Iterable[Lease], *, asking: Holder | None = None) -> tuple[Lease, ...]:
    """Which lease to ask back when somebody wants a seat and none is free: the one with the most unsold seats."""
    able = [
        lease
        for lease in leases
        if lease.unsold > 0 and not lease.recalled and (asking is None or lease.holder.terminal != asking.terminal)
    ]
    best = max(able, key=lambda lease: (lease.unsold, lease.lease), default=None)
    return () if best is None else (replace(best, recalled=True),)


# Sales arriving ---------------------------------------------------------------------------------------------------


class Conflict(enum.StrEnum):
    """Why a sale cannot simply count. A person settles it."""

    RECLAIMED = "reclaimed"  # arrived after the seats were taken back
    AFTER_CLOSE = "after_close"  # a slot the terminal did not name when it closed
    SLOT_TAKEN = "slot_taken"  # another sign-up has this slot: a cloned disk
    NOT_ITS_LEASE = "not_its_lease"  # sold by another terminal, incarnation or journal, or for another activity
    NO_LEASE = "no_lease"  # no such lease
    BEYOND = "beyond"  # a slot the lease does not have
    NO_SEAT = "no_seat"  # a sign-up without a seat for an activity that has a limit


class Arrival(Struct, frozen=True):
    """What became of a sale: it counts (``conflict`` None), or why not. ``lease`` is its new state."""

    lease: Lease | None
    conflict: Conflict | None = None


def arrive(lease: Lease | None, *, seat: Seat | None, sign_up: str, activity: str, seller: Holder) -> Arrival:
    """A confirmed sign-up of a limited activity arrives. Arriving twice changes nothing.

    Args:
        lease: the lease its seat names; None where there is none.
        seat: what it was sold.
        sign_up: its entry id.
        activity: what it is for.
        seller: whose journal it stands in.
    """
    if seat is None:
        return Arrival(lease, Conflict.NO_SEAT)
    if lease is None:
        return Arrival(None, Conflict.NO_LEASE)
    if lease.accepted.get(seat.slot) == sign_up:
        return Arrival(lease)
    conflict = _conflict(lease, seat, activity, seller)
    if conflict is not None:
        return Arrival(lease, conflict)
    return Arrival(replace(lease, accepted={**lease.accepted, seat.slot: sign_up}))


def _conflict(lease: Lease, seat: Seat, activity: str, seller: Holder) -> Conflict | None:
    if lease.holder != seller or lease.activity != activity:
        return Conflict.NOT_ITS_LEASE
    if seat.slot >= lease.seats:
        return Conflict.BEYOND
    if seat.slot in lease.accepted:
        return Conflict.SLOT_TAKEN
    if lease.state is LeaseState.RECLAIMED:
        return Conflict.RECLAIMED
    if lease.state is LeaseState.CLOSED and seat.slot >= (lease.fin or 0):
        return Conflict.AFTER_CLOSE
    return None


def give_back(pool: Pool, lease: Lease, sign_up: str) -> tuple[Pool, Lease]:
    """A sign-up that counts on ``lease`` is cancelled: its seat is free again, once. Any other changes nothing."""
    if sign_up in lease.returned or sign_up not in lease.accepted.values():
        return pool, lease
    return replace(pool, free=pool.free + 1), replace(lease, returned=lease.returned | {sign_up})


# Seats coming back ------------------------------------------------------------------------------------------------


def settle_close(pool: Pool, lease: Lease, *, fin: int) -> tuple[Pool, Lease]:
    """The terminal says it has stopped after ``fin`` sales: the rest is free. Only an active lease changes.

    Sales that have arrived count even if ``fin`` denies them; ``fin`` cannot exceed the lease.
    """
    if lease.state is not LeaseState.ACTIVE:
        return pool, lease
    sold = min(lease.seats, max(fin, *(slot + 1 for slot in lease.accepted), 0))
    return replace(pool, free=pool.free + lease.seats - sold), replace(lease, state=LeaseState.CLOSED, fin=sold)


def declare_destroyed(pool: Pool, lease: Lease, *, by: str, second: str) -> tuple[Pool, Lease]:
    """Two people say that the terminal is gone for good. What it may have sold and not sent is not known to anybody.

    Raises:
        ValueError: it is the same person twice, or nobody.
    """
    if not by or not second or by == second:
        raise ValueError("two different people must declare a terminal destroyed")
    return _reclaim(pool, lease)


def start(pool: Pool, leases: Iterable[Lease]) -> tuple[Pool, tuple[Lease, ...]]:
    """The activity begins: seats not known to be sold are free for whoever stands at the door."""
    after = []
    for lease in leases:
        pool, reclaimed = _reclaim(pool, lease)
        after.append(reclaimed)
    return replace(pool, started=True), tuple(after)


def _reclaim(pool: Pool, lease: Lease) -> tuple[Pool, Lease]:
    if lease.state is not LeaseState.ACTIVE:
        return pool, lease
    unsold = lease.seats - len(lease.accepted)
    return replace(pool, free=pool.free + unsold), replace(lease, state=LeaseState.RECLAIMED)


# The platform's own seats and the queue -----------------------------------------------------------------------------


def give_online(pool: Pool) -> Pool | None:
    """A seat given at the platform (desk, telephone, settled conflict); None where no seat is free."""
    return replace(pool, free=pool.free - 1, online=pool.online + 1) if pool.free > 0 else None


def return_online(pool: Pool) -> Pool:
    """A seat the platform gave comes back.

    Raises:
        ValueError: it has given none: a bug.
    """
    if pool.online <= 0:
        raise ValueError("no seat was given online")
    return replace(pool, free=pool.free + 1, online=pool.online - 1)


def join_queue(pool: Pool, entry: str) -> tuple[Pool, int]:
    """Stand in the queue; the position, from 1. Joining again keeps the place."""
    if entry not in pool.waiting:
        pool = replace(pool, waiting=(*pool.waiting, entry))
    return pool, pool.waiting.index(entry) + 1


def leave_queue(pool: Pool, entry: str) -> Pool:
    """Leave the queue; not standing in it is fine."""
    return replace(pool, waiting=tuple(other for other in pool.waiting if other != entry))


def promote(pool: Pool) -> tuple[Pool, str] | None:
    """Give a free seat to whoever waits longest; None where there is none, or nobody, or the activity has begun."""
    if pool.started or not pool.waiting or pool.free <= 0:
        return None
    first, *rest = pool.waiting
    return replace(pool, free=pool.free - 1, online=pool.online + 1, waiting=tuple(rest)), first
