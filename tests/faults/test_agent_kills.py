"""The agent killed at random points of a first sync: the database always opens, at a state that was published."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data.content_reader import ContentReader
from data.content_store import ContentStore
from data.inbox_store import InboxStore
from kiosk.domain.terminal import StateFiles
from sync.protocol.package import record_set_hash
from tests.faults.hostile_server import HostileServer
from tests.sample_records import SCOPE, TODAY, large_lines, line_of
from tests.signed_lines import SignedLines, provision

SHORT_KILLS = 10
LONG_KILLS = 200

KIOSK = [sys.executable, "-c", "import sys; from kiosk.cli.main import main; sys.exit(main())"]


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> SignedLines:
    # Real time: the process under test has no clock of ours.
    made = SignedLines(tmp_path_factory.mktemp("kills") / "platform", now=dt.datetime.now(dt.UTC))
    made.publish(
        {
            "4401": list(large_lines(1500, body_bytes=1500)),
            "440105": list(large_lines(500, seed=2, body_bytes=800)),
            SCOPE: [line_of("benefit.here"), line_of("place.p")],
        }
    )
    return made


def start(state: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*KIOSK, "agent", "--once", "--state", str(state)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def check(state: Path, platform: SignedLines) -> bool:
    """The promise: whatever instant it was, content is empty or exactly what was published. True for the latter."""
    path = Path(StateFiles(state).content_db)
    if not path.exists():
        return False
    reader = ContentReader(path, SCOPE)
    generations = reader.generation()
    with ContentStore(path) as store:
        found = store.examine()
        held = store.scopes()
    assert found.rotten == {}
    assert found.strays == 0
    assert not found.index_damaged
    assert generations == {scope: state.gen for scope, state in held.items()}
    assert generations in ({}, {scope: manifest.gen for scope, manifest in platform.manifests.items()})
    for scope, manifest in platform.manifests.items():
        if generations:
            assert record_set_hash(found.inventories[scope]) == manifest.set_hash == held[scope].set_hash
    if generations:
        with InboxStore(Path(StateFiles(state).inbox_db)) as inbox:
            assert inbox.floor(), "the floor is raised before anything is applied"
            assert {scope: good.state.gen for scope, good in inbox.good_scopes().items()} == generations
    reader.close()
    return bool(generations)


def test_killed_at_any_instant_content_is_empty_or_exactly_what_was_published(
    platform: SignedLines, tmp_path: Path, long_run: bool
) -> None:
    server = HostileServer(platform.public)
    try:
        provision(tmp_path / "calm", platform.root, url=server.url)
        started = time.monotonic()
        calm = start(tmp_path / "calm")
        output, _ = calm.communicate(timeout=180)
        assert calm.returncode == 0, output.decode()
        whole_s = time.monotonic() - started
        assert check(tmp_path / "calm", platform)

        kills = LONG_KILLS if long_run else SHORT_KILLS
        parts = min(kills, 15)
        chance = random.Random(os.environ.get("PYTEST_SEED", kills))  # noqa: S311 - when to kill, not a secret
        state = tmp_path / "state"
        applied = empty = 0
        for number in range(kills):
            if not state.exists():
                provision(state, platform.root, url=server.url)
            # Spread over the whole life of the process, one stratum after the other.
            # Every round goes through the whole of a sync, however few kills there are.
            after_s = whole_s * (number % parts + chance.random()) / parts
            process = start(state)
            try:
                process.communicate(timeout=after_s)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
            if check(state, platform):
                applied += 1
                shutil.rmtree(state)  # the next one is a first sync again
            else:
                empty += 1
        assert applied
        assert empty
    finally:
        server.close()


def test_after_kills_the_next_run_completes(platform: SignedLines, tmp_path: Path) -> None:
    server = HostileServer(platform.public)
    state = tmp_path / "state"
    provision(state, platform.root, url=server.url)
    try:
        for fraction in (0.6, 1.0, 1.2):
            process = start(state)
            try:
                process.communicate(timeout=fraction)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
        final = start(state)
        output, _ = final.communicate(timeout=180)
        assert final.returncode == 0, output.decode()
    finally:
        server.close()
    assert check(state, platform)
    reader = ContentReader(Path(StateFiles(state).content_db), SCOPE)
    assert len(reader.search("低保", TODAY)) == 50, "the index was finished where it had stopped"
    reader.close()
    assert not list(Path(StateFiles(state).blob).glob("*.part"))
