"""Seat leases at the terminal: when it may sell, which slot, and when it stops for good.

The platform lends seats of an activity to a terminal. Selling slot ``i < seats`` needs no network and is final. A lease is
bound to its holder: terminal, incarnation and journal. It runs from the moment the request was *sent*, on the terminal's
own clock, shortened by what that clock may be wrong; after a reboot whose clock proves nothing it is suspended until the
platform confirms it. Running out only stops the terminal. Seats go back by ``close``: first nothing more is sold, durably,
then the platform is told.

Pure transitions, kept by ``data.journal_store`` (slots sold, closing) and ``data.inbox_store`` (grants, terms, recalls).
The platform's side is ``kiosk.domain.leases_platform``.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kiosk.domain.content import RecordId
from kiosk.domain.journal_ids import SLOTS_MAX, Incarnation, JournalId, LeaseId, RequestId, Seat, TerminalId

DRIFT = 0.01
"""A terminal's clock is taken to run this much too slow."""

SEATS_EACH = 2
SEATS_EACH_WHERE_FEW = 4
FEW_TERMINALS = 2
TERM_S = 14 * 86_400
TERM_MAX_S = 400 * 86_400


def policy_seats(terminals: int) -> int:
    """Unsold seats a terminal may hold of one activity: 2, or 4 where one or two terminals share it."""
    return SEATS_EACH_WHERE_FEW if terminals <= FEW_TERMINALS else SEATS_EACH


class Holder(Struct, frozen=True):
    """Whom a lease is bound to. A re-enrolled, restored or salvaged terminal is another holder."""

    terminal: TerminalId
    incarnation: Incarnation
    journal: JournalId


class Grant(Struct, frozen=True, kw_only=True):
    """Seats lent: slots 0 to ``seats`` - 1 of ``activity``, for ``term_s`` seconds from when ``request`` was sent.

    ``until`` is the start of the activity (aware), after which nothing is sold either.
    """

    lease: LeaseId
    request: RequestId
    activity: RecordId
    holder: Holder
    seats: Annotated[int, Meta(ge=1, le=SLOTS_MAX)]
    term_s: Annotated[int, Meta(ge=1, le=TERM_MAX_S)]
    until: dt.datetime | None = None


class Tick(Struct, frozen=True):
    """A reading of the terminal's clocks.

    Args:
        boot: id of this run of the machine.
        boottime_s: seconds since it began, sleep included (CLOCK_BOOTTIME).
        wall: wall-clock time (aware), only where it can be trusted.
    """

    boot: str
    boottime_s: float
    wall: dt.datetime | None = None


class Term(Struct, frozen=True):
    """How long a lease may be sold: ``length_s`` from ``sent``, when the request that won (or renewed) it left."""

    sent: Tick
    length_s: float


def elapsed_s(since: Tick, now: Tick) -> float | None:
    """Seconds that have certainly not been more than this, but for drift; None where that cannot be said.

    Within one run of the machine its own counter is proof. Across runs only wall clocks that could be trusted at both
    ends are. A negative difference proves that something is wrong.
    """
    if since.boot == now.boot:
        passed = now.boottime_s - since.boottime_s
    elif since.wall is not None and now.wall is not None:
        passed = (now.wall - since.wall).total_seconds()
    else:
        return None
    return passed if passed >= 0 else None


class Standing(enum.StrEnum):
    """Whether a lease can be sold from, and if not, why."""

    SELLING = "selling"
    SOLD_OUT = "sold_out"
    SUSPENDED = "suspended"  # the clock proves nothing; comes back with a renewal
    EXPIRED = "expired"
    RECALLED = "recalled"
    CLOSED = "closed"
    FOREIGN = "foreign"  # lent to another incarnation or journal of this terminal

    @property
    def to_close(self) -> bool:
        """Whether the terminal should now close the lease and say so."""
        return self in (Standing.EXPIRED, Standing.RECALLED, Standing.SOLD_OUT)


class Holding(Struct, frozen=True, kw_only=True):
    """A lease as its terminal knows it.

    Args:
        grant: what was lent.
        term: None where it is not known when the request was sent.
        sold: slots sold; slots are sold in order, so the next one is ``sold``.
        recalled: the platform asked for it back.
        closed: the terminal has stopped for good.
    """

    grant: Grant
    term: Term | None
    sold: int = 0
    recalled: bool = False
    closed: bool = False

    @property
    def unsold(self) -> int:
        """Seats not sold."""
        return self.grant.seats - self.sold


def standing(holding: Holding, *, now: Tick, me: Holder) -> Standing:
    """Whether ``me`` may sell from ``holding`` at ``now``."""
    if holding.grant.holder != me:
        return Standing.FOREIGN
    if holding.closed:
        return Standing.CLOSED
    if holding.recalled:
        return Standing.RECALLED
    if holding.unsold <= 0:
        return Standing.SOLD_OUT
    return _running(holding, now)


def _running(holding: Holding, now: Tick) -> Standing:
    until = holding.grant.until
    if until is not None and now.wall is not None and now.wall >= until:
        return Standing.EXPIRED
    passed = None if holding.term is None else elapsed_s(holding.term.sent, now)
    if passed is None or holding.term is None:
        return Standing.SUSPENDED
    return Standing.SELLING if passed * (1 + DRIFT) < holding.term.length_s else Standing.EXPIRED


def sell(holding: Holding, *, now: Tick, me: Holder) -> tuple[Holding, Seat] | None:
    """Sell the next slot; None where the lease cannot be sold from.

    The caller makes it durable, together with the sign-up, before anybody is told.
    """
    if standing(holding, now=now, me=me) is not Standing.SELLING:
        return None
    seat = Seat(holding.grant.lease, holding.sold)
    return msgspec.structs.replace(holding, sold=holding.sold + 1), seat


def close(holding: Holding) -> tuple[Holding, int]:
    """Stop selling for good, and the number of slots sold, which the platform is told after that is durable.

    Closing again changes nothing.
    """
    return msgspec.structs.replace(holding, closed=True), holding.sold


def recall(holding: Holding) -> Holding:
    """The platform wants the lease back. Sold slots stay sold."""
    return msgspec.structs.replace(holding, recalled=True)


def renew(holding: Holding, *, sent: Tick, term_s: int) -> Holding:
    """The platform confirmed the lease in answer to a request sent at ``sent``: its term starts again there."""
    return msgspec.structs.replace(holding, term=Term(sent, float(term_s)))


def next_to_sell(holdings: Iterable[Holding], activity: str, *, now: Tick, me: Holder) -> Holding | None:
    """The lease to sell from: the oldest that may be (ids sort by time)."""
    able = [h for h in holdings if h.grant.activity == activity and standing(h, now=now, me=me) is Standing.SELLING]
    return min(able, key=lambda h: h.grant.lease, default=None)


def unsold_seats(holdings: Iterable[Holding], activity: str, *, now: Tick, me: Holder) -> int:
    """Seats of ``activity`` that can be confirmed right now without a network."""
    return sum(
        h.unsold for h in holdings if h.grant.activity == activity and standing(h, now=now, me=me) is Standing.SELLING
    )


def with_books(holdings: Iterable[Holding], books: Mapping[str, tuple[int, bool]]) -> tuple[Holding, ...]:
    """Leases as the inbox knows them, completed by what this journal says was sold and closed.

    Args:
        holdings: grants, terms and recalls.
        books: by lease: slots sold, and whether it was closed.
    """
    return tuple(
        msgspec.structs.replace(held, sold=books[held.grant.lease][0], closed=books[held.grant.lease][1])
        if held.grant.lease in books
        else held
        for held in holdings
    )
