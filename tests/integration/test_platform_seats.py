"""Seats at the platform: lent, sold, returned, recalled, disputed; never more people than seats."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from kiosk.domain import inbox
from kiosk.domain import journal_bodies as b
from kiosk.domain.errors import WorldError
from kiosk.domain.journal_ids import Seat
from kiosk.domain.journal_queue import PromotionTaken
from kiosk.domain.leases import Grant
from sync.platform.conformance.terminal import SimulatedTerminal, new_id
from sync.platform.store import desk
from sync.platform.store import tables as t
from sync.platform.store.books import Books
from sync.platform.store.life import faults
from sync.platform.store.offers import open_offers
from sync.protocol.messages import Ack
from tests.integration.platform_server import RunningPlatform, activity

CLASS = "activity.class"


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[RunningPlatform]:
    found = RunningPlatform(tmp_path / "platform")
    found.publish(
        activity("class", 4),
        activity("elsewhere", 4, scope="440103"),
        activity("open", None),
        activity("soon", 1, starts_in=dt.timedelta(minutes=150)),
    )
    with found.at_work():
        yield found
    with found.database.read() as db:
        assert faults(db, now=found.clock()) == ()
    found.close()


def grant(terminal: SimulatedTerminal, seats: int = 4) -> Grant | None:
    request = new_id()
    assert terminal.ask_seats(CLASS, seats, request=request).status == 200
    return next((g for g in terminal.grants() if g.request == request), None)


def sell(terminal: SimulatedTerminal, lease: Grant, slot: int) -> str:
    return terminal.sign_up(CLASS, Seat(lease.lease, slot)).id


def deliver(terminal: SimulatedTerminal) -> Ack:
    ack = terminal.deliver().payload(Ack)
    assert ack.accepted_seq == len(terminal.entries)
    return ack


def close(terminal: SimulatedTerminal, lease: Grant, fin: int) -> None:
    terminal.write(b.LeaseClosed(lease=lease.lease, activity=CLASS, fin=fin, reason=b.CloseReason.RECALLED))
    deliver(terminal)


def last_outcome(terminal: SimulatedTerminal, entry: str) -> str:
    return [r.outcome.value for r in terminal.told(inbox.Receipt) if r.of == entry][-1]


def test_few_terminals_get_four_seats_and_many_get_two(platform: RunningPlatform) -> None:
    one = platform.terminal("K-00001")
    first = grant(one)
    assert first is not None
    assert first.seats == 4
    close(one, first, 0)
    others = [platform.terminal(f"K-0000{n}") for n in (2, 3)]
    second = grant(others[0])
    assert second is not None
    assert second.seats == 2


def test_nothing_is_lent_for_what_a_terminal_does_not_show_or_what_has_no_limit(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    for name in ("activity.elsewhere", "activity.open", "activity.never"):
        terminal.ask_seats(name)
    assert terminal.grants() == []


def test_an_empty_pool_asks_the_largest_holder_and_its_closing_feeds_the_next(platform: RunningPlatform) -> None:
    one, other = platform.terminal("K-00001"), platform.terminal("K-00002")
    lease = grant(one)
    assert lease is not None
    assert grant(other) is None
    assert [r.lease for r in one.told(inbox.LeaseRecall)] == [lease.lease]
    assert grant(other) is None
    assert len(one.told(inbox.LeaseRecall)) == 1
    sold = sell(one, lease, 0)
    close(one, lease, 1)
    following = grant(other)
    assert following is not None
    assert following.seats == 3
    assert last_outcome(one, sold) == "accepted"


def promotions(terminal: SimulatedTerminal) -> list[inbox.Promotion]:
    return list(terminal.told(inbox.Promotion))


def take(terminal: SimulatedTerminal, promotion: inbox.Promotion) -> None:
    assert promotion.answer_by is not None
    terminal.write(PromotionTaken(of=promotion.of, activity=promotion.activity, answer_by=promotion.answer_by))
    deliver(terminal)


def two_wait_for_one(platform: RunningPlatform) -> tuple[SimulatedTerminal, list[str]]:
    """Everything is sold, two wait, and a seat has come back."""
    terminal = platform.terminal()
    lease = grant(terminal)
    assert lease is not None
    sold = [sell(terminal, lease, slot) for slot in range(4)]
    waiting = [terminal.wait(CLASS).id for _ in range(2)]
    deliver(terminal)
    positions = {r.of: r.position for r in terminal.told(inbox.Receipt) if r.outcome is inbox.Outcome.WAITING}
    assert [positions[entry] for entry in waiting] == [1, 2]
    terminal.write(b.Cancellation(of=sold[2], activity=CLASS))
    terminal.write(b.Cancellation(of=sold[2], activity=CLASS))
    deliver(terminal)
    return terminal, waiting


def test_whoever_waits_is_kept_the_seat_that_comes_back_and_has_it_once_she_says_so(platform: RunningPlatform) -> None:
    terminal, waiting = two_wait_for_one(platform)
    (promotion,) = promotions(terminal)
    assert promotion.of == waiting[0]
    assert promotion.answer_by is not None
    assert promotion.answer_by > platform.clock()
    assert last_outcome(terminal, waiting[0]) == "waiting"
    moved = [r.position for r in terminal.told(inbox.Receipt) if r.of == waiting[1]]
    assert moved == [2, 1]
    take(terminal, promotion)
    assert last_outcome(terminal, waiting[0]) == "accepted"
    take(terminal, promotion)
    assert last_outcome(terminal, waiting[0]) == "accepted", "said twice is said once"
    terminal.write(b.Cancellation(of=waiting[0], activity=CLASS))
    deliver(terminal)
    assert promotions(terminal)[-1].of == waiting[1]


def test_a_seat_that_is_not_wanted_is_kept_for_the_next(platform: RunningPlatform) -> None:
    terminal, waiting = two_wait_for_one(platform)
    terminal.write(b.Cancellation(of=waiting[0], activity=CLASS))
    deliver(terminal)
    assert last_outcome(terminal, waiting[0]) == "cancelled"
    assert [p.of for p in promotions(terminal)] == waiting


def test_without_an_answer_the_seat_goes_on_and_a_late_one_is_told_where_she_stands(platform: RunningPlatform) -> None:
    terminal, waiting = two_wait_for_one(platform)
    (promotion,) = promotions(terminal)
    assert promotion.answer_by is not None
    assert grant(terminal) is None, "meanwhile nobody else has it"
    platform.clock.ahead = promotion.answer_by - platform.clock() + dt.timedelta(seconds=1)
    grant(terminal)
    assert [p.of for p in promotions(terminal)] == waiting
    positions = [r.position for r in terminal.told(inbox.Receipt) if r.of == waiting[0]]
    assert positions[-1] == 1, "she stands in the queue again"
    take(terminal, promotion)
    assert last_outcome(terminal, waiting[0]) == "waiting"
    take(terminal, promotions(terminal)[-1])
    assert last_outcome(terminal, waiting[1]) == "accepted"


def test_shortly_before_it_begins_nobody_is_asked(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    soon = "activity.soon"
    request = new_id()
    assert terminal.ask_seats(soon, 1, request=request).status == 200
    lease = next(g for g in terminal.grants() if g.request == request)
    sold = terminal.sign_up(soon, Seat(lease.lease, 0)).id
    waiting = terminal.wait(soon).id
    terminal.write(b.Cancellation(of=sold, activity=soon))
    deliver(terminal)
    (promotion,) = promotions(terminal)
    assert (promotion.of, promotion.answer_by) == (waiting, None)
    assert last_outcome(terminal, waiting) == "accepted"


def test_an_answer_by_telephone_is_written_down_with_who_took_it(platform: RunningPlatform) -> None:
    terminal, waiting = two_wait_for_one(platform)
    with platform.database.write() as db:
        (line,) = open_offers(db)
        assert (line.entry, line.activity) == (waiting[0], CLASS)
        books = Books(db, now=platform.clock())
        with pytest.raises(WorldError):
            desk.answer_promotion(books, waiting[1], take=True, by="S-1001")
        desk.answer_promotion(books, waiting[0], take=True, by="S-1001")
        books.flush()
        assert db.scalar(sa.select(t.operator_act.c.by).where(t.operator_act.c.about == waiting[0])) == "S-1001"
    assert last_outcome(terminal, waiting[0]) == "accepted"


def test_time_alone_frees_nothing_but_the_start_of_the_activity_does(platform: RunningPlatform) -> None:
    one = platform.terminal("K-00001")
    lease = grant(one)
    assert lease is not None
    late = sell(one, lease, 0)
    platform.clock.ahead = dt.timedelta(hours=23)
    assert grant(platform.terminal("K-00002")) is None
    platform.clock.ahead = dt.timedelta(hours=25)
    deliver(one)
    assert last_outcome(one, late) == "conflict"
    with platform.database.write() as db:
        books = Books(db, now=platform.clock())
        desk.settle(books, late, seat=True, by="李")
        books.flush()
    assert last_outcome(one, late) == "accepted"
    with pytest.raises(WorldError, match="no_conflict"), platform.database.write() as db:
        desk.settle(Books(db, now=platform.clock()), late, seat=True, by="李")


def test_a_destroyed_terminal_needs_two_people_and_its_late_sales_are_put_before_one(platform: RunningPlatform) -> None:
    one, other = platform.terminal("K-00001"), platform.terminal("K-00002")
    lease = grant(one)
    assert lease is not None
    deliver(one)
    late = sell(one, lease, 0)
    for by, second in (("李", "李"), ("李", " 李 "), ("", "王")):
        with pytest.raises(WorldError, match="same_person"), platform.database.write() as db:
            desk.destroyed(Books(db, now=platform.clock()), "K-00001", by=by, second=second)
    with platform.database.write() as db:
        books = Books(db, now=platform.clock())
        assert desk.destroyed(books, "K-00001", by="李", second="王") == (lease.lease,)
        books.flush()
    new = grant(other)
    assert new is not None
    for slot in range(4):
        sell(other, new, slot)
    deliver(other)
    found = SimulatedTerminal(platform.post)
    assert found.enrol(platform.code()).status == 200
    found.journal, found.entries = one.journal, one.entries
    deliver(found)
    assert last_outcome(found, late) == "conflict"
    with pytest.raises(WorldError, match="no_free_seat"), platform.database.write() as db:
        desk.settle(Books(db, now=platform.clock()), late, seat=True, by="李")
    with platform.database.write() as db:
        books = Books(db, now=platform.clock())
        desk.settle(books, late, seat=False, by="李")
        books.flush()
    assert last_outcome(found, late) == "declined"
    with platform.database.read() as db:
        assert [row.act for row in db.execute(sa.select(t.operator_act.c.act))] == ["destroyed", "settle_declined"]


def test_another_incarnation_does_not_sell_what_was_lent_to_the_one_before(platform: RunningPlatform) -> None:
    one = platform.terminal()
    lease = grant(one)
    assert lease is not None
    again = SimulatedTerminal(platform.post)
    again.enrol(platform.code())
    again.begin()
    stolen = sell(again, lease, 0)
    deliver(again)
    assert last_outcome(again, stolen) == "conflict"
    again.ask_seats(holds=(lease.lease,))
    assert again.told(inbox.LeaseRenewal) == []
    with platform.database.read() as db:
        assert {a.kind for a in desk.alarms(db, "K-00001")} == {"leases_left", "foreign_lease"}


def test_a_lease_the_platform_has_forgotten_is_stopped(platform: RunningPlatform) -> None:
    """Lent in a life that was lost with its disk: nobody can know whether its seats were lent again."""
    terminal = platform.terminal()
    lost = new_id()
    for _ in range(3):
        terminal.ask_seats(holds=(lost,))
    assert [r.lease for r in terminal.told(inbox.LeaseRecall)] == [lost]


def test_a_capacity_changed_by_the_editors_takes_effect(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    lease = grant(terminal)
    assert lease is not None
    waiting = terminal.wait(CLASS).id
    deliver(terminal)
    platform.publish(activity("class", 5))
    assert [p.of for p in promotions(terminal)] == [waiting]
    platform.publish(activity("class", 1))
    for slot in range(4):
        sell(terminal, lease, slot)
    deliver(terminal)
    with platform.database.read() as db:
        assert desk.conflicts(db) == ()


@pytest.mark.parametrize("seed", range(3))
def test_any_history_of_several_terminals_keeps_every_promise(platform: RunningPlatform, seed: int) -> None:
    """Lend, sell, wait, cancel, close, deliver late and twice: the fixture's check of all seats finds nothing."""
    rng = random.Random(seed)  # noqa: S311
    terminals = [platform.terminal(f"K-1000{n}") for n in range(3)]
    held: dict[int, list[tuple[Grant, int]]] = {n: [] for n in range(3)}
    told: list[tuple[SimulatedTerminal, str]] = []
    for _ in range(60):
        n = rng.randrange(3)
        terminal = terminals[n]
        match rng.randrange(6):
            case 0:
                new = grant(terminal, rng.randint(1, 4))
                held[n] += [] if new is None else [(new, 0)]
            case 1 | 2 if held[n]:
                lease, sold = held[n].pop()
                if sold < lease.seats:
                    told.append((terminal, sell(terminal, lease, sold)))
                    held[n].append((lease, sold + 1))
            case 3:
                terminal.wait(CLASS)
            case 4 if told:
                owner, entry = told.pop(rng.randrange(len(told)))
                owner.write(b.Cancellation(of=entry, activity=CLASS))
            case 5 if held[n] and rng.random() < 0.5:
                lease, sold = held[n].pop(0)
                terminal.write(
                    b.LeaseClosed(lease=lease.lease, activity=CLASS, fin=sold, reason=b.CloseReason.RECALLED)
                )
            case _:
                terminal.deliver(rng.randint(1, len(terminal.entries)))
    for terminal in terminals:
        deliver(terminal)
    for terminal, entry in told:
        assert last_outcome(terminal, entry) == "accepted"
