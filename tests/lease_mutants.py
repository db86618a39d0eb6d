"""Wrong rules for seat leases, each of them tempting. The tests of the world (``lease_world``) must catch every one."""

from __future__ import annotations

import msgspec

from kiosk.domain import leases as terminal_rules
from kiosk.domain import leases_platform as platform_rules
from kiosk.domain.journal_ids import Seat
from kiosk.domain.leases import Holder, Holding, Term, Tick
from kiosk.domain.leases_platform import Lease, LeaseState, Lent, Pool
from tests.lease_world import Rules


def reclaim_on_expiry(pool: Pool, lease: Lease) -> tuple[Pool, Lease]:
    """Wrong: the platform takes seats back because time has passed."""
    return platform_rules.settle_close(pool, lease, fin=0)


def close_but_keep_selling(holding: Holding) -> tuple[Holding, int]:
    """Wrong: the terminal says it has stopped, and has not."""
    return holding, holding.sold


def keep_leases_after_restore(holder: Holder) -> Holder:
    """Wrong: a machine restored from an image goes on as if it were the same."""
    return holder


def sell_whatever_the_clock_says(holding: Holding, *, now: Tick, me: Holder) -> tuple[Holding, Seat] | None:
    """Wrong: the boot-time counter is compared across reboots."""
    if holding.term is not None:
        holding = msgspec.structs.replace(
            holding, term=Term(msgspec.structs.replace(holding.term.sent, boot=now.boot), holding.term.length_s)
        )
    return terminal_rules.sell(holding, now=now, me=me)


def sell_without_margin(holding: Holding, *, now: Tick, me: Holder) -> tuple[Holding, Seat] | None:
    """Wrong: the terminal trusts its own clock to the second."""
    if holding.term is not None:
        longer = Term(holding.term.sent, holding.term.length_s * (1 + terminal_rules.DRIFT) + 1e-6)
        sold = terminal_rules.sell(msgspec.structs.replace(holding, term=longer), now=now, me=me)
        return None if sold is None else (msgspec.structs.replace(sold[0], term=holding.term), sold[1])
    return terminal_rules.sell(holding, now=now, me=me)


def lend_what_is_not_there(pool: Pool, leases: object, **request: object) -> Lent:
    """Wrong: lending does not take seats out of the pool."""
    lent = platform_rules.lend(pool, leases, **request)  # type: ignore[arg-type]
    return msgspec.structs.replace(lent, pool=pool)


def arrive_whatever_happened(
    lease: Lease | None, *, seat: Seat | None, sign_up: str, **more: object
) -> platform_rules.Arrival:
    """Wrong: a sale that arrives after its seats were taken back is confirmed in silence."""
    if lease is not None and seat is not None and lease.state is LeaseState.RECLAIMED:
        return platform_rules.Arrival(msgspec.structs.replace(lease, accepted={**lease.accepted, seat.slot: sign_up}))
    return platform_rules.arrive(lease, seat=seat, sign_up=sign_up, **more)  # type: ignore[arg-type]


MUTANTS: dict[str, Rules] = {
    "naive reclaim on expiry": Rules(expire=reclaim_on_expiry),
    "close that keeps selling": Rules(close=close_but_keep_selling),
    "restored image keeps its leases": Rules(restored=keep_leases_after_restore),
    "counter compared across reboots": Rules(sell=sell_whatever_the_clock_says),
    "no margin for drift": Rules(sell=sell_without_margin),
    "lending without taking": Rules(lend=lend_what_is_not_there),
    "late sale confirmed in silence": Rules(arrive=arrive_whatever_happened),
}
