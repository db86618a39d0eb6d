"""Facts that records are made of: sources and confidence, figures, legal bases, opening hours, who calls.

The records themselves are in ``kiosk.domain.content``, which offers these names too.
"""

from __future__ import annotations

import datetime as dt
import enum
from typing import Annotated

from msgspec import Meta, Struct

from kiosk.domain.text import Text

RecordId = Annotated[str, Meta(pattern=r"^[a-z]+\.[a-z0-9][a-z0-9_.-]{0,79}$")]
ScopeCode = Annotated[str, Meta(pattern=r"^4401(\d{2}(\d{3}(\d{3})?)?)?$")]
Icon = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Phone = Annotated[str, Meta(pattern=r"^[0-9][0-9 -]{2,18}$")]
ClockSpan = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$")]


class FactStruct(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of everything in a body."""


class Confidence(enum.StrEnum):
    """How well a fact is known. C and K are shown as 待核实."""

    A = "A"  # official text seen
    B = "B"  # press or portal page seen
    C = "C"  # weak page seen
    K = "K"  # own knowledge, to be confirmed by the operator

    @property
    def confirmed(self) -> bool:
        """Whether the fact may be shown without 待核实."""
        return self in (Confidence.A, Confidence.B)


class Source(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a fact was seen."""

    id: Annotated[str, Meta(max_length=20)]
    title: Annotated[str, Meta(min_length=1, max_length=200)]
    where: Annotated[str, Meta(max_length=300)] = ""
    confidence: Confidence


class LegalBasis(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A rule a benefit rests on. ``valid_to`` is the last day in force, where the text names one."""

    title: Annotated[str, Meta(min_length=1, max_length=120)]
    document_no: Annotated[str, Meta(max_length=60)] = ""
    article: Annotated[str, Meta(max_length=60)] = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    confidence: Confidence


class Figure(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """One amount, with its year and where it comes from.

    ``value`` is an integer in ``unit``; ``value_text`` is for what is not one number ("2%/30%/60%"). Exactly one is
    set, or neither where the current figure is not known (then ``note`` says so).
    """

    label: Text
    value: Annotated[int, Meta(ge=0, le=100_000_000)] | None = None
    value_text: Text | None = None
    unit: Text | None = None
    year: Annotated[int, Meta(ge=1990, le=2100)] | None = None
    source: Annotated[str, Meta(max_length=20)] | None = None
    confidence: Confidence
    note: Text | None = None
    headline: bool = False


class HolidayRule(enum.StrEnum):
    """What a place does on official holidays."""

    CLOSED = "closed"
    OPEN = "open"


class Hours(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """Opening hours by weekday; an empty tuple is closed that day, None is not known.

    ``holidays`` says what happens on official holidays; make-up workdays (调休) count as the weekday they replace.
    """

    mon: tuple[ClockSpan, ...] | None = None
    tue: tuple[ClockSpan, ...] | None = None
    wed: tuple[ClockSpan, ...] | None = None
    thu: tuple[ClockSpan, ...] | None = None
    fri: tuple[ClockSpan, ...] | None = None
    sat: tuple[ClockSpan, ...] | None = None
    sun: tuple[ClockSpan, ...] | None = None
    holidays: HolidayRule | None = None
    note: Text | None = None


class Caller(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """Who calls a resident back, and the only number they call from."""

    name: Text
    phone: Phone


class CallBack(FactStruct, frozen=True, kw_only=True, omit_defaults=True):
    """A promise of a place: whoever leaves a number while it is closed is called ``within_min`` after it opens next."""

    caller: Caller
    within_min: Annotated[int, Meta(ge=5, le=480)]
