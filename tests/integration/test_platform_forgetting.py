"""Names and telephones are kept as long as people agreed to and no longer; the chain stays whole without them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from kiosk.domain import journal_bodies as b
from sync.platform.cli import main
from sync.platform.conformance.terminal import CONSENT, SimulatedTerminal, now_utc
from sync.platform.store import tables as t
from sync.platform.store.books import Books
from sync.platform.store.forgetting import KEPT, forget_due
from sync.platform.store.life import faults
from sync.protocol.messages import Ack
from tests.integration.platform_server import RunningPlatform, activity

CLASS, LATER = "activity.class", "activity.later"
DAY = dt.timedelta(days=1)


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[RunningPlatform]:
    found = RunningPlatform(tmp_path / "platform")
    found.publish(activity("class", None), activity("later", None, starts_in=20 * DAY))
    with found.at_work():
        yield found
    found.close()


def deliver(terminal: SimulatedTerminal) -> None:
    assert terminal.deliver().payload(Ack).accepted_seq == len(terminal.entries)


def forget(platform: RunningPlatform, *, after: dt.timedelta) -> int:
    with platform.database.write() as db:
        return forget_due(Books(db, now=now_utc() + after))


def sealed(platform: RunningPlatform) -> set[str]:
    with platform.database.read() as db:
        assert faults(db, now=now_utc()) == (), "the chain is whole without envelopes"
        return set(db.scalars(sa.select(t.entry.c.id).where(t.entry.c.sealed.is_not(None))))


def test_an_activity_is_over_for_thirty_days_then_nobody_knows_who_came(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    signed, later = terminal.sign_up(CLASS).id, terminal.sign_up(LATER).id
    corrected = [terminal.write(b.Correction(of=signed, activity=CLASS)).id for _ in range(2)]
    deliver(terminal)
    assert sealed(platform) == {signed, later, *corrected}
    assert forget(platform, after=KEPT) == 0
    assert forget(platform, after=KEPT + 2 * DAY) == 3
    assert sealed(platform) == {later}
    assert forget(platform, after=KEPT + 2 * DAY) == 0


def test_a_number_that_was_left_is_forgotten_on_the_day_that_was_said(platform: RunningPlatform) -> None:
    terminal = platform.terminal()
    by = now_utc() + DAY
    left = terminal.write(
        b.Referral(
            ticket=terminal.ticket(),
            consent=CONSENT,
            receiver="place.here",
            call_by=by,
            keep_until=(by + KEPT).date(),
        )
    ).id
    service = terminal.write(b.Referral(ticket=terminal.ticket(), consent=CONSENT, service="service.visit")).id
    deliver(terminal)
    assert forget(platform, after=KEPT) == 0
    assert forget(platform, after=KEPT + 3 * DAY) == 1
    assert sealed(platform) == {service}, "nobody said when a service is over"
    assert left not in sealed(platform)


def test_the_command_says_how_many_and_writes_down_who(
    platform: RunningPlatform, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forget", "--dir", str(platform.folder), "--by", "S-1001"]) == 0
    assert "0" in capsys.readouterr().out
    with platform.database.read() as db:
        assert db.scalar(sa.select(t.operator_act.c.by).where(t.operator_act.c.act == "forget")) == "S-1001"


def test_nobody_waiting_for_an_answer_is_said(platform: RunningPlatform, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["promotions", "--dir", str(platform.folder)]) == 0
    assert "没有人在等回话" in capsys.readouterr().out
    assert main(["promotions", "--dir", str(platform.folder), "--entry", "x"]) == 2
