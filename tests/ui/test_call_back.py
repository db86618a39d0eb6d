"""留个电话: after hours a number is left where somebody has promised to call; sealed, said only after the commit, cancelable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from data.content_store import ContentStore
from kiosk.domain.journal_bodies import Cancellation, Referral
from kiosk.domain.journal_private import Contact, FormOfAddress, Need
from kiosk.usecases.clock import GUANGZHOU
from sync.protocol.package import Line
from tests.content_filling import fill
from tests.sign_up_desk import PlatformSide, entries, key_line, opened
from tests.ui.conftest import SETTINGS, Resident
from tests.ui.test_my_tickets import look_up
from tests.ui.test_sign_up import fill_in, type_phone

EVENING = dt.datetime(2026, 11, 24, 20, 15, tzinfo=GUANGZHOU)
SPACE = "place.gongzhu-440105003"
OFFER = "留个电话，我们打给您"


def open_tickets(resident: Resident) -> None:
    resident.ui.shell.navigator.open("tickets", "")
    resident.pause()


def leave(resident: Resident) -> None:
    resident.press("看电话号码")
    resident.press("我要留")
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意这样使用我的信息")


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["portrait", "landscape"])
def test_who_calls_and_until_when_is_said_before_and_after(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], state: Path, size: tuple[int, int]
) -> None:
    resident = open_kiosk(size=size, at=EVENING)
    leave(resident)
    for words in (
        "明天 9:30 前",
        "前台工作人员（示例）",
        "020-8400 0000",
        "欧阳女士",
        "139 8765 4321",
        "打完 30 天后删除",
    ):
        assert resident.sees(words), words
    assert not entries(state)
    resident.press("确认，请打给我")
    assert resident.sees("记下了，欧阳女士")
    assert resident.sees("020-8400 0000")
    (entry,) = entries(state)
    body = entry.body()
    assert isinstance(body, Referral)
    assert (body.service, body.receiver) == (None, SPACE)
    assert body.call_by == dt.datetime(2026, 11, 25, 9, 30, tzinfo=GUANGZHOU)
    assert body.keep_until == dt.date(2026, 12, 25)
    left = Need(contact=Contact(called="欧阳", form=FormOfAddress.MS, phone="13987654321"))
    assert opened(entry, SETTINGS.terminal_id) == left
    assert "欧阳".encode() not in entry.line


def test_it_is_taken_back_with_the_ticket_and_four_digits(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], state: Path
) -> None:
    resident = open_kiosk(at=EVENING)
    leave(resident)
    resident.press("确认，请打给我")
    resident.press("结束并清除")
    resident.ui.shell.visit.wake()
    open_tickets(resident)
    look_up(resident, "D001", "4321")
    for words in ("明天 9:30 前", "020-8400 0000", "工作人员上班就能看到"):
        assert resident.sees(words), words
    resident.press("不用打给我了")
    resident.pause()
    resident.press("不用打了，取消")
    assert resident.sees("已经取消，连上网就告诉他们")
    platform.hear_all()
    resident.ui.context.poll()
    assert resident.sees("已经取消，他们不会打给您")
    body = entries(state)[-1].body()
    assert isinstance(body, Cancellation)
    assert body.of == entries(state)[0].id


def test_when_the_promised_time_has_passed_it_says_so_and_names_the_number_to_ring(
    platform: PlatformSide, open_kiosk: Callable[..., Resident]
) -> None:
    resident = open_kiosk(at=EVENING)
    leave(resident)
    resident.press("确认，请打给我")
    late = open_kiosk(at=EVENING + dt.timedelta(hours=14))
    open_tickets(late)
    look_up(late, "D001", "4321")
    assert late.sees("还没有人打来？请打 020-8400 0000")


def test_without_a_telephone_nobody_can_be_called(platform: PlatformSide, open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(at=EVENING)
    resident.press("看电话号码")
    resident.press("我要留")
    assert not resident.sees("给谁报名？")
    fill_in(resident)
    assert not resident.sees("没有手机")


def test_it_is_not_offered_while_somebody_is_on_duty(platform: PlatformSide, resident: Resident) -> None:
    resident.ui.shell.help.press()
    assert not resident.sees(OFFER)
    resident.ui.shell.help.leaveNumber()
    assert resident.ui.shell.navigator.screen == "help"


def test_it_is_not_offered_where_content_names_nobody(
    platform: PlatformSide, open_kiosk: Callable[..., Resident], state: Path, starter_lines: dict[str, list[Line]]
) -> None:
    def without(line: Line) -> Line:
        if line.id != SPACE or line.body is None:
            return line
        body = msgspec.json.decode(line.body)
        del body["call_back"]
        return msgspec.structs.replace(line, rev=line.rev + 1, body=msgspec.Raw(msgspec.json.encode(body)))

    lines = {scope: [without(line) for line in those] for scope, those in starter_lines.items()}
    with ContentStore(state / "content.db") as store:
        fill(store, {**lines, "4401": [*lines["4401"], key_line()]}, gen=3)
    resident = open_kiosk(at=EVENING)
    resident.press("看电话号码")
    assert resident.sees("现在没有人值班")
    assert not resident.sees(OFFER)


def test_it_is_not_offered_where_nothing_can_be_written(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk(at=EVENING)
    resident.press("看电话号码")
    assert resident.sees("现在没有人值班")
    assert not resident.sees(OFFER)


def test_somebody_filling_in_another_form_does_not_lose_it(
    platform: PlatformSide, open_kiosk: Callable[..., Resident]
) -> None:
    resident = open_kiosk(at=EVENING)
    resident.ui.shell.navigator.open("sign_up", "activity.lawyer-thu.20261126")
    fill_in(resident)
    resident.press("看电话号码")
    assert not resident.sees(OFFER)
    resident.press("返回")
    assert resident.ui.shell.signUp.surname == "欧阳"
