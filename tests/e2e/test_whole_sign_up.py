"""The whole way of a sign-up through real processes: platform, agent, and the kiosk with its supervisor.

Given while the cable is out, delivered once it is back, held by the platform exactly once whatever is killed meanwhile; the receipt comes
back, and the ticket is still the one she went home with.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.inbox_reader import InboxReader
from data.journal_reader import JournalReader
from kiosk.domain.inbox import Outcome
from kiosk.domain.journal import Entry
from kiosk.domain.journal_bodies import SignUp
from kiosk.domain.take_away import token_of
from kiosk.usecases.clock import GUANGZHOU
from tests.e2e.conftest import BIN, System
from tests.kiosk_process import Kiosk, running

ACTIVITY = "activity.whole-way"
SCOPE, TERMINAL = "440105003", "K-00001"
PHONE = "13802468135"
OF_THE_WEEKLY_ONE = {"id", "recurs", "starts", "ends", "signup_closes_h"}


class Town(System):
    """A system whose terminal is enrolled, with an activity in three days; its platform can be cut off and come back."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        day = dt.datetime.now(GUANGZHOU).date() + dt.timedelta(days=3)
        weekly = (self.sources / "activity" / "lawyer-thu.yaml").read_text(encoding="utf-8").splitlines()
        once = [
            f"id: {ACTIVITY}",
            f"starts_at: {day}T14:30:00",
            f"ends_at: {day}T16:30:00",
            f"signup_until: {day}T12:00:00",
        ]
        once += [line for line in weekly if line.split(":")[0] not in OF_THE_WEEKLY_ONE]
        (self.sources / "activity" / "whole-way.yaml").write_text("\n".join(once) + "\n", encoding="utf-8")
        self.command("kiosk-platform", "init", "--dir", self.platform)
        self.publish()
        self.cable_in()
        self.provision(f"http://127.0.0.1:{self.port}")
        self.command("kiosk", "agent", "--state", self.terminal, "--once")
        made = subprocess.run(
            [BIN / "kiosk-platform", "enrol", "--dir", self.platform, "--scope", SCOPE, TERMINAL],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        code = re.search(r"\b(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}\b", made.stdout)
        assert code is not None, made.stdout
        self.command("kiosk", "enrol", "--state", self.terminal, "--code", code.group())

    def cable_in(self) -> None:
        """The platform can be reached, always at the same address."""
        self.served = self.start(
            "kiosk-platform", "serve", "--dir", self.platform, "--host", "127.0.0.1", "--port", str(self.port),
            "--durable", "commit",
        )  # fmt: skip
        assert self.served.stdout is not None
        assert json.loads(self.served.stdout.readline())["port"] == self.port

    def cable_out(self) -> None:
        self.end(self.served, signal.SIGKILL)

    def seats(self) -> int:
        """Seats the platform has lent to this terminal, as far as it knows."""
        with InboxReader(self.terminal / "inbox.db") as inbox:
            return sum(held.grant.seats for held in inbox.leases() if held.grant.activity == ACTIVITY)

    def signed_up(self) -> list[Entry]:
        with JournalReader(self.terminal / "journal.db") as reader:
            return [entry for entry in reader.entries(0, limit=1000) if entry.heading.kind == "sign_up"]

    def outcome(self, entry: Entry) -> Outcome | None:
        with InboxReader(self.terminal / "inbox.db") as inbox:
            receipt = inbox.receipt(entry.id)
        return None if receipt is None else receipt.outcome

    def said_of(self, code: str) -> str:
        """What the office is told of the code on a ticket; the command fails where it is not valid."""
        return subprocess.run(
            [BIN / "kiosk-platform", "ticket", code, "--dir", self.platform], capture_output=True, text=True, check=True
        ).stdout

    def held(self, out: Path) -> list[dict[str, str]]:
        """The list of the activity as the office prints it."""
        self.command("kiosk-platform", "activity-list", ACTIVITY, "--dir", self.platform, "--out", out)
        return list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


@pytest.fixture
def kiosk(town: Town, tmp_path: Path) -> Iterator[Kiosk]:
    with running(town.terminal, tmp_path / "kiosk") as made:
        yield made


def test_signed_up_offline_it_is_held_once_and_the_ticket_stays_the_same(
    town: Town, kiosk: Kiosk, tmp_path: Path
) -> None:
    agent = town.agent()
    screen = kiosk.screen()
    screen.ask("wake")
    screen.ask(
        "open", "activity", ACTIVITY
    )  # the first look at an activity begins the journal; only then are seats lent to it
    kiosk.wait_for(lambda: town.seats() > 0, "seats of our own")
    town.cable_out()

    screen.ask("home")
    screen.ask("open", "activity", ACTIVITY)
    screen.press("报名")
    for what in ("O", "欧阳", "女士", "下一步"):
        screen.press(what)
    screen.type(PHONE)
    screen.press("下一步")
    screen.press("我同意")
    screen.press("确认报名")
    screen.wait_to_see("报上了，欧阳女士")
    assert any("断网也有效" in text for text in screen.ask("texts"))
    (entry,) = town.signed_up()
    body = entry.body()
    assert isinstance(body, SignUp)
    assert body.seat is not None
    given = token_of(screen.ask("code", "ticket"))
    assert given is not None
    screen.press("好了，结束并清除")
    successor = kiosk.screen(other_than={screen.pid})

    town.end(agent, signal.SIGKILL)
    town.cable_in()
    town.end(town.agent(), signal.SIGKILL)
    town.agent()
    kiosk.wait_for(lambda: town.outcome(entry) is not None, "a receipt")
    assert town.outcome(entry) is Outcome.ACCEPTED
    (row,) = town.held(tmp_path / "list.csv")
    assert body.ticket in row.values()
    assert PHONE in row.values()
    assert town.signed_up() == [entry]

    successor.ask("wake")
    successor.ask("open", "tickets", "")
    successor.type(body.ticket[1:] + PHONE[-4:])
    successor.press("找我的")
    successor.wait_to_see(f"{body.ticket[0]} {body.ticket[1:]}")
    assert "平台已经收到，报名有效" in successor.ask("texts")
    assert token_of(successor.ask("code", "found")) == given, "found again it is the very same ticket"
    assert f"签名对，是终端 {TERMINAL} 出的" in town.said_of(given)
