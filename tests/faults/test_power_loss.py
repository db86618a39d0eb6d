"""The power fails at any moment: no promise is lost, nothing signed may become older, and the terminal simply goes on.

Real processes are recorded down to the system call (``power_trace``); states their disk may be found in (``power_disk``) are
opened by the same code that opens them on a terminal.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from data.inbox_reader import InboxReader
from data.inbox_store import InboxStore
from data.journal_opening import Opened
from data.journal_reader import PRESENT, JournalReader, journal_files
from data.journal_salvage import salvage
from data.terminal_settings import load_settings
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import StateFiles
from sync.agent.agent import Agent
from sync.agent.directory_source import DirectorySource
from sync.protocol.package import record_set_hash
from tests.faults import power_trace
from tests.faults.power_disk import Crash, crashes
from tests.faults.power_trace import Trace, python, record
from tests.faults.power_workloads import SIGN_UPS
from tests.journal_samples import NOW, TERMINAL, opened, plain, sign_up_draft
from tests.sample_records import SCOPE, large_lines, line_of
from tests.signed_lines import SignedLines, provision

ROOT = Path(__file__).parents[2]
LONG = {"journal": 9_000, "salvaging": 2_000, "agent": 9_000}
SHORT = {"journal": 25, "salvaging": 8, "agent": 15}
PUBLICATIONS = 4
OLD_STICK_EVERY = 7
"""Every so often somebody comes with a repository from before."""

Check = Callable[[Path, Crash], None]


class Told:
    """What had been promised, by kind."""

    def __init__(self, crash: Crash) -> None:
        self._lines = [line.split() for line in crash.told]

    def of(self, kind: str) -> list[list[str]]:
        return [line[1:] for line in self._lines if line[0] == kind]


def recorded(tmp_path: Path, work: str, *options: object, prepare: Callable[[Path], None]) -> Trace:
    """A day's work, recorded; its state folder is prepared before."""
    state = tmp_path / f"{work}-recorded"
    state.mkdir()
    prepare(state)
    told = tmp_path / f"{work}-told"
    command = python("tests.faults.power_workloads", work, state, told, *options)
    trace = record(command, folder=state, told=told, cwd=ROOT)
    shutil.rmtree(state)
    return trace


def after_each(trace: Trace, tmp_path: Path, check: Check, *, count: int, seed: int) -> None:
    """Lay out ``count`` states and check each."""
    recorded_in = Path(min(trace.folders, key=len))
    found = tmp_path / "found"
    for crash in crashes(trace, count, seed=seed):
        shutil.rmtree(found, ignore_errors=True)
        found.mkdir()
        crash.write_to(found, from_=recorded_in)
        # What SQLite's shared index held is not on the disk in any order: whatever is found there must not be believed.
        for index in found.glob("*-shm"):
            index.write_bytes(random.Random(crash.at).randbytes(index.stat().st_size))  # noqa: S311 - repeatable
        try:
            check(found, crash)
        except BaseException as error:
            error.add_note(f"power failed after operation {crash.at} of {len(trace.ops)}, seed {seed}")
            raise


# The journal -----------------------------------------------------------------------------------------------------------


def nothing(_: Path) -> None:
    pass


def open_again(state: Path, told: Told) -> Opened:
    """As the UI does at its next start, in the incarnation it is in."""
    return opened(state, incarnation=2 if told.of("enrolled") else 1, thorough=True)


def promises_of_the_journal(state: Path, crash: Crash) -> None:
    """Everything acknowledged is there once, readable, and sold seats stay sold; a power cut alone is no damage."""
    told = Told(crash)
    found = open_again(state, told)
    assert found.saved == (), "a power cut is not damage, and must not end a journal"
    with found.store as store:
        books = store.lease_books()
        tickets = {held.entry: held for held in store.tickets()}
        _entries_are_there(state, told)
        closed = {lease: int(fin) for lease, fin in told.of("closed")}
        if not told.of("enrolled"):  # seats are bound to their journal
            for lease, slot in told.of("seat"):
                assert books.get(lease, (0, False))[0] > int(slot), "a slot could be sold again"
            for lease, fin in closed.items():
                assert books.get(lease) == (fin, True), "a closed lease could be sold from"
        for (entry_id,) in told.of("cancelled"):
            assert tickets[entry_id].cancelled
        before = store.head().seq
        (entry,) = store.append(sign_up_draft(store.next_ticket("A")))
        assert entry.seq == before + 1


def _entries_are_there(state: Path, told: Told) -> None:
    forgotten = {entry_id for (entry_id,) in told.of("forgetting")}
    held: dict[str, tuple[str, int, str]] = {}
    torn: set[str] = set()
    for path in journal_files(state):
        with JournalReader(path) as reader:
            about = reader.about()
            assert about is not None
            for entry in reader.entries(0, limit=100_000):
                assert entry.id not in held, "twice"
                held[entry.id] = (about.journal, entry.seq, entry.hash)
                if entry.heading.sealed_sha256 is not None and entry.sealed is None:
                    torn.add(entry.id)
            if not about.salvaged:
                assert reader.verify().sound
    for journal, seq, entry_id, digest in told.of("entry"):
        assert held.get(entry_id) == (journal, int(seq), digest), "an acknowledged entry is lost"
        # Of an entry nobody was told of, the line may have been written and the envelope not: it counts, without a name.
        assert entry_id not in torn or entry_id in forgotten, "the envelope of an acknowledged entry is gone"


def test_no_acknowledged_entry_is_lost_when_power_fails(tmp_path: Path, long_run: bool) -> None:
    trace = recorded(tmp_path, "journal", prepare=nothing)
    assert sum(isinstance(op, power_trace.Told) for op in trace.ops) > SIGN_UPS
    count = (LONG if long_run else SHORT)["journal"]
    after_each(trace, tmp_path, promises_of_the_journal, count=count, seed=1)
    sys.stdout.write(f"journal: {count} power cuts over {len(trace.ops)} operations, 0 acknowledged lost\n")


def damaged_journal(state: Path) -> set[str]:
    """A journal with a rotten page in the middle; the ids that are whole in it."""
    with opened(state).store as store:
        for number in range(40):
            store.append(sign_up_draft(f"A{number:03}"), plain())
    path = state / PRESENT
    data = bytearray(path.read_bytes())
    rotten = len(data) // 2 // 4096 * 4096
    data[rotten : rotten + 4096] = bytes(4096)
    path.write_bytes(data)
    copy = state.parent / "copy.db"
    shutil.copy(path, copy)
    found = salvage(copy, terminal=TERMINAL)
    copy.unlink()
    return {entry.id for entry in found.entries}


def test_power_failing_while_a_damaged_journal_is_saved_costs_no_intact_entry(tmp_path: Path, long_run: bool) -> None:
    intact: set[str] = set()
    trace = recorded(tmp_path, "salvaging", prepare=lambda state: intact.update(damaged_journal(state)))
    assert len(intact) > 50

    def check(state: Path, crash: Crash) -> None:
        opened(state, thorough=True).store.close()
        held: list[str] = []
        for path in journal_files(state):
            with JournalReader(path) as reader:
                held += [entry.id for entry in reader.entries(0, limit=100_000)]
        assert len(held) == len(set(held)), "twice"
        assert intact <= set(held), "an intact entry is lost"
        assert {line[2] for line in Told(crash).of("entry")} <= set(held)

    count = (LONG if long_run else SHORT)["salvaging"]
    after_each(trace, tmp_path, check, count=count, seed=2)
    sys.stdout.write(f"salvage: {count} power cuts over {len(trace.ops)} operations, 0 intact entries lost\n")


# Inbox, content, signed metadata -----------------------------------------------------------------------------------------


class Published:
    """A repository as it was after each publication."""

    def __init__(self, base: Path) -> None:
        platform = SignedLines(base / "platform", now=NOW)
        self.folder = base / "published"
        self.root = platform.root
        self.generations: list[dict[str, int]] = []
        self.hashes: dict[tuple[str, int], str] = {}
        for number in range(PUBLICATIONS):
            lines = list(large_lines(40, seed=number, body_bytes=600))
            here = [line_of("benefit.here", rev=number + 1), line_of(f"place.p{number}")]
            platform.publish({"4401": lines, SCOPE: here}, now=NOW + dt.timedelta(minutes=number))
            shutil.copytree(platform.public, self.folder / str(number))
            self.generations.append({scope: manifest.gen for scope, manifest in platform.manifests.items()})
            for scope, manifest in platform.manifests.items():
                self.hashes[scope, manifest.gen] = manifest.set_hash

    def source(self, number: int) -> DirectorySource:
        return DirectorySource(self.folder / str(number))

    def prepare(self, state: Path) -> None:
        provision(state, self.root)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return Published(tmp_path_factory.mktemp("power"))


def promises_of_the_agent(state: Path, crash: Crash, published: Published) -> None:
    """Those of the inbox; content is one that was published, and the next poll makes it the newest."""
    timestamp = promises_of_the_inbox(state, crash)
    if timestamp and crash.at % OLD_STICK_EVERY == 0:
        _an_old_repository_is_refused(state, published, timestamp)
    _content_is_whole(state, published)


def promises_of_the_inbox(state: Path, crash: Crash) -> int:
    """The floor stands and messages are there; the floor of the timestamp, 0 where there is none yet."""
    told = Told(crash)
    files = StateFiles(state)
    floor: dict[str, int] = {}
    for role, version in told.of("floor"):
        floor[role] = max(int(version), floor.get(role, 0))
    with InboxStore(Path(files.inbox_db)) as inbox:
        held = {role: version.version for role, version in inbox.floor().items()}
        signed = inbox.signed_time()
    assert all(held.get(role, 0) >= version for role, version in floor.items()), f"the floor fell: {held} {floor}"
    for (moment,) in told.of("signed"):
        assert signed is not None
        assert signed >= dt.datetime.fromisoformat(moment)
    with InboxReader(Path(files.inbox_db)) as reader:
        receipts = {receipt.seq: receipt.of for receipt in reader.receipts()}
    for seq, entry in told.of("receipt"):
        assert receipts.get(int(seq)) == entry, "a message that was applied is lost"
    return held.get("timestamp", 0)


def _agent(state: Path, source: DirectorySource) -> Agent:
    return Agent(state, load_settings(state), source, lambda: NOW + dt.timedelta(hours=1))


def _an_old_repository_is_refused(state: Path, published: Published, timestamp: int) -> None:
    """Whatever became of the update client's own files."""
    older = timestamp - 3  # the first publication signs timestamp version 2: version 1 came with the keys
    if older < 0:
        return
    agent = _agent(state, published.source(older))
    try:
        with pytest.raises(WorldError, match=r"agent\.(rollback|old_metadata)"):
            agent.poll()
    finally:
        agent.close()


def _content_is_whole(state: Path, published: Published) -> None:
    agent = _agent(state, published.source(PUBLICATIONS - 1))
    try:
        agent.check_if_due()
        _one_that_was_published(agent, published)
        agent.poll()
        while agent.index_some():
            pass
        assert {scope: held.gen for scope, held in agent._store.scopes().items()} == published.generations[-1]
        _one_that_was_published(agent, published)
    finally:
        agent.close()


def _one_that_was_published(agent: Agent, published: Published) -> None:
    found = agent._store.examine()
    held = agent._store.scopes()
    assert found.rotten == {}
    assert found.strays == 0
    assert not found.index_damaged
    assert {scope: each.gen for scope, each in held.items()} in ({}, *published.generations)
    for scope, each in held.items():
        assert record_set_hash(found.inventories[scope]) == published.hashes[scope, each.gen]


def recorded_agent(tmp_path: Path, published: Published, *options: object) -> Trace:
    return recorded(tmp_path, "agent", "--published", published.folder, *options, prepare=published.prepare)


def test_no_floor_no_message_and_no_content_falls_back_when_power_fails(
    tmp_path: Path, published: Published, long_run: bool
) -> None:
    trace = recorded_agent(tmp_path, published)
    count = (LONG if long_run else SHORT)["agent"]

    def check(state: Path, crash: Crash) -> None:
        promises_of_the_agent(state, crash, published)

    after_each(trace, tmp_path, check, count=count, seed=3)
    sys.stdout.write(f"agent: {count} power cuts over {len(trace.ops)} operations, floor and messages stand\n")


# Faults that must be seen --------------------------------------------------------------------------------------------------


def test_a_journal_that_is_not_flushed_is_caught(tmp_path: Path) -> None:
    trace = recorded(tmp_path, "journal", "--spoil", "journal NORMAL instead of FULL", prepare=nothing)
    with pytest.raises(AssertionError, match=r"lost|sold"):
        after_each(trace, tmp_path, promises_of_the_journal, count=60, seed=4)


@pytest.mark.parametrize(
    ("spoil", "seen"),
    [
        ("inbox NORMAL instead of FULL", "floor fell|is lost"),
        ("floor not persisted", "floor fell"),
    ],
)
def test_an_inbox_that_forgets_is_caught(tmp_path: Path, published: Published, spoil: str, seen: str) -> None:
    trace = recorded_agent(tmp_path, published, "--spoil", spoil)

    def check(state: Path, crash: Crash) -> None:
        promises_of_the_inbox(state, crash)

    with pytest.raises(AssertionError, match=seen):
        after_each(trace, tmp_path, check, count=60, seed=5)
