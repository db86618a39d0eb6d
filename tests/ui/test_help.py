"""叫工作人员: the journal holds the call, the screen never says more than somebody really answered, the next person is not told."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.journal_store import JournalStore
from data.sealing import plain_draft
from kiosk.app.tour import HandWatch
from kiosk.devices.bell import PlayedBell
from kiosk.domain.journal_bodies import HelpAnswer, HelpCall, HelpCancel, Who
from kiosk.domain.journal_ids import Moment
from kiosk.domain.journal_kinds import Body
from kiosk.usecases.clock import GUANGZHOU
from kiosk.viewmodels.help import AGAIN_AFTER_S, LATE_S, RING_EVERY_S
from tests.sign_up_desk import PlatformSide, entries
from tests.ui.conftest import NOW, Resident
from tests.ui.test_sign_up import fill_in, to_the_form, type_phone

EVENING = dt.datetime(2026, 11, 24, 20, 15, tzinfo=GUANGZHOU)


class HandBell:
    """A bell that counts its rings; ``loud`` says whether it can be heard."""

    def __init__(self, *, loud: bool = True) -> None:
        self.rings = 0
        self.loud = loud

    def ring(self, heard: Callable[[bool], None]) -> None:
        self.rings += 1
        heard(self.loud)


class Calling:
    """Somebody at an enrolled terminal, with a bell and a stopwatch in our hands."""

    def __init__(self, open_kiosk: Callable[..., Resident], state: Path, **how: object) -> None:
        self.bell = HandBell()
        self.watch = HandWatch()
        self.state = state
        self.resident = open_kiosk(**{"bell": self.bell, "stopwatch": self.watch, **how})

    def later(self, seconds: float) -> None:
        """Time goes by, looked at often enough that nobody is asked whether they are still there."""
        until = self.watch.seconds + seconds
        while self.watch.seconds < until:
            self.watch.seconds = min(until, self.watch.seconds + 5)
            self.resident.ui.context.poll()

    def bodies(self) -> list[Body | None]:
        return [entry.body() for entry in entries(self.state)]

    def staff(self, body: Body) -> None:
        """What the attendant's desk will write."""
        with JournalStore(self.state / "journal.db") as store:
            store.append(plain_draft(body, moment=Moment(NOW, trusted=True)))
        self.resident.ui.shell.reception.close()  # one writer at a time
        self.resident.ui.context.poll()


@pytest.fixture
def calling(open_kiosk: Callable[..., Resident], platform: PlatformSide, state: Path) -> Calling:
    return Calling(open_kiosk, state)


def test_a_press_is_in_the_journal_and_nobody_is_said_to_be_coming(calling: Calling) -> None:
    calling.resident.press("惠民清单")
    calling.resident.press("叫工作人员")
    (body,) = calling.bodies()
    assert isinstance(body, HelpCall)
    assert (body.screen, body.silent, body.again) == ("benefits", False, None)
    assert calling.bell.rings == 1
    for words in ("已经叫了，请等一下", "铃响了", "还没有人看到", "正在响", "已经叫了"):
        assert calling.resident.sees(words), words
    assert not calling.resident.sees("走过来")
    calling.later(RING_EVERY_S)
    assert calling.bell.rings == 2, "it rings until somebody answers"
    calling.resident.press("接着看刚才的页面")
    assert calling.resident.ui.shell.navigator.screen == "benefits"
    assert calling.resident.sees("已经叫了工作人员，还没有人看到")


def test_only_an_answer_moves_it_on(calling: Calling) -> None:
    calling.resident.press("叫工作人员")
    call = entries(calling.state)[0]
    calling.staff(HelpAnswer(of=call.id, after_s=20))
    assert calling.resident.sees("有人看到了，正走过来")
    calling.later(RING_EVERY_S * 2)
    assert calling.bell.rings == 1, "somebody has answered: it is quiet"
    calling.staff(HelpCancel(of=call.id, by=Who.STAFF))
    assert calling.resident.sees("工作人员到了")
    calling.resident.press("接着看刚才的页面")
    calling.resident.find("叫工作人员")


def test_calling_again_names_the_call_and_takes_the_promise_back(calling: Calling) -> None:
    calling.resident.press("叫工作人员")
    assert calling.resident.sees("刚叫过")
    first = entries(calling.state)[0]
    calling.staff(HelpAnswer(of=first.id, after_s=5))
    calling.later(AGAIN_AFTER_S)
    calling.resident.press("再叫一次")
    body = calling.bodies()[-1]
    assert isinstance(body, HelpCall)
    assert body.again == first.id
    assert calling.resident.sees("还没有人看到")
    assert not calling.resident.sees("走过来")


def test_when_nobody_comes_it_says_so_and_gives_numbers(calling: Calling) -> None:
    calling.resident.press("叫工作人员")
    calling.later(LATE_S - 1)
    assert not calling.resident.sees("叫了 5 分钟")
    calling.later(1)
    assert calling.resident.sees("叫了 5 分钟，还没有人看到")
    assert not calling.resident.sees("正在响")
    rings = calling.bell.rings
    calling.later(RING_EVERY_S)
    assert calling.bell.rings == rings, "the bell has stopped, as it says"
    calling.resident.press("看电话号码")
    for words in ("110", "120", "12345", "020-8400 0000", "海珠区昌岗中路 1 号一楼（示例）"):
        assert calling.resident.sees(words), words


def test_cancelling_is_one_press_there_and_from_the_banner(calling: Calling) -> None:
    calling.resident.press("叫工作人员")
    calling.resident.press("不用来了，取消")
    body = calling.bodies()[-1]
    assert isinstance(body, HelpCancel)
    assert body.by is Who.RESIDENT
    assert calling.resident.ui.shell.navigator.screen == "home"
    assert calling.resident.sees("取消了，不用来了")
    calling.resident.pause()
    calling.resident.press("叫工作人员")
    calling.resident.press("接着看刚才的页面")
    calling.resident.press("不用了")
    assert [type(body) for body in calling.bodies()] == [HelpCall, HelpCancel, HelpCall, HelpCancel]


def test_what_was_typed_is_still_there_after_a_call(calling: Calling) -> None:
    to_the_form(calling.resident)
    fill_in(calling.resident)
    type_phone(calling.resident)
    calling.resident.press("叫工作人员")
    body = calling.bodies()[0]
    assert isinstance(body, HelpCall)
    assert body.screen == "sign_up"
    assert not calling.resident.sees("8765"), "staff do not see it over her shoulder"
    assert calling.resident.ui.shell.visit.formOpen
    calling.resident.press("接着看刚才的页面")
    assert calling.resident.sees("139 8765 4321")
    calling.resident.press("已经叫了")
    calling.resident.press("首页")
    assert calling.resident.ui.shell.signUp.phone == ""


def test_a_call_outlasts_the_visit_but_is_not_the_next_persons(calling: Calling) -> None:
    calling.resident.press("叫工作人员")
    calling.resident.ui.shell.visit.leave()
    calling.later(RING_EVERY_S)
    assert calling.bell.rings == 1
    calling.resident.ui.shell.visit.wake()
    calling.resident.find("叫工作人员")
    assert not calling.resident.sees("已经叫了")
    (body,) = calling.bodies()
    assert isinstance(body, HelpCall), "it is still open for staff"
    calling.resident.press("叫工作人员")
    second = calling.bodies()[-1]
    assert isinstance(second, HelpCall)
    assert second.again is None


def test_who_sits_and_waits_is_not_sent_away(calling: Calling) -> None:
    calling.resident.press("叫工作人员")
    for _ in range(10):
        calling.later(25)
    assert not calling.resident.ui.shell.visit.asking
    for _ in range(20):
        calling.later(25)
    assert calling.resident.ui.shell.navigator.screen == "idle", "but not for ever"


def test_a_bell_that_cannot_be_heard_is_not_said_to_ring(calling: Calling) -> None:
    calling.bell.loud = False
    calling.resident.press("叫工作人员")
    assert calling.resident.sees("这台机器没有声音")
    assert not calling.resident.sees("铃响了")
    assert not calling.resident.sees("正在响")


def test_out_of_hours_signing_up_is_promised_only_where_it_can_be_done(
    open_kiosk: Callable[..., Resident], platform: PlatformSide, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resident = Calling(open_kiosk, state, at=EVENING).resident
    resident.press("明天 9:00 有人")
    assert resident.sees("照样能查、能报名")
    resident.press("返回上一页")
    monkeypatch.setattr("data.journal_store.FREE_MIN_BYTES", 1 << 62)  # the disk is full
    resident.pause()  # the same place again: no double tap
    resident.press("明天 9:00 有人")
    assert resident.sees("照样能查。急事，打这些电话")
    assert not resident.sees("能报名")


@pytest.mark.parametrize("where", ["search", "check_hand_over", "mishap", "check_what_if", "sign_up"])
def test_out_of_hours_no_page_offers_somebody_who_cannot_come(
    open_kiosk: Callable[..., Resident], platform: PlatformSide, state: Path, where: str
) -> None:
    calling = Calling(open_kiosk, state, at=EVENING)
    resident, shell = calling.resident, calling.resident.ui.shell
    if where == "mishap":
        shell.navigator.stumble()
    else:
        shell.navigator.open(where, "service.visit-alone" if where == "sign_up" else "")
    if where == "search":
        shell.search.setTyped("qqqq")
        resident.wait_to_see("没找到")
    names = [item.property("name") for item in resident.pressables() if "工作人员" in item.property("name")]
    assert not names
    resident.press("看打给谁" if where == "check_what_if" else "看电话号码")
    assert shell.navigator.screen == "help"
    assert resident.sees("现在没有人值班")
    assert not calling.bodies()


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("mishap", "请从首页再来，或者打电话问问"),
        ("service:service.no-such", "可能改了或到期了。可以看看别的"),
        ("sign_up:service.visit-alone", "不想在机器上留？"),
    ],
    ids=["mishap", "gone", "asked"],
)
def test_out_of_hours_no_line_sends_anybody_to_staff(
    open_kiosk: Callable[..., Resident], platform: PlatformSide, state: Path, where: str, says: str
) -> None:
    resident = Calling(open_kiosk, state, at=EVENING).resident
    if where == "mishap":
        resident.ui.shell.navigator.stumble()
    else:
        screen, _, record = where.partition(":")
        resident.ui.shell.navigator.open(screen, record)
    resident.wait_to_see(says)
    for words in ("叫工作人员", "也可以跟工作人员讲"):
        assert not resident.sees(words), words


def test_out_of_hours_old_content_sends_nobody_to_staff_who_are_not_there(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(at=EVENING + dt.timedelta(days=10))
    assert resident.sees("金额和时间可能有变，办之前打电话问一下")
    resident = open_kiosk(at=EVENING + dt.timedelta(days=10, hours=-10))
    assert resident.sees("办之前问一下工作人员"), "somebody is there"


def test_out_of_hours_who_copies_down_is_not_sent_to_the_desk_for_a_pen(open_kiosk: Callable[..., Resident]) -> None:
    for at, words in ((EVENING, "没带纸笔，用手机拍下来也行"), (NOW, "前台有纸和笔")):
        navigator = (resident := open_kiosk(at=at)).ui.shell.navigator
        navigator.open("benefit", "benefit.dibao")
        navigator.open("memo", "benefit")
        assert resident.sees(words)


def test_out_of_hours_a_form_that_cannot_be_taken_says_when_to_come_to_the_desk(
    open_kiosk: Callable[..., Resident], platform: PlatformSide, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.journal_store.FREE_MIN_BYTES", 1 << 62)  # the disk is full
    resident = Calling(open_kiosk, state, at=EVENING).resident
    resident.ui.shell.navigator.open("sign_up", "service.visit-alone")
    resident.wait_to_see("有人值班时请到前台")
    assert resident.sees("看电话号码")


def test_out_of_hours_nobody_is_called_and_the_bar_says_when(
    open_kiosk: Callable[..., Resident], platform: PlatformSide, state: Path
) -> None:
    calling = Calling(open_kiosk, state, at=EVENING)
    calling.resident.press("明天 9:00 有人")
    assert not calling.bodies()
    assert calling.bell.rings == 0
    to_go = calling.resident.ui.shell.takeAway.sheet("phones")
    assert to_go is not None
    assert {"110", "120", "12345"} <= {line for part in to_go.parts for line in part.lines}
    for words in ("现在没有人值班", "110", "120", "12345", "海珠区昌岗中路 1 号一楼（示例）"):
        assert calling.resident.sees(words), words


def test_a_terminal_that_cannot_call_says_so_and_shows_numbers(resident: Resident) -> None:
    resident.press("叫工作人员")
    for words in ("这台机器现在叫不了人", "一楼，门口有红色木棉花牌子", "020-8400 0000", "110"):
        assert resident.sees(words), words
    assert not resident.sees("已经叫了")


def test_a_journal_that_cannot_be_written_is_said_and_not_promised(calling: Calling) -> None:
    shutil.rmtree(calling.state / "journal.db", ignore_errors=True)
    (calling.state / "journal.db").unlink()
    (calling.state / "journal.db").mkdir()
    calling.resident.press("叫工作人员")
    assert calling.resident.sees("这台机器现在叫不了人")


def test_without_any_content_the_three_numbers_everybody_knows_are_there(
    open_kiosk: Callable[..., Resident], tmp_path: Path
) -> None:
    (tmp_path / "bare").mkdir()
    resident = open_kiosk(folder=tmp_path / "bare")
    resident.press("叫工作人员")
    assert resident.sees("有危险打 110")


@pytest.mark.parametrize("sound", ["no-such-player-here", "false"])
def test_a_bell_that_nothing_plays_says_so(sound: str, tmp_path: Path, qtbot: QtBot) -> None:
    heard: list[bool] = []
    bell = PlayedBell(tmp_path / "bell.wav", player=sound)
    bell.ring(heard.append)
    qtbot.waitUntil(lambda: heard == [False], timeout=5000)
    bell.close()


def test_a_bell_that_plays_is_heard_once_it_is_over(tmp_path: Path, qtbot: QtBot) -> None:
    heard: list[bool] = []
    bell = PlayedBell(tmp_path / "bell.wav", player="true")
    bell.ring(heard.append)
    assert not heard
    qtbot.waitUntil(lambda: heard == [True], timeout=5000)
    bell.close()
