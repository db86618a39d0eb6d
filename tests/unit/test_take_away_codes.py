"""What is taken along: any content comes back out of its code as it went in, the important things last to go, nobody in it."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from kiosk.devices.qr import qr_modules
from kiosk.domain.take_away import (
    CODE_BYTES,
    Card,
    Event,
    Joints,
    Kind,
    Part,
    Sheet,
    code_of,
    for_paper,
    memo_rows,
    paper_characters,
    token_of,
)
from kiosk.domain.ticket_code import token as ticket_token
from kiosk.usecases.open_activity import ActivityView
from kiosk.usecases.take_along import PhoneLine, Words, phones_sheet, ticket_sheet

ENTRY = "0192f0c1-0000-7000-8000-000000000001"
NOW = dt.datetime(2026, 11, 24, 1, 6, tzinfo=dt.UTC)
WORDS = Words(
    joints=Joints(colon="：", comma="，", more="更多请打 12345"),
    heading=lambda code: code,
    day=lambda moment: f"{moment:%m-%d}",
    clock=lambda moment: f"{moment:%H:%M}",
    **dict.fromkeys(
        [
            "figure",
            "figure_year",
            "figure_unconfirmed",
            "verified",
            "unconfirmed",
            "sample",
            "no_name",
            "no_ticket_name",
            "lost_ticket",
            "lost_digits",
            "at_the_window",
            "caller_warning",
            "change",
            "ticket",
            "queue",
        ],
        "·",
    ),
)
ACTIVITY = ActivityView(
    record_id="activity.lawyer-thu.20261126",
    title="免费法律咨询：追工资、工伤",
    summary="律师当面讲。",
    starts_at=dt.datetime(2026, 11, 26, 14, 30),  # noqa: DTZ001
    ends_at=dt.datetime(2026, 11, 26, 16, 30),  # noqa: DTZ001
    in_days=2,
    place="昌岗街共助空间",
    place_id="place.gongzhu-440105013",
    room="203 室，二楼，出电梯右转",
    who="街坊",
    host="司法所",
    fee="不要钱",
    bring="合同",
    contact="020-8400 0008",
    capacity=8,
    seats=2,
    offer="sign_up",
    meal=False,
    until=None,
    sensitive=False,
    partner="",
    verified_on=dt.date(2026, 11, 22),
    confirmed=True,
    sample=True,
)

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
parts = st.builds(
    Part,
    lines=st.lists(texts, min_size=1, max_size=4).map(tuple),
    label=st.just("") | texts,
    notes=st.lists(texts, max_size=2).map(tuple),
    kind=st.sampled_from(Kind),
    rank=st.integers(0, 4),
)
sheets = st.builds(
    Sheet,
    title=texts,
    parts=st.lists(parts, max_size=8).map(tuple),
    event=st.none() | st.builds(Event, starts_at=st.just(NOW), place=texts, uid=st.just("activity.x")),
    card=st.none() | st.builds(Card, name=texts, phones=st.lists(texts, max_size=2).map(tuple), address=texts),
    link=st.sampled_from(["", "https://sjy.example/p/benefit.dibao"]),
    joints=st.just(WORDS.joints),
)


def picture(text: str, *, px: int = 3, for_paper: bool = False) -> Image.Image:
    modules = qr_modules(text, for_paper=for_paper)
    image = Image.new("L", (len(modules), len(modules)), 255)
    image.putdata([0 if dark else 255 for row in modules for dark in row])
    return image.resize((px * len(modules), px * len(modules)), Image.Resampling.NEAREST)


def read(image: Image.Image) -> bytes:
    (found,) = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    return bytes(found.bytes)


@settings(max_examples=25, deadline=None)
@given(sheet=sheets, on_paper=st.booleans())
def test_any_content_comes_back_as_it_went_in(sheet: Sheet, *, on_paper: bool) -> None:
    payload = code_of(sheet, now=NOW)
    assert read(picture(payload.text, for_paper=on_paper)) == payload.text.encode()


@settings(max_examples=200, deadline=None)
@given(sheet=sheets, room=st.integers(60, CODE_BYTES))
def test_it_always_fits_and_says_whether_it_is_the_whole(sheet: Sheet, room: int) -> None:
    payload = code_of(sheet, room=room, now=NOW)
    assert 0 < len(payload.text.encode()) <= room
    if payload.whole and sheet.event is None and sheet.card is None:
        assert all(line in payload.text for part in sheet.parts for line in part.lines)
    if payload.whole:
        assert sheet.link not in payload.text or not sheet.link, "a link only where it cannot fit"


@given(sheet=sheets)
def test_the_least_important_goes_first(sheet: Sheet) -> None:
    plain = msgspec.structs.replace(
        sheet,
        event=None,
        card=None,
        parts=tuple(
            msgspec.structs.replace(part, lines=(f"<{number}>" + "字" * 30,), notes=(), kind=Kind.TEXT)
            for number, part in enumerate(sheet.parts)
        ),
    )
    said = code_of(plain, room=300, now=NOW).text
    kept = {int(number) for number in re.findall(r"<(\d+)>", said)}
    gone = set(range(len(plain.parts))) - kept
    if kept:
        assert all(plain.parts[lost].rank >= plain.parts[stays].rank for lost in gone for stays in kept)
        assert all(plain.parts[lost].rank > 0 for lost in gone)


def test_the_fullest_code_has_modules_as_small_as_promised_and_no_smaller() -> None:
    glass, paper = qr_modules("福" * (CODE_BYTES // 3)), qr_modules("福" * (CODE_BYTES // 3), for_paper=True)
    assert 3 * len(glass) <= 240 - 8, "3 px (0.82 mm) a module on a plate of 240 px"
    assert 4 * len(paper) <= 384 - 24, "4 dots (0.5 mm) a module on the narrow paper"


def test_a_phone_at_arms_length_can_read_the_fullest_code() -> None:
    """The camera sees 2.16 px a module (0.8 mm at 2.7 px/mm), out of step with the modules, and a little out of focus."""
    text = "福" * (CODE_BYTES // 3)
    sharp = picture(text, px=25)
    scale = 2.16 / 25
    for shift in (0, 7, 13):
        seen = Image.new("L", (sharp.width + 200, sharp.height + 200), 230)
        seen.paste(sharp, (100 + shift, 100 + shift // 2))
        small = seen.resize((round(seen.width * scale), round(seen.height * scale)), Image.Resampling.BOX)
        assert read(small.filter(ImageFilter.GaussianBlur(0.5))) == text.encode()


def test_a_date_is_a_calendar_entry_with_its_place_and_the_desks_token() -> None:
    token = ticket_token("A037", ENTRY, bytes(range(64)))
    said = code_of(ticket_sheet(ACTIVITY, WORDS, code="A037", token=token, waiting=False), now=NOW)
    lines = said.text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART:20261126T063000Z" in lines
    assert "DTEND:20261126T083000Z" in lines
    assert "DTSTAMP:20261124T010600Z" in lines
    assert f"SUMMARY:{ACTIVITY.title} A 037" in lines, "her number is there, whatever else has no room"
    assert token_of(said.text) == token


def test_a_signed_code_is_no_larger_than_one_that_was_not() -> None:
    """It stands where names stood that are read in the entry: no more modules, on the glass and on paper."""
    seat = "SJY1 A037 activity.lawyer-thu.20261126 " + ENTRY + f" {ENTRY}.0"
    for waiting in (False, True):
        before, after = (
            code_of(ticket_sheet(ACTIVITY, WORDS, code="A037", token=token, waiting=waiting), now=NOW)
            for token in (seat, ticket_token("A037", ENTRY, bytes(range(64))))
        )
        for paper in (False, True):
            assert len(qr_modules(after.text, for_paper=paper)) <= len(qr_modules(before.text, for_paper=paper))


def test_a_place_is_a_card_with_its_numbers_and_what_else_is_said_as_a_note() -> None:
    sheet = Sheet(
        title="长者饭堂",
        parts=(Part(label="时间", lines=("周一; 周二, 9:00",)),),
        card=Card(name="长者饭堂", phones=("020-1", "12345"), address="昌岗街, 1 号; 2 楼"),
    )
    lines = code_of(sheet).text.split("\r\n")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:3.0"]
    assert [line for line in lines if line.startswith("TEL")] == [
        "TEL;TYPE=WORK,VOICE:020-1",
        "TEL;TYPE=WORK,VOICE:12345",
    ]
    assert r"ADR;TYPE=WORK:;;昌岗街\, 1 号\; 2 楼;;;;" in lines
    assert r"NOTE:时间: 周一\; 周二\, 9:00" in lines


def test_what_opens_the_phones_map_stands_alone_unless_it_does_not_fit() -> None:
    link = "https://uri.amap.com/marker?position=113.270000,23.090000&name=%E9%95%BF"
    sheet = Sheet(title="长者饭堂", parts=(Part(lines=("每天",)),), card=Card(name="长者饭堂"), opens=link)
    assert read(picture(code_of(sheet).text)) == link.encode()
    assert code_of(sheet, room=len(link) - 1).text != link
    assert code_of(msgspec.structs.replace(sheet, opens="https://x" + "x" * CODE_BYTES)).text.startswith("BEGIN:VCARD")


def test_only_a_tickets_code_is_taken_for_one() -> None:
    assert token_of("BEGIN:VCALENDAR\r\nUID:activity.x\r\n") is None
    assert token_of("SUMMARY:SJY1 A001") is None
    assert token_of("SJY1 A001 activity.x e") == "SJY1 A001 activity.x e"


def test_numbers_to_call_are_taken_along_the_first_last_to_go() -> None:
    lines = [PhoneLine("有危险", "110"), PhoneLine("救助", "12345", "全天"), PhoneLine("说" * 60, "020-1")]
    sheet = phones_sheet("现在没有人值班", lines, WORDS, said=("明天 9:00 开门",))
    assert [row.big for row in memo_rows(sheet)] == ["110", "12345", "020-1"]
    tight = code_of(sheet, room=130)
    assert "110" in tight.text
    assert "020-1" not in tight.text
    assert not tight.whole


def test_big_digits_come_in_the_order_they_are_needed() -> None:
    sheet = ticket_sheet(ACTIVITY, WORDS, code="A037", token="SJY1", waiting=False)  # noqa: S106
    rows = memo_rows(sheet)
    assert [(row.kind, row.big, row.small) for row in rows] == [
        ("ticket", "A 037", ""),
        ("time", "14:30", "11-26"),
        ("place", "203 室", "二楼，出电梯右转"),
        ("phone", "020-8400 0008", ""),
    ]


@given(sheet=sheets, most=st.integers(0, 400))
def test_paper_is_no_longer_than_it_may_be_unless_everything_is_important(sheet: Sheet, most: int) -> None:
    short = for_paper(sheet, most=most)
    assert paper_characters(short) <= most or all(part.rank == 0 for part in short.parts)
    if short.parts != sheet.parts:
        assert short.last[0] == WORDS.joints.more, "it says that there is more"


def test_a_code_beyond_its_room_is_a_bug() -> None:
    with pytest.raises(ValueError, match="Invalid version"):
        qr_modules("福" * 3000)
