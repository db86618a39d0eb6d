"""Journals at the platform: taken in once, whatever is sent; what does not belong is seen; nobody's entry is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from kiosk.domain import inbox
from kiosk.domain import journal_bodies as b
from kiosk.domain.journal_ids import Seat
from kiosk.domain.text import Language
from sync.platform.conformance.terminal import CONSENT, SimulatedTerminal
from sync.platform.store import desk
from sync.platform.store import tables as t
from sync.platform.store.books import Books
from sync.platform.store.life import begin_life, faults, held_now, note_durable
from sync.protocol.messages import JOURNAL_PATH, Ack, ChainTrouble, ErrorBody, ErrorCode, Item, Refusal
from sync.protocol.signing import MessageType
from tests.integration.platform_server import DAY, RunningPlatform, activity

CALL = b.HelpCall(screen="home", language=Language.ZH_HANS)


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[RunningPlatform]:
    found = RunningPlatform(tmp_path / "platform")
    found.publish(activity("open", None), activity("small", 3))
    with found.at_work():
        yield found
    with found.database.read() as db:
        assert faults(db, now=found.clock()) == ()
    found.close()


def rows(platform: RunningPlatform, query: sa.Select[tuple[object, ...]]) -> list[tuple[object, ...]]:
    with platform.database.read() as db:
        return [tuple(row) for row in db.execute(query)]


def alarms(platform: RunningPlatform, terminal: str = "K-00001") -> list[str]:
    with platform.database.read() as db:
        return sorted(alarm.kind for alarm in desk.alarms(db, terminal))


def outcomes(terminal: SimulatedTerminal, entry: str) -> list[str]:
    return [r.outcome.value for r in terminal.told(inbox.Receipt) if r.of == entry]


def test_an_entry_sent_many_times_is_one_entry_with_one_effect(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    signed_up = terminal.sign_up("activity.open")
    for first in (1, 2, 1, 2, 2):
        assert terminal.deliver(first).payload(Ack).accepted_seq == 2
    assert outcomes(terminal, signed_up.id) == ["accepted"]
    assert rows(platform, sa.select(sa.func.count()).select_from(t.promise)) == [(1,)]


def test_effects_and_entries_are_one_transaction(platform: RunningPlatform) -> None:
    """What an acknowledgement covers has its receipts, seats and counts; all of it or nothing."""
    terminal = platform.terminal()
    day = dt.date(2026, 11, 22)
    terminal.write(b.daily_counters(day, {"home": 12, "map": 3}))
    terminal.write(b.DeviceHealth(software="0.1.0", disk_free_mb=100))
    assert terminal.deliver().payload(Ack).accepted_seq == 3
    assert terminal.deliver().payload(Ack).accepted_seq == 3
    counts = rows(platform, sa.select(t.day_count.c.name, t.day_count.c.n, t.day_count.c.few).order_by("name"))
    assert counts == [("home", 12, 0), ("map", 0, 1)]


def test_a_clone_of_the_disk_is_seen_and_its_sign_ups_are_put_before_a_person(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    terminal.ask_seats("activity.small", 1)
    grant = terminal.grants()[0]
    terminal.deliver()
    clone = SimulatedTerminal(platform.post, key=terminal.key)
    clone.terminal, clone.incarnation, clone.journal = terminal.terminal, 1, terminal.journal
    clone.entries, clone.tickets = list(terminal.entries), 50
    first = terminal.sign_up("activity.small", Seat(grant.lease, 0))
    terminal.deliver(2)
    second = clone.sign_up("activity.small", Seat(grant.lease, 0))
    for _ in range(2):
        assert clone.deliver(2).payload(Ack).trouble is ChainTrouble.FORK
    assert outcomes(terminal, first.id) == ["accepted"]
    assert outcomes(terminal, second.id) == ["conflict"]
    assert alarms(platform) == ["fork"]
    with platform.database.read() as db:
        assert [(c.entry, c.reason) for c in desk.conflicts(db)] == [(second.id, "slot_taken")]
        assert [line.aside[0][:2] for line in desk.chain(db, "K-00001")] == [(2, "sign_up")]


def test_a_gap_alarms_until_it_is_filled(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    for _ in range(4):
        terminal.write(CALL)
    ack = terminal.deliver(3).payload(Ack)
    assert (ack.trouble, ack.accepted_seq, ack.head) == (ChainTrouble.GAP, 0, None)
    assert alarms(platform) == ["gap"]
    assert terminal.deliver(1).payload(Ack).accepted_seq == 5
    assert alarms(platform) == []


def test_a_journal_of_another_terminal_is_not_taken(platform: RunningPlatform) -> None:
    terminal, thief = platform.terminal("K-00001"), platform.terminal("K-00002")
    terminal.deliver()
    thief.journal, thief.entries = terminal.journal, list(terminal.entries)
    assert thief.deliver().payload(Ack).trouble is ChainTrouble.NOT_LINKED
    assert alarms(platform, "K-00002") == ["foreign_journal"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", Refusal.UNREADABLE),
        ("{}", Refusal.UNREADABLE),
        ('{"a":' * 3000, Refusal.UNREADABLE),
        ("好" * 6000, Refusal.TOO_LONG),
        ("x" * 40_000, Refusal.TOO_LONG),
    ],
    ids=["empty", "no heading", "deep", "long in bytes", "long"],
)
def test_a_poisoned_entry_never_blocks_those_behind_it(platform: RunningPlatform, line: str, reason: Refusal) -> None:
    terminal = platform.terminal()
    ack = terminal.deliver(1, 2, items=[_item(terminal, 0), Item(line=line)]).payload(Ack)
    assert (ack.accepted_seq, [r.reason for r in ack.refused]) == (2, [reason])
    again = terminal.deliver(1, 2, items=[_item(terminal, 0), Item(line=line)]).payload(Ack)
    assert again.refused == ack.refused
    assert alarms(platform) == ["refused"]


def _item(terminal: SimulatedTerminal, index: int) -> Item:
    from sync.protocol.messages import item_of

    return item_of(terminal.entries[index])


def test_a_cancellation_that_comes_before_its_sign_up_takes_effect_when_it_comes(platform: RunningPlatform) -> None:
    one, other = platform.terminal("K-00001"), platform.terminal("K-00002")
    signed_up = one.sign_up("activity.open")
    other.write(b.Cancellation(of=signed_up.id))
    assert other.deliver().payload(Ack).refused[0].reason is Refusal.UNKNOWN_ENTRY
    one.deliver()
    assert outcomes(one, signed_up.id) == ["accepted", "cancelled"]
    assert rows(platform, sa.select(t.entry.c.id).where(t.entry.c.refused.is_not(None))) == []


def test_a_sign_up_for_an_activity_not_yet_known_counts_once_it_is_published(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    signed_up = terminal.sign_up("activity.tomorrow")
    assert terminal.deliver().payload(Ack).refused[0].reason is Refusal.UNKNOWN_ACTIVITY
    platform.publish(activity("open", None), activity("small", 3), activity("tomorrow", None))
    assert outcomes(terminal, signed_up.id) == ["refused", "accepted"]
    assert alarms(platform) == []


def test_a_corrected_contact_is_the_one_that_is_called(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    signed_up = terminal.sign_up("activity.open")
    correction = terminal.write(b.Correction(of=signed_up.id))
    terminal.deliver()
    assert rows(platform, sa.select(t.promise.c.contact)) == [(correction.id,)]


def test_check_in_and_its_undoing(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    signed_up = terminal.sign_up("activity.open")
    came = terminal.write(b.CheckIn(activity="activity.open", ticket="A001", how=b.CheckInBy.SCAN, of=signed_up.id))
    terminal.deliver()
    assert rows(platform, sa.select(t.attendance.c.undone)) == [(False,)]
    terminal.write(b.CheckInUndo(of=came.id, activity="activity.open"))
    terminal.deliver(4)
    assert rows(platform, sa.select(t.attendance.c.undone)) == [(True,)]


def test_a_restored_platform_gets_everything_again_and_nothing_twice(platform: RunningPlatform) -> None:
    """The database goes back to an earlier state and begins a new life: the terminal sends what is missing."""
    terminal = platform.terminal()
    before = terminal.sign_up("activity.open")
    first = terminal.deliver().payload(Ack)
    with platform.database.read() as db:
        kept = {
            table: [dict(row._mapping) for row in db.execute(sa.select(table))] for table in t.metadata.sorted_tables
        }
    lost = terminal.sign_up("activity.open")
    terminal.deliver()
    with platform.database.write() as db:
        for table in reversed(t.metadata.sorted_tables):
            db.execute(sa.delete(table))
        for table, old in kept.items():
            if old:
                db.execute(sa.insert(table), [{str(k): v for k, v in row.items()} for row in old])
        begin_life(db, now=platform.clock())
    ack = terminal.deliver(3).payload(Ack)
    assert (ack.accepted_seq, ack.trouble) == (3, None)
    assert ack.epoch != first.epoch
    assert terminal.deliver(1).payload(Ack).accepted_seq == 3
    assert [outcomes(terminal, e.id) for e in (before, lost)] == [["accepted"], ["accepted"]]


def test_only_a_backup_makes_entries_durable(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    assert terminal.deliver().payload(Ack).durable_seq == 0
    with platform.database.write() as db:
        held = held_now(db)
    terminal.write(CALL)
    terminal.deliver()
    with platform.database.write() as db:
        note_durable(db, held)
    ack = terminal.deliver().payload(Ack)
    assert (ack.durable_seq, ack.accepted_seq) == (1, 2)


def test_a_revoked_terminal_delivers_nothing_but_reads_its_order_to_stop(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    terminal.deliver()
    with platform.database.write() as db:
        books = Books(db, now=platform.clock())
        desk.revoke(books, "K-00001", by="李")
        books.flush()
    terminal.write(CALL)
    answer = terminal.deliver()
    assert (answer.status, answer.read(ErrorBody).error) == (403, ErrorCode.REVOKED)
    assert [c.command.value for c in terminal.told(inbox.Command)] == ["revoke"]


def test_a_terminal_enrolled_again_goes_on_with_its_old_journal_and_hears_what_became_of_it(
    platform: RunningPlatform,
) -> None:
    terminal = platform.terminal()
    signed_up = terminal.sign_up("activity.open")
    terminal.deliver()
    old_key, unsent = terminal.key, terminal.sign_up("activity.open")
    again = SimulatedTerminal(platform.post)
    assert again.enrol(platform.code()).status == 200
    assert again.incarnation == 2
    again.journal, again.entries = terminal.journal, terminal.entries
    assert again.deliver(3).payload(Ack).accepted_seq == 3
    assert outcomes(again, signed_up.id) == ["accepted"]
    assert outcomes(again, unsent.id) == ["accepted"]
    terminal.key = old_key
    assert terminal.deliver().status == 403


def test_a_full_queue_says_when_to_come_back(tmp_path: Path) -> None:
    import threading

    found = RunningPlatform(tmp_path / "busy")
    with found.at_work(queue_max=1):
        terminal = found.terminal()
        with found.database.write() as db:  # holds the writer up
            db.execute(sa.select(1))
            answers = []
            threads = [
                threading.Thread(target=lambda: answers.append(SimulatedTerminal(found.post).enrol("0000-0000-0000")))
                for _ in range(6)
            ]
            for thread in threads:
                thread.start()
            while not any(answer.status == 503 for answer in answers):
                threads[0].join(0.01)
        for thread in threads:
            thread.join()
        busy = [answer for answer in answers if answer.status == 503]
        assert all(int(answer.headers["retry-after"]) >= 5 for answer in busy)
        assert terminal.deliver().status == 200
    found.close()


def test_a_batch_is_answered_for_the_journal_it_names(platform: RunningPlatform) -> None:
    """Entries of another journal in a batch are no batch at all."""
    terminal = platform.terminal()
    other = platform.terminal("K-00002")
    batch = msgspec.structs.replace(terminal.batch(1), items=(_item(other, 0),))
    answer = platform.post(JOURNAL_PATH, terminal.signed(batch, MessageType.BATCH))
    assert (answer.status, answer.read(ErrorBody).error) == (400, ErrorCode.MALFORMED)


def test_codes_are_used_once_by_one_and_end(platform: RunningPlatform) -> None:
    from concurrent.futures import ThreadPoolExecutor

    code = platform.code("K-00009")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: SimulatedTerminal(platform.post).enrol(code).status, range(24)))
    assert sorted(answers) == [200] + [403] * 23
    late = platform.code("K-00010")
    platform.clock.ahead = 2 * DAY
    assert SimulatedTerminal(platform.post).enrol(late).status == 403
    with platform.database.read() as db:
        stored = [str(tuple(row)) for row in db.execute(sa.select(t.enrolment_code))]
    assert not any(c.replace("-", "") in line.replace("-", "") for c in (code, late) for line in stored)


def test_a_walk_in_counts_and_a_referral_is_answered(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    terminal.write(b.WalkIn(activity="activity.small", people=2))
    referral = terminal.write(b.Referral(ticket="R001", consent=CONSENT))
    assert terminal.deliver().payload(Ack).refused == ()
    assert outcomes(terminal, referral.id) == ["accepted"]
