"""Orders of the platform on the screen: the paused page comes up with a way on, and is gone by itself; revoked, nothing stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from data.journal_opening import open_journal
from data.journal_reader import PRESENT, journal_files
from data.sealing import Sealer
from kiosk.app.standing import StandingOrders
from kiosk.app.tour import HandWatch
from kiosk.domain.farewell import THANKS_S, Farewell, Trace
from kiosk.domain.inbox import Command, CommandName, PauseReason
from kiosk.domain.journal_private import Contact, FormOfAddress
from kiosk.viewmodels.paused import FINISH_S
from kiosk.viewmodels.visit import SETTLE_S
from tests.faults.test_canaries import traces
from tests.journal_samples import MOMENT, PLATFORM_KEY, sign_up
from tests.sign_up_desk import INCARNATION, PlatformSide
from tests.ui.conftest import NOW, SETTINGS, Resident

Open = Callable[..., Resident]


def order(platform: PlatformSide, command: CommandName, **more: object) -> None:
    platform.tell(Command(command=command, **more))  # type: ignore[arg-type]


@pytest.fixture
def watch() -> HandWatch:
    return HandWatch()


@pytest.fixture
def waiting(open_kiosk: Open, platform: PlatformSide, watch: HandWatch) -> Resident:
    """Nobody is there; the terminal is enrolled."""
    return open_kiosk(stopwatch=watch, waiting=True)


def test_a_pause_says_why_until_when_and_who_helps_and_ends_by_itself(
    waiting: Resident, platform: PlatformSide
) -> None:
    until = NOW + dt.timedelta(minutes=30)
    order(platform, CommandName.PAUSE, reason=PauseReason.MAINTENANCE, until=until.astimezone(dt.UTC))
    waiting.wait_to_see("正在维护")
    assert waiting.sees(f"{until:%-H:%M}")
    assert waiting.sees("找这里的工作人员")
    assert waiting.sees("打 12345"), "the number is the content's"
    waiting.touch_at(waiting.ui.window.contentItem().boundingRect().center().toPoint())
    assert waiting.ui.shell.paused.shown, "a touch begins nothing"
    order(platform, CommandName.RESUME)
    waiting.wait_to_see("点一下屏幕，开始")
    assert not waiting.sees("正在维护")


def test_the_bars_begin_nothing_while_paused_but_letters_language_and_staff_are_there(
    waiting: Resident, platform: PlatformSide
) -> None:
    order(platform, CommandName.PAUSE)
    waiting.wait_to_see("暂停使用")
    assert waiting.find("首页").property("blocked")
    assert waiting.find("返回").property("blocked")
    waiting.press("语言")
    waiting.wait_to_see("English")
    waiting.press("English")
    waiting.wait_to_see("Out of service.")
    assert waiting.sees("Call 12345")


def test_a_pause_with_an_end_is_over_at_its_end(open_kiosk: Open, platform: PlatformSide) -> None:
    order(platform, CommandName.PAUSE, until=(NOW + dt.timedelta(hours=26)).astimezone(dt.UTC))
    before = open_kiosk(waiting=True)
    assert before.sees("11月25日")
    after = open_kiosk(at=NOW + dt.timedelta(hours=27), waiting=True)
    assert not after.ui.shell.paused.shown


def test_whoever_is_in_the_middle_of_something_may_finish(
    waiting: Resident, platform: PlatformSide, watch: HandWatch
) -> None:
    waiting.press("点一下屏幕")
    waiting.wait_for(lambda: waiting.ui.shell.navigator.screen == "home")
    order(platform, CommandName.PAUSE)
    waiting.ui.context.poll()
    for _ in range(4):
        watch.seconds += FINISH_S / 5
        waiting.ui.shell.visit.note_input()
        waiting.ui.context.poll()
        assert not waiting.ui.shell.paused.shown
    watch.seconds += FINISH_S / 5
    waiting.ui.shell.visit.note_input()
    waiting.ui.context.poll()
    assert waiting.ui.shell.paused.shown, "but not for ever"
    assert waiting.ui.shell.navigator.screen == "idle", "and everything of theirs is forgotten"


def test_a_pause_comes_as_soon_as_the_visit_is_over(waiting: Resident, platform: PlatformSide) -> None:
    waiting.press("点一下屏幕")
    waiting.wait_for(lambda: waiting.ui.shell.navigator.screen == "home")
    order(platform, CommandName.PAUSE)
    waiting.ui.context.poll()
    assert not waiting.ui.shell.paused.shown
    waiting.ui.shell.visit.leave()
    waiting.ui.context.poll()
    assert waiting.ui.shell.paused.shown


def test_whoever_typed_something_is_thanked_before_the_page_comes(
    waiting: Resident, platform: PlatformSide, watch: HandWatch
) -> None:
    waiting.press("点一下屏幕")
    shell = waiting.ui.shell
    waiting.wait_for(lambda: shell.navigator.screen == "home")
    shell.navigator.open("tickets", "")
    order(platform, CommandName.PAUSE)
    waiting.ui.context.poll()
    for _ in range(5):
        watch.seconds += FINISH_S / 5
        shell.visit.note_input()
        waiting.ui.context.poll()
    assert not shell.paused.shown
    assert waiting.sees("查的票")
    watch.seconds += SETTLE_S
    waiting.touch_at(waiting.ui.window.contentItem().boundingRect().center().toPoint())
    waiting.ui.context.poll()
    assert shell.paused.shown, "a touch begins no other visit"
    assert shell.navigator.screen == "idle"


def test_the_next_process_thanks_before_the_page_comes(
    waiting: Resident, platform: PlatformSide, watch: HandWatch
) -> None:
    order(platform, CommandName.PAUSE)
    waiting.wait_to_see("暂停使用")
    waiting.ui.shell.part(Farewell(traces=(Trace.FORM,)))
    assert waiting.sees("填的表")
    watch.seconds += THANKS_S
    waiting.ui.context.poll()
    assert waiting.sees("暂停使用")


def test_locked_everything_can_be_read_and_nobody_can_sign_up(waiting: Resident, platform: PlatformSide) -> None:
    waiting.press("点一下屏幕")
    order(platform, CommandName.LOCK)
    waiting.wait_to_see("这台机器暂停报名")
    waiting.ui.shell.navigator.open("benefits", "")
    waiting.wait_to_see("最低生活保障")
    assert not waiting.ui.shell.paused.shown
    order(platform, CommandName.UNLOCK)
    waiting.wait_for(lambda: not waiting.sees("这台机器暂停报名"))


def test_revoked_in_the_middle_of_a_form_nothing_personal_stays(
    open_kiosk: Open, platform: PlatformSide, state: Path, watch: HandWatch
) -> None:
    """At once, whoever is there: the page comes up, and no envelope and no secret is left in any file."""
    people = [Contact(called=f"欧阳第{n}位", form=FormOfAddress.MS, phone=f"1390000{n:04}") for n in range(5)]
    sealed = sign_up_some(state, people)
    resident = open_kiosk(stopwatch=watch)
    resident.ui.shell.visit.note_input()
    resident.ui.shell.navigator.open("tickets", "")
    order(platform, CommandName.REVOKE)
    resident.wait_to_see("停用了")
    assert resident.sees("已经从机器里清除")
    assert resident.ui.shell.paused.why == "revoked"
    held = b"".join(
        path.read_bytes() for path in sorted(state.rglob("*")) if path.is_file() and "content" not in path.name
    )
    assert sealed
    for envelope in sealed:
        assert envelope not in held
        assert envelope[40:120] not in held
    for contact in people:
        assert not any(trace in held for text in (contact.called, contact.phone or "") for trace in traces(text))


def sign_up_some(state: Path, people: list[Contact]) -> list[bytes]:
    """Sign people up; what their envelopes are on the disk."""
    found = []
    store = open_journal(
        state, terminal=SETTINGS.terminal_id, incarnation=INCARNATION, software="0.1.0", moment=MOMENT
    ).store
    for number, contact in enumerate(people):
        draft = Sealer(SETTINGS.terminal_id, PLATFORM_KEY).draft(sign_up(f"A{number + 1:03}"), contact, moment=MOMENT)
        store.append(draft, secret=b"1234")
        assert draft.sealed is not None
        found.append(draft.sealed)
    store.close()
    return found


def test_a_wipe_that_could_not_be_finished_is_tried_again_and_who_reads_the_page_keeps_her_language(
    open_kiosk: Open, platform: PlatformSide, state: Path, watch: HandWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[bool] = []
    real = StandingOrders.wipe

    def busy_first(self: StandingOrders) -> bool:
        done = real(self)
        tries.append(done)
        return done and len(tries) > 1

    monkeypatch.setattr(StandingOrders, "wipe", busy_first)
    resident = open_kiosk(stopwatch=watch, waiting=True)
    order(platform, CommandName.REVOKE)
    resident.wait_to_see("停用了")
    assert not resident.sees("已经从机器里清除")
    resident.press("语言")
    resident.wait_to_see("English")
    resident.press("English")
    resident.wait_to_see("is retired")
    watch.seconds += 31
    resident.wait_to_see("have been wiped")
    assert len(tries) == 2


def test_a_successor_in_waiting_wipes_nothing(
    open_kiosk: Open, platform: PlatformSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiped = []
    monkeypatch.setattr(StandingOrders, "wipe", lambda _: wiped.append(True) or True)
    order(platform, CommandName.REVOKE)
    successor = open_kiosk(waiting=True, spare=True)
    assert successor.ui.shell.paused.shown, "what it will show is known"
    assert not wiped, "the journal is still the other's"
    successor.ui.begin()
    successor.wait_for(lambda: bool(wiped))


def test_a_damaged_journal_is_wiped_whole(open_kiosk: Open, platform: PlatformSide, state: Path) -> None:
    (state / PRESENT).write_bytes(b"x" * 9000)
    order(platform, CommandName.REVOKE)
    resident = open_kiosk(waiting=True)
    resident.wait_to_see("已经从机器里清除")
    assert journal_files(state) == ()


def test_enrolled_again_the_terminal_comes_back(waiting: Resident, platform: PlatformSide) -> None:
    order(platform, CommandName.REVOKE)
    waiting.wait_to_see("停用了")
    platform.enrol(INCARNATION + 1)
    waiting.wait_to_see("点一下屏幕，开始")


@pytest.mark.logs_warnings
def test_an_inbox_that_cannot_be_read_changes_nothing(waiting: Resident, platform: PlatformSide, state: Path) -> None:
    order(platform, CommandName.PAUSE)
    waiting.wait_to_see("暂停使用")
    platform.close()
    for path in state.glob("inbox.db*"):
        path.unlink()
    (state / "inbox.db").write_bytes(b"not a database, at least not one of ours" * 50)
    waiting.ui.context.poll()
    assert waiting.ui.shell.paused.shown, "what was ordered stays in force"
