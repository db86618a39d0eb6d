"""A small world of terminals and a platform that lend, sell and return seats, with everything that can go wrong.

The rules are the product's own (``kiosk.domain.leases*``), held in ``Rules`` so that a test can put a wrong one in their
place. Time, clocks, the network and the disks are the world's: messages are late, lost or doubled, clocks drift, machines
reboot, burn or come back from an image. ``check`` says what must hold.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.domain import leases as terminal_rules
from kiosk.domain import leases_platform as platform_rules
from kiosk.domain.journal_ids import Seat
from kiosk.domain.leases import Grant, Holder, Holding, Standing, Term, Tick
from kiosk.domain.leases_invariants import (
    Sale,
    never_overbooked,
    promises_kept,
    seats_add_up,
    slots_sold_once,
    sold_by_its_holder,
)
from kiosk.domain.leases_platform import Conflict, Lease, LeaseState, Lent, Pool
from tests.journal_samples import ACTIVITY, an_id

EPOCH = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
TERM_S = 1000


def restored(holder: Holder) -> Holder:
    """A machine set up again from an image is enrolled again: another incarnation, another journal."""
    return Holder(holder.terminal, holder.incarnation + 1, an_id())


@dataclass
class Rules:
    """What terminals and platform go by."""

    sell: Callable[..., tuple[Holding, Seat] | None] = terminal_rules.sell
    close: Callable[[Holding], tuple[Holding, int]] = terminal_rules.close
    settle_close: Callable[..., tuple[Pool, Lease]] = platform_rules.settle_close
    lend: Callable[..., Lent] = platform_rules.lend
    arrive: Callable[..., platform_rules.Arrival] = platform_rules.arrive
    expire: Callable[[Pool, Lease], tuple[Pool, Lease]] = lambda pool, lease: (pool, lease)
    restored: Callable[[Holder], Holder] = restored


@dataclass
class Event:
    """Something in a terminal's journal."""

    kind: str
    entry: str
    sale: Sale | None = None
    lease: str = ""
    fin: int = 0
    of: str = ""


@dataclass
class Terminal:
    """A machine: what is on its disk, and its clocks."""

    holder: Holder
    drift: float
    holdings: dict[str, Holding] = field(default_factory=dict)
    journal: list[Event] = field(default_factory=list)
    sent: int = 0
    requests: dict[str, Tick] = field(default_factory=dict)
    boot: str = field(default_factory=an_id)
    booted_at: float = 0.0
    trusted: bool = True
    burnt: bool = False
    image: Terminal | None = None

    def tick(self, now: float) -> Tick:
        """What its clocks say: the counter runs wrong by its drift, the wall clock is only given when it is right."""
        wall = EPOCH + dt.timedelta(seconds=now) if self.trusted else None
        return Tick(self.boot, (now - self.booted_at) * (1 + self.drift), wall)


@dataclass
class InFlight:
    """A grant on its way."""

    lease: str
    terminal: int
    request: str


class World:
    """Terminals, one activity, and what went wrong so far."""

    def __init__(self, *, capacity: int, terminals: int, rules: Rules | None = None, seed: int = 0) -> None:
        self.rules = rules or Rules()
        chance = random.Random(seed)  # noqa: S311 - repeatable
        self.now = 0.0
        self.pool = platform_rules.open_pool(ACTIVITY, capacity)
        self.leases: dict[str, Lease] = {}
        self.lent_at: dict[str, float] = {}
        self.conflicts: dict[str, Conflict] = {}
        self.taken: set[str] = set()
        self.arrived: list[Sale] = []
        self.sales: list[Sale] = []
        self.late_sales: list[str] = []
        self.excused: set[str] = set()
        self.on_the_way: list[InFlight] = []
        self.terminals = [
            Terminal(Holder(f"K-{n:05}", 1, an_id()), chance.uniform(-0.009, 0.009)) for n in range(terminals)
        ]
        self.requested_at: dict[str, float] = {}

    # At the terminals -----------------------------------------------------------------------------------------------

    def ask(self, n: int, *, wanted: int = 2, again: bool = False) -> None:
        """Terminal ``n`` asks for seats; with ``again`` repeats its last request."""
        terminal = self.terminals[n]
        if terminal.burnt:
            return
        if again and terminal.requests:
            request = next(reversed(terminal.requests))
        else:
            request = an_id()
            terminal.requests[request] = terminal.tick(self.now)
            self.requested_at[request] = self.now
        policy = terminal_rules.policy_seats(len(self.terminals))
        lent = self.rules.lend(
            self.pool,
            self.leases.values(),
            request=request,
            lease_id=an_id(),
            holder=terminal.holder,
            policy=policy,
            wanted=wanted,
        )
        self.pool = lent.pool
        for recalled in lent.recall:
            self.leases[recalled.lease] = recalled
        if lent.lease is not None:
            self.leases[lent.lease.lease] = lent.lease
            self.lent_at.setdefault(lent.lease.lease, self.now)
            self.on_the_way.append(InFlight(lent.lease.lease, n, request))

    def receive(self, place: int) -> None:
        """One grant on the way arrives, perhaps the second time, perhaps at a machine that is another one by now."""
        if not self.on_the_way:
            return
        flying = self.on_the_way[place % len(self.on_the_way)]
        if place % 3:
            self.on_the_way.remove(flying)
        terminal = self.terminals[flying.terminal]
        lease = self.leases[flying.lease]
        if terminal.burnt or lease.lease in terminal.holdings:
            return
        sent = terminal.requests.get(flying.request)
        grant = Grant(
            lease=lease.lease,
            request=lease.request,
            activity=ACTIVITY,
            holder=lease.holder,
            seats=lease.seats,
            term_s=TERM_S,
        )
        term = None if sent is None else Term(sent, float(TERM_S))
        terminal.holdings[lease.lease] = Holding(grant=grant, term=term)

    def sell(self, n: int) -> bool:
        """Somebody signs up at terminal ``n``."""
        terminal = self.terminals[n]
        if terminal.burnt:
            return False
        for holding in list(terminal.holdings.values()):
            sold = self.rules.sell(holding, now=terminal.tick(self.now), me=terminal.holder)
            if sold is None:
                continue
            terminal.holdings[holding.grant.lease], seat = sold
            sale = Sale(an_id(), seat, terminal.holder)
            terminal.journal.append(Event("sale", sale.sign_up, sale=sale))
            self.sales.append(sale)
            # The last moment the platform may have meant: counted from when the request really left.
            if self.now - self.requested_at[holding.grant.request] > TERM_S:
                self.late_sales.append(sale.sign_up)
            return True
        return False

    def close_one(self, n: int) -> None:
        """Terminal ``n`` gives back the first lease it should, or any."""
        terminal = self.terminals[n]
        if terminal.burnt:
            return
        own = [h for h in terminal.holdings.values() if not h.closed and h.grant.holder == terminal.holder]
        if own:
            holding, fin = self.rules.close(own[0])
            terminal.holdings[holding.grant.lease] = holding
            terminal.journal.append(Event("close", an_id(), lease=holding.grant.lease, fin=fin))

    def cancel(self, n: int, which: int) -> None:
        """Somebody who signed up here cancels here."""
        terminal = self.terminals[n]
        sales = [e for e in terminal.journal if e.kind == "sale"]
        if sales and not terminal.burnt:
            terminal.journal.append(Event("cancel", an_id(), of=sales[which % len(sales)].entry))

    # Between --------------------------------------------------------------------------------------------------------

    def deliver(self, n: int, *, count: int, ack_lost: bool) -> None:
        """Terminal ``n`` sends what the platform has not acknowledged, or a part of it."""
        terminal = self.terminals[n]
        if terminal.burnt:
            return
        batch = terminal.journal[terminal.sent : terminal.sent + count]
        for event in batch:
            self._take_in(event)
        if not ack_lost:
            terminal.sent += len(batch)
            for holding in terminal.holdings.values():
                if self.leases[holding.grant.lease].recalled:
                    terminal.holdings[holding.grant.lease] = terminal_rules.recall(holding)

    def renew(self, n: int) -> None:
        """Terminal ``n`` is online and has its leases confirmed."""
        terminal = self.terminals[n]
        if terminal.burnt:
            return
        sent = terminal.tick(self.now)
        for key, holding in terminal.holdings.items():
            lease = self.leases[key]
            if lease.state is LeaseState.ACTIVE and lease.holder == terminal.holder:
                terminal.holdings[key] = terminal_rules.renew(holding, sent=sent, term_s=TERM_S)
                self.requested_at[holding.grant.request] = self.now

    def _take_in(self, event: Event) -> None:
        if event.entry in self.taken:
            return
        self.taken.add(event.entry)
        if event.sale is not None:
            self._arrive(event.sale)
        elif event.kind == "close":
            lease = self.leases[event.lease]
            self.pool, self.leases[event.lease] = self.rules.settle_close(self.pool, lease, fin=event.fin)
        elif event.kind == "cancel":
            for key, lease in self.leases.items():
                self.pool, self.leases[key] = platform_rules.give_back(self.pool, lease, event.of)

    def _arrive(self, sale: Sale) -> None:
        self.arrived.append(sale)
        arrival = self.rules.arrive(
            self.leases.get(sale.seat.lease),
            seat=sale.seat,
            sign_up=sale.sign_up,
            activity=ACTIVITY,
            seller=sale.seller,
        )
        if arrival.conflict is not None:
            self.conflicts[sale.sign_up] = arrival.conflict
        elif arrival.lease is not None:
            self.leases[sale.seat.lease] = arrival.lease

    # Calamities -----------------------------------------------------------------------------------------------------

    def reboot(self, n: int, *, off_s: float, trusted: bool) -> None:
        """The machine is off for a while; its wall clock may not be provable afterwards."""
        terminal = self.terminals[n]
        self.now += off_s
        terminal.boot, terminal.booted_at, terminal.trusted = an_id(), self.now, trusted

    def wait(self, seconds: float) -> None:
        """Time passes; a platform that believes in clocks may act on it."""
        self.now += seconds
        for key, lease in self.leases.items():
            if self.now - self.lent_at[key] > TERM_S:
                self.pool, self.leases[key] = self.rules.expire(self.pool, lease)

    def take_image(self, n: int) -> None:
        """Somebody images the disk."""
        terminal = self.terminals[n]
        terminal.image = msgspec_copy(terminal)

    def restore(self, n: int) -> None:
        """The disk is replaced by its image, and the machine is set up again."""
        terminal = self.terminals[n]
        if terminal.image is None or terminal.burnt:
            return
        # What the present disk has not sent yet is lost with it; those promises nobody can keep.
        self.excused.update(e.entry for e in terminal.journal[terminal.sent :])
        back = msgspec_copy(terminal.image)
        back.image = terminal.image
        back.holder = self.rules.restored(terminal.holder)
        back.boot, back.booted_at = an_id(), self.now
        self.terminals[n] = back

    def burn(self, n: int) -> None:
        """The machine is gone; two people say so."""
        terminal = self.terminals[n]
        terminal.burnt = True
        for key, lease in self.leases.items():
            if lease.holder.terminal == terminal.holder.terminal:
                self.pool, self.leases[key] = platform_rules.declare_destroyed(
                    self.pool, lease, by="S-1001", second="S-1002"
                )

    def find_disk(self, n: int) -> None:
        """The disk of a burnt machine turns up, and what was on it is sent after all."""
        terminal = self.terminals[n]
        if terminal.burnt:
            for event in terminal.journal[terminal.sent :]:
                self._take_in(event)
            terminal.sent = len(terminal.journal)

    def start(self) -> None:
        """The activity begins."""
        self.pool, after = platform_rules.start(self.pool, tuple(self.leases.values()))
        self.leases = {lease.lease: lease for lease in after}

    # At the desk ----------------------------------------------------------------------------------------------------

    def desk_sells(self) -> None:
        """A seat is given at the platform."""
        self.pool = platform_rules.give_online(self.pool) or self.pool

    def desk_returns(self) -> None:
        """One such seat comes back."""
        if self.pool.online:
            self.pool = platform_rules.return_online(self.pool)

    def queue(self) -> None:
        """Somebody joins the waiting list."""
        self.pool, _ = platform_rules.join_queue(self.pool, an_id())

    def promote(self) -> None:
        """Whoever waits longest gets a free seat."""
        promoted = platform_rules.promote(self.pool)
        if promoted is not None:
            self.pool = promoted[0]

    # What must hold ---------------------------------------------------------------------------------------------------

    def check(self) -> tuple[str, ...]:
        """Everything that is wrong; empty when nothing is."""
        known = list(self.leases.values())
        return (
            *seats_add_up(self.pool, known),
            *never_overbooked(self.pool, known),
            *slots_sold_once(self.sales),
            *sold_by_its_holder(self.sales, known),
            *promises_kept(self.arrived, known, self.conflicts),
            *(f"{entry} was sold after the term" for entry in self.late_sales),
        )

    def settle(self) -> tuple[str, ...]:
        """Let everybody send everything, then check that no promise is left hanging."""
        for n, terminal in enumerate(self.terminals):
            self.find_disk(n)
            self.deliver(n, count=len(terminal.journal), ack_lost=False)
        arrived = {sale.sign_up for sale in self.arrived}
        lost = {sale.sign_up for sale in self.sales} - arrived - self.excused
        return (*self.check(), *(f"I3: {entry} never arrived" for entry in sorted(lost)))

    def standing(self, n: int) -> list[Standing]:
        """How the leases of terminal ``n`` stand."""
        terminal = self.terminals[n]
        tick = terminal.tick(self.now)
        return [terminal_rules.standing(h, now=tick, me=terminal.holder) for h in terminal.holdings.values()]


def msgspec_copy(terminal: Terminal) -> Terminal:
    """The disk of a machine, copied; holdings and events are values."""
    return Terminal(
        holder=terminal.holder,
        drift=terminal.drift,
        holdings=dict(terminal.holdings),
        journal=list(terminal.journal),
        sent=terminal.sent,
        requests=dict(terminal.requests),
        boot=terminal.boot,
        booted_at=terminal.booted_at,
        trusted=terminal.trusted,
    )
