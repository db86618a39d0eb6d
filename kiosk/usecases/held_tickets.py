"""The tickets somebody found again in one go: each with what it is for, and as a row of a list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kiosk.domain.inbox import Outcome
from kiosk.usecases.clock import local
from kiosk.usecases.desk import Found
from kiosk.usecases.fill_in import Appointment, Plans
from kiosk.usecases.open_subject import Subject

CLOSED = frozenset({Outcome.DECLINED, Outcome.CANCELLED, Outcome.REFUSED})
"""What the platform may have said after which there is nothing left to correct or to give back."""

MOST = 4
"""More tickets than this nobody holds at once, and no list of them fits beside its buttons."""


@dataclass(frozen=True)
class Held:
    """A ticket whose holder knew both halves. ``view`` is None where what it is for is not published any more."""

    found: Found
    view: Subject | None
    tail: str = field(repr=False)


@dataclass(frozen=True)
class HeldRow:
    """A ticket in the list. Words for how it stands are the screen's."""

    code: str
    title: str
    place: str
    service: bool
    call_back: bool
    waiting: bool
    cancelled: bool
    outcome: str
    position: int
    starts_at: dt.datetime | None
    in_days: int


def note_plan(plans: Plans, held: Held) -> None:
    """What else is signed up for in this visit is compared with what this ticket is for, while it holds."""
    found, view = held.found, held.view
    if found.cancelled or found.outcome in CLOSED:
        plans.drop(found.entry)
    elif view is not None and view.starts_at is not None and view.ends_at is not None:
        made = Appointment(found.activity, view.title, view.starts_at, view.ends_at, found.whom)
        plans.add(found.entry, made)


def held_row(held: Held, now: dt.datetime) -> HeldRow:
    """The row at local time ``now``."""
    found, view = held.found, held.view
    at = local(found.call_by) if found.call_by is not None else None if view is None else view.starts_at
    return HeldRow(
        code=found.code,
        title="" if view is None else view.title,
        place="" if view is None else view.host if found.service else view.place,
        service=bool(found.service),
        call_back=found.call_by is not None,
        waiting=found.waiting,
        cancelled=found.cancelled,
        outcome=found.outcome,
        position=found.position,
        starts_at=at,
        in_days=0 if at is None else (at.date() - now.date()).days,
    )


def with_one_more(held: tuple[Held, ...], one: Held) -> tuple[Held, ...]:
    """The list with one more, newest last; the same ticket again takes its place, and the oldest goes where it is full."""
    kept = [each for each in held if each.found.entry != one.found.entry]
    return (*kept[-(MOST - 1) :], one)
