"""Whoever is interrupted in the middle of a page finds it as it was; what changed meanwhile is said, and promised to nobody unseen."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Callable
from pathlib import Path

import msgspec
import shiboken6
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from data.content_store import ContentStore
from kiosk.app.succession import Succession
from kiosk.app.tour import HandWatch
from kiosk.domain.farewell import Farewell
from kiosk.domain.inbox import Command, CommandName
from kiosk.domain.journal_bodies import Correction
from kiosk.domain.terminal import StateFiles
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.sign_up_desk import PlatformSide, entries, key_line
from tests.ui.conftest import NOW, Resident
from tests.ui.test_my_tickets import look_up
from tests.ui.test_news import MovingClock
from tests.ui.test_referral import VISITS, ask_for_it
from tests.ui.test_self_check import SKIP, begin, to_the_results
from tests.ui.test_sign_up import LAWYER, fill_in, to_the_form, type_phone

AN_HOUR_MS = 3_600_000

Lines = dict[str, list[Line]]


def published(state: Path, lines: Lines, change: Callable[[Line], Line | None]) -> None:
    """The agent brings every record as ``change`` makes it; None for one that was withdrawn."""
    changed = {
        scope: [new for old in of_scope if (new := change(old)) is not None] for scope, of_scope in lines.items()
    }
    with ContentStore(Path(StateFiles(state).content_db)) as agent:
        fill(agent, {**changed, "4401": [*changed["4401"], key_line()]}, gen=3)


def with_body(line: Line, **changes: object) -> Line:
    """The record with some fields of its body changed."""
    assert line.body is not None
    body = {**msgspec.json.decode(line.body), **changes}
    return msgspec.structs.replace(line, rev=line.rev + 1, body=msgspec.Raw(msgspec.json.encode(body)))


def to_the_read_back(resident: Resident) -> None:
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")


# Covered by the page of those who come to help -------------------------------------------------------------------------


def test_an_answer_that_was_chosen_outlasts_a_look_at_the_page_for_help(
    platform: PlatformSide, resident: Resident
) -> None:
    begin(resident)
    question = resident.ui.shell.navigator.argument
    resident.press(SKIP)
    resident.press("叫工作人员")
    assert resident.ui.shell.navigator.screen == "help"
    resident.press("返回上一页")
    assert resident.ui.shell.navigator.argument == question
    assert resident.find(SKIP).property("checked")
    assert resident.sees("下一题")


def test_the_code_for_staff_still_counts_when_they_were_called_to_it(
    platform: PlatformSide, resident: Resident
) -> None:
    to_the_results(resident)
    resident.ui.shell.navigator.open("check_hand_over", "")
    resident.ui.shell.selfCheck.handOver.agree()
    code = resident.ui.shell.selfCheck.handOver.payload
    assert code
    resident.press("叫工作人员")
    resident.press("返回上一页")
    assert resident.ui.shell.navigator.screen == "check_hand_over"
    assert resident.ui.shell.selfCheck.handOver.payload == code


def test_nothing_leads_back_into_a_form_that_was_done(platform: PlatformSide, resident: Resident) -> None:
    to_the_read_back(resident)
    resident.press("确认排候补")
    resident.press("再报一场")
    assert resident.ui.shell.navigator.screen == "activities"
    resident.press("返回上一页")
    assert resident.ui.shell.navigator.top == ("activity", LAWYER)


# New content under an open form ----------------------------------------------------------------------------------------


def test_an_activity_that_was_moved_is_read_back_anew_and_has_to_be_agreed_to_again(
    platform: PlatformSide, resident: Resident, state: Path, starter_lines: Lines
) -> None:
    to_the_read_back(resident)
    published(
        state,
        starter_lines,
        lambda line: (
            with_body(line, starts_at="2026-11-26T19:30:00", ends_at="2026-11-26T20:30:00", room="一楼大厅")
            if line.id == LAWYER
            else line
        ),
    )
    resident.wait_to_see("19:30")
    assert resident.sees("一楼大厅")
    assert resident.sees("刚刚有改动，请再核对一遍")
    assert not resident.ui.shell.signUp.agreed
    assert (resident.ui.shell.signUp.surname, resident.ui.shell.signUp.phone) == ("欧阳", "13987654321")
    resident.pause()
    resident.press("我同意")
    resident.press("确认排候补")
    assert resident.sees("19:30")
    assert len(entries(state)) == 1


def test_what_was_published_under_the_finger_is_not_confirmed_unseen(
    platform: PlatformSide, resident: Resident, state: Path, starter_lines: Lines
) -> None:
    to_the_read_back(resident)
    published(state, starter_lines, lambda line: with_body(line, room="一楼大厅") if line.id == LAWYER else line)
    resident.ui.shell.signUp.confirm("")  # before the window has looked at the file
    assert not entries(state)
    assert resident.sees("一楼大厅")
    assert resident.sees("刚刚有改动")


def test_what_became_sensitive_meanwhile_is_asked_on_its_own(
    platform: PlatformSide, resident: Resident, state: Path, starter_lines: Lines
) -> None:
    to_the_read_back(resident)
    published(state, starter_lines, lambda line: with_body(line, sensitive=True) if line.id == LAWYER else line)
    resident.wait_to_see("这件事要单独问您")
    assert resident.ui.shell.signUp.surname == "欧阳"


def test_an_activity_that_was_cancelled_closes_its_form_and_names_whom_to_ring(
    platform: PlatformSide, resident: Resident, state: Path, starter_lines: Lines
) -> None:
    to_the_read_back(resident)
    published(state, starter_lines, lambda line: None if line.id == LAWYER else line)
    resident.wait_to_see("这一项现在看不到了")
    assert resident.sees("020-8400\u00a00008")
    assert resident.ui.shell.signUp.phone == ""
    assert not entries(state)


def test_a_ticket_that_was_looked_up_says_the_new_time(
    platform: PlatformSide, resident: Resident, state: Path, starter_lines: Lines
) -> None:
    to_the_read_back(resident)
    resident.press("确认排候补")
    code = resident.ui.shell.signUp.code
    resident.ui.shell.navigator.home()
    resident.ui.shell.navigator.open("tickets", "")
    resident.pause()
    look_up(resident, code, "4321")
    assert not resident.sees("19:30")
    published(
        state,
        starter_lines,
        lambda line: (
            with_body(line, starts_at="2026-11-26T19:30:00", ends_at="2026-11-26T20:30:00")
            if line.id == LAWYER
            else line
        ),
    )
    resident.wait_to_see("19:30")


def test_a_request_is_put_right_also_when_its_service_is_not_published_any_more(
    platform: PlatformSide, resident: Resident, state: Path, starter_lines: Lines
) -> None:
    ask_for_it(resident)
    published(state, starter_lines, lambda line: None if line.id == VISITS else line)
    resident.ui.shell.navigator.home()
    resident.ui.shell.navigator.open("tickets", "")
    resident.pause()
    look_up(resident, "D001", "4321")
    resident.press("改称呼和手机")
    fill_in(resident, letter="L", surname="李", form="先生")
    type_phone(resident, "13911112222")
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认改成这样")
    assert isinstance(entries(state)[-1].body(), Correction)
    assert resident.ui.shell.signUp.step == "done"


def test_who_is_filling_in_a_form_when_a_pause_is_ordered_can_confirm_it(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    to_the_read_back(resident)
    platform.tell(Command(command=CommandName.PAUSE))
    resident.ui.context.poll()
    resident.press("确认排候补")
    assert resident.sees("排上候补了")
    assert len(entries(state)) == 1


# Odd hands and clocks --------------------------------------------------------------------------------------------------


def test_pressing_the_same_choice_twice_takes_nothing_away(platform: PlatformSide, resident: Resident) -> None:
    to_the_form(resident)
    resident.press("14 岁以下")
    resident.press("O")
    resident.press("欧阳")
    resident.press("L")
    resident.press("李")
    form = resident.ui.shell.signUp
    assert (form.surname, form.guardian) == ("欧阳", "李")
    resident.pause()
    resident.press("14 岁以下")
    assert (form.surname, form.guardian) == ("欧阳", "李")


def test_a_key_still_works_after_the_clock_was_set_back(resident: Resident) -> None:
    resident.press("语言")
    assert resident.ui.window.property("openSheet") == "language"
    key = resident.find("语言")
    key.setProperty("firedMs", key.property("firedMs") + AN_HOUR_MS)  # it was pressed at a time that is still to come
    resident.pause()
    resident.touch(key)
    assert resident.ui.window.property("openSheet") == ""


def middle_of(resident: Resident, part: str) -> QPoint:
    item = resident.find(part)
    return item.mapToScene(item.boundingRect().center()).toPoint()


def test_a_second_tap_does_not_press_what_the_first_has_brought_up(platform: PlatformSide, resident: Resident) -> None:
    """确认 and 好了，结束并清除 stand in the same place: an old hand that taps twice would never see its ticket."""
    to_the_read_back(resident)
    spot = middle_of(resident, "确认排候补")
    for _ in range(3):
        resident.touch_at(spot)
    assert resident.ui.shell.navigator.screen == "sign_up"
    assert resident.sees("票号")
    resident.pause()
    resident.touch_at(spot)
    assert resident.ui.shell.navigator.screen == "thanks"


def test_who_taps_cancel_twice_is_asked_first(platform: PlatformSide, resident: Resident, state: Path) -> None:
    platform.lend(LAWYER, 2)
    to_the_read_back(resident)
    resident.press("确认报名")
    code = resident.ui.shell.signUp.code
    resident.ui.shell.navigator.home()
    resident.ui.shell.navigator.open("tickets", "")
    resident.pause()
    look_up(resident, code, "4321")
    spot = middle_of(resident, "我来不了，取消")
    resident.touch_at(spot)
    assert resident.sees("真的要退吗")
    resident.touch_at(spot)
    assert resident.ui.shell.ticket.step == "asking"


def test_whoever_taps_twice_to_end_the_visit_reads_what_was_cleared(
    platform: PlatformSide, open_kiosk: Callable[..., Resident]
) -> None:
    watch = HandWatch()
    resident = open_kiosk(stopwatch=watch)
    resident.ui.shell.navigator.open("tickets", "")
    resident.press("结束并清除")
    middle = resident.ui.window.contentItem().boundingRect().center().toPoint()
    for _ in range(4):
        watch.seconds += 0.2  # longer in all than a second tap may take
        resident.touch_at(middle)
        assert resident.ui.shell.navigator.screen == "thanks"
    watch.seconds += 0.3
    resident.touch_at(middle)
    assert resident.ui.shell.navigator.screen == "home", "who goes on drumming is heard in the end"


# Being replaced -------------------------------------------------------------------------------------------------------


def said(line: socket.socket) -> bytes:
    try:
        return line.recv(4096, socket.MSG_DONTWAIT)
    except BlockingIOError:
        return b""


def test_a_screen_asks_to_be_replaced_only_when_nothing_keeps_it_and_its_touches_wait_with_it(qtbot: QtBot) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        screen = Succession(theirs)
        printing = [True]
        screen.part(Farewell(), busy=lambda: printing[0])
        screen.touched()
        assert screen.parting
        assert said(ours) == b""
        printing.clear()
        printing.append(False)
        heard = bytearray()
        qtbot.waitUntil(lambda: bool(heard.extend(said(ours)) or heard.endswith(b"touched\n")))
        first, second = bytes(heard).splitlines()
        assert first.startswith(b"part ")
        assert second == b"touched"
        screen.touched()
        assert said(ours) == b"touched\n"
        shiboken6.delete(screen)  # before its socket is closed


def test_the_time_to_sign_up_passing_meanwhile_is_said_and_nothing_is_kept(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], state: Path
) -> None:
    clock = MovingClock(NOW)
    resident = open_kiosk(clock=clock)
    platform.lend(LAWYER, 1)
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    clock.moment = dt.datetime(2026, 11, 26, 14, 29, tzinfo=NOW.tzinfo)
    resident.ui.context.poll()
    assert resident.sees("报名时间已过")
    assert not resident.sees("不收报名")
    assert (resident.ui.shell.signUp.surname, resident.ui.shell.signUp.phone) == ("", "")
    assert not entries(state)
    resident.press("看别的场")
    assert resident.ui.shell.navigator.screen == "others"
