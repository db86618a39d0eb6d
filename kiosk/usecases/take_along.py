"""What is taken along from each page: its view put into a ``Sheet``, the important things first.

Nothing personal can get in: the functions are handed published content, and of a person at most the number of the ticket in
their hand. Answers of a self-check only where somebody asked for them. Not here: how it fits into a code or on paper
(``kiosk.domain.take_away``), the words themselves (``kiosk.viewmodels.take_away_words``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kiosk.domain.take_away import Card, Event, Joints, Kind, Part, Sheet
from kiosk.usecases.clock import GUANGZHOU
from kiosk.usecases.follow_guide import GuideView
from kiosk.usecases.open_activity import ActivityView
from kiosk.usecases.open_benefit import BenefitView, FigureView
from kiosk.usecases.open_place import HoursLine, PlaceView
from kiosk.usecases.open_record import RecordView
from kiosk.usecases.open_service import ServiceView
from kiosk.usecases.open_subject import Subject
from kiosk.usecases.read_news import ArticleView, ChangeView
from kiosk.usecases.show import split_lead

KILOMETRE_M = 1000


@dataclass(frozen=True)
class Words:
    """The words of one language. ``%1``, ``%2`` … are filled in.

    Attributes:
        heading: word for a heading's code.
        day: a date with its weekday.
        clock: a time of day.
    """

    joints: Joints
    heading: Callable[[str], str]
    day: Callable[[dt.datetime], str]
    clock: Callable[[dt.datetime], str]
    figure: str
    figure_year: str
    figure_unconfirmed: str
    verified: str
    unconfirmed: str
    sample: str
    no_name: str
    no_ticket_name: str
    lost_ticket: str
    lost_digits: str
    at_the_window: str
    caller_warning: str
    change: str
    ticket: str
    queue: str


def fill(template: str, *values: str) -> str:
    """A template with its ``%1``, ``%2`` … filled in."""
    for number, value in enumerate(values, start=1):
        template = template.replace(f"%{number}", value)
    return template


def _parts(*parts: Part) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.lines)


def _said(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _checked(verified_on: dt.date, words: Words, *, confirmed: bool) -> str:
    return fill(words.verified, verified_on.isoformat()) + ("" if confirmed else words.unconfirmed)


def _phone(words: Words, *numbers: str, label: str = "phone") -> Part:
    return Part(label=words.heading(label), lines=_said(*numbers), kind=Kind.PHONE)


def _figure(figure: FigureView | None, words: Words) -> Part:
    if figure is None or (figure.value is None and not figure.text):
        return Part(lines=())
    amount = figure.text if figure.value is None else fill(words.figure, f"{figure.value:,}", figure.unit)
    year = fill(words.figure_year, str(figure.year)) if figure.year else ""
    doubt = "" if figure.confirmed else words.figure_unconfirmed
    return Part(label=figure.label, lines=(amount,), notes=_said(year, doubt), rank=2)


def benefit_sheet(view: BenefitView, words: Words) -> Sheet:
    """One benefit: papers, where, whom to ask; then how much, how long, who."""
    return Sheet(
        title=view.title + view.title_tail,
        sample=words.sample if view.sample else "",
        parts=_parts(
            _figure(view.headline, words),
            Part(label=words.heading("bring"), lines=view.bring, kind=Kind.CHECKS, rank=1),
            Part(lines=_said(view.bring_note), rank=4),
            Part(label=words.heading("apply"), lines=_said(view.where)),
            Part(label=words.heading("time"), lines=_said(view.time_limit), rank=3),
            Part(label=words.heading("who_applies"), lines=view.who, rank=5),
            Part(label=words.heading("online"), lines=_said(view.online), rank=6),
            _phone(words, *view.hotlines),
        ),
        last=(words.at_the_window, _checked(view.verified_on, words, confirmed=view.confirmed), words.no_name),
        joints=words.joints,
    )


def service_sheet(view: ServiceView, words: Words) -> Sheet:
    """One service: where and when, what to bring and what not, who will call from which number."""
    return Sheet(
        title=view.title,
        sample=words.sample if view.sample else "",
        parts=_parts(
            Part(label=words.heading("host"), lines=_said(view.provider), rank=3),
            Part(label=words.heading("where"), lines=_said(view.place), kind=Kind.PLACE),
            Part(label=words.heading("hours"), lines=view.hours, rank=1),
            Part(label=words.heading("fee"), lines=_said(view.fee), notes=_said(view.fee_note), rank=2),
            Part(label=words.heading("bring"), lines=view.bring, kind=Kind.CHECKS, rank=2),
            Part(label=words.heading("not_needed"), lines=view.not_needed, rank=4),
            Part(label=words.heading("steps"), lines=view.steps, rank=5),
            _phone(words, view.phone),
            Part(
                label=words.heading("caller"),
                lines=_said(view.caller_phone),
                notes=_said(view.caller, words.caller_warning),
                kind=Kind.PHONE,
                rank=1,
            ),
        ),
        last=(_checked(view.verified_on, words, confirmed=view.confirmed), words.no_name),
        joints=words.joints,
    )


def _event(view: ActivityView, *, token: str = "") -> Event:
    return Event(
        starts_at=view.starts_at.replace(tzinfo=GUANGZHOU),
        ends_at=view.ends_at.replace(tzinfo=GUANGZHOU),
        place=" ".join(_said(view.place, view.room)),
        uid=view.record_id,
        token=token,
    )


def _when(view: ActivityView, words: Words) -> Part:
    return Part(
        label=words.heading("when"),
        lines=(words.clock(view.starts_at),),
        notes=(words.day(view.starts_at),),
        kind=Kind.TIME,
    )


def _room(view: ActivityView, words: Words) -> Part:
    room, rest = split_lead(view.room)
    return Part(label=words.heading("where"), lines=_said(room, rest, view.place), kind=Kind.PLACE)


def activity_sheet(view: ActivityView, words: Words) -> Sheet:
    """One activity, as a date for a calendar."""
    return Sheet(
        title=view.title,
        sample=words.sample if view.sample else "",
        parts=_parts(
            _when(view, words),
            _room(view, words),
            Part(label=words.heading("who"), lines=_said(view.who), rank=2),
            Part(label=words.heading("fee"), lines=_said(view.fee), rank=1),
            Part(label=words.heading("bring"), lines=_said(view.bring), rank=1),
            Part(label=words.heading("host"), lines=_said(view.host), rank=3),
            Part(lines=_said(view.summary), rank=4),
            _phone(words, view.contact),
        ),
        event=_event(view),
        last=(_checked(view.verified_on, words, confirmed=view.confirmed), words.no_name),
        joints=words.joints,
    )


def ticket_sheet(
    view: ActivityView, words: Words, *, code: str, token: str, waiting: bool, made_up: bool = False
) -> Sheet:
    """A ticket: its number, when, where, the number to call; no name and no telephone of whoever holds it.

    Args:
        view: the activity.
        words: of the language.
        code: number of the ticket, e.g. A037.
        token: what the desk's scanner reads.
        waiting: a place in the queue, no seat.
        made_up: it is found again by four digits that were made up (no telephone). They are a secret and not on it.
    """
    kind = words.queue if waiting else words.ticket
    return Sheet(
        title=view.title,
        kind=kind,
        sample=words.sample if view.sample else "",
        parts=_parts(
            _when(view, words),
            _room(view, words),
            Part(label=words.heading("ticket"), lines=(f"{code[:1]} {code[1:]}",), kind=Kind.TICKET),
            _phone(words, view.contact, label="absent"),
        ),
        event=_event(view, token=token),
        last=(words.no_ticket_name, words.lost_digits if made_up else words.lost_ticket),
        joints=words.joints,
    )


def request_sheet(
    view: Subject,
    words: Words,
    *,
    code: str,
    token: str,
    made_up: bool = False,
    has_phone: bool = True,
    call_by: dt.datetime | None = None,
) -> Sheet:
    """A service or a call that was asked for: its number, who does it, who will call from which number; nothing of whoever asked.

    Args:
        view: the service, or the space that calls.
        words: of the language.
        code: number of the ticket, e.g. D004.
        token: what the desk's scanner reads.
        made_up: see ``ticket_sheet``.
        has_phone: False: nobody can call, so the provider's own number stands there instead.
        call_by: until when somebody calls (local), where that was promised.
    """
    caller = Part(
        label=words.heading("caller"),
        lines=_said(view.caller_phone),
        notes=_said(view.caller, words.caller_warning),
        kind=Kind.PHONE,
    )
    return Sheet(
        title=view.title,
        sample=words.sample if view.sample else "",
        parts=_parts(
            Part(label=words.heading("ticket"), lines=(f"{code[:1]} {code[1:]}",), kind=Kind.TICKET),
            Part(label=words.heading("host"), lines=_said(view.host), kind=Kind.PLACE)
            if call_by is None
            else Part(label=words.heading("call_by"), lines=(f"{words.day(call_by)} {words.clock(call_by)}",)),
            caller if has_phone else _phone(words, view.contact),
        ),
        token=token,
        last=(words.no_ticket_name, words.lost_digits if made_up else words.lost_ticket),
        joints=words.joints,
    )


def guide_sheet(view: GuideView, step: int, words: Words) -> Sheet:
    """One step of a guide: its papers as boxes to tick on paper, or what it says. Never what was ticked on the screen."""
    at = view.steps[step]
    papers = Part(
        label=at.title,
        lines=tuple(paper.name for paper in at.papers),
        notes=tuple(paper.only_if or paper.if_missing for paper in at.papers),
        kind=Kind.CHECKS,
    )
    told = [Part(lines=(sentence,), rank=1) for sentence in at.sentences]  # beside papers they explain the screen
    return Sheet(
        title=view.title,
        parts=_parts(papers) if at.papers else _parts(Part(lines=(at.title,)), *told),
        last=(words.at_the_window, _checked(view.verified_on, words, confirmed=view.confirmed), words.no_name),
        joints=words.joints,
    )


def _change(change: ChangeView, words: Words) -> Part:
    effective = (change.effective.isoformat(),) if change.effective is not None else ()
    said = fill(words.change, change.before, change.after) if change.before else change.after
    return Part(label=change.label or change.benefit, lines=(said,), notes=effective, rank=1)


def article_sheet(view: ArticleView, words: Words) -> Sheet:
    """One piece of news: who says it and when, what it means for the reader, what changes, then the text."""
    return Sheet(
        title=view.title,
        sample=words.sample if view.sample else "",
        parts=_parts(
            Part(lines=_said(view.issuer, view.day.isoformat())),
            Part(label=words.heading("meaning"), lines=view.meaning, rank=1),
            *(_change(change, words) for change in view.changes),
            Part(lines=_said(view.fraud_warning), rank=2),
            *(Part(lines=(text,), rank=3) for text in view.paragraphs),
        ),
        last=(_checked(view.verified_on, words, confirmed=view.confirmed), words.no_name),
        joints=words.joints,
    )


def record_sheet(view: RecordView, words: Words) -> Sheet:
    """An urgent notice, as text, with the places it names."""
    parts = (
        *(Part(label=words.heading(section.heading), lines=section.lines, rank=1) for section in view.sections),
        *(Part(lines=(place.title,), notes=_said(place.address), kind=Kind.PLACE) for place in view.places),
    )
    return Sheet(
        title=view.title,
        sample=words.sample if view.sample else "",
        parts=_parts(Part(lines=_said(view.issuer)), *parts),
        last=(_checked(view.verified_on, words, confirmed=view.confirmed), words.no_name),
        joints=words.joints,
    )


def place_sheet(view: PlaceView, words: Words) -> Sheet:
    """A place and how to get there: address and landmark, the way from here, telephones, the week's hours.

    Its code opens the phone's map where the position is known, else it is a card for the address book.
    """
    shut = words.heading("suspended") if view.opening.suspended else ""
    return Sheet(
        title=view.title,
        sample=words.sample if view.sample else "",
        parts=_parts(
            Part(lines=_said(shut)),
            Part(
                label=words.heading("where"),
                lines=_said(view.address, view.in_chinese),
                notes=_said(view.landmark),
                kind=Kind.PLACE,
            ),
            *_way(view, words),
            Part(label=words.heading("phone"), lines=view.phones, notes=_said(view.phone_note), kind=Kind.PHONE),
            Part(label=words.heading("hours"), lines=tuple(_week(line, words) for line in view.hours), rank=1),
            Part(lines=_said(view.note), rank=3),
        ),
        card=Card(
            name=view.title,
            phones=view.phones,
            address=words.joints.comma.join(_said(view.address, view.in_chinese, view.landmark)),
        ),
        opens=view.link,
        last=(_checked(view.verified_on, words, confirmed=view.confirmed), words.no_name),
        joints=words.joints,
    )


def _way(view: PlaceView, words: Words) -> tuple[Part, ...]:
    """From this machine: which way, how far, how long on foot, and whether a wheelchair gets in."""
    direction = ""
    if view.quarter and view.distance_m is not None:
        direction = fill(
            words.heading("direction"), words.heading(f"quarter.{view.quarter}"), _straight(view.distance_m, words)
        )
        direction += fill(words.heading("direction.walk"), str(view.walk_min)) if view.walk_min > 0 else ""
    steps = words.heading(f"steps.{view.step_free or 'unknown'}")
    return (
        Part(label=words.heading("way") if direction else "", lines=_said(direction, steps), rank=2),
        Part(lines=_said(words.heading("estimate") if direction else ""), rank=4),
    )


def _straight(metres: int, words: Words) -> str:
    """A distance as the screen says it: to ten metres, from a kilometre on to a hundred."""
    if metres < KILOMETRE_M:
        return fill(words.heading("metres"), str(max(10, (metres + 5) // 10 * 10)))
    return fill(words.heading("kilometres"), f"{(metres + 50) // 100 / 10:.1f}")


def _week(line: HoursLine, words: Words) -> str:
    """Days of the week that have the same hours, in words."""
    first, last = (words.heading(f"weekday.{day}") for day in (line.first, line.last))
    days = words.heading("weekday.all") if (line.first, line.last) == (1, 7) else first
    if line.first != line.last and days == first:
        days = fill(words.heading("weekday.range"), first, last)
    return f"{days} {words.heading('list').join(line.spans) or words.heading('closed')}"


@dataclass(frozen=True)
class PhoneLine:
    """A number to call: when, the number, what it is."""

    when: str
    number: str
    note: str = ""


def phones_sheet(
    title: str, lines: Iterable[PhoneLine], words: Words, *, said: Sequence[str] = (), address: str = ""
) -> Sheet:
    """Numbers to call when nobody is at the desk, what is said with them, and the address to read out on the telephone."""
    numbers = [
        Part(label=line.when, lines=(line.number,), notes=_said(line.note), kind=Kind.PHONE, rank=rank)
        for rank, line in enumerate(lines)
    ]
    told = [Part(lines=(text,)) for text in said if text]
    read_out = Part(label=words.heading("read_out"), lines=_said(address))
    return Sheet(title=title, parts=_parts(*told, *numbers, read_out), last=(words.no_name,), joints=words.joints)
