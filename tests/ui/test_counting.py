"""What a visit adds to the counts of the day, and when."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from kiosk.domain.journal_bodies import DeviceHealth, DeviceState
from tests.sign_up_desk import HandTicks, PlatformSide, entries
from tests.ui.conftest import NOW, Resident

LANDSCAPE = (1920, 1080)
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


def test_what_is_opened_beside_its_list_is_counted_like_a_page_and_what_nobody_chose_is_not(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], state: Path
) -> None:
    resident = open_kiosk(size=LANDSCAPE)
    shell = resident.ui.shell
    shell.visit.leave()
    shell.visit.wake()
    chosen = []
    for screen, argument, listed, shown in (
        ("benefits", "", shell.benefits, shell.benefit),
        ("services", "", shell.services, shell.service),
        ("news", "government", shell.news, shell.article),
        ("places", "", shell.places, shell.place),
    ):
        shell.navigator.open(screen, argument)
        resident.wait_for(lambda shown=shown: bool(shown.recordId))
        resident.pause()
        other = next(row for row in map(listed.rows.line, range(4)) if row.record_id != shown.recordId)
        resident.press(other.title)
        assert shown.recordId == other.record_id, screen
        chosen.append(other.record_id)
    shell.navigator.open("place", chosen[-1])
    shell.visit.leave()
    assert kept(state) == {"visit": 1, **{f"view.{record_id}": 1 for record_id in chosen}}


def test_a_terminal_without_a_journal_counts_in_vain_and_says_nothing(resident: Resident, state: Path) -> None:
    resident.ui.shell.visit.leave()
    resident.ui.shell.visit.wake()
    resident.ui.shell.visit.leave()
    assert not (state / "journal.db").exists()


def test_where_a_check_is_given_up_is_counted_and_never_at_which_question(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    shell = resident.ui.shell
    shell.visit.leave()
    check = shell.selfCheck.check

    def begin(questions: int) -> None:
        shell.visit.wake()
        shell.navigator.open("check", "")
        check.start()
        for _ in range(questions):
            if shell.navigator.screen == "check_question":
                check.choose(check.choices.line(0).key)
                check.next()

    begin(2)
    shell.visit.leave()
    begin(99)
    shell.visit.leave()
    begin(99)
    check.showResultsNow()
    shell.visit.leave()
    given_up = {name: n for name, n in kept(state).items() if name.startswith("abandoned.")}
    assert given_up == {"abandoned.check.question_3": 1, "abandoned.check.review": 1}


def test_how_the_devices_are_is_written_down_when_nobody_is_there(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], state: Path
) -> None:
    clock = HandTicks(NOW)
    resident = open_kiosk(clock=clock)
    clock.pass_s(60)
    resident.ui.context.poll()
    assert not entries(state), "not while somebody is there"
    resident.ui.shell.visit.rest()
    clock.pass_s(60)
    resident.ui.context.poll()
    (entry,) = entries(state)
    body = entry.body()
    assert isinstance(body, DeviceHealth)
    assert (body.printer, body.scanner) == (DeviceState.ABSENT, DeviceState.ABSENT)
    clock.pass_s(60)
    resident.ui.context.poll()
    assert len(entries(state)) == 1
