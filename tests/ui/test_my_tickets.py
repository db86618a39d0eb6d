"""我的报名: a ticket is found again, says what the platform said of it, is corrected and given back, all by touch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.domain.errors import WorldError
from kiosk.domain.inbox import Outcome, Promotion, Receipt
from kiosk.domain.journal_bodies import Cancellation, Correction
from kiosk.domain.journal_private import Contact, FormOfAddress
from kiosk.domain.journal_queue import PromotionTaken
from kiosk.usecases.desk import Promise
from tests.sign_up_desk import PlatformSide, entries, opened
from tests.ui.conftest import NOW, SETTINGS, Resident
from tests.ui.test_sign_up import LAWYER, NextMinute, fill_in, to_the_form, type_digits, type_phone

TERMINAL = SETTINGS.terminal_id


def sign_up_and_come_back(resident: Resident) -> str:
    return promise_and_come_back(resident).code


def promise_and_come_back(resident: Resident) -> Promise:
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认排候补")
    _, promise = resident.ui.shell.signUp.ticket
    assert isinstance(promise, Promise)
    resident.press("结束并清除")
    resident.ui.shell.visit.wake()
    resident.ui.shell.navigator.open("activities", "")
    resident.pause()
    return promise


def look_up(resident: Resident, code: str, digits: str) -> None:
    ticket = resident.ui.shell.ticket
    resident.press({"A": "活动 A", "B": "订餐 B", "C": "候补 C", "D": "服务 D"}[code[0]])
    type_digits(resident, code[1:] + digits, lambda: ticket.missing)
    resident.press("找我的票")


def test_she_comes_back_and_cancels_in_three_touches(platform: PlatformSide, resident: Resident, state: Path) -> None:
    code = sign_up_and_come_back(resident)
    resident.press("我的报名")
    look_up(resident, code, "0000")
    assert resident.sees("没找到这张票")
    resident.pause()
    look_up(resident, code, "4321")
    assert resident.sees("您的票")
    assert resident.sees("免费法律咨询：追工资、工伤")
    resident.press("不排了，退出候补")
    resident.pause()
    resident.press("退出候补")
    assert resident.sees("已经退出候补")
    assert isinstance(entries(state)[-1].body(), Cancellation)
    assert resident.sees("连上网后，后面的街坊就往前一位"), "nothing has left the machine"
    assert not resident.sees("往前一位了")
    platform.hear_all()
    resident.ui.context.poll()
    assert resident.sees("后面的街坊往前一位了")


def test_a_seat_that_was_given_back_is_somebody_elses_only_when_the_platform_has_heard(
    platform: PlatformSide, resident: Resident
) -> None:
    platform.lend(LAWYER, 1)
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认报名")
    code = str(resident.ui.shell.signUp.code)
    platform.hear_all()
    resident.ui.shell.navigator.home()
    resident.ui.shell.navigator.open("tickets", "")
    resident.pause()
    look_up(resident, code, "4321")
    resident.press("我来不了，取消")
    resident.pause()
    resident.press("退掉这张票")
    assert resident.sees("退好了")
    assert resident.sees("连上网后，名额就让给别的街坊")
    assert not resident.sees("名额已经让给别的街坊")
    platform.hear_all()
    resident.ui.context.poll()
    assert resident.sees("名额已经让给别的街坊")


@pytest.mark.parametrize(
    ("outcome", "words"),
    [(Outcome.DECLINED, "这次没有排上，请到前台问"), (Outcome.CONFLICT, "名额有冲突，请到前台问")],
)
def test_who_has_no_telephone_is_not_told_that_somebody_will_contact_her(
    platform: PlatformSide, resident: Resident, state: Path, outcome: Outcome, words: str
) -> None:
    to_the_form(resident)
    fill_in(resident)
    resident.press("没有手机")
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认排候补")
    code, digits = str(resident.ui.shell.signUp.code), str(resident.ui.shell.signUp.digits)
    told(platform, state, outcome)
    resident.ui.shell.navigator.home()
    resident.ui.shell.navigator.open("tickets", "")
    resident.pause()
    look_up(resident, code, digits)
    assert resident.sees(words)
    assert not resident.sees("联系您")


def told(platform: PlatformSide, state: Path, outcome: Outcome, position: int | None = None) -> None:
    """The platform says what became of the first entry."""
    entry = entries(state)[0]
    platform.tell(
        Receipt(of=entry.id, journal=entry.heading.journal, seq=entry.seq, outcome=outcome, position=position)
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((Outcome.WAITING, 2), ("候补第 2 位，前面 1 位", "不排了，退出候补")),
        ((Outcome.WAITING, None), ("在候补队里", "不排了，退出候补")),
        ((Outcome.ACCEPTED, None), ("候补轮到您了，名额给您留好", "我来不了，取消")),
        ((Outcome.DECLINED, None), ("这次没有排上，工作人员会联系您，也可以到前台问", "")),
        ((Outcome.REFUSED, None), ("平台没有收下这张票，请到前台核对", "")),
    ],
)
def test_the_ticket_says_what_the_platform_said_of_her_place_in_the_queue(
    platform: PlatformSide,
    resident: Resident,
    state: Path,
    said: tuple[Outcome, int | None],
    expected: tuple[str, str],
) -> None:
    code = sign_up_and_come_back(resident)
    words, way = expected
    told(platform, state, *said)
    resident.press("我的报名")
    look_up(resident, code, "4321")
    assert resident.sees(words)
    assert resident.sees("2 您") is (said[1] == 2)
    offered = {str(item.property("name")) for item in resident.pressables()}
    assert offered & {"不排了，退出候补", "我来不了，取消"} == ({way} if way else set())


def test_out_of_hours_a_ticket_sends_nobody_to_a_desk_where_nobody_is(
    platform: PlatformSide, resident: Resident, state: Path, open_kiosk: Callable[..., Resident]
) -> None:
    code = sign_up_and_come_back(resident)
    told(platform, state, Outcome.DECLINED)
    evening = open_kiosk(at=NOW.replace(hour=20))
    evening.ui.shell.navigator.open("tickets", "")
    look_up(evening, code, "0000")
    assert evening.sees("没找到这张票。请核对号码，在报名的那台机器上查")
    assert not evening.sees("工作人员")
    evening.pause()
    look_up(evening, code, "4321")
    assert evening.sees("这次没有排上，工作人员会联系您。有人值班时也可以到前台问")


def test_a_place_in_the_queue_that_nobody_has_confirmed_has_no_number(
    platform: PlatformSide, resident: Resident
) -> None:
    code = sign_up_and_come_back(resident)
    resident.press("我的报名")
    look_up(resident, code, "4321")
    assert resident.sees("在候补队里，排到第几位要等连上网")
    assert not resident.sees("位，前面")


def test_a_ticket_that_could_not_be_given_back_still_holds_and_can_be_tried_again(
    platform: PlatformSide, resident: Resident, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = sign_up_and_come_back(resident)
    resident.press("我的报名")
    look_up(resident, code, "4321")
    resident.press("不排了，退出候补")
    with monkeypatch.context() as broken:

        def unwritable(*_: object, **__: object) -> None:
            raise WorldError("journal.unwritable", path=state, reason="EIO")

        broken.setattr("data.journal_store.JournalStore.append", unwritable)
        resident.pause()
        resident.press("退出候补")
    assert resident.sees("没有退成，这张票还在")
    resident.pause()
    resident.press("不排了，退出候补")
    resident.pause()
    resident.press("退出候补")
    assert resident.sees("已经退出候补")
    assert isinstance(entries(state)[-1].body(), Cancellation)


def test_she_puts_her_number_right(platform: PlatformSide, resident: Resident, state: Path) -> None:
    code = sign_up_and_come_back(resident)
    resident.press("我的报名")
    look_up(resident, code, "4321")
    resident.press("改称呼和手机")
    fill_in(resident, letter="L", surname="李", form="先生")
    type_phone(resident, "13911112222")
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认改成这样")
    assert resident.sees("改好了，李先生")
    last = entries(state)[-1]
    assert isinstance(last.body(), Correction)
    assert opened(last, TERMINAL) == Contact(called="李", form=FormOfAddress.MR, phone="13911112222")


def test_five_wrong_tries_wait(platform: PlatformSide, resident: Resident) -> None:
    resident.ui.shell.navigator.open("tickets", "")
    for _ in range(6):
        look_up(resident, "A001", "0000")
        resident.pause()
    assert resident.sees("试错太多次，请等 10 分钟再试")


def test_several_tickets_stand_side_by_side_and_each_is_cancelled_on_its_own(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    first = sign_up_and_come_back(resident)
    to_the_form(resident, "activity.lawyer-tue.20261201")
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认排候补")
    second = str(resident.ui.shell.signUp.code)
    resident.pause()
    resident.press("再报一场")
    assert resident.ui.shell.navigator.screen == "activities", "one more is a press away"
    resident.press("我的报名")
    look_up(resident, first, "4321")
    resident.press("再查一张")
    look_up(resident, second, "4321")
    for words in ("您查到 2 张票", "免费法律咨询：追工资、工伤", "在候补"):
        assert resident.sees(words), words
    resident.touch(next(item for item in resident.pressables() if f"{second[0]} {second[1:]}" in item.property("name")))
    resident.press("看别的场")
    assert resident.sees("别的场次")
    resident.press("返回")
    assert resident.sees("我的报名"), "what was found is forgotten when the page is left"
    look_up(resident, first, "4321")
    resident.press("再查一张")
    look_up(resident, second, "4321")
    resident.touch(next(item for item in resident.pressables() if f"{second[0]} {second[1:]}" in item.property("name")))
    resident.press("不排了，退出候补")
    resident.pause()
    resident.press("退出候补")
    body = entries(state)[-1].body()
    assert isinstance(body, Cancellation)
    assert body.of == entries(state)[1].id
    resident.pause()
    resident.press("2 张票")
    assert resident.sees("已取消")
    assert resident.sees("在候补")


def test_a_full_activity_leads_to_its_other_dates_and_its_kind(platform: PlatformSide, resident: Resident) -> None:
    resident.ui.shell.navigator.open("activity", "activity.lawyer-tue.20261201")
    resident.press("看别的场")
    for words in ("“免费法律咨询”别的日子，还有同类的", "今天", "12月8日 周二", "同类活动"):
        assert resident.sees(words), words
    assert not resident.sees("12月1日"), "not the one she came from"
    resident.press("免费法律咨询：追工资、工伤")
    assert resident.ui.shell.navigator.argument == "activity.lawyer-thu.20261126"


def kept(platform: PlatformSide, state: Path, hours: float) -> None:
    """The platform keeps a seat for the first entry."""
    told(platform, state, Outcome.WAITING, 1)
    entry = entries(state)[0]
    due = NOW + dt.timedelta(hours=hours)
    platform.tell(Promotion(of=entry.id, activity="activity.lawyer-thu.20261126", answer_by=due))


def test_a_seat_that_is_kept_is_taken_in_one_press_and_what_counts_is_said(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    code = sign_up_and_come_back(resident)
    kept(platform, state, 2)
    resident.press("我的报名")
    look_up(resident, code, "4321")
    for words in ("轮到您了，名额留着", "请在今天 11:06 前回话"):
        assert resident.sees(words), words
    resident.touch(next(item for item in resident.pressables() if item.property("name") == "要"))
    body = entries(state)[-1].body()
    assert isinstance(body, PromotionTaken)
    assert body.of == entries(state)[0].id
    assert resident.sees("您说要，记下了")
    assert resident.sees("平台今天 11:06 前收到就算")
    assert not resident.sees("名额给您留好"), "only the platform can say that it is hers"


def test_a_seat_that_is_not_wanted_leaves_the_queue_after_one_question(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    code = sign_up_and_come_back(resident)
    kept(platform, state, 2)
    resident.press("我的报名")
    look_up(resident, code, "4321")
    resident.press("不要，让给别人")
    resident.pause()
    resident.press("退出候补")
    assert isinstance(entries(state)[-1].body(), Cancellation)


def test_a_seat_that_is_kept_no_longer_is_not_offered(platform: PlatformSide, resident: Resident, state: Path) -> None:
    code = sign_up_and_come_back(resident)
    kept(platform, state, -0.1)
    resident.press("我的报名")
    look_up(resident, code, "4321")
    assert not resident.sees("轮到您了")
    assert resident.sees("候补第 1 位")


def test_what_the_platform_says_while_the_ticket_is_open_is_on_it(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    code = sign_up_and_come_back(resident)
    resident.press("我的报名")
    look_up(resident, code, "4321")
    assert resident.sees("排到第几位要等连上网")
    told(platform, state, Outcome.WAITING, 3)
    resident.ui.context.poll()
    assert resident.sees("候补第 3 位，前面 2 位")
    kept(platform, state, 2)
    resident.ui.context.poll()
    assert resident.sees("轮到您了，名额留着")
    resident.touch(next(item for item in resident.pressables() if item.property("name") == "要"))
    told(platform, state, Outcome.ACCEPTED)
    resident.ui.context.poll()
    assert resident.sees("候补轮到您了，名额给您留好")


def test_a_seat_that_is_kept_goes_from_the_open_page_when_its_time_has_come(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], state: Path
) -> None:
    clock = NextMinute()
    resident = open_kiosk(clock=clock)
    code = sign_up_and_come_back(resident)
    kept(platform, state, 2)
    resident.press("我的报名")
    look_up(resident, code, "4321")
    assert resident.sees("轮到您了，名额留着")
    clock.moment += dt.timedelta(hours=2, minutes=1)
    resident.ui.context.poll()
    assert not resident.sees("轮到您了，名额留着")
