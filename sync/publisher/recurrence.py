"""Recurring activities → dated ones.

A source says "every Tuesday, for the next three weeks"; a terminal knows single dates only. The day of publishing
is passed in, so publishing twice on one day gives the same records.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from sync.publisher.problems import Fault, Path, fault
from sync.publisher.structure import CLOCK_TIME, check_structure
from sync.publisher.yaml_source import Value

ClockTime = Annotated[str, Meta(pattern=CLOCK_TIME)]


class Recurs(Struct, frozen=True, kw_only=True):
    """How often: each ``weekday`` (1 = Monday) of the next ``weeks`` weeks, the day of publishing included."""

    weekday: Annotated[int, Meta(ge=1, le=7)]
    weeks: Annotated[int, Meta(ge=1, le=26)]


class Recurrence(Struct, frozen=True, kw_only=True):
    """The fields of a recurring activity that stand in place of ``starts_at``, ``ends_at``, ``signup_until``."""

    recurs: Recurs
    starts: ClockTime
    ends: ClockTime
    signup_closes_h: Annotated[int, Meta(ge=0, le=24 * 28)] | None = None


FIELDS = Recurrence.__struct_fields__
REPLACED = ("starts_at", "ends_at", "signup_until")


class Occurrence(Struct, frozen=True):
    """One date of a recurring activity, with the fields of the body it gives."""

    day: dt.date
    fields: dict[str, Value]


def occurrences(fields: dict[str, Value], *, today: dt.date, at: Path) -> tuple[list[Occurrence], list[Fault]]:
    """Dates of a recurring activity, or what is wrong with its recurrence.

    Args:
        fields: the item as written; only ``FIELDS`` and ``REPLACED`` are looked at.
        today: day of publishing in the city.
        at: path of the item in its file.
    """
    raw = {key: fields[key] for key in FIELDS if key in fields}
    faults = check_structure(raw, Recurrence, at=at).faults
    faults += [fault((*at, key), "publisher.recurs_and_date") for key in REPLACED if key in fields]
    if faults:
        return [], faults
    rule = msgspec.convert(raw, Recurrence)
    starts, ends = dt.time.fromisoformat(rule.starts), dt.time.fromisoformat(rule.ends)
    first = today + dt.timedelta(days=(rule.recurs.weekday - today.isoweekday()) % 7)
    found = []
    for week in range(rule.recurs.weeks):
        day = first + dt.timedelta(weeks=week)
        starts_at = dt.datetime.combine(day, starts)
        body: dict[str, Value] = {"starts_at": starts_at, "ends_at": dt.datetime.combine(day, ends)}
        if rule.signup_closes_h is not None:
            body["signup_until"] = starts_at - dt.timedelta(hours=rule.signup_closes_h)
        found.append(Occurrence(day, body))
    return found, []
