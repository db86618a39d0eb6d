"""The journal on disk: what was confirmed is there, once, and what was refused is not."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from data import journal_tables
from data.journal_opening import open_journal
from data.journal_reader import JournalReader
from data.journal_rows import Lockout
from data.schema import bring_up_to_date, schema_digest
from data.sqlite import open_engine
from kiosk.domain.errors import WorldError
from kiosk.domain.journal import Entry
from kiosk.domain.journal_bodies import Cancellation, CloseReason, Correction, JournalStarted, LeaseClosed, Started
from kiosk.domain.journal_ids import Seat
from tests.journal_samples import (
    ACTIVITY,
    CONTACT,
    MOMENT,
    NOW,
    SEALER,
    SOFTWARE,
    an_id,
    opened,
    plain,
    sign_up_draft,
)

ROOT = Path(__file__).parents[2]


def read(state: Path) -> tuple[Entry, ...]:
    with JournalReader(state / "journal.db") as reader:
        return reader.entries(0, limit=100_000)


def started(entry: Entry) -> JournalStarted:
    body = entry.body()
    assert isinstance(body, JournalStarted)
    return body


# Writing ------------------------------------------------------------------------------------------------------------


def test_migrations_make_the_tables_the_software_uses(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "a.db")
    head, schema = journal_tables.REVISION, journal_tables.SCHEMA
    bring_up_to_date(engine, "journal", head=head, expected=schema, path=tmp_path / "a.db")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, journal_tables.metadata) == []
        assert schema_digest(connection) == schema
    engine.dispose()


def test_a_new_journal_begins_by_itself_and_goes_on_where_it_was(tmp_path: Path) -> None:
    with opened(tmp_path).store as store:
        (first,) = store.append(sign_up_draft())
        about = store.about
    with opened(tmp_path).store as store:
        assert store.about == about
        (second,) = store.append(plain())
    assert [e.seq for e in read(tmp_path)] == [1, 2, 3]
    assert started(read(tmp_path)[0]).reason is Started.FIRST
    assert read(tmp_path)[1:] == (first, second)
    with JournalReader(tmp_path / "journal.db") as reader:
        assert reader.verify().sound


def test_entries_written_together_are_there_together_or_not_at_all(tmp_path: Path) -> None:
    lease = an_id()
    with opened(tmp_path).store as store:
        store.append(sign_up_draft("A001", Seat(lease, 0)))
        with pytest.raises(WorldError, match=r"journal\.seat_taken"):
            store.append(plain(), sign_up_draft("A002", Seat(lease, 0)))
        with pytest.raises(WorldError, match=r"journal\.ticket_taken"):
            store.append(plain(), sign_up_draft("A001", Seat(lease, 1)))
        assert store.lease_books() == {lease: (1, False)}
        store.append(sign_up_draft("A002", Seat(lease, 1)))
        with pytest.raises(ValueError, match="before slot"):
            store.append(sign_up_draft("A003", Seat(lease, 3)))
    assert [e.heading.kind for e in read(tmp_path)] == ["journal_started", "sign_up", "sign_up"]


def test_nothing_is_sold_from_a_closed_lease_even_after_a_restart(tmp_path: Path) -> None:
    lease = an_id()
    closed = LeaseClosed(lease=lease, activity=ACTIVITY, fin=1, reason=CloseReason.RECALLED)
    with opened(tmp_path).store as store:
        store.append(sign_up_draft("A001", Seat(lease, 0)))
        with pytest.raises(ValueError, match="1 slots"):
            store.append(plain(msgspec.structs.replace(closed, fin=0)))
        store.append(plain(closed))
    with opened(tmp_path).store as store:
        with pytest.raises(WorldError, match=r"journal\.lease_stopped"):
            store.append(sign_up_draft("A002", Seat(lease, 1)))
        with pytest.raises(WorldError, match=r"journal\.lease_stopped"):
            store.append(plain(closed))
        assert store.lease_books() == {lease: (1, True)}


def test_tickets_are_numbered_found_cancelled_and_forgotten(tmp_path: Path) -> None:
    with opened(tmp_path).store as store:
        assert store.next_ticket("A") == "A001"
        (first,) = store.append(sign_up_draft("A001"), secret=b"slow hash")
        assert store.next_ticket("A") == "A002"
        assert store.next_ticket("C") == "C001"
        ticket = store.ticket("A001")
        assert ticket is not None
        assert (ticket.entry, ticket.activity, ticket.secret) == (first.id, ACTIVITY, b"slow hash")
        assert ticket.given_at == NOW
        store.append(plain(Cancellation(of=first.id, activity=ACTIVITY)))
        ticket = store.ticket("A001")
        assert ticket is not None
        assert ticket.cancelled
        store.append(sign_up_draft("A999"))
        assert store.next_ticket("A") == "A002", "numbers start again, past those still in use"
        assert store.forget_tickets(NOW) == 0
        assert store.forget_tickets(NOW + dt.timedelta(days=30)) == 2
        assert store.ticket("A001") is None
        assert store.next_ticket("A") == "A001"


def test_a_cancelled_or_corrected_entry_forgets_its_envelope_at_once(tmp_path: Path) -> None:
    with opened(tmp_path).store as store:
        (first,) = store.append(sign_up_draft("A001"))
        (second,) = store.append(sign_up_draft("A002"))
        store.append(plain(Cancellation(of=first.id)))
        store.append(SEALER.draft(Correction(of=second.id, activity=ACTIVITY), CONTACT, moment=MOMENT))
    by_seq = {e.seq: e for e in read(tmp_path)}
    assert by_seq[2].sealed is by_seq[3].sealed is None
    assert by_seq[5].sealed is not None
    with JournalReader(tmp_path / "journal.db") as reader:
        assert reader.verify().sound
        assert reader.entry(first.id) == by_seq[2]


def test_envelopes_are_forgotten_only_below_what_is_durable_and_leave_nothing_behind(tmp_path: Path) -> None:
    with opened(tmp_path).store as store:
        store.append(*(sign_up_draft(f"A{n:03}") for n in range(1, 41)))
        journal = store.about.journal if store.about else ""
        sealed = [e.sealed or b"" for e in read(tmp_path)[1:]]
        assert store.forget_sealed(an_id(), durable_seq=41) == 0
        assert store.forget_sealed(journal, durable_seq=21) == 20
        assert store.forget_sealed(journal, durable_seq=21) == 0
        entries = read(tmp_path)
        assert all(e.sealed is None for e in entries[:21])
        assert all(e.sealed is not None for e in entries[21:])
        on_disk = b"".join(p.read_bytes() for p in tmp_path.glob("journal.db*"))
    for envelope in sealed[:20]:
        ciphertext = msgspec.json.decode(envelope)["ct"].encode()
        assert ciphertext[100:200] not in on_disk


def test_lockout_counters_survive_and_can_be_cleared(tmp_path: Path) -> None:
    state = Lockout(failures=6, wait_s=15.0, boot="b1", boottime_s=100.5)
    with opened(tmp_path).store as store:
        store.set_lockout("S-1001", msgspec.structs.replace(state, failures=5))
        store.set_lockout("S-1001", state)
    with opened(tmp_path).store as store:
        assert store.lockout("S-1001") == state
        assert store.lockout("S-1002") is None
        store.set_lockout("S-1001", None)
        assert store.lockout("S-1001") is None


def test_another_process_sees_new_entries_and_what_waits(tmp_path: Path) -> None:
    with opened(tmp_path).store as store, JournalReader(tmp_path / "journal.db") as reader:
        seen = reader.data_version()
        store.append(sign_up_draft("A001"), plain())
        assert reader.data_version() != seen
        assert (reader.last_seq(), reader.count_after(1)) == (3, 2)
        assert [e.seq for e in reader.entries(1, limit=1)] == [2]
        assert reader.about() == store.about
        assert not reader.replaced()


# Refusing ---------------------------------------------------------------------------------------------------------


def test_a_nearly_full_disk_is_said_before_the_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path).store as store:
        store.probe()
        real = os.statvfs(tmp_path)
        nearly_full = os.statvfs_result((*real[:3], real.f_bfree, 10, *real[5:]))
        monkeypatch.setattr(os, "statvfs", lambda _: nearly_full)
        with pytest.raises(WorldError, match=r"journal\.full"):
            store.probe()


_FILL = """
import resource, signal, sys
from pathlib import Path
from kiosk.domain.errors import WorldError
from tests.journal_samples import opened, sign_up_draft

state = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with opened(state).store as store:
    limit = (state / "journal.db").stat().st_size + (state / "journal.db-wal").stat().st_size + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    done = 0
    try:
        while True:
            store.append(sign_up_draft(f"A{done + 1:03}"))
            done += 1
    except WorldError as error:
        print(done, error.code)
    for _ in range(3):
        try:
            store.append(sign_up_draft(f"A{done + 1:03}"))
            print("kept")
        except WorldError as error:
            print("refused")
    try:
        store.probe()
        print("probe passed")
    except WorldError as error:
        print(error.code)
"""


def test_when_the_disk_is_full_nothing_is_half_done_and_everything_confirmed_is_there(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _FILL, str(tmp_path)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    first, *then = run.stdout.split("\n")
    done, code = first.split()
    assert code in ("store.disk_full", "store.io")
    assert int(done) > 3
    assert then[3] == "journal.unwritable"
    kept = then[:3].count("kept")
    again = opened(tmp_path, thorough=True)
    again.store.close()
    assert again.saved == ()
    assert [e.seq for e in read(tmp_path)] == list(range(1, int(done) + kept + 2))


def test_a_journal_of_another_terminal_is_not_written_to(tmp_path: Path) -> None:
    opened(tmp_path).store.close()
    with pytest.raises(WorldError, match=r"journal\.other_terminal"):
        open_journal(tmp_path, terminal="K-00009", incarnation=1, software=SOFTWARE, moment=MOMENT)
    assert (tmp_path / "journal.db").exists()


_WRITER = """
import sys
from pathlib import Path
from kiosk.domain.journal_ids import Seat
from tests.journal_samples import opened, sign_up_draft

with opened(Path(sys.argv[1])).store as store:
    while True:
        ticket = store.next_ticket("A")
        (entry,) = store.append(sign_up_draft(ticket))
        print(entry.id, flush=True)
"""


def test_killing_the_writer_loses_and_doubles_nothing(tmp_path: Path, long_run: bool) -> None:
    """Promise: what was confirmed is there after kill -9 at a random moment, once, in a sound chain."""
    chance = random.Random(11)  # noqa: S311 - repeatable
    confirmed: list[str] = []
    for _ in range(1000 if long_run else 8):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert writer.stdout is not None
        confirmed += [writer.stdout.readline().strip() for _ in range(chance.randrange(1, 12))]
        writer.send_signal(signal.SIGKILL)
        confirmed += [line.strip() for line in writer.stdout if line.endswith("\n")]
        writer.wait()
        writer.stdout.close()
    again = opened(tmp_path, thorough=True)
    again.store.close()
    assert again.saved == ()
    held = [e.id for e in read(tmp_path)]
    assert len(held) == len(set(held))
    assert set(confirmed) <= set(held)
    assert len(held) - 1 - len(confirmed) <= (1000 if long_run else 8)


def test_100000_entries_are_verified_in_seconds(tmp_path: Path, long_run: bool) -> None:
    """Promise: verification of 100,000 entries, read from SQLite, takes less than 5 s."""
    count = 100_000 if long_run else 5_000
    with opened(tmp_path).store as store:
        sealed = sign_up_draft()
        for _ in range(count // 500):
            store.append(*(msgspec.structs.replace(plain(), id=an_id()) for _ in range(499)))
        store.append(sealed)
    with JournalReader(tmp_path / "journal.db") as reader:
        begin = time.perf_counter()
        report = reader.verify()
        took_s = time.perf_counter() - begin
    assert report.sound
    assert took_s < 5.0 * max(1, report.entries) / 100_000 + 0.5
