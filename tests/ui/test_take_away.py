"""Taking a page along by touch: what is printed is what the page says, nobody is in it, and whatever fails offers another way."""

from __future__ import annotations

import functools
import logging
import operator
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
import zxingcpp
from PIL import Image

from data.ticket_key import signed_by
from kiosk.app.tour_slips import slips
from kiosk.devices.printer import EscposPrinter
from kiosk.devices.slip import paint_slip
from kiosk.domain.take_away import Payload, for_paper, token_of
from kiosk.domain.terminal import PrinterConnection, PrinterSettings
from kiosk.domain.ticket_code import ticket_in
from kiosk.usecases.printing import Raster, SlipFrame
from tests.sign_up_desk import PlatformSide, ticket_keys
from tests.thermal_printer import ThermalPrinter, thermal_printer
from tests.ui.conftest import NOW, SETTINGS, Resident
from tests.ui.test_sign_up import LAWYER, fill_in, to_the_form, type_phone

PERSONAL = ("欧阳", "13987654321", "4321")


@pytest.fixture
def device() -> Iterator[ThermalPrinter]:
    with thermal_printer() as printer:
        yield printer


@pytest.fixture
def open_printing(open_kiosk: Callable[..., Resident], device: ThermalPrinter) -> Callable[..., Resident]:
    how = PrinterSettings(connection=PrinterConnection.NETWORK, address=device.address)

    def opener(**more: object) -> Resident:
        return open_kiosk(printer=EscposPrinter(how, answer_timeout_s=1, take_timeout_s=5), **more)

    return opener


def code_on(slip: Raster) -> str:
    """What a phone reads off the paper."""
    image = Image.frombytes("1", (slip.width, slip.height), bytes(255 - byte for byte in slip.rows)).convert("L")
    (found,) = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    return bytes(found.bytes).decode()


def codes_seen(resident: Resident) -> list[str]:
    """What a phone reads off the screen."""
    grabbed = resident.ui.window.grabWindow().convertToFormat(resident.ui.window.grabWindow().Format.Format_Grayscale8)
    image = Image.frombuffer(
        "L", (grabbed.width(), grabbed.height()), bytes(grabbed.constBits()), "raw", "L", grabbed.bytesPerLine(), 1
    )
    return [bytes(each.bytes).decode() for each in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


def printed(resident: Resident) -> None:
    resident.wait_for(lambda: resident.ui.shell.takeAway.printing == "done")


def sign_up(resident: Resident) -> None:
    to_the_form(resident)
    fill_in(resident)
    type_phone(resident)
    resident.press("下一步")
    resident.press("我同意")
    resident.press("确认报名")
    assert resident.sees("报上了")


def test_a_checklist_is_printed_by_touch_and_its_code_says_what_the_screens_says(
    open_printing: Callable[..., Resident], device: ThermalPrinter
) -> None:
    resident = open_printing()
    shell = resident.ui.shell
    shell.navigator.open("guide", "guide.apply-dibao")
    shell.guide.go(1)
    (seen,) = codes_seen(resident)
    resident.press("打印这张清单")
    assert resident.sees("正在打印")
    assert resident.sees("从屏幕下面拿")
    printed(resident)
    (slip,) = device.paper.slips
    assert slip.width == 576
    assert code_on(slip) == seen
    assert "□ 身份证" in seen
    shell.guide.toggle("身份证")
    assert codes_seen(resident) == [seen], "what is ticked stays here"


def test_a_ticket_goes_on_paper_without_its_holder(
    platform: PlatformSide, open_printing: Callable[..., Resident], device: ThermalPrinter, state: Path
) -> None:
    platform.lend(LAWYER, 2)
    resident = open_printing()
    sign_up(resident)
    take = resident.ui.shell.takeAway
    code = resident.ui.shell.signUp.code
    resident.press("打印小票")
    printed(resident)
    said = code_on(device.paper.slips[0])
    token = token_of(said)
    assert token is not None
    signed = ticket_in(token)
    assert signed is not None
    assert signed.ticket == code
    assert signed_by(signed, ticket_keys(state)), "read off the paper, the signature is whole"
    whole = said + msgspec.json.encode(take.sheet("ticket")).decode()
    assert not any(canary in re.sub(r"[0-9a-f-]{36}", "", whole) for canary in PERSONAL)
    resident.press("再打一张")
    printed(resident)
    assert device.paper.slips[0] == device.paper.slips[1]
    resident.ui.shell.visit.leave()
    assert not take.canReprint
    take.reprint()
    assert take.printing == "", "the slip went with the visit"


@pytest.mark.parametrize("width", [576, 384])
def test_the_signed_code_is_read_off_the_glass_and_off_both_papers(
    platform: PlatformSide, resident: Resident, state: Path, width: int
) -> None:
    platform.lend(LAWYER, 2)
    sign_up(resident)
    take = resident.ui.shell.takeAway
    frame = SlipFrame("穗救易·共助空间", "海珠区 · 昌岗街道（示例）", "K-00001", NOW, "扫码", "Noto Sans CJK SC")
    payload = Payload(text=take.codes["ticket"], whole=True)
    said = code_on(paint_slip(for_paper(take.sheet("ticket")), payload, frame, width=width))
    assert codes_seen(resident) == [said]
    signed = ticket_in(said)
    assert signed is not None
    assert signed_by(signed, ticket_keys(state))
    code = resident.ui.shell.signUp.code
    assert f"{code[0]} {code[1:]}" in said, "a phone's calendar tells her number"


def test_paper_that_runs_out_leads_to_the_big_digits_and_back_to_the_ticket(
    platform: PlatformSide,
    open_printing: Callable[..., Resident],
    device: ThermalPrinter,
    caplog: pytest.LogCaptureFixture,
) -> None:
    platform.lend(LAWYER, 2)
    resident = open_printing()
    sign_up(resident)
    device.paper_rows = 300
    with caplog.at_level(logging.ERROR, "kiosk.usecases.printing"):
        resident.press("打印小票")
        resident.wait_for(lambda: resident.ui.shell.takeAway.printing == "paper_out")
    assert resident.sees("打印机没纸了")
    banner = next(item for item in resident.pressables() if "看大字" in item.property("name"))
    resident.touch(banner)
    assert resident.ui.shell.navigator.screen == "memo"
    code = resident.ui.shell.signUp.code
    assert resident.sees(" ".join(code))
    for words in ("14:30", "203 室", "020-8400 0008"):
        assert resident.sees(words), words
    assert not any(canary in text for canary in PERSONAL for text in resident.texts())
    resident.pause()
    resident.press("抄好了")
    assert resident.sees("报上了，欧阳女士"), "the ticket is still there"
    resident.pause()
    resident.ui.shell.navigator.home()
    assert resident.ui.shell.signUp.ticket is None


@pytest.mark.logs_warnings
def test_what_could_not_be_printed_is_said_on_the_page_where_it_was_tried_and_not_on_the_next(
    open_printing: Callable[..., Resident], device: ThermalPrinter
) -> None:
    resident = open_printing()
    resident.wait_for(lambda: resident.ui.shell.takeAway.printer == "ready")
    resident.ui.shell.navigator.open("benefit", "benefit.dibao")
    device.paper_rows = 300
    resident.ui.shell.takeAway.print("benefit")
    resident.wait_to_see("打印机没纸了")
    resident.press("返回上一页")
    assert not resident.sees("打印机没纸了")
    resident.ui.shell.navigator.open("benefit", "benefit.changshou")
    device.hold.clear()
    resident.ui.shell.takeAway.print("benefit")
    resident.pause()
    resident.press("返回上一页")
    assert resident.sees("正在打印"), "one that is on its way is told of wherever one is"
    device.hold.set()
    resident.wait_to_see("打印机没纸了")


def test_the_screen_goes_on_while_a_slow_printer_prints(
    open_printing: Callable[..., Resident], device: ThermalPrinter
) -> None:
    resident = open_printing()
    resident.wait_for(lambda: resident.ui.shell.takeAway.printer == "ready")
    resident.ui.shell.navigator.open("benefit", "benefit.dibao")
    device.hold.clear()
    take = resident.ui.shell.takeAway
    take.print("benefit")
    assert take.printing == "busy"
    resident.press("首页")
    assert resident.ui.shell.navigator.screen == "home"
    assert resident.sees("正在打印")
    take.print("benefit")
    assert resident.sees("上一张还没打完")
    device.hold.set()
    resident.wait_for(lambda: len(device.paper.slips) == 1)


def test_without_a_printer_the_big_digits_wait_twice_as_long(open_kiosk: Callable[..., Resident]) -> None:
    class Watch:
        seconds = 0.0

        def __call__(self) -> float:
            return self.seconds

    watch = Watch()
    resident = open_kiosk(stopwatch=watch)
    resident.ui.shell.navigator.open("activity", LAWYER)
    assert not any("打印" in text for text in resident.texts())
    resident.press("看大字，抄下来")
    assert resident.sees("14:30")
    assert len(codes_seen(resident)) == 1
    visit = resident.ui.shell.visit

    def after(seconds: float) -> bool:
        watch.seconds += seconds
        resident.ui.context.poll()
        return bool(visit.asking)

    assert not after(239)
    assert after(2)
    visit.stay()
    watch.seconds += 1
    resident.press("多给 2 分钟")
    assert not after(359)
    assert after(2)
    visit.leave()
    assert resident.ui.shell.takeAway.memo.rowCount() == 0


def test_the_code_of_a_place_opens_the_phones_map_and_its_slip_says_the_way(
    open_printing: Callable[..., Resident], device: ThermalPrinter
) -> None:
    resident = open_printing()
    shell = resident.ui.shell
    shell.navigator.open("place", "place.yiyuan-guangyi-2")
    link = shell.place.link
    assert link.startswith("https://uri.amap.com/marker?")
    assert codes_seen(resident) == [link], "with words around it a phone would show words"
    assert resident.sees("手机带路")
    assert not resident.sees("带走这页")
    resident.press("打印路线")
    printed(resident)
    (slip,) = device.paper.slips
    assert code_on(slip) == link
    said = " ".join(line for part in shell.takeAway.sheet("place").parts for line in part.lines)
    for words in (
        shell.place.view.address,
        "往",
        "走，直线约",
        "走路约",
        "台阶",
        "距离是直线，不是路线",
        "去之前，先打 12345",
    ):
        assert words in said, words
    assert "https:" not in said, "nobody types that in from paper"


def test_the_code_of_a_place_without_a_position_is_for_the_address_book(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk()
    shell = resident.ui.shell
    shell.navigator.open("place", "place.fantang-440105003")
    view = shell.place.view
    assert view.sample, "what is made up is not on a phone's map"
    (seen,) = codes_seen(resident)
    lines = seen.split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:3.0"]
    assert f"FN:{view.title}" in lines
    assert [line for line in lines if line.startswith("TEL")] == [f"TEL;TYPE=WORK,VOICE:{view.phones[0]}"]
    assert view.address in seen
    assert "https:" not in seen
    assert resident.sees("带走这页")


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_every_page_has_a_code_in_the_language_of_the_visit(open_kiosk: Callable[..., Resident], language: str) -> None:
    resident = open_kiosk()
    shell = resident.ui.shell
    pages = {
        "activity": ("activity", LAWYER),
        "guide": ("guide", "guide.apply-dibao"),
    }
    for name, (screen, record) in pages.items():
        shell.navigator.open(screen, record)
        shell.setLanguage(language)
        assert codes_seen(resident) == [shell.takeAway.codes[name]], name
    more = {"zh-Hant": "詳情請看", "en": "More"}[language]
    shell.navigator.open("benefit", "benefit.dibao")
    assert more in shell.takeAway.codes["benefit"]


def test_a_link_stands_only_in_codes_that_cannot_hold_the_page_and_never_in_a_persons(
    platform: PlatformSide, open_kiosk: Callable[..., Resident]
) -> None:
    platform.lend(LAWYER, 2)
    public = "https://public.example/r/"
    resident = open_kiosk(settings=msgspec.structs.replace(SETTINGS, public_url=public))
    shell = resident.ui.shell
    shell.navigator.open("benefit", "benefit.dibao")
    assert shell.takeAway.codes["benefit"].endswith(public + "benefit.dibao"), "more than a code can hold"
    shell.navigator.open("activity", LAWYER)
    assert "追工资" in shell.takeAway.codes["activity"]
    assert public not in shell.takeAway.codes["activity"], "all of it is in the code"
    shell.navigator.home()
    sign_up(resident)
    (code,) = codes_seen(resident)
    assert public not in code


def dark_columns(slip: Raster) -> list[int]:
    row = slip.width // 8
    rows = (int.from_bytes(slip.rows[start : start + row]) for start in range(0, len(slip.rows), row))
    seen = functools.reduce(operator.or_, rows)
    return [column for column in range(slip.width) if seen >> (slip.width - 1 - column) & 1]


def test_nothing_on_a_slip_runs_over_the_edge_of_its_paper(open_kiosk: Callable[..., Resident]) -> None:
    resident = open_kiosk()
    shell = resident.ui.shell
    frame = SlipFrame("穗救易·共助空间", "海珠区 · 昌岗街道（示例）", "K-00001", NOW, "扫码", "Noto Sans CJK SC")
    for language in ("zh-Hans", "en"):
        shell.setLanguage(language)
        for name, go in slips(shell):
            shell.navigator.home()
            go()
            sheet = shell.takeAway.sheet(name)
            assert sheet is not None, name
            for width in (576, 384):
                slip = paint_slip(for_paper(sheet), Payload(text="", whole=True), frame, width=width)
                dark = dark_columns(slip)
                assert dark[0] >= 8, (name, language)
                assert dark[-1] < width - 8, (name, language)
                assert slip.height < 8 * 1100, "shorter than 1.1 m"


def test_the_numbers_to_call_are_printed_where_nobody_is_on_duty(
    open_printing: Callable[..., Resident], device: ThermalPrinter
) -> None:
    resident = open_printing(at=NOW.replace(hour=20))
    resident.press("看电话号码")
    assert resident.ui.shell.navigator.screen == "help"
    resident.press("把电话打印出来")
    printed(resident)
    said = code_on(device.paper.slips[0])
    for number in ("110", "120", "12345"):
        assert number in said, number
