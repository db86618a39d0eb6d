"""What must hold of seats at every moment, as functions that name what does not (empty: all is well).

I1  free + online + what leases hold = capacity, and nothing is negative.
I2  a slot is sold once.
I3  whoever was told 报上了 counts exactly once, or is a conflict somebody sees, once the journal has arrived.
I4  only sales whose seats were taken back, or that a fork or a foreign hand made, are conflicts.
I5  a lease is sold from only by the holder it was lent to.

For tests, and for the platform's own ``check``: a fault found there is shown to the operator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from kiosk.domain.journal_ids import Seat
from kiosk.domain.leases import Holder
from kiosk.domain.leases_platform import Conflict, Lease, LeaseState, Pool


class Sale(Struct, frozen=True):
    """A confirmed sign-up as its terminal wrote it down."""

    sign_up: str
    seat: Seat
    seller: Holder


def seats_add_up(pool: Pool, leases: Collection[Lease]) -> tuple[str, ...]:
    """I1, and that each lease is possible in itself."""
    faults = []
    total = pool.free + pool.online + sum(lease.held for lease in leases)
    if total != pool.capacity:
        faults.append(f"I1: {total} seats accounted for, {pool.capacity} there are")
    if pool.free < 0 or pool.online < 0:
        faults.append(f"I1: free {pool.free}, online {pool.online}")
    if len(set(pool.waiting)) != len(pool.waiting):
        faults.append("I1: somebody waits twice")
    for lease in leases:
        if lease.held < 0:
            faults.append(f"I1: lease {lease.lease} holds {lease.held}")
        if any(slot >= lease.seats for slot in lease.accepted):
            faults.append(f"I2: lease {lease.lease} has a slot beyond its {lease.seats} seats")
        if lease.state is LeaseState.CLOSED and any(slot >= (lease.fin or 0) for slot in lease.accepted):
            faults.append(f"I2: lease {lease.lease} has a slot beyond its close")
    return tuple(faults)


def never_overbooked(pool: Pool, leases: Iterable[Lease]) -> tuple[str, ...]:
    """The promise itself: people with a seat are no more than seats."""
    seated = pool.online + sum(len(lease.accepted) - len(lease.returned) for lease in leases)
    return () if seated <= pool.capacity else (f"{seated} people for {pool.capacity} seats",)


def slots_sold_once(sales: Iterable[Sale]) -> tuple[str, ...]:
    """I2 over everything terminals have sold; a cloned disk is the one way to break it, and shows as a conflict."""
    sold: dict[Seat, str] = {}
    faults = []
    for sale in sales:
        other = sold.setdefault(sale.seat, sale.sign_up)
        if other != sale.sign_up:
            faults.append(f"I2: slot {sale.seat.slot} of {sale.seat.lease} sold to {other} and {sale.sign_up}")
    return tuple(faults)


def promises_kept(
    arrived: Iterable[Sale], leases: Collection[Lease], conflicts: Mapping[str, Conflict]
) -> tuple[str, ...]:
    """I3 and I4 for every sale that has arrived.

    Args:
        arrived: sales the platform has taken in.
        leases: all leases of the activity.
        conflicts: open or settled conflicts by sign-up.
    """
    counted = Counter(sign_up for lease in leases for sign_up in lease.accepted.values())
    by_id = {lease.lease: lease for lease in leases}
    faults = [f"I3: {sign_up} counts {n} times" for sign_up, n in counted.items() if n > 1]
    for sale in arrived:
        places = counted[sale.sign_up] + (sale.sign_up in conflicts)
        if places != 1:
            faults.append(f"I3: {sale.sign_up} has {places} places")
        reason = conflicts.get(sale.sign_up)
        lease = by_id.get(sale.seat.lease)
        if reason is Conflict.RECLAIMED and (lease is None or lease.state is not LeaseState.RECLAIMED):
            faults.append(f"I4: {sale.sign_up} is a conflict although its lease was not taken back")
        if reason is Conflict.AFTER_CLOSE:
            faults.append(f"I4: {sale.sign_up} was sold after its lease was closed")
    return tuple(faults)


def sold_by_its_holder(sales: Iterable[Sale], leases: Iterable[Lease]) -> tuple[str, ...]:
    """I5."""
    holders = {lease.lease: lease.holder for lease in leases}
    return tuple(
        f"I5: {sale.seller} sold from a lease of {holders[sale.seat.lease]}"
        for sale in sales
        if sale.seat.lease in holders and holders[sale.seat.lease] != sale.seller
    )
