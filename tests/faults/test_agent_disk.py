"""A disk that takes no more: said in a sentence, the old content intact, and over when there is room again."""

from __future__ import annotations

import datetime as dt
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.content_reader import ContentReader
from data.content_store import ContentStore
from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import StateFiles
from tests.faults.hostile_server import HostileServer
from tests.sample_records import SCOPE, TODAY, large_lines, line_of
from tests.signed_lines import SignedLines, open_agent, poll_once, provision

KIOSK = [sys.executable, "-c", "import sys; from kiosk.cli.main import main; sys.exit(main())"]


@pytest.fixture
def platform(tmp_path: Path) -> SignedLines:
    made = SignedLines(tmp_path / "platform", now=dt.datetime.now(dt.UTC))
    made.publish({"4401": [line_of("benefit.old")]})
    return made


@pytest.fixture
def server(platform: SignedLines) -> Iterator[HostileServer]:
    opened = HostileServer(platform.public)
    yield opened
    opened.close()


def run_once(state: Path, *, largest_file: int | None = None) -> tuple[int, str]:
    """``kiosk agent --once``; no file may grow beyond ``largest_file`` bytes, as on a disk that is full."""

    def limit() -> None:
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    # Coverage would write its own file at the end, which the limit forbids too.
    without_coverage = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [*KIOSK, "agent", "--once", "--state", str(state)],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=without_coverage,
    )
    return done.returncode, done.stderr


def shown(state: Path) -> list[str]:
    reader = ContentReader(Path(StateFiles(state).content_db), SCOPE)
    ids = [key.id for key in reader.benefits(TODAY)]
    reader.close()
    return ids


def test_whichever_write_fails_the_old_content_stays_and_a_person_is_told(
    platform: SignedLines, server: HostileServer, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    provision(state, platform.root, url=server.url)
    assert run_once(state)[0] == 0
    platform.publish({"4401": list(large_lines(300, body_bytes=2000))})
    codes = set()
    largest = max(path.stat().st_size for path in state.rglob("*") if path.is_file())
    # From "nothing can be written" over the package and the databases to "all but the last pages".
    for limit in (0, 20_000, 60_000, largest + 4096, largest + 200_000, largest + 500_000):
        code, said = run_once(state, largest_file=limit)
        assert "Traceback" not in said, (limit, said)
        codes.add(code)
        if code:
            assert code == 1
            assert "磁盘" in said, (limit, said)
            assert shown(state) == ["benefit.old"], limit
    assert 1 in codes
    code, said = run_once(state)
    assert (code, len(shown(state))) == (0, 100), said
    with ContentStore(Path(StateFiles(state).content_db)) as store:
        assert store.examine().rotten == {}


def test_a_full_database_is_told_apart_and_recorded_nowhere_it_could_hurt(
    platform: SignedLines, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    poll_once(state, platform)
    platform.publish({"4401": list(large_lines(300, body_bytes=2000))})
    agent = open_agent(state, platform)
    with agent._store.transaction() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(WorldError) as caught:
        agent.poll()
    assert caught.value.code == "store.disk_full"
    assert shown(state) == ["benefit.old"]
    with agent._store.transaction() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    agent.poll()
    agent.close()
    assert len(shown(state)) == 100


def test_a_state_folder_that_cannot_be_written_is_said_in_a_sentence(platform: SignedLines, tmp_path: Path) -> None:
    state = tmp_path / "state"
    provision(state, platform.root)
    (state / "inbox.db").mkdir()
    with pytest.raises(WorldError) as caught:
        open_agent(state, platform)
    assert caught.value.code == "store.no_access"
    assert say(caught.value.code, **caught.value.params)
