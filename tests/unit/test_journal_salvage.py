"""A journal that ends or is damaged: every whole entry is kept and delivered, and what is missing is said."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest

from data.journal_opening import Opened, missing_between, tidy, wipe_ended
from data.journal_reader import JournalReader, journal_files
from data.journal_store import JournalStore
from data.sqlite import open_engine
from kiosk.domain.errors import WorldError
from kiosk.domain.journal import ChainFault, Entry
from kiosk.domain.journal_bodies import CloseReason, JournalStarted, LeaseClosed, Started
from kiosk.domain.journal_ids import Seat, SeqRange
from tests.journal_samples import (
    ACTIVITY,
    an_id,
    opened,
    plain,
    sign_up_draft,
)


def read(state: Path) -> tuple[Entry, ...]:
    with JournalReader(state / "journal.db") as reader:
        return reader.entries(0, limit=100_000)


def started(entry: Entry) -> JournalStarted:
    body = entry.body()
    assert isinstance(body, JournalStarted)
    return body


# Ending and salvaging -----------------------------------------------------------------------------------------------


def test_an_enrolment_ends_the_journal_and_a_new_one_names_it(tmp_path: Path) -> None:
    with opened(tmp_path).store as store:
        store.append(sign_up_draft("A007"), secret=b"s")
        before = store.about
    assert before is not None
    with opened(tmp_path, incarnation=2).store as store:
        assert store.about is not None
        assert store.about.journal != before.journal
        assert store.about.incarnation == 2
        ticket = store.ticket("A007")
        assert ticket is not None
        assert ticket.secret == b"s"
        assert store.next_ticket("A") == "A008"
    begun = started(read(tmp_path)[0])
    assert begun.reason is Started.ENROLLED_AGAIN
    assert (begun.previous, begun.intact, begun.missing) == (before.journal, 2, ())
    ended, present = journal_files(tmp_path)
    assert present.name == "journal.db"
    with JournalReader(ended) as reader:
        about = reader.about()
        assert about is not None
        assert about.ended
        assert reader.verify().sound
        assert len(reader.entries(0)) == 2
    with JournalStore(ended) as store, pytest.raises(WorldError, match=r"journal\.ended"):
        store.append(plain())


def test_an_ended_journal_is_removed_once_all_of_it_is_durable(tmp_path: Path) -> None:
    with opened(tmp_path).store as store:
        store.append(sign_up_draft("A001"), sign_up_draft("A002"))
        journal = store.about.journal if store.about else ""
    opened(tmp_path, incarnation=2).store.close()
    tidy(tmp_path, {an_id(): 99})
    tidy(tmp_path, {journal: 2})
    with JournalReader(journal_files(tmp_path)[0]) as reader:
        assert [e.sealed is None for e in reader.entries(0)] == [True, True, False]
    tidy(tmp_path, {journal: 3})
    assert [p.name for p in journal_files(tmp_path)] == ["journal.db"]


def filled(state: Path, count: int) -> tuple[Entry, ...]:
    with opened(state).store as store:
        for n in range(count):
            store.append(sign_up_draft(f"A{n + 1:03}", None), secret=b"s")
    return read(state)


def salvaged(state: Path) -> tuple[tuple[Entry, ...], Opened]:
    again = opened(state, thorough=True)
    again.store.close()
    assert len(again.saved) == 1
    with JournalReader(journal_files(state)[0]) as reader:
        about = reader.about()
        assert about is not None
        assert about.salvaged
        return reader.entries(0, limit=10_000), again


@pytest.mark.parametrize("seed", range(6))
def test_a_page_of_garbage_costs_its_own_entries_and_no_others(tmp_path: Path, seed: int) -> None:
    before = filled(tmp_path, 120)
    path = tmp_path / "journal.db"
    data = bytearray(path.read_bytes())
    page = random.Random(seed).randrange(2, len(data) // 4096)  # noqa: S311 - repeatable
    hit = bytes(data[page * 4096 : page * 4096 + 4096])
    data[page * 4096 : page * 4096 + 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    lost = {e.seq for e in before if e.line in hit}
    torn = {e.seq for e in before if e.sealed and e.sealed in hit} - lost
    try:
        saved, again = salvaged(tmp_path)
    except AssertionError:
        # A page nobody needed: everything is still where it was.
        assert not lost
        assert read(tmp_path) == before
        return
    assert {e.seq for e in before} - {e.seq for e in saved} == lost
    whole = {(e.line, e.sealed) for e in saved}
    assert whole >= {(e.line, e.sealed) for e in before if e.seq not in lost | torn}
    assert again.saved[0].missing == missing_between(tuple(e.seq for e in saved))
    begun = started(read(tmp_path)[0])
    assert begun.reason is Started.SALVAGED
    assert begun.intact == len(saved)
    assert begun.previous == before[0].heading.journal


def test_when_the_tree_is_gone_entries_are_found_in_the_bytes(tmp_path: Path) -> None:
    before = filled(tmp_path, 60)
    path = tmp_path / "journal.db"
    data = bytearray(path.read_bytes())
    data[:4096] = b"\x00" * 4096
    path.write_bytes(data)
    saved, again = salvaged(tmp_path)
    assert saved == before
    assert again.saved[0].missing == ()
    with opened(tmp_path).store as store:
        ticket = store.ticket("A017")
        assert ticket is not None, "tickets are told again from the entries"
        assert store.next_ticket("A") == "A061"


def test_a_flipped_bit_in_an_entry_is_found_and_costs_that_entry(tmp_path: Path) -> None:
    before = filled(tmp_path, 20)
    path = tmp_path / "journal.db"
    data = bytearray(path.read_bytes())
    place = data.index(before[9].line) + 300
    data[place] ^= 0x04
    path.write_bytes(data)
    with JournalReader(path) as reader:
        assert ChainFault.ALTERED in {f.fault for f in reader.verify().findings}
        assert len(reader.entries(0, limit=9)) == 9
        with pytest.raises(WorldError, match=r"store\.damaged"):
            reader.entries(0, limit=10)
    saved, again = salvaged(tmp_path)
    assert [e.seq for e in saved] == [n for n in range(1, 22) if n != 10]
    assert again.saved[0].missing == (SeqRange(10, 10),)


def test_entries_still_in_the_wal_are_saved_too(tmp_path: Path) -> None:
    living = tmp_path / "living"
    living.mkdir()
    with opened(living).store as store:
        store.append(*(sign_up_draft(f"A{n:03}") for n in range(1, 9)))
        for part in living.glob("journal.db*"):
            (tmp_path / part.name).write_bytes(part.read_bytes())
    for name in ("journal.db", "journal.db-wal"):
        data = bytearray((tmp_path / name).read_bytes())
        data[:100] = b"\x00" * 100
        (tmp_path / name).write_bytes(data)
    (tmp_path / "journal.db-shm").unlink()
    saved, _ = salvaged(tmp_path)
    assert len(saved) == 9


@pytest.mark.parametrize("place", [5, 32 + 24 + 4096 + 30, -10_000])
def test_a_flipped_bit_in_the_wal_undoes_nothing(tmp_path: Path, place: int) -> None:
    """Promise: SQLite forgets a WAL from its first bad checksum on; what was confirmed is still there."""
    living = tmp_path / "living"
    living.mkdir()
    lease = an_id()
    with opened(living).store as store:
        store.append(plain())
    with opened(living).store as store:
        for n in range(8):
            store.append(sign_up_draft(f"A{n + 1:03}", Seat(lease, n)))
        before = read(living)
        for part in living.glob("journal.db*"):
            (tmp_path / part.name).write_bytes(part.read_bytes())
    (tmp_path / "journal.db-shm").unlink()
    wal = bytearray((tmp_path / "journal.db-wal").read_bytes())
    wal[place] ^= 0x40
    (tmp_path / "journal.db-wal").write_bytes(wal)
    with opened(tmp_path, thorough=True).store as store:
        assert store.lease_books() == {lease: (8, False)}
        assert store.ticket("A008") is not None
    assert [(e.line, e.sealed) for e in read(tmp_path)] == [(e.line, e.sealed) for e in before]


def test_a_file_with_nothing_in_it_to_save_starts_anew_and_is_kept_for_a_technician(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"\x17" * 20_000)
    again = opened(tmp_path)
    again.store.close()
    assert again.saved[0].intact == 0
    assert again.saved[0].aside.read_bytes() == b"\x17" * 20_000
    begun = started(read(tmp_path)[0])
    assert (begun.reason, begun.previous) == (Started.SALVAGED, None)


def test_a_damaged_head_is_noticed_by_an_ordinary_start(tmp_path: Path) -> None:
    before = filled(tmp_path, 5)
    path = tmp_path / "journal.db"
    data = bytearray(path.read_bytes())
    data[data.index(before[-1].line) + 200] ^= 1
    path.write_bytes(data)
    again = opened(tmp_path)
    again.store.close()
    assert again.saved[0].intact == 5


class _PowerCutError(Exception):
    pass


@pytest.mark.parametrize("steps", range(16))
def test_putting_aside_can_be_cut_off_anywhere(tmp_path: Path, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Promise: wherever power fails while a damaged or ended journal is put aside, no entry is lost."""
    before = filled(tmp_path, 12)
    path = tmp_path / "journal.db"
    damaged = steps % 2 == 0
    if damaged:
        data = bytearray(path.read_bytes())
        data[:100] = b"\x00" * 100
        path.write_bytes(data)
    left = steps // 2

    def counted(name: str) -> None:
        real = getattr(Path, name)

        def step(self: Path, *args: object, **kwargs: object) -> object:
            nonlocal left
            if left == 0:
                raise _PowerCutError
            left -= 1
            return real(self, *args, **kwargs)

        patch.setattr(Path, name, step)

    with monkeypatch.context() as patch:
        for name in ("unlink", "hardlink_to", "replace"):
            counted(name)
        with contextlib.suppress(_PowerCutError):
            opened(tmp_path, incarnation=2).store.close()
    opened(tmp_path, incarnation=2).store.close()
    found = {}
    for file in journal_files(tmp_path):
        with JournalReader(file) as reader:
            found.update({e.id: e for e in reader.entries(0, limit=1000)})
    assert {e.id for e in before} <= found.keys()
    begun = started(read(tmp_path)[0])
    assert begun.previous == before[0].heading.journal
    assert begun.intact == len(before)


def test_missing_numbers_are_counted_from_the_first() -> None:
    assert missing_between((1, 2, 5, 9)) == (SeqRange(3, 4), SeqRange(6, 8))
    assert missing_between((2,)) == (SeqRange(1, 1),)
    assert missing_between(()) == ()


@pytest.mark.parametrize(
    "change", ["DELETE FROM lease_slot", "UPDATE lease_slot SET slot = 5", "DELETE FROM lease_end"]
)
def test_books_that_differ_from_the_entries_are_never_sold_from(tmp_path: Path, change: str) -> None:
    lease, other = an_id(), an_id()
    with opened(tmp_path).store as store:
        store.append(sign_up_draft("A001", Seat(lease, 0)))
        store.append(plain(LeaseClosed(lease=other, activity=ACTIVITY, fin=0, reason=CloseReason.RECALLED)))
    opened(tmp_path, thorough=True).store.close()
    engine = open_engine(tmp_path / "journal.db")
    with engine.begin() as connection:
        connection.exec_driver_sql(change)
    engine.dispose()
    saved, _ = salvaged(tmp_path)
    assert len(saved) == 3


def test_wiping_leaves_no_envelope_of_any_journal(tmp_path: Path) -> None:
    filled(tmp_path, 30)
    path = tmp_path / "journal.db"
    data = bytearray(path.read_bytes())
    data[:100] = b"\x00" * 100
    path.write_bytes(data)
    with opened(tmp_path).store as store:
        store.append(sign_up_draft("A100"), secret=b"s" * 32)
        wipe_ended(tmp_path)
        store.wipe()
        ticket = store.ticket("A100")
        assert ticket is not None
        assert ticket.secret is None
        assert all(entry.sealed is None for entry in read(tmp_path))
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b'"ct":"' not in left
    assert [file.name for file in journal_files(tmp_path)] == ["journal.db"]
