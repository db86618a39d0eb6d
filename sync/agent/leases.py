"""What this terminal asks of the platform about seats: more where it holds few, and that those it holds are still its own.

It asks when something has changed and now and then besides, not at every poll: most polls find nothing to ask. Selling,
closing and what stops a lease is ``kiosk.domain.leases`` and the UI's; the answers are inbox messages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from msgspec import Struct

from kiosk.domain.leases import SEATS_EACH_WHERE_FEW, Holder, Holding, Standing, Tick, elapsed_s, standing, unsold_seats
from sync.protocol.messages import LEASES_ASKED_MAX, SeatsWanted

ASK_AGAIN_S = 600.0
"""A wish that was not fulfilled is repeated after so long, in seconds."""
RENEW_AFTER_S = 6 * 3600.0
"""A lease is confirmed anew when its term has run so long, in seconds; terms are days."""


class Limited(Struct, frozen=True):
    """An activity with a number of seats that this terminal shows. Times are aware."""

    activity: str
    starts_at: dt.datetime
    signup_until: dt.datetime | None = None

    def open_at(self, now: dt.datetime) -> bool:
        """Whether anybody may still sign up."""
        return now < self.starts_at and (self.signup_until is None or now < self.signup_until)


class LeaseQuestion(Struct, frozen=True):
    """What to ask."""

    wants: tuple[SeatsWanted, ...]
    holds: tuple[str, ...]


class LeaseKeeper:
    """Decides what to ask; remembers in memory only, a restart asks anew."""

    def __init__(self) -> None:
        self._asked: dict[str, tuple[tuple[int, int], Tick]] = {}  # by activity: how it stood then, and when
        self._stood: dict[str, tuple[int, int]] = {}  # by activity: seats unsold and sold

        self._recalled: set[str] = set()
        self._gave_up: dict[str, Tick] = {}  # by activity: when the last of its leases was asked back

    def question(
        self, limited: Iterable[Limited], holdings: Iterable[Holding], *, me: Holder, now: Tick, wall: dt.datetime
    ) -> LeaseQuestion | None:
        """What to ask now; None where nothing is due.

        Args:
            limited: activities with a number of seats.
            holdings: leases, with what was sold of them.
            me: who asks.
            now: the terminal's clocks.
            wall: its wall clock, trusted or not: asking for an activity that is over does no harm.
        """
        held = tuple(holdings)
        mine = [each for each in held if not each.closed and standing(each, now=now, me=me) is not Standing.FOREIGN]
        self._notice_recalls(held, now)
        wants = []
        for each in limited:
            unsold = unsold_seats(held, each.activity, now=now, me=me)
            self._stood[each.activity] = (unsold, _sold(held, each.activity))
            if each.open_at(wall) and unsold < SEATS_EACH_WHERE_FEW and self._due(each.activity, now):
                wants.append(SeatsWanted(each.activity, SEATS_EACH_WHERE_FEW - unsold))
        if not wants and not any(_to_confirm(each, now) for each in mine):
            return None
        return LeaseQuestion(
            tuple(wants[:LEASES_ASKED_MAX]), tuple(each.grant.lease for each in mine[:LEASES_ASKED_MAX])
        )

    def asked(self, question: LeaseQuestion, *, now: Tick) -> None:
        """The platform has answered ``question``."""
        for want in question.wants:
            self._asked[want.activity] = (self._stood[want.activity], now)

    def _notice_recalls(self, held: Iterable[Holding], now: Tick) -> None:
        """Whoever was asked for seats does not ask for them back at once: somebody else wants them."""
        for each in held:
            if each.recalled and each.grant.lease not in self._recalled:
                self._recalled.add(each.grant.lease)
                self._gave_up[each.grant.activity] = now

    def _due(self, activity: str, now: Tick) -> bool:
        gave_up = self._gave_up.get(activity)
        if gave_up is not None and (passed := elapsed_s(gave_up, now)) is not None and passed < ASK_AGAIN_S:
            return False
        before = self._asked.get(activity)
        if before is None or before[0] != self._stood[activity]:
            return True
        passed = elapsed_s(before[1], now)
        return passed is None or passed >= ASK_AGAIN_S


def _sold(holdings: Iterable[Holding], activity: str) -> int:
    return sum(each.sold for each in holdings if each.grant.activity == activity)


def _to_confirm(holding: Holding, now: Tick) -> bool:
    if holding.recalled or holding.unsold <= 0:
        return False
    passed = None if holding.term is None else elapsed_s(holding.term.sent, now)
    return passed is None or passed >= RENEW_AFTER_S


def settled(books: Mapping[str, tuple[int, int | None]], held: Iterable[str], *, durable_seq: int) -> tuple[str, ...]:
    """Leases among ``held`` whose closing the platform holds durably: they can be forgotten.

    Args:
        books: by lease: slots sold, and the number of the entry that closed it.
        held: leases in the inbox.
        durable_seq: of the journal these books are of.
    """
    return tuple(lease for lease in held if (end := books.get(lease, (0, None))[1]) is not None and end <= durable_seq)
