"""What a visit adds to the counts of the day, and when."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from tests.sign_up_desk import PlatformSide
from tests.ui.conftest import Resident

LAWYER = "activity.lawyer-thu.20261126"


def kept(state: Path) -> dict[str, int]:
    """The counts of the day as they lie in the journal's file."""
    with contextlib.closing(sqlite3.connect(f"file:{state}/journal.db?mode=ro", uri=True)) as plain:
        return dict(plain.execute("SELECT name, n FROM day_count").fetchall())


def test_a_visit_counts_what_was_looked_at_and_where_it_was_given_up(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    shell = resident.ui.shell
    shell.visit.leave()
    for _ in range(2):
        shell.visit.wake()
        resident.pause()
        resident.press("惠民清单")
        resident.press("最低生活保障金")
        resident.press("返回上一页")
        shell.navigator.open("activity", LAWYER)
        resident.press("排候补")
        resident.press("O")
        assert "visit" not in kept(state) or kept(state)["visit"] == 1, "nothing is written while somebody is there"
        shell.visit.leave()
    found = kept(state)
    (benefit,) = [name for name in found if name.startswith("view.benefit.")]
    assert found == {"visit": 2, benefit: 2, f"view.{LAWYER}": 2, "abandoned.sign_up.name": 2}


def test_a_terminal_without_a_journal_counts_in_vain_and_says_nothing(resident: Resident, state: Path) -> None:
    resident.ui.shell.visit.leave()
    resident.ui.shell.visit.wake()
    resident.ui.shell.visit.leave()
    assert not (state / "journal.db").exists()
