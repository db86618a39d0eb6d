"""What clashes with what is held: another activity at the same time for the same person, never because it touches."""

from __future__ import annotations

import datetime as dt

import pytest

from kiosk.usecases.desk import For
from kiosk.usecases.fill_in import Appointment, Clash, clash


def at(name: str, start: str, end: str, whom: For = For.SELF) -> Appointment:
    first, last = (dt.datetime.fromisoformat(f"2026-11-26T{each}") for each in (start, end))
    return Appointment(name, f"title of {name}", first, last, whom)


TALK = at("activity.talk", "10:00", "11:30")


@pytest.mark.parametrize(
    ("start", "end"),
    [("11:00", "12:00"), ("09:00", "10:01"), ("10:15", "10:45"), ("09:00", "12:00"), ("10:00", "11:30")],
)
def test_two_activities_at_the_same_time_clash(start: str, end: str) -> None:
    assert clash([TALK], at("activity.lunch", start, end)) == (Clash.TIME, TALK)


@pytest.mark.parametrize(("start", "end"), [("11:30", "12:00"), ("09:00", "10:00"), ("13:00", "14:00")])
def test_what_ends_when_the_other_begins_does_not_clash(start: str, end: str) -> None:
    assert clash([TALK], at("activity.lunch", start, end)) == (Clash.NONE, None)


def test_another_day_of_the_same_hours_does_not_clash() -> None:
    day = dt.timedelta(days=1)
    tomorrow = Appointment("activity.lunch", "lunch", TALK.starts_at + day, TALK.ends_at + day)
    assert clash([TALK], tomorrow) == (Clash.NONE, None)


@pytest.mark.parametrize("other", [For.FAMILY, For.CHILD])
def test_another_person_may_be_somewhere_else_at_the_same_time(other: For) -> None:
    assert clash([TALK], at("activity.lunch", "10:00", "11:00", other)) == (Clash.NONE, None)
    hers = at("activity.talk", "10:00", "11:30", other)
    assert clash([hers], at("activity.lunch", "10:00", "11:00")) == (Clash.NONE, None)
    again = at("activity.lunch", "10:00", "11:00", For.FAMILY)
    assert clash([hers], again) == (Clash.FAMILY_TIME, hers), "it may be the same one of the family"


@pytest.mark.parametrize(
    ("held", "wanted", "kind"),
    [
        (For.SELF, For.SELF, Clash.AGAIN),
        (For.SELF, For.FAMILY, Clash.AFTER_SELF),
        (For.SELF, For.CHILD, Clash.AFTER_SELF),
        (For.FAMILY, For.SELF, Clash.AFTER_FAMILY),
        (For.FAMILY, For.FAMILY, Clash.AFTER_FAMILY),
        (For.CHILD, For.FAMILY, Clash.AFTER_FAMILY),
    ],
)
def test_the_same_activity_once_more_is_only_said_to_be_hers_when_it_is(held: For, wanted: For, kind: Clash) -> None:
    first = at("activity.talk", "10:00", "11:30", held)
    assert clash([first], at("activity.talk", "10:00", "11:30", wanted)) == (kind, first)


def test_the_same_activity_is_said_before_another_at_the_same_time_and_her_own_before_the_familys() -> None:
    lunch = at("activity.lunch", "10:00", "11:00")
    family = at("activity.talk", "10:00", "11:30", For.FAMILY)
    assert clash([lunch, family, TALK], TALK) == (Clash.AGAIN, TALK)
    assert clash([lunch, TALK, family], at("activity.talk", "10:00", "11:30", For.FAMILY)) == (
        Clash.AFTER_FAMILY,
        family,
    )
