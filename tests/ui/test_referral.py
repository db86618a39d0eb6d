"""我想要这个服务: asked on its own, sealed, promised only after the commit, with who will call; found, corrected, cancelled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.inbox import Outcome, Receipt
from kiosk.domain.journal_bodies import Cancellation, Correction, Referral
from kiosk.domain.journal_private import Contact, FormOfAddress, Need
from tests.sign_up_desk import PlatformSide, entries, opened
from tests.ui.conftest import SETTINGS, Resident
from tests.ui.test_my_tickets import look_up
from tests.ui.test_sign_up import fill_in, type_phone

VISITS = "service.visit-alone"
TERMINAL = SETTINGS.terminal_id


def to_the_form(resident: Resident) -> None:
    resident.ui.shell.navigator.open("service", VISITS)
    resident.press("我想要这个服务")


def ask_for_it(resident: Resident, *, phone: str = "13987654321") -> None:
    to_the_form(resident)
    resident.press("同意，告诉他们")
    fill_in(resident)
    if phone:
        type_phone(resident, phone)
    else:
        resident.press("没有手机")
    resident.press("下一步")
    resident.press("我同意这样使用我的信息")
    resident.press("确认，请他们联系我")


def test_an_office_that_calls_for_its_own_service_is_named_once(platform: PlatformSide, resident: Resident) -> None:
    for service, knowing in (
        ("service.apply-dibao", "昌岗街公共服务办（示例）"),
        (VISITS, "昌岗街双百社工站（示例），梁社工（示例）"),
    ):
        resident.ui.shell.navigator.open("sign_up", service)
        assert knowing in resident.texts()


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["portrait", "landscape"])
def test_a_service_is_asked_for_by_touch(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], state: Path, size: tuple[int, int]
) -> None:
    resident = open_kiosk(size=size)
    to_the_form(resident)
    for words in ("这件事要单独问您", "昌岗街双百社工站（示例）"):
        assert resident.sees(words), words
    resident.press("同意，告诉他们")
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    for words in ("独居长者，上门探访", "欧阳女士", "139 8765 4321", "020-8400 0012", "还没同意"):
        assert resident.sees(words), words
    assert not entries(state)
    resident.press("我同意这样使用我的信息")
    resident.press("确认，请他们联系我")
    assert resident.sees("记下了，欧阳女士")
    assert resident.sees("020-8400 0012"), "who will call, and from which number"
    (entry,) = entries(state)
    body = entry.body()
    assert isinstance(body, Referral)
    assert (body.service, body.receiver, body.ticket) == (VISITS, "place.shegong-440105003", "D001")
    assert body.consent.separate
    assert opened(entry, TERMINAL) == Need(contact=Contact(called="欧阳", form=FormOfAddress.MS, phone="13987654321"))
    assert "欧阳".encode() not in entry.line


def test_no_means_no_and_leads_back(platform: PlatformSide, resident: Resident, state: Path) -> None:
    to_the_form(resident)
    resident.press("不同意，不说")
    assert resident.ui.shell.navigator.screen == "service"
    assert not entries(state)


def test_it_is_found_corrected_and_cancelled_like_a_sign_up(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    ask_for_it(resident)
    resident.press("结束并清除")
    resident.ui.shell.visit.wake()
    resident.ui.shell.navigator.open("tickets", "")
    resident.pause()
    look_up(resident, "D001", "4321")
    for words in ("独居长者，上门探访", "记在这台机器上", "020-8400 0012"):
        assert resident.sees(words), words
    resident.press("改称呼和手机")
    fill_in(resident, letter="L", surname="李", form="先生")
    type_phone(resident, "13911112222")
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认改成这样")
    last = entries(state)[-1]
    assert isinstance(last.body(), Correction)
    assert opened(last, TERMINAL) == Contact(called="李", form=FormOfAddress.MR, phone="13911112222")
    first = entries(state)[0]
    with_receipt = Receipt(of=first.id, journal=first.heading.journal, seq=first.seq, outcome=Outcome.ACCEPTED)
    platform.tell(with_receipt)
    resident.ui.shell.navigator.home()
    resident.ui.shell.navigator.open("tickets", "")
    resident.pause()
    look_up(resident, "D001", "4321")
    assert resident.sees("已经交到，等他们打给您")
    resident.press("不要这个服务了")
    resident.press("不要了，取消")
    assert resident.sees("已经取消，连上网就告诉他们")
    platform.hear_all()
    resident.ui.context.poll()
    assert resident.sees("他们不会打给您")
    body = entries(state)[-1].body()
    assert isinstance(body, Cancellation)
    assert body.of == first.id


def test_without_a_telephone_no_call_is_promised(platform: PlatformSide, resident: Resident) -> None:
    ask_for_it(resident, phone="")
    assert resident.sees("没有手机，请去问：昌岗街双百社工站（示例）")
    assert not resident.sees("等电话")
    assert not resident.sees("020-8400 0012")


def test_without_a_telephone_no_call_is_promised_either_when_it_is_looked_up_again(
    platform: PlatformSide, resident: Resident, state: Path
) -> None:
    ask_for_it(resident, phone="")
    digits = resident.ui.shell.signUp.digits
    resident.press("结束并清除")
    resident.ui.shell.visit.wake()
    resident.ui.shell.navigator.open("tickets", "")
    resident.pause()
    look_up(resident, "D001", digits)
    assert resident.sees("没有手机，请去问：昌岗街双百社工站（示例）")
    assert not resident.sees("打给您")
    assert not resident.sees("020-8400 0012")
    sheet = resident.ui.shell.takeAway.sheet("found")
    slip = msgspec.json.encode(sheet).decode()
    assert "谁会打给您" not in slip
    assert "020-8400 0012" not in slip
    assert "手机后四位" not in slip, "there is no telephone whose digits they could be"
    assert "查票号没有印在纸上" in slip
    first = entries(state)[0]
    platform.tell(
        Receipt(of=first.id, journal=first.heading.journal, seq=first.seq, outcome=Outcome.ACCEPTED),
    )
    resident.ui.context.poll()
    assert resident.sees("已经交到，请去问他们")
    assert not resident.sees("打给您")


def test_who_left_a_telephone_afterwards_is_called_and_still_finds_it_by_the_old_digits(
    platform: PlatformSide, resident: Resident
) -> None:
    ask_for_it(resident, phone="")
    digits = resident.ui.shell.signUp.digits
    resident.ui.shell.navigator.home()
    resident.ui.shell.navigator.open("tickets", "")
    resident.pause()
    look_up(resident, "D001", digits)
    resident.press("改称呼和手机")
    fill_in(resident)
    type_phone(resident, "13911112222")
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认改成这样")
    resident.ui.shell.navigator.home()
    resident.ui.shell.navigator.open("tickets", "")
    resident.pause()
    look_up(resident, "D001", digits)
    assert resident.sees("020-8400 0012")
    assert not resident.sees("没有手机，请去问")
    slip = msgspec.json.encode(resident.ui.shell.takeAway.sheet("found")).decode()
    assert "谁会打给您" in slip
    assert "手机后四位" not in slip, "the digits that were made up still find it"


def test_what_nobody_would_call_back_about_cannot_be_asked_for(resident: Resident) -> None:
    resident.ui.shell.navigator.open("service", "service.mind-12356")
    assert not [item for item in resident.pressables() if "我想要这个服务" in item.property("name")]


def test_a_terminal_that_may_not_take_names_names_the_number_instead(resident: Resident, state: Path) -> None:
    resident.ui.shell.navigator.open("service", VISITS)
    assert not [item for item in resident.pressables() if "我想要这个服务" in item.property("name")]
    assert resident.sees("请到前台，工作人员帮您办。也可以打 020-8400 0003。")
    resident.ui.shell.navigator.open("sign_up", VISITS)  # it became so while she was on her way
    assert resident.sees("这台机器现在记不了")
    assert resident.sees("020-8400 0003")
    assert not (state / "journal.db").exists()
