"""A whole sign-up by touch: what she was promised is in the journal, and nothing of her is on the next screen or in a file."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from data.inbox_reader import InboxReader
from data.terminal_settings import save_settings
from kiosk.app.tour_variants import LANDSCAPE, PORTRAIT
from kiosk.domain.journal_bodies import SignUp, WaitingList
from kiosk.domain.journal_private import Contact, FormOfAddress, Guardian
from tests.sign_up_desk import PlatformSide, entries, opened
from tests.ui.conftest import NOW, SETTINGS, Resident

LAWYER = "activity.lawyer-thu.20261126"
TERMINAL = SETTINGS.terminal_id


def to_the_form(resident: Resident, activity: str = LAWYER) -> None:
    resident.ui.shell.navigator.open("activity", activity)
    resident.press("报名" if resident.sees("还有") else "排候补")


def type_digits(resident: Resident, digits: str, typed: Callable[[], int]) -> None:
    """Press each digit's key; the same key again only when it is another touch."""
    for digit in digits:
        key = next(item for item in resident.pressables() if item.property("name") == digit)
        before = typed()
        resident.touch(key)
        if typed() == before:
            resident.qtbot.wait(100)
            resident.touch(key)
        assert typed() != before


def type_phone(resident: Resident, digits: str = "13987654321") -> None:
    type_digits(resident, digits, lambda: len(resident.ui.shell.signUp.phone))


def fill_in(resident: Resident, *, letter: str = "O", surname: str = "欧阳", form: str = "女士") -> None:
    resident.press(letter)
    resident.press(surname)
    resident.press(form)
    resident.press("下一步")


def test_a_whole_sign_up_by_touch(platform: PlatformSide, resident: Resident, state: Path) -> None:
    lease = platform.lend(LAWYER, 2)
    resident.press("服务活动")
    resident.press("11月26日")
    resident.press("免费法律咨询：追工资、工伤")
    assert resident.sees("还有 2 个名额")
    assert resident.sees("断网也能当场确认")
    resident.press("报名")
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    for words in ("请您核对一遍", "免费法律咨询：追工资、工伤", "欧阳女士", "139 8765 4321"):
        assert resident.sees(words), words
    assert resident.sees("还没同意"), "consent is never given beforehand"
    assert not entries(state), "nothing is written before it is confirmed"
    resident.press("我同意这样使用我的信息")
    resident.press("确认报名")
    assert resident.sees("报上了，欧阳女士")
    assert resident.sees("名额已经给您留好，断网也有效")
    assert resident.sees("139****4321")
    (entry,) = entries(state)
    body = entry.body()
    assert isinstance(body, SignUp)
    assert body.seat is not None
    assert (body.activity, body.seat.lease, body.consent.separate) == (LAWYER, lease, False)
    assert opened(entry, TERMINAL) == Contact(called="欧阳", form=FormOfAddress.MS, phone="13987654321")
    assert resident.sees(f"{body.ticket[0]} {body.ticket[1:]}"), "the ticket on the screen is the one in the journal"


def test_nothing_of_her_is_left_for_the_next_person(platform: PlatformSide, resident: Resident, state: Path) -> None:
    platform.lend(LAWYER, 2)
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认报名")
    resident.press("结束并清除")
    assert resident.ui.shell.navigator.screen == "thanks"
    form = resident.ui.shell.signUp
    assert (form.surname, form.phone, form.code, form.digits, form.ticket, form.clash) == ("", "", "", "", None, "")
    resident.ui.shell.visit.wake()
    to_the_form(resident)
    said = [*resident.texts(), *(str(item.property("name")) for item in resident.pressables())]
    assert not any("欧阳" in text or "4321" in text for text in said)
    for path in state.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        for canary in ("欧阳", "13987654321", "87654321", "139 8765 4321"):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gbk", "gb18030", "utf-32-le"):
                assert canary.encode(encoding) not in data, (path, canary)


def test_leaving_half_way_forgets_what_was_typed(platform: PlatformSide, resident: Resident, state: Path) -> None:
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident, "139")
    resident.press("返回上一页")
    resident.pause()
    resident.press("排候补")
    assert resident.ui.shell.signUp.surname == ""
    assert resident.ui.shell.signUp.phone == ""
    assert not entries(state)


def test_without_a_seat_of_ours_it_is_honestly_the_queue(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    resident.ui.shell.navigator.open("activity", LAWYER)
    assert resident.sees("这里没有当场名额，可以排候补")
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认排候补")
    assert resident.sees("排上候补了，欧阳女士")
    assert not resident.sees("报上了")
    assert isinstance(entries(state)[0].body(), WaitingList)


def test_the_code_stays_on_its_ticket_when_it_grows(platform: PlatformSide, resident: Resident) -> None:
    resident.ui.resize(*LANDSCAPE)
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认排候补")
    resident.ui.resize(*PORTRAIT)
    resident.pause()
    shown = {item.metaObject().className().partition("_")[0]: item for item in resident.items()}
    ticket, code = (shown[kind].mapRectToScene(shown[kind].boundingRect()) for kind in ("TicketCard", "QrBlock"))
    assert ticket.contains(code)


def test_the_last_seat_going_meanwhile_is_said_and_nothing_is_promised(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    lease = platform.lend(LAWYER, 1)
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    from kiosk.domain.inbox import LeaseRecall

    platform.tell(LeaseRecall(lease=lease))
    resident.press("确认报名")
    assert resident.sees("这里的名额刚刚发完了")
    assert not entries(state)
    resident.press("排候补")
    for words in ("请您核对一遍", "欧阳女士", "139 8765 4321", "还没同意"):
        assert resident.sees(words), words
    resident.press("我同意")
    resident.press("确认排候补")
    assert resident.sees("排上候补了，欧阳女士")
    assert isinstance(entries(state)[0].body(), WaitingList)


def test_a_full_disk_promises_nothing_and_keeps_what_was_filled_in(
    platform: PlatformSide, resident: Resident, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform.lend(LAWYER, 1)
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    with monkeypatch.context() as full:
        full.setattr("data.journal_store.FREE_MIN_BYTES", 1 << 62)
        resident.press("确认报名")
    assert resident.sees("这一步没有成功，您填的还在")
    assert not resident.sees("报上了")
    assert not entries(state)
    for words in ("欧阳女士", "139 8765 4321"):
        assert resident.sees(words), words
    resident.pause()
    resident.press("再试一次")
    assert resident.sees("报上了，欧阳女士")
    assert len(entries(state)) == 1


def test_without_a_telephone_the_ticket_has_four_digits_of_its_own(platform: PlatformSide, resident: Resident) -> None:
    to_the_form(resident)
    fill_in(resident)
    assert resident.sees("手机号还差 11 位")
    resident.press("没有手机")
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认排候补")
    assert resident.sees("查票号")
    assert len(resident.ui.shell.signUp.digits) == 4


def test_a_child_is_signed_up_by_a_parent_with_a_telephone(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    to_the_form(resident)
    resident.press("14 岁以下孩子")
    resident.press("O")
    resident.press("欧阳")
    assert resident.sees("还差家长的姓")
    resident.press("L")
    resident.press("李")
    resident.press("下一步")
    assert resident.sees("14 岁以下要家长来")
    assert not [item for item in resident.pressables() if "没有手机" in item.property("name")]
    type_phone(resident)
    resident.press("下一步")
    assert resident.sees("欧阳小朋友（家长 李）")
    resident.press("我同意")
    resident.press("确认排候补")
    assert opened(entries(state)[0], TERMINAL) == Contact(
        called="欧阳", guardian=Guardian(called="李", phone="13987654321")
    )


def test_what_is_sensitive_is_asked_on_its_own_and_no_leads_back(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    resident.ui.shell.navigator.open("activity", "activity.assistive-day-20261203")
    resident.press("排候补")
    assert resident.sees("这件事要单独问您")
    assert resident.sees("海珠区残疾人康复服务站（示例），只为安排试用")
    resident.press("不同意，不报")
    assert resident.ui.shell.navigator.screen == "activity"
    resident.pause()
    resident.press("排候补")
    resident.press("同意，去报名")
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认排候补")
    body = entries(state)[0].body()
    assert isinstance(body, WaitingList)
    assert body.consent.separate


def test_a_second_sign_up_at_the_same_time_is_warned_of(platform: PlatformSide, resident: Resident) -> None:
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认排候补")
    resident.press("再报一场")
    to_the_form(resident)
    assert resident.sees("您已经报过这一场了")


def test_a_ticket_that_was_looked_up_clashes_too_until_it_is_given_back(
    platform: PlatformSide, resident: Resident
) -> None:
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认排候补")
    code = resident.ui.shell.signUp.code
    resident.press("结束并清除")
    resident.ui.shell.visit.wake()
    resident.pause()
    to_the_form(resident)
    assert not resident.sees("您已经报过这一场了"), "nobody is told of what another visit held"
    ticket = resident.ui.shell.ticket
    resident.ui.shell.navigator.open("tickets", "")
    ticket.setPrefix(code[0])
    for digit in code[1:] + "4321":
        ticket.press(digit)
    ticket.look()
    resident.pause()
    to_the_form(resident)
    assert resident.sees("您已经报过这一场了")
    assert resident.sees("别处报的看不到"), "what it cannot know is said"
    resident.ui.shell.navigator.open("tickets", "")
    ticket.setPrefix(code[0])
    for digit in code[1:] + "4321":
        ticket.press(digit)
    ticket.look()
    ticket.askCancel()
    ticket.cancel()
    resident.pause()
    to_the_form(resident)
    assert not resident.sees("您已经报过这一场了")


def test_the_form_works_in_landscape(open_kiosk: Callable[..., Resident], platform: PlatformSide, state: Path) -> None:
    resident = open_kiosk(size=(1920, 1080))
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认排候补")
    assert resident.sees("排上候补了，欧阳女士")
    assert len(entries(state)) == 1
    with InboxReader(state / "inbox.db") as inbox:
        assert inbox.incarnation() is not None


START = """
import sys
from pathlib import Path
from data.terminal_settings import load_settings
from kiosk.app.ui import KioskUi, make_application
from kiosk.devices.system_clock import SystemClock
state = Path(sys.argv[1])
app = make_application()
ui = KioskUi(app, state, settings=load_settings(state), clock=SystemClock())
ui.window.show()
ui.window.grabWindow()
print(*({"sqlalchemy", "alembic", "cryptography"} & sys.modules.keys()))
ui.close()
"""


def test_the_first_frame_waits_for_neither_sqlalchemy_nor_cryptography(platform: PlatformSide, state: Path) -> None:
    """Half a second of imports, for a form that nobody has asked for yet."""
    save_settings(state, SETTINGS)
    started = subprocess.run([sys.executable, "-c", START, str(state)], capture_output=True, text=True, check=True)
    assert started.stdout.strip() == ""


class NextMinute:
    """A clock of which a minute can go by."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> dt.datetime:
        """Aware, UTC."""
        return self.moment.astimezone(dt.UTC)


def test_a_successor_in_waiting_leaves_journal_and_devices_to_the_screen_that_is_up(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], state: Path
) -> None:
    """It once wrote down how the terminal is while somebody filled in the form, whose own entry was then refused."""
    platform.lend(LAWYER, 2)
    resident = open_kiosk()
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    clock = NextMinute()
    successor = open_kiosk(beside=True, waiting=True, spare=True, clock=clock)
    clock.moment += dt.timedelta(minutes=1)
    for _ in range(3):  # as often as a screen that is up looks at its clock
        with resident.qtbot.waitSignal(resident.ui.context.pulse):
            pass
    assert not entries(state), "nobody but the screen that is up writes"
    resident.ui.shell.reception.close()
    successor.ui.begin()
    clock.moment += dt.timedelta(minutes=1)
    successor.wait_for(lambda: len(entries(state)) == 1)
