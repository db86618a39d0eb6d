"""The same platform on PostgreSQL: journals, seats and the contract. Needs PostgreSQL's programs, so only with ``--long``."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.platform.commands.backup import run as run_backup
from sync.platform.conformance.runner import run
from sync.platform.conformance.suite import Outcome, Suite
from sync.platform.message_keys import KeyFolder, public_keys
from sync.platform.published import Published
from sync.platform.store.life import faults
from sync.protocol.messages import Ack
from tests.integration.platform_server import RunningPlatform, activity

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


class Postgres:
    """A server of our own in a folder, on a free loopback port, run by somebody who is not root."""

    def __init__(self, folder: Path) -> None:
        self._bin = PROGRAMS[-1]
        self._folder = folder / "pg"
        self._folder.mkdir()
        self._as = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
        if self._as:
            for parent in (self._folder, *self._folder.parents):
                if parent.is_relative_to(folder.parent.parent):
                    parent.chmod(0o755)
            shutil.chown(self._folder, "nobody", "nogroup")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._run("initdb", "-D", self._folder / "data", "-U", "kiosk", "-A", "trust", "-E", "UTF8", "--locale=C")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self._folder}"
        self._run("pg_ctl", "-D", self._folder / "data", "-w", "-l", self._folder / "log", "-o", options, "start")
        self.url = f"postgresql://kiosk@127.0.0.1:{self.port}/postgres"

    def _run(self, program: str, *arguments: object) -> None:
        command = [*self._as, str(self._bin / program), *map(str, arguments)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._folder)

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "-D", self._folder / "data", "-w", "-m", mode, "stop")


@pytest.fixture
def platform(tmp_path: Path, long_run: bool) -> Iterator[RunningPlatform]:
    if not long_run:
        pytest.skip("a PostgreSQL server of our own takes its time: only with --long")
    assert PROGRAMS, "PostgreSQL is missing: apt-get install postgresql"
    server = Postgres(tmp_path)
    found = RunningPlatform(tmp_path / "platform", url=server.url)
    yield found
    found.close()
    server.stop()


def test_the_whole_contract_holds_on_postgresql(platform: RunningPlatform) -> None:
    rows = (activity("small", 6), activity("open", None))
    platform.publish(*rows)
    with platform.at_work():
        published = Published(rows, public_keys(KeyFolder(platform.folder)))
        codes = (platform.code("K-00001"), platform.code("K-00002"))
        found = list(run(Suite(platform.post, codes=codes, published=published)))
    assert [(r.name, r.why) for r in found if r.outcome is not Outcome.PASSED] == []
    with platform.database.read() as db:
        assert faults(db, now=platform.clock()) == ()


def test_a_dump_makes_entries_durable(platform: RunningPlatform, monkeypatch: pytest.MonkeyPatch) -> None:
    import argparse

    monkeypatch.setenv("PATH", f"{PROGRAMS[-1]}:{os.environ['PATH']}")
    with platform.at_work():
        terminal = platform.terminal()
        assert terminal.deliver().payload(Ack).durable_seq == 0
        out = platform.folder / "dump"
        assert run_backup(argparse.Namespace(dir=platform.folder, database=platform.database_url, out=out)) == 0
        assert terminal.deliver().payload(Ack).durable_seq == 1
    assert out.stat().st_size > 1000
