"""The UI killed at random instants while people sign up: who was told 报上了 is in the journal, once, with their seat."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from data.journal_reader import PRESENT, JournalReader
from kiosk.domain.journal_bodies import SignUp
from tests.journal_samples import opened

SHORT_KILLS = 10
LONG_KILLS = 1000
CHECK_EVERY = 5


def test_killed_at_any_instant_no_acknowledged_sign_up_is_lost_or_doubled(tmp_path: Path, long_run: bool) -> None:
    kills = LONG_KILLS if long_run else SHORT_KILLS
    chance = random.Random(1)  # noqa: S311 - repeatable
    state, acks = tmp_path / "state", tmp_path / "acks"
    state.mkdir()
    command = [sys.executable, "-m", "tests.faults.journal_writer", str(state), str(acks)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        for number in range(kills):
            server.stdin.write(f"{chance.randint(1, 400)}\n")
            server.stdin.flush()
            assert server.stdout.readline() == "killed\n"
            if number % CHECK_EVERY == 0 or number == kills - 1:
                _check(state, acks, tmp_path / "copy")
        server.stdin.close()
    assert server.returncode == 0
    told = acks.read_text().splitlines()
    assert len(told) > kills, "the writer hardly ever got to write"
    sys.stdout.write(f"{kills} kills, {len(told)} acknowledged, 0 lost, 0 doubled\n")


def test_killed_during_its_very_first_start_the_next_one_begins(tmp_path: Path, long_run: bool) -> None:
    chance = random.Random(2)  # noqa: S311 - repeatable
    for number in range(200 if long_run else 6):
        state, acks = tmp_path / str(number), tmp_path / "acks"
        state.mkdir()
        command = [sys.executable, "-m", "tests.faults.journal_writer", str(state), str(acks)]
        line = f"{chance.randint(1, 60)}\n" * 3
        done = subprocess.run(command, input=line, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        found = opened(state, thorough=True)
        found.store.close()
        assert found.saved == ()


def _check(state: Path, acks: Path, copy: Path) -> None:
    """Against a copy: looking must not fold the WAL in for the next writer."""
    if not (state / PRESENT).exists():
        assert not acks.read_bytes()
        return
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(state, copy)
    found = opened(copy, thorough=True)
    found.store.close()
    assert found.saved == (), "a kill damages nothing"
    with JournalReader(copy / PRESENT) as reader:
        assert reader.verify().sound
        entries = reader.entries(0, limit=1_000_000)
    bodies = {entry.id: (entry, entry.body()) for entry in entries}
    assert len(bodies) == len(entries)
    signed = [body for _, body in bodies.values() if isinstance(body, SignUp)]
    assert max(Counter(body.ticket for body in signed).values(), default=1) == 1
    assert max(Counter(body.seat for body in signed).values(), default=1) == 1
    told = [line.split() for line in acks.read_text().splitlines()]
    assert len({line[0] for line in told}) == len(told)
    for entry_id, seq, lease, slot, ticket in told:
        entry, body = bodies[entry_id]
        assert isinstance(body, SignUp)
        assert body.seat is not None
        assert (entry.seq, body.seat.lease, body.seat.slot, body.ticket) == (int(seq), lease, int(slot), ticket)
