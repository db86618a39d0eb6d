"""What somebody takes along from a page: its text in the order of importance, and how it fits into a QR code.

The code carries the content itself, so that a phone reads it without a network and no server learns of it: plain text for
what is read, iCalendar for a date, a vCard for a place. One thing is a link alone: a place whose position is known, for what
she wants of it is that her phone shows the way (mock-up 09); its words stand on the slip and on the screen. Nothing here
knows who takes it: a sheet is made of published content and, at most, of the number of a ticket. Not here: the words
(``kiosk.usecases.take_along`` is handed them), the picture on paper (``kiosk.devices.slip``), the memo page.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct, structs

MODULE_MM = 0.8
"""Smallest module of a code on the glass. A phone at arm's length (350 mm) whose preview is 1080 px wide over 60° sees
404 mm, 2.7 px a millimetre; readers need a little over 2 px a module (``tests/unit/test_take_away_codes.py`` measures it)."""

QUIET_ZONE = 4
"""Modules of white around a code (ISO/IEC 18004)."""

CODE_BYTES = 425
"""Room in a code: version 13 at level L, 69 modules, so that with its quiet zone it is 77 modules of 3 px (0.82 mm) on a
plate of 240 px. The same bytes at level M (paper is folded and fades) are version 16 at most, 89 modules of 4 dots, 44.5 mm:
they fit both papers."""

PAPER_CHARACTERS = 1000
"""A slip holds no more: about 70 cm of paper. Whoever wants more reads it here, or scans it."""

_TOKEN_RE = re.compile(r"^(?:UID:)?(SJY[12] [^\r\n]+)", re.MULTILINE)
_ESCAPED = str.maketrans({"\\": r"\\", ",": r"\,", ";": r"\;", "\n": r"\n"})


class Kind(enum.StrEnum):
    """How a part is written on paper, and which parts the big digits show."""

    TEXT = "text"
    CHECKS = "checks"  # a box to tick before each line
    TICKET = "ticket"
    TIME = "time"
    PLACE = "place"
    PHONE = "phone"


class Part(Struct, frozen=True, kw_only=True):
    """One thing said, under a label.

    Attributes:
        label: 去哪里, 要带; "" for none.
        lines: what is said; of a phone, time, ticket or place the first is the one in big digits.
        notes: beside ``lines``, as many or fewer: what to do without a paper, which day a time is on.
        kind: see ``Kind``.
        rank: 0 stays; where there is no room the highest goes first.
    """

    lines: tuple[str, ...]
    label: str = ""
    notes: tuple[str, ...] = ()
    kind: Kind = Kind.TEXT
    rank: int = 0


class Event(Struct, frozen=True, kw_only=True):
    """When and where, for a calendar. Times are aware. ``token`` is what the desk's scanner reads, "" for no ticket."""

    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    place: str = ""
    uid: str = ""
    token: str = ""


class Card(Struct, frozen=True, kw_only=True):
    """A place or a number, for a phone's address book."""

    name: str
    phones: tuple[str, ...] = ()
    address: str = ""


class Joints(Struct, frozen=True, kw_only=True):
    """How this language joins: after a label, between things, before a paper to tick; and that there is more elsewhere."""

    colon: str = ": "
    comma: str = ", "
    box: str = "□ "
    more: str = ""


class Sheet(Struct, frozen=True, kw_only=True):
    """What is taken along.

    Attributes:
        title: of the page.
        kind: what it is in a word (活动票), "" for none.
        sample: it is made up, and says so on paper.
        parts: in reading order.
        event: makes the code a calendar entry.
        card: makes the code an address-book entry.
        last: what it does not hold, when it was checked: the small print of a slip.
        token: what the desk's scanner reads, where there is no event that holds it.
        link: where the whole of it is published, "" where nowhere; names the page and nobody.
        opens: what the code opens on a phone instead of holding the content, "" for nothing.
    """

    title: str
    parts: tuple[Part, ...] = ()
    kind: str = ""
    sample: str = ""
    event: Event | None = None
    card: Card | None = None
    last: tuple[str, ...] = ()
    link: str = ""
    opens: str = ""
    token: str = ""
    joints: Joints = Joints()


class Payload(Struct, frozen=True, kw_only=True):
    """What a code says, and whether that is the whole sheet."""

    text: str
    whole: bool


@dataclass(frozen=True, kw_only=True)
class MemoRow:
    """One thing in big digits, with its label and what stands small beside it."""

    kind: str
    label: str
    big: str
    small: str


def memo_said(row: MemoRow, comma: str) -> str:
    """A row as it is read to somebody who writes: label, what is big, what is small; a ticket character by character."""
    big = " ".join(row.big.replace(" ", "")) if row.kind == "ticket" else row.big
    return comma.join(part for part in (row.label, big, row.small) if part)


def memo_rows(sheet: Sheet) -> tuple[MemoRow, ...]:
    """What somebody must copy down to come back: ticket, time, place, telephones. At most four."""
    kinds = (Kind.TICKET, Kind.TIME, Kind.PLACE, Kind.PHONE)
    wanted = sorted((part for part in sheet.parts if part.kind in kinds), key=lambda part: kinds.index(part.kind))
    return tuple(
        MemoRow(
            kind=part.kind.value,
            label=part.label,
            big=part.lines[0],
            small=sheet.joints.comma.join(part.notes or part.lines[1:2]),
        )
        for part in wanted[: len(kinds)]
    )


def _beside(part: Part) -> tuple[str, ...]:
    return tuple(text for text in (*part.notes, *part.lines[1:]) if text)


def without_least(parts: Sequence[Part]) -> tuple[Part, ...] | None:
    """The parts without the least important one (the last of the highest rank); None where all of them stay."""
    least = max((part.rank for part in parts), default=0)
    if least == 0:
        return None
    at = max(number for number, part in enumerate(parts) if part.rank == least)
    return (*parts[:at], *parts[at + 1 :])


def _characters(parts: Sequence[Part]) -> int:
    return sum(len(text) for part in parts for text in (part.label, *part.lines, *part.notes))


def paper_characters(sheet: Sheet) -> int:
    """How much is written on a slip."""
    return _characters(sheet.parts)


def for_paper(sheet: Sheet, *, most: int = PAPER_CHARACTERS) -> Sheet:
    """The sheet as long as paper may be: the least important parts go, and it says so."""
    parts: tuple[Part, ...] = sheet.parts
    while _characters(parts) > most and (fewer := without_least(parts)) is not None:
        parts = fewer
    if parts == sheet.parts:
        return sheet
    return structs.replace(
        sheet, parts=parts, last=(sheet.joints.more, *sheet.last) if sheet.joints.more else sheet.last
    )


def code_of(sheet: Sheet, *, room: int = CODE_BYTES, now: dt.datetime | None = None) -> Payload:
    """What the code of a sheet says, in at most ``room`` bytes of UTF-8.

    What it opens, alone, where that is set: a phone shows a text with a link in it as text. Else the whole of it where it
    fits. Otherwise the least important parts go, one at a time, and a line says that there is more (the link, where the page
    is published somewhere). Where not even the rest fits, only title and link, cut to size.

    Args:
        sheet: what is taken along.
        room: bytes.
        now: when a calendar entry was made (aware); its own start where that is not given.
    """
    if sheet.opens and _size(sheet.opens) <= room:
        return Payload(text=sheet.opens, whole=False)
    parts: tuple[Part, ...] | None = sheet.parts
    while parts is not None:
        whole = parts == sheet.parts
        text = _written(sheet, parts, whole=whole, now=now)
        if _size(text) <= room:
            return Payload(text=text, whole=whole)
        parts = without_least(parts)
    if sheet.event is not None:  # a date is worth more than what is said about it
        text = _calendar(sheet, sheet.event, (), now=now)
        if _size(text) <= room:
            return Payload(text=text, whole=False)
    tail = sheet.link or sheet.joints.more
    if _size(tail) + 1 > room:
        tail = ""
    return Payload(text=_cut(sheet.title, room - _size(tail) - 1).strip() + ("\n" + tail if tail else ""), whole=False)


def token_of(payload: str) -> str | None:
    """The desk's part of a ticket's code (``SJY2 …``), None where it is something else."""
    found = _TOKEN_RE.search(payload)
    return None if found is None else found[1]


def _size(text: str) -> int:
    return len(text.encode())


def _cut(text: str, room: int) -> str:
    return text.encode()[: max(0, room)].decode(errors="ignore")


def _lines(sheet: Sheet, parts: Sequence[Part]) -> list[str]:
    """Parts in plain text, a line each; a checklist with a line for each paper."""
    joints = sheet.joints
    lines: list[str] = []
    for part in parts:
        if part.kind is Kind.CHECKS:
            notes = (*part.notes, *[""] * len(part.lines))
            lines += [part.label] if part.label else []
            lines += [
                joints.box + joints.colon.join(text for text in (line, note) if text)
                for line, note in zip(part.lines, notes, strict=False)
            ]
            continue
        said = joints.comma.join((*part.lines[:1], *_beside(part)))
        lines.append(part.label + joints.colon + said if part.label else said)
    return [line.replace("\n", " ") for line in lines if line]


def _written(sheet: Sheet, parts: Sequence[Part], *, whole: bool, now: dt.datetime | None) -> str:
    if sheet.event is not None:
        return _calendar(sheet, sheet.event, parts, now=now)
    more = [] if whole else [each for each in (sheet.link or sheet.joints.more,) if each]
    if sheet.card is not None:
        return _vcard(sheet, sheet.card, parts, more)
    token = [sheet.token] if sheet.token else []
    return "\n".join([sheet.title.replace("\n", ""), *_lines(sheet, parts), *more, *token])


def _escape(text: str) -> str:
    return text.translate(_ESCAPED)


def _property(name: str, value: str) -> list[str]:
    # Not folded at 75 octets (RFC 5545 3.1 only advises it): the readers in phone cameras do not all unfold.
    return [f"{name}:{_escape(value)}"] if value else []


def _stamp(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _calendar(sheet: Sheet, event: Event, parts: Sequence[Part], *, now: dt.datetime | None) -> str:
    """RFC 5545, in UTC so that no time zone need be described.

    Nothing is told twice: time and place are the event's own, and a ticket's number stands beside the title, where it costs least.
    """
    said = [part for part in parts if part.kind not in (Kind.TIME, Kind.PLACE, Kind.TICKET)]
    numbers = [part.lines[0] for part in sheet.parts if part.kind is Kind.TICKET]
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:SJY",
            "BEGIN:VEVENT",
            *_property("UID", event.token or event.uid),
            f"DTSTAMP:{_stamp(now or event.starts_at)}",
            f"DTSTART:{_stamp(event.starts_at)}",
            *([f"DTEND:{_stamp(event.ends_at)}"] if event.ends_at else []),
            *_property("SUMMARY", " ".join([sheet.title, *numbers]).replace("\n", "")),
            *_property("LOCATION", event.place),
            *_property("DESCRIPTION", "\n".join(_lines(sheet, said))),
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


def _vcard(sheet: Sheet, card: Card, parts: Sequence[Part], more: list[str]) -> str:
    """RFC 2426 (3.0): what every phone reads. Numbers and address are the card's own, not told twice."""
    said = [part for part in parts if part.kind not in (Kind.PHONE, Kind.PLACE)]
    return "\r\n".join(
        [
            "BEGIN:VCARD",
            "VERSION:3.0",
            f"N:{_escape(card.name)};;;;",
            *_property("FN", card.name),
            *_property("ORG", card.name),
            *[f"TEL;TYPE=WORK,VOICE:{_escape(phone)}" for phone in card.phones],
            *([f"ADR;TYPE=WORK:;;{_escape(card.address)};;;;"] if card.address else []),
            *_property("NOTE", "\n".join([*_lines(sheet, said), *more])),
            "END:VCARD",
            "",
        ]
    )
