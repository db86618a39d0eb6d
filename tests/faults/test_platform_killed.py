"""The platform killed at any moment of taking journals in: what it acknowledged is there once, and so is all that follows."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import requests
import sqlalchemy as sa

from kiosk.domain import inbox
from sync.platform.conformance.terminal import Answer, SimulatedTerminal, over_http
from sync.platform.store import tables as t
from sync.platform.store.life import faults
from sync.protocol.messages import Ack
from tests.integration.platform_server import RunningPlatform, activity

ROOT = Path(__file__).parents[2]
TERMINALS = 4


class Server:
    """The real command in a process of its own, killed and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.url = ""
        self.up = threading.Event()
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "sync.platform", "serve", "--dir", str(self._folder), "--port", "0"]
        with (self._folder / "errors").open("ab") as errors:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, cwd=ROOT)
        assert self._process.stdout is not None
        self.url = json.loads(self._process.stdout.readline())["url"]
        self.up.set()

    def state(self) -> str:
        """What became of it, for a failing test."""
        return f"exit code {self._process.poll()}, {(self._folder / 'errors').read_text()[-2000:]}"

    def kill(self) -> None:
        self.up.clear()
        self._process.kill()
        self._process.communicate()


class Sender(threading.Thread):
    """A terminal that signs people up without end and sends again whatever was not acknowledged."""

    def __init__(self, terminal: SimulatedTerminal, acknowledged: threading.Semaphore, up: threading.Event) -> None:
        super().__init__(daemon=True)
        self._up = up
        self.terminal = terminal
        self.acknowledged: list[str] = []
        self.last: object = None
        """The last answer that was no acknowledgement, or why there was none."""
        self._one_more = acknowledged
        self._ending = threading.Event()

    def run(self) -> None:
        held = 0
        while not (self._ending.is_set() and held == len(self.terminal.entries)):
            if held == len(self.terminal.entries):
                self.terminal.sign_up("activity.open")
            try:
                answer = self.terminal.deliver(held + 1)
            except requests.RequestException as error:
                self.last = error
                self._up.wait(60)
                continue
            if answer.status != 200:
                self.last = answer
                continue
            ack = answer.payload(Ack)
            assert ack.trouble is None, ack
            for entry in self.terminal.entries[held : ack.accepted_seq]:
                self.acknowledged.append(entry.id)
                self._one_more.release()
            held = ack.accepted_seq

    def end(self) -> None:
        """Deliver what is written, then stop."""
        self._ending.set()


def test_what_was_acknowledged_is_there_exactly_once(tmp_path: Path, long_run: bool) -> None:
    kills = 500 if long_run else 6
    rng = random.Random(4401)  # noqa: S311
    platform = RunningPlatform(tmp_path / "platform")
    platform.publish(activity("open", None))
    server = Server(platform.folder)

    def post(path: str, body: bytes) -> Answer:
        return over_http(server.url)(path, body)

    acknowledged = threading.Semaphore(0)
    senders = []
    for number in range(TERMINALS):
        terminal = SimulatedTerminal(post)
        assert terminal.enrol(platform.code(f"K-{number:05d}")).status == 200
        terminal.begin()
        senders.append(Sender(terminal, acknowledged, server.up))
    for sender in senders:
        sender.start()
    for kill in range(kills):
        for _ in range(rng.randint(1, 20)):
            if not acknowledged.acquire(timeout=180):
                alive = [sender.is_alive() for sender in senders]
                last = [sender.last for sender in senders]
                pytest.fail(f"after {kill} kills nothing is acknowledged: {server.state()}, {alive}, {last}")
        server.kill()
        server.start()
    for sender in senders:
        sender.end()
    for sender in senders:
        sender.join(60)
        assert not sender.is_alive()
    ids = {entry for sender in senders for entry in sender.acknowledged}
    with platform.database.read() as db:
        stored = list(db.scalars(sa.select(t.entry.c.id)))
        receipts = [
            bytes(body) for body in db.scalars(sa.select(t.message.c.body).where(t.message.c.kind == "receipt"))
        ]
        assert faults(db, now=platform.clock()) == ()
    told = [json.loads(body)["of"] for body in receipts]
    assert len(stored) == len(set(stored))
    assert ids <= set(stored)
    assert len(told) == len(set(told)) == len(ids) - TERMINALS  # all but the first entry of each journal
    for sender in senders:
        assert len(sender.terminal.told(inbox.Receipt)) == len(sender.acknowledged) - 1
    server.kill()
    platform.close()


@pytest.mark.logs_warnings
def test_a_full_disk_is_said_and_nothing_is_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commit fails: the terminal hears that it should come back, and then everything goes through."""
    platform = RunningPlatform(tmp_path / "platform")
    platform.publish(activity("open", None))
    with platform.at_work():
        terminal = platform.terminal()
        terminal.sign_up("activity.open")
        with platform.database.write() as db:
            pages = db.exec_driver_sql("PRAGMA page_count").scalar_one()
        limit = f"PRAGMA max_page_count = {pages}"
        honest = sa.engine.Connection.exec_driver_sql

        def small(self: sa.Connection, statement: str, *args: object, **how: object) -> object:
            found = honest(self, statement, *args, **how)  # type: ignore[arg-type]
            if statement == "BEGIN IMMEDIATE":
                honest(self, limit)
            return found

        monkeypatch.setattr(sa.engine.Connection, "exec_driver_sql", small)
        for _ in range(400):
            terminal.sign_up("activity.open")
        refused = terminal.deliver(1, 100)
        while refused.status == 200:
            first = refused.payload(Ack).accepted_seq + 1
            refused = terminal.deliver(first, min(first + 99, len(terminal.entries)))
        assert (refused.status, refused.headers["retry-after"]) == (503, "60")
        limit = "PRAGMA max_page_count = 1073741823"  # there is room again
        seq = 0
        while seq < len(terminal.entries):
            seq = terminal.deliver(seq + 1, min(seq + 100, len(terminal.entries))).payload(Ack).accepted_seq
    with platform.database.read() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(t.promise)) == len(terminal.entries) - 1
        assert faults(db, now=platform.clock()) == ()
    platform.close()
