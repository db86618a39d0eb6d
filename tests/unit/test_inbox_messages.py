"""What the platform says is applied once, in order, and survives; the screens see it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from data import inbox_reader, inbox_tables
from data.inbox_messages import Delivered, Identity, InboxMessages, Place, RefusedEntry
from data.inbox_reader import Held, InboxReader
from data.inbox_store import InboxStore
from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import (
    Body,
    Command,
    CommandName,
    LeaseGrant,
    LeaseRecall,
    LeaseRenewal,
    Message,
    Outcome,
    Promotion,
    Receipt,
    Roster,
    StaffMember,
    message,
)
from kiosk.domain.journal_bodies import StaffRole
from kiosk.domain.leases import Grant, Holder, Term, Tick, with_books
from tests.journal_samples import ACTIVITY, NOW, TERMINAL, an_id

EPOCH, LATER_EPOCH = "00000000000000aa", "00000000000000bb"
ME = Holder(TERMINAL, 3, an_id())


class Inbox:
    """An inbox with both its ends, and messages numbered as the platform would."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "inbox.db"
        self.store = InboxStore(self.path)
        self.messages = InboxMessages(self.store)
        self.reader = InboxReader(self.path)
        self.epoch = EPOCH
        self.seq = 0
        self.messages.enrolled(Identity(TERMINAL, 3), at=NOW)

    def make(self, body: Body, *, incarnation: int = 3, message_id: str | None = None) -> Message:
        self.seq += 1
        return message(
            body,
            message_id=message_id or an_id(),
            epoch=self.epoch,
            seq=self.seq,
            terminal=TERMINAL,
            incarnation=incarnation,
            at=NOW,
        )

    def tell(self, *bodies: Body) -> int:
        return self.messages.apply(self.epoch, [self.make(body) for body in bodies])

    def close(self) -> None:
        self.reader.close()
        self.store.close()


@pytest.fixture
def inbox(tmp_path: Path):  # noqa: ANN201 - a generator fixture
    box = Inbox(tmp_path)
    yield box
    box.close()


def receipt(of: str, outcome: Outcome, position: int | None = None) -> Receipt:
    return Receipt(of=of, journal=ME.journal, seq=7, outcome=outcome, position=position)


def grant(request: str, lease: str | None = None) -> Grant:
    return Grant(lease=lease or an_id(), request=request, activity=ACTIVITY, holder=ME, seats=2, term_s=1000)


def test_the_reader_knows_the_same_revision_as_the_writer() -> None:
    assert inbox_reader.REVISION == inbox_tables.REVISION


def test_a_missing_inbox_is_an_empty_one_and_is_noticed_when_it_comes(tmp_path: Path) -> None:
    with InboxReader(tmp_path / "inbox.db") as reader:
        assert (reader.receipts(), reader.leases(), reader.roster(), reader.incarnation()) == ((), (), None, None)
        assert not reader.orders().paused(NOW)
        before = reader.data_version()
        box = Inbox(tmp_path)
        assert reader.data_version() != before
        assert reader.incarnation() == 3
        box.close()


def test_messages_are_applied_once_and_the_place_is_kept_with_them(inbox: Inbox) -> None:
    entry = an_id()
    messages = [inbox.make(receipt(entry, Outcome.WAITING, 2)), inbox.make(receipt(entry, Outcome.ACCEPTED))]
    assert inbox.messages.apply(EPOCH, messages) == 2
    assert inbox.messages.apply(EPOCH, messages) == 0
    assert inbox.messages.place() == Place(EPOCH, 2)
    found = inbox.reader.receipt(entry)
    assert found is not None
    assert found.outcome is Outcome.ACCEPTED
    assert inbox.reader.receipts() == (found,)


def test_a_missing_or_foreign_message_stops_there_and_nothing_behind_it_is_applied(inbox: Inbox) -> None:
    first, second, third = (inbox.make(receipt(an_id(), Outcome.ACCEPTED)) for _ in range(3))
    with pytest.raises(WorldError, match=r"inbox\.out_of_order"):
        inbox.messages.apply(EPOCH, [first, third])
    assert inbox.messages.place() == Place(EPOCH, 1)
    foreign = msgspec.structs.replace(second, terminal="K-00001")
    with pytest.raises(WorldError, match=r"inbox\.not_ours"):
        inbox.messages.apply(EPOCH, [foreign])
    assert inbox.messages.apply(EPOCH, [second, third]) == 2


def test_a_restored_platform_tells_again_and_the_older_word_does_not_win(inbox: Inbox) -> None:
    entry = an_id()
    inbox.tell(receipt(entry, Outcome.WAITING, 3))
    old = an_id()
    inbox.tell(receipt(entry, Outcome.ACCEPTED))
    inbox.epoch, inbox.seq = LATER_EPOCH, 0
    again = inbox.make(receipt(entry, Outcome.WAITING, 3), message_id=old)
    assert inbox.messages.apply(LATER_EPOCH, [again]) == 1
    assert inbox.messages.place() == Place(LATER_EPOCH, 1)
    found = inbox.reader.receipt(entry)
    assert found is not None
    assert found.outcome is Outcome.ACCEPTED


def test_a_message_of_newer_software_is_kept_and_changes_nothing(inbox: Inbox) -> None:
    strange = msgspec.structs.replace(inbox.make(Command(command=CommandName.PAUSE)), kind="hologram")
    odd = msgspec.structs.replace(
        inbox.make(Command(command=CommandName.PAUSE)), body=msgspec.Raw(b'{"command":"dance"}')
    )
    assert inbox.messages.apply(EPOCH, [strange, odd]) == 2
    assert not inbox.reader.orders().paused(NOW)
    assert inbox.messages.apply_known_later() == 0
    known = msgspec.json.encode(msgspec.structs.replace(strange, kind="command"))
    with inbox.store.transaction() as connection:
        table = inbox_tables.message
        connection.execute(table.update().where(table.c.id == strange.id).values(payload=known))
    assert inbox.messages.apply_known_later() == 1
    assert inbox.messages.apply_known_later() == 0
    assert inbox.reader.orders().paused(NOW)


def test_orders_stand_until_taken_back_and_errands_until_done(inbox: Inbox) -> None:
    until = NOW + dt.timedelta(hours=1)
    inbox.tell(Command(command=CommandName.PAUSE, until=until), Command(command=CommandName.LOCK))
    orders = inbox.reader.orders()
    assert orders.paused(NOW)
    assert not orders.paused(until)
    assert orders.lock is not None
    inbox.tell(Command(command=CommandName.RESUME), Command(command=CommandName.UNLOCK))
    assert inbox.reader.orders() == inbox_reader.Orders()
    inbox.tell(Command(command=CommandName.RESYNC), Command(command=CommandName.REVOKE))
    first, second = inbox.messages.errands()
    assert [first.command, second.command] == [CommandName.RESYNC, CommandName.REVOKE]
    inbox.messages.finish(first)
    assert inbox.messages.errands() == (second,)
    assert inbox.reader.orders().paused(NOW + dt.timedelta(days=400))


def test_orders_to_an_ended_incarnation_are_not_followed_but_its_receipts_count(inbox: Inbox) -> None:
    entry = an_id()
    old = [
        inbox.make(Command(command=CommandName.REVOKE), incarnation=2),
        inbox.make(receipt(entry, Outcome.ACCEPTED), incarnation=2),
    ]
    inbox.messages.apply(EPOCH, old)
    assert inbox.messages.errands() == ()
    assert not inbox.reader.orders().revoked
    assert inbox.reader.receipt(entry) is not None


def test_a_new_enrolment_voids_leases_orders_and_the_place(inbox: Inbox) -> None:
    inbox.tell(
        Command(command=CommandName.REVOKE), LeaseGrant(grant=grant(an_id())), receipt(an_id(), Outcome.ACCEPTED)
    )
    inbox.messages.enrolled(Identity(TERMINAL, 3), at=NOW)
    assert inbox.reader.orders().revoked, "the same incarnation again changes nothing"
    inbox.messages.enrolled(Identity(TERMINAL, 4), at=NOW)
    assert inbox.messages.identity() == Identity(TERMINAL, 4)
    assert inbox.messages.place() == Place()
    assert inbox.reader.leases() == ()
    assert not inbox.reader.orders().revoked
    assert len(inbox.reader.receipts()) == 1


def test_a_roster_is_replaced_only_by_a_newer_one(inbox: Inbox) -> None:
    member = StaffMember(staff="S-1001", shown="李**", roles=(StaffRole.ATTENDANT,), valid_until=NOW)
    second = Roster(version=2, issued_at=NOW, expires_at=NOW, staff=(member,))
    inbox.tell(second)
    inbox.tell(Roster(version=1, issued_at=NOW, expires_at=NOW))
    assert inbox.reader.roster() == second


def test_the_term_of_a_lease_starts_when_the_request_left(inbox: Inbox) -> None:
    request, lease = an_id(), an_id()
    sent = Tick("boot-1", 500.25, NOW)
    inbox.messages.note_request(request, tick=sent, at=NOW)
    inbox.messages.note_request(request, tick=Tick("boot-1", 900.0, NOW), at=NOW)
    inbox.tell(LeaseGrant(grant=grant(request, lease)))
    (held,) = inbox.reader.leases()
    assert held.term == Term(sent, 1000.0)
    assert not held.recalled
    renewal = an_id()
    inbox.tell(LeaseRenewal(request=an_id(), leases=(lease,), term_s=9000))
    assert inbox.reader.leases()[0].term == Term(sent, 1000.0), "a request nobody remembers sending proves nothing"
    inbox.messages.note_request(renewal, tick=Tick("boot-2", 5.0), at=NOW)
    inbox.tell(LeaseRenewal(request=renewal, leases=(lease,), term_s=2000), LeaseRecall(lease=lease))
    (held,) = inbox.reader.leases()
    assert held.term == Term(Tick("boot-2", 5.0), 2000.0)
    assert held.recalled
    assert with_books([held], {lease: (1, True)})[0].sold == 1
    inbox.messages.forget_leases([lease])
    assert inbox.reader.leases() == ()


def test_a_grant_nobody_remembers_asking_for_has_no_term(inbox: Inbox) -> None:
    inbox.tell(LeaseGrant(grant=grant(an_id())))
    assert inbox.reader.leases()[0].term is None


def test_a_grant_told_twice_keeps_its_recall(inbox: Inbox) -> None:
    lease = an_id()
    inbox.tell(
        LeaseGrant(grant=grant(an_id(), lease)), LeaseRecall(lease=lease), LeaseGrant(grant=grant(an_id(), lease))
    )
    assert inbox.reader.leases()[0].recalled


def said(accepted: int, durable: int, epoch: str = EPOCH) -> Delivered:
    return Delivered(
        journal=ME.journal, accepted_seq=accepted, head=None, durable_seq=durable, epoch=epoch, trouble=None, at=NOW
    )


def test_an_acknowledgement_only_grows_within_one_life_of_the_platform(inbox: Inbox) -> None:
    inbox.messages.note_delivery(said(100, 40), [RefusedEntry(7, None, "unreadable")])
    inbox.messages.note_delivery(said(60, 30))
    assert inbox.reader.held(ME.journal) == Held(100, 40, None, None)
    inbox.messages.note_delivery(said(20, 10, LATER_EPOCH))
    assert inbox.reader.held(ME.journal) == Held(20, 40, None, None), "sent again, but what was durable is forgotten"
    assert inbox.reader.durable() == {ME.journal: 40}
    assert inbox.reader.refused(ME.journal) == {7: "unreadable"}
    inbox.messages.forget_delivery(ME.journal)
    assert inbox.messages.delivered(ME.journal) is None


def test_wiping_leaves_nobody(inbox: Inbox) -> None:
    entry = an_id()
    member = StaffMember(staff="S-1001", shown="李**", roles=(StaffRole.ATTENDANT,), valid_until=NOW)
    inbox.tell(
        receipt(entry, Outcome.ACCEPTED),
        Promotion(of=entry, activity=ACTIVITY),
        Roster(version=1, issued_at=NOW, expires_at=NOW, staff=(member,)),
        LeaseGrant(grant=grant(an_id())),
    )
    assert len(inbox.reader.promotions()) == 1
    inbox.messages.wipe()
    assert (inbox.reader.receipts(), inbox.reader.promotions(), inbox.reader.roster()) == ((), (), None)
    assert inbox.reader.leases() == ()


def test_nothing_is_applied_before_the_terminal_is_enrolled(tmp_path: Path) -> None:
    one = message(
        Command(command=CommandName.PAUSE),
        message_id=an_id(),
        epoch=EPOCH,
        seq=1,
        terminal=TERMINAL,
        incarnation=1,
        at=NOW,
    )
    with InboxStore(tmp_path / "inbox.db") as store:
        box = InboxMessages(store)
        with pytest.raises(WorldError, match=r"inbox\.not_enrolled"):
            box.apply(EPOCH, [one])


def test_a_damaged_message_is_said_to_be_damage(inbox: Inbox) -> None:
    entry = an_id()
    inbox.tell(receipt(entry, Outcome.ACCEPTED))
    with inbox.store.transaction() as connection:
        connection.execute(inbox_tables.receipt.update().values(body=b'{"of":'))
    with pytest.raises(WorldError, match=r"store\.damaged"):
        inbox.reader.receipt(entry)
