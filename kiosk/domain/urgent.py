"""急事先走: the four doors in front of the self-check, each to one page of people, places and numbers.

A lane is content like any other, in a kind of its own: a street may put its own people in place of the city's, and the
lanes stand when a rule set cannot be read. Not here: which of the places near the terminal are open now (use cases), and
how a quiet lane keeps quiet on the screen.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Annotated

from msgspec import Meta

from kiosk.domain.facts import Confidence, FactStruct, Icon, Phone, RecordId, Source
from kiosk.domain.text import Text, Title

CATEGORY = r"^[a-z]{1,20}$"
"""Of ``content.PlaceCategory``, which this module lies below."""


class UrgentNeed(enum.StrEnum):
    """The four tiles, in their order on the screen."""

    FOOD = "food"  # 今天没饭吃
    SHELTER = "shelter"  # 没地方住
    HARM = "harm"  # 受到伤害
    CHILD = "child"  # 孩子没人管


class CallBy(enum.StrEnum):
    """How a number is used."""

    VOICE = "voice"
    MESSAGE = "message"  # 发短信, where one must not be heard


class UrgentCall(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A number to ring, the first of a lane first."""

    label: Title
    note: Text | None = None
    number: Phone
    by: CallBy = CallBy.VOICE
    danger: bool = False  # stands out: for somebody in danger now
    checked_on: dt.date
    confidence: Confidence


class UrgentPlace(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """Where to go: one record, or the nearest places of a category of 服务地图."""

    label: Title
    note: Text | None = None
    place_id: RecordId | None = None
    category: Annotated[str, Meta(pattern=CATEGORY)] | None = None


class UrgentLane(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """One lane. ``quiet``: never read aloud unless asked, prints nothing, staff come without a bell, quick exit first."""

    title: Title
    need: UrgentNeed
    hint: Text  # the second line of the tile
    icon: Icon
    heading: Text  # of the page
    comfort: Text | None = None
    quiet: bool = False
    calls: Annotated[tuple[UrgentCall, ...], Meta(min_length=1, max_length=6)]
    places: Annotated[tuple[UrgentPlace, ...], Meta(max_length=4)] = ()
    here: Annotated[tuple[Text, ...], Meta(max_length=5)] = ()  # what the people of this space do
    staff: Title  # label of the button that calls them
    first_say: Text | None = None  # what to say first (有老人、孩子、病人一起的)
    later: Text | None = None  # 以后几天怎么办
    later_benefits: Annotated[tuple[RecordId, ...], Meta(max_length=3)] = ()
    sources: tuple[Source, ...] = ()
    confidence: Confidence
    sample: bool = False


URGENT_IDS = tuple(f"urgent.{need.value}" for need in UrgentNeed)
"""Ids of the four lanes: ``reader.open(URGENT_IDS, today)`` gives those that are published here, in their order."""
