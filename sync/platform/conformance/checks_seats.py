"""Checks of the inbox and of seats. They use up a few seats of a published activity: never run them on one people want."""

from __future__ import annotations

from kiosk.domain import inbox
from kiosk.domain import journal_bodies as b
from kiosk.domain.journal_ids import Seat
from kiosk.domain.journal_queue import PromotionTaken
from kiosk.domain.leases import SEATS_EACH_WHERE_FEW, Grant
from sync.platform.conformance.suite import NotCheckedError, Suite, expect
from sync.platform.conformance.terminal import CONSENT, SimulatedTerminal, new_id
from sync.protocol.messages import Cursor, InboxPage

FEW = 12
"""An activity with more seats takes too long to sell out."""


def inbox_cursor(suite: Suite) -> None:
    """Nothing comes twice after its number; a cursor of another epoch reads from the start."""
    terminal = suite.fresh()
    terminal.write(b.Referral(ticket=terminal.ticket(), consent=CONSENT))
    suite.accepted(terminal.deliver(2), 2)
    all_of_them = suite.messages(terminal)
    expect(bool(all_of_them), "no message after a referral")
    last = all_of_them[-1]
    page = suite.read(terminal.ask_inbox(Cursor(last.epoch, last.seq)), InboxPage)
    expect(not page.messages, f"{len(page.messages)} messages after the last")
    again = suite.read(terminal.ask_inbox(Cursor("0" * 16, last.seq)), InboxPage)
    expect(bool(again.messages), "no messages for a cursor of another epoch")
    repeated = suite.messages(terminal)
    expect([m.id for m in repeated] == [m.id for m in all_of_them], "the same message has another id when read again")


def seats(suite: Suite) -> None:
    """Seats are lent to whom asked, in answer to the request; asked again, the same."""
    terminal = suite.fresh()
    request = new_id()
    grant = _grant(suite, terminal, request=request)
    expect(1 <= grant.seats <= SEATS_EACH_WHERE_FEW, f"{grant.seats} seats lent")
    expect(grant.holder == terminal.holder, "lent to somebody else")
    suite.read(terminal.ask_seats(grant.activity, 4, request=request), InboxPage)
    leases = {g.lease for g in _grants(suite, terminal) if g.request == request}
    expect(leases == {grant.lease}, f"{len(leases)} leases for one request")
    _close(suite, terminal, grant, fin=0)


def seat_sold(suite: Suite) -> None:
    """A confirmed sign-up counts; the same slot again, from a clone, does not."""
    terminal = suite.fresh()
    grant = _grant(suite, terminal)
    clone = SimulatedTerminal(suite.send, key=terminal.key)
    clone.terminal, clone.incarnation, clone.journal = terminal.terminal, terminal.incarnation, terminal.journal
    clone.entries = list(terminal.entries)
    entry = terminal.sign_up(grant.activity, Seat(grant.lease, 0))
    suite.accepted(terminal.deliver(2), 2)
    _outcome(suite, terminal, entry.id, inbox.Outcome.ACCEPTED)
    clone.tickets = 500
    stolen = clone.sign_up(grant.activity, Seat(grant.lease, 0))
    expect(suite.ack(clone.deliver(2)).trouble is not None, "the same slot was taken in twice")
    _outcome(suite, terminal, stolen.id, inbox.Outcome.CONFLICT)
    terminal.write(b.Cancellation(of=entry.id, activity=grant.activity))
    suite.accepted(terminal.deliver(3), 3)
    _outcome(suite, terminal, entry.id, inbox.Outcome.CANCELLED)
    _close(suite, terminal, grant, fin=1)


def seat_of_nobody(suite: Suite) -> None:
    """A seat of a lease that does not exist, and none where the activity has a limit, are conflicts."""
    terminal = suite.fresh()
    activity = suite.activity().id
    invented = terminal.sign_up(activity, Seat(new_id(), 0))
    without = terminal.sign_up(activity)
    suite.accepted(terminal.deliver(2), 3)
    for entry in (invented, without):
        _outcome(suite, terminal, entry.id, inbox.Outcome.CONFLICT)
        terminal.write(b.Cancellation(of=entry.id, activity=activity))
    suite.accepted(terminal.deliver(4), 5)


def renewal(suite: Suite) -> None:
    """A lease still held is confirmed in answer to the request; a closed one is not."""
    terminal = suite.fresh()
    grant = _grant(suite, terminal)
    request = new_id()
    suite.read(terminal.ask_seats(holds=(grant.lease,), request=request), InboxPage)
    found = [r for r in suite.told(terminal, inbox.LeaseRenewal) if r.request == request]
    expect([r.leases for r in found] == [(grant.lease,)], f"renewed {found}")
    _close(suite, terminal, grant, fin=0)
    later = new_id()
    suite.read(terminal.ask_seats(holds=(grant.lease,), request=later), InboxPage)
    expect(not [r for r in suite.told(terminal, inbox.LeaseRenewal) if r.request == later], "a closed lease is renewed")


def never_more_than_capacity(suite: Suite) -> None:
    """Two terminals sell all they can get: never more than there are."""
    activity = suite.activity(seats=2)
    capacity = activity.capacity or 0
    if capacity > FEW:
        raise NotCheckedError(f"the smallest activity has {capacity} seats; publish one with {FEW} or fewer")
    sellers = [suite.fresh(), suite.second()]
    sellers[1].begin()
    sold = []
    for terminal in sellers * (capacity + 2):
        request = new_id()
        suite.read(terminal.ask_seats(activity.id, SEATS_EACH_WHERE_FEW, request=request), InboxPage)
        for grant in (g for g in _grants(suite, terminal) if g.request == request):
            sold += [(terminal, terminal.sign_up(activity.id, Seat(grant.lease, n))) for n in range(grant.seats)]
        suite.deliver_rest(terminal)
    expect(1 <= len(sold) <= capacity, f"{len(sold)} seats lent of {capacity}")
    for terminal, entry in sold:
        terminal.write(b.Cancellation(of=entry.id, activity=activity.id))
    for terminal in sellers:
        suite.deliver_rest(terminal)


def seat_kept(suite: Suite) -> None:
    """A seat that comes back is the first in the queue's: given, or kept until she answers; an answer makes it hers."""
    activity = suite.activity(seats=1)
    capacity = activity.capacity or 0
    if capacity > FEW:
        raise NotCheckedError(f"the smallest activity has {capacity} seats; publish one with {FEW} or fewer")
    terminal = suite.fresh()
    sold = []
    for _ in range(capacity):
        request = new_id()
        suite.read(terminal.ask_seats(activity.id, SEATS_EACH_WHERE_FEW, request=request), InboxPage)
        for grant in (g for g in _grants(suite, terminal) if g.request == request):
            sold += [terminal.sign_up(activity.id, Seat(grant.lease, n)) for n in range(grant.seats)]
        suite.deliver_rest(terminal)
    expect(bool(sold), "no seats lent; are seats free?")
    waiting = terminal.wait(activity.id)
    suite.deliver_rest(terminal)
    terminal.write(b.Cancellation(of=sold[0].id, activity=activity.id))
    suite.deliver_rest(terminal)
    told = [p for p in suite.told(terminal, inbox.Promotion) if p.of == waiting.id]
    expect(len(told) == 1, f"{len(told)} promotions for one seat")
    due = told[0].answer_by
    if due is not None:
        _outcome(suite, terminal, waiting.id, inbox.Outcome.WAITING)
        terminal.write(PromotionTaken(of=waiting.id, activity=activity.id, answer_by=due))
        suite.deliver_rest(terminal)
    _outcome(suite, terminal, waiting.id, inbox.Outcome.ACCEPTED)
    for entry in (*sold[1:], waiting):
        terminal.write(b.Cancellation(of=entry.id, activity=activity.id))
    suite.deliver_rest(terminal)


def _grants(suite: Suite, terminal: SimulatedTerminal) -> list[Grant]:
    return [told.grant for told in suite.told(terminal, inbox.LeaseGrant) if told.grant.holder == terminal.holder]


def _grant(suite: Suite, terminal: SimulatedTerminal, *, request: str | None = None) -> Grant:
    request = request if request is not None else new_id()
    activity = suite.activity().id
    suite.read(terminal.ask_seats(activity, 4, request=request), InboxPage)
    found = [grant for grant in _grants(suite, terminal) if grant.request == request]
    expect(len(found) == 1, f"{len(found)} grants for one request; are seats free?")
    expect(found[0].activity == activity, "seats of another activity")
    return found[0]


def _close(suite: Suite, terminal: SimulatedTerminal, grant: Grant, *, fin: int) -> None:
    terminal.write(b.LeaseClosed(lease=grant.lease, activity=grant.activity, fin=fin, reason=b.CloseReason.PAUSED))
    last = len(terminal.entries)
    suite.accepted(terminal.deliver(last), last)


def _outcome(suite: Suite, terminal: SimulatedTerminal, entry: str, outcome: inbox.Outcome) -> None:
    found = [receipt.outcome for receipt in suite.receipts(terminal, entry)]
    expect(found[-1:] == [outcome], f"receipts {[o.value for o in found]} where {outcome.value} is expected")
