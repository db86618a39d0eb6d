"""Any call that writes may fail: people are told, nothing is half done, and what was acknowledged is there.

The kernel itself answers the product's real process with EIO or ENOSPC (``strace`` injects it), at every n-th write, flush and
truncation of its databases.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from data.inbox_store import InboxStore
from data.journal_reader import JournalReader, journal_files
from data.terminal_settings import load_settings
from kiosk.domain.terminal import StateFiles
from sync.agent.agent import Agent
from tests.faults.power_trace import python
from tests.faults.test_power_loss import Published
from tests.journal_samples import NOW, opened, sign_up_draft

ROOT = Path(__file__).parents[2]
CALLS = "pwrite64,fsync,fdatasync,ftruncate"
JOURNAL = ("journal.db", "journal.db-wal")
AGENT = ("inbox.db", "inbox.db-wal", "content.db", "content.db-wal")
SHORT, LONG = 2, 100
"""Runs of each kind."""
SAID = {"store.io", "store.disk_full", "store.no_access", "journal.unwritable"}


def failing(
    state: Path, work: str, files: tuple[str, ...], *options: object, error: str, first: int, step: int
) -> list[list[str]]:
    """Run ``work`` while calls number ``first``, ``first + step`` … on ``files`` fail; what it told."""
    told = state.with_name(state.name + "-told")
    log = state.with_name(state.name + "-strace")
    inject = f"inject={CALLS}:error={error}:when={first}+{step}"
    paths = [part for name in files for part in ("-P", str(state / name))]
    strace = shutil.which("strace")
    assert strace is not None, "strace is missing: it is one of the system packages of packaging/dev"
    command = [strace, "-f", "-qq", "-o", str(log), *paths, "-e", f"trace={CALLS}", "-e", inject]
    command += python("tests.faults.power_workloads", work, state, told, *options)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"it fell over:\n{done.stderr[-3000:]}"
    assert "(INJECTED)" in log.read_text(), "nothing failed: nothing was proved"
    log.unlink()
    return [line.split() for line in told.read_text().splitlines()]


def runs(count: int, *, seed: int, steps: tuple[int, ...]) -> list[tuple[str, int, int]]:
    """Which error, the first call that fails, and every how many calls another one does."""
    chance = random.Random(seed)  # noqa: S311 - repeatable
    return [
        (("EIO", "ENOSPC")[number % 2], chance.randint(1, steps[0] * 4), chance.choice(steps))
        for number in range(count)
    ]


def journal_kept_its_promises(state: Path, told: list[list[str]]) -> None:
    """Every acknowledged entry once, nothing half, and it goes on."""
    found = opened(state, thorough=True)
    with found.store as store:
        store.append(sign_up_draft(store.next_ticket("A")))
    held: dict[str, tuple[str, int, str]] = {}
    for path in journal_files(state):
        with JournalReader(path) as reader:
            about = reader.about()
            assert about is not None
            assert about.salvaged or reader.verify().sound
            for entry in reader.entries(0, limit=100_000):
                assert entry.id not in held, "twice"
                held[entry.id] = (about.journal, entry.seq, entry.hash)
    acknowledged = [line[1:] for line in told if line[0] == "entry"]
    for journal, seq, entry_id, digest in acknowledged:
        assert held.get(entry_id) == (journal, int(seq), digest), "an acknowledged entry is lost"


def test_whichever_write_of_the_journal_fails_people_are_told_and_nothing_is_lost(
    tmp_path: Path, long_run: bool
) -> None:
    counts: Counter[str] = Counter()
    for number, (error, first, step) in enumerate(runs(LONG if long_run else SHORT, seed=1, steps=(83, 97, 151, 211))):
        state = tmp_path / str(number)
        state.mkdir()
        told = failing(state, "stubborn", JOURNAL, error=error, first=first, step=step)
        refused = [line for line in told if line[0] == "refused"]
        assert {line[2] for line in refused} <= SAID, refused
        journal_kept_its_promises(state, told)
        counts.update(" ".join(line[:2]) if line[0] == "refused" else "kept" for line in told)
        shutil.rmtree(state)
    assert counts["kept"]
    assert counts["refused before"], "a disk that fails is told before the form"
    sys.stdout.write(f"{dict(counts)}\n")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return Published(tmp_path_factory.mktemp("failing"))


@pytest.mark.logs_warnings
def test_whichever_write_of_the_agent_fails_the_floor_stands_and_content_is_whole(
    tmp_path: Path, published: Published, long_run: bool
) -> None:
    counts: Counter[str] = Counter()
    for number, (error, first, step) in enumerate(runs(LONG if long_run else SHORT, seed=2, steps=(150, 400, 900))):
        state = tmp_path / str(number)
        state.mkdir()
        published.prepare(state)
        told = failing(state, "polling", AGENT, "--published", published.folder, error=error, first=first, step=step)
        floor: dict[str, int] = {}
        for line in told:
            counts[" ".join(line[:2]) if line[0] == "refused" else "floor"] += 1
            if line[0] == "floor":
                floor[line[1]] = max(int(line[2]), floor.get(line[1], 0))
        with InboxStore(Path(StateFiles(state).inbox_db)) as inbox:
            held = {role: version.version for role, version in inbox.floor().items()}
        assert all(held.get(role, 0) >= version for role, version in floor.items()), "the floor fell"
        _ends_up_whole(state, published)
        shutil.rmtree(state)
    assert counts["floor"]
    sys.stdout.write(f"{dict(counts)}\n")


def _ends_up_whole(state: Path, published: Published) -> None:
    agent = Agent(state, load_settings(state), published.source(len(published.generations) - 1), lambda: NOW)
    try:
        agent.check_if_due()
        agent.poll()
        found, scopes = agent._store.examine(), agent._store.scopes()
        assert found.rotten == {}
        assert {scope: held.gen for scope, held in scopes.items()} == published.generations[-1]
    finally:
        agent.close()
