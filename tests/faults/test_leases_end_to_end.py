"""Terminals that come and go, reboot, lose their clocks and are enrolled again, against a real platform: never more than seats."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from kiosk.domain import leases_platform
from sync.platform.store import tables
from tests.delivering import Centre, Terminal, site

SHORT = (4, 3)
LONG = (20, 200)
"""Terminals and histories."""
STEPS_EACH = 15
CAPACITY = 6
ALONE = ("sell", "close", "reboot", "clock", "restart")


def test_no_history_of_partitions_and_wrong_clocks_sells_a_seat_twice(tmp_path: Path, long_run: bool) -> None:
    terminals, histories = LONG if long_run else SHORT
    sold = 0
    for number in range(histories):
        # Each with a fleet and a platform of its own: seats of other activities held for ever would leave nothing to happen.
        base = tmp_path / str(number)
        sold += _whole_history(base, random.Random(number), terminals)  # noqa: S311 - repeatable
        shutil.rmtree(base)
    assert sold > histories * CAPACITY / 2, "hardly anything was sold: nothing was proved"
    sys.stdout.write(f"{histories} histories of {terminals} terminals: {sold} seats of {histories * CAPACITY} sold\n")


def _whole_history(base: Path, chance: random.Random, terminals: int) -> int:
    """One history to its end, checked; the number sold."""
    with site(base, {"h": CAPACITY}) as make:
        fleet = [make(f"K-{number + 1:05}") for number in range(terminals)]
        sold: list[str] = []
        _history(chance, fleet, "activity.h", sold)
        for terminal in fleet:  # every partition ends
            terminal.clocks.off = dt.timedelta()
            terminal.clocks.trusted = True
            terminal.clocks.pass_s(7 * 3600)
            terminal.delivery.exchange()
        _never_overbooked(fleet[0].centre, "activity.h", sold)
    return len(sold)


def test_a_platform_that_forgets_what_it_lent_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The histories can show a fault: with lent seats still counted as free, too many people get one."""
    real = leases_platform.lend

    def forgetful(pool: leases_platform.Pool, *args: Any, **options: Any) -> leases_platform.Lent:
        return msgspec.structs.replace(real(pool, *args, **options), pool=pool)

    monkeypatch.setattr(leases_platform, "lend", forgetful)
    with site(tmp_path, {"h0": CAPACITY}) as make:
        fleet = [make(f"K-{number + 1:05}") for number in range(4)]
        confirmed: list[str] = []
        _history(random.Random(0), fleet, "activity.h0", confirmed)  # noqa: S311 - repeatable
        for terminal in fleet:
            terminal.delivery.exchange()
        with pytest.raises(AssertionError, match="people for"):
            _never_overbooked(fleet[0].centre, "activity.h0", confirmed)


def _history(chance: random.Random, fleet: list[Terminal], activity: str, confirmed: list[str]) -> None:
    cut = set(chance.sample(range(len(fleet)), len(fleet) // 3))
    for _ in range(STEPS_EACH * len(fleet)):
        number = chance.randrange(len(fleet))
        terminal = fleet[number]
        what = chance.choices(("cut", "exchange", *ALONE), (2, 10, 14, 3, 1, 1, 1))[0]
        if what == "cut":
            cut ^= {number}
        elif what == "exchange" and number not in cut:
            terminal.delivery.exchange()
        elif what in ALONE:
            _alone(chance, terminal, what, activity, confirmed)


def _alone(chance: random.Random, terminal: Terminal, what: str, activity: str, confirmed: list[str]) -> None:
    """What a terminal does without anybody."""
    match what:
        case "sell":
            entry = terminal.sign_up(activity, limited=True)
            if entry is not None:
                confirmed.append(entry.id)
        case "close":
            terminal.close_leases()
        case "reboot":
            terminal.clocks.reboot(trusted=chance.random() < 0.5)
        case "clock":
            terminal.clocks.off = dt.timedelta(hours=chance.randint(-48, 48))
        case _:
            terminal.restart_agent()


def _never_overbooked(centre: Centre, activity: str, confirmed: list[str]) -> None:
    p, c = tables.promise.c, tables.conflict.c
    with centre.platform.database.read() as db:
        accepted = set(db.scalars(sa.select(p.entry).where(p.activity == activity, p.outcome == "accepted")))
        conflicts = set(db.scalars(sa.select(c.entry).where(c.activity == activity)))
    assert len(accepted) <= CAPACITY, f"{activity}: {len(accepted)} people for {CAPACITY} seats"
    assert accepted == set(confirmed), f"{activity}: a promise was broken"
    assert conflicts == set()
