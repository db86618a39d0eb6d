"""What must hold inside one record beyond the types of its fields."""

from __future__ import annotations

import base64
import datetime as dt

from data.words import say
from kiosk.domain.content import (
    Activity,
    Benefit,
    Body,
    Bulletin,
    Calendar,
    Division,
    Figure,
    Hours,
    KeyUse,
    Kind,
    LegalBasis,
    Place,
    PlaceCategory,
    PlatformKey,
    Service,
    Synonym,
    UrgentLane,
)
from kiosk.domain.scopes import CITY, path_of
from kiosk.domain.sealed import SIGNATURE_SUITE, SUITE
from kiosk.domain.text import LocalizedTitle, Title
from kiosk.domain.urgent import URGENT_IDS
from sync.publisher.problems import Fault, Path, fault

KEY_BYTES = 32
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def envelope_faults(
    kind: Kind, record_id: str, *, scope: str, valid_from: dt.date | None, expires_on: dt.date | None, at: Path
) -> list[Fault]:
    """Faults of the envelope: the id's kind, whose it is to publish, and a life that ends before it starts."""
    found = []
    if kind is Kind.KEY and scope != CITY:
        found.append(fault((*at, "scope"), "publisher.key_not_of_city", city=CITY))
    if not record_id.startswith(f"{kind}."):
        found.append(fault((*at, "id"), "publisher.id_of_other_kind", id=record_id, kind=kind))
    if valid_from is not None and expires_on is not None and expires_on < valid_from:
        found.append(fault((*at, "expires_on"), "publisher.expires_before", start=valid_from, end=expires_on))
    if kind is Kind.URGENT and record_id.startswith("urgent.") and record_id not in URGENT_IDS:
        found.append(fault((*at, "id"), "publisher.urgent_id", id=record_id, ids="、".join(URGENT_IDS)))
    if kind is Kind.BULLETIN and expires_on is None:
        found.append(fault((*at, "expires_on"), "publisher.bulletin_without_expiry"))
    return found


def record_faults(body: Body, at: Path) -> list[Fault]:
    """Faults of a body whose fields are all of their types."""
    found: list[Fault] = []
    match body:
        case Benefit():
            found = _benefit(body, at)
        case Service():
            found = _hours(body.hours, (*at, "hours"))
        case Place():
            found = _place(body, at)
        case Activity():
            found = _activity(body, at)
        case Calendar():
            found = _calendar(body, at)
        case Division():
            found = _position(body, at)
        case Bulletin():
            found = _suspension(body, at)
        case PlatformKey():
            found = _key(body, at)
        case UrgentLane():
            found = _urgent(body, at)
        case Synonym():
            found = _urgent_words(body, at)
        case _:
            pass
    return found


def _urgent(body: UrgentLane, at: Path) -> list[Fault]:
    found: list[Fault] = []
    known = [category.value for category in PlaceCategory]
    for index, place in enumerate(body.places):
        if place.category is not None and place.category not in known:
            where = (*at, "places", index, "category")
            found.append(fault(where, "publisher.not_a_choice", value=place.category, choices="、".join(known)))
    if body.quiet and not body.calls[0].danger:  # in danger nobody looks for a number
        found.append(fault((*at, "calls", 0), "publisher.danger_first"))
    return found


def _urgent_words(body: Synonym, at: Path) -> list[Fault]:
    """Words that lead nowhere, or in two directions."""
    return [
        fault((*at, "urgent", index), "publisher.urgent_words_lead")
        for index, words in enumerate(body.urgent)
        if (words.urgent_id is None) == (words.service_id is None)
    ]


def _benefit(body: Benefit, at: Path) -> list[Fault]:
    found: list[Fault] = []
    for index, figure in enumerate(body.figures):
        found += _figure(figure, (*at, "figures", index))
    headlines = [index for index, figure in enumerate(body.figures) if figure.headline]
    found += [fault((*at, "figures", index, "headline"), "publisher.second_headline") for index in headlines[1:]]
    for index, basis in enumerate(body.legal_basis):
        found += _legal_basis(basis, (*at, "legal_basis", index))
    if body.category in body.also:
        found.append(fault((*at, "also"), "publisher.also_repeats", category=body.category))
    return found


def _figure(figure: Figure, at: Path) -> list[Fault]:
    if figure.value is not None and figure.value_text is not None:
        return [fault((*at, "value"), "publisher.two_values")]
    if figure.value is None and figure.value_text is None and figure.note is None:
        return [fault((*at, "value"), "publisher.no_value")]
    return []


def _legal_basis(basis: LegalBasis, at: Path) -> list[Fault]:
    if basis.valid_from is not None and basis.valid_to is not None and basis.valid_to < basis.valid_from:
        return [fault((*at, "valid_to"), "publisher.expires_before", start=basis.valid_from, end=basis.valid_to)]
    return []


def _hours(hours: Hours | None, at: Path) -> list[Fault]:
    found: list[Fault] = []
    for weekday in WEEKDAYS if hours is not None else ():
        last = ""
        for index, span in enumerate(getattr(hours, weekday) or ()):
            start, _, end = span.partition("-")
            where = (*at, weekday, index)
            if end > "24:00" or end <= start:
                found.append(fault(where, "publisher.span_ends_before", span=span))
            elif start < last:
                found.append(fault(where, "publisher.spans_overlap", span=span))
            last = end
    return found


def _place(body: Place, at: Path) -> list[Fault]:
    found = _hours(body.hours, (*at, "hours")) + _position(body, at)
    mark = say("publisher.sample_mark")
    if body.sample and not _title(body.title).startswith(mark):
        found.append(fault((*at, "title"), "publisher.sample_unmarked", mark=mark))
    if not body.sample and _title(body.title).startswith(mark):
        found.append(fault((*at, "sample"), "publisher.mark_without_sample", mark=mark))
    return found


def _key(body: PlatformKey, at: Path) -> list[Fault]:
    found = []
    if body.not_after < body.not_before:
        found.append(fault((*at, "not_after"), "publisher.expires_before", start=body.not_before, end=body.not_after))
    suites = {KeyUse.SEAL: SUITE, KeyUse.SIGN: SIGNATURE_SUITE}
    # Of a suite not known here nothing can be said; both known ones have keys of 32 bytes.
    if body.suite in suites.values():
        if body.suite != suites[body.use]:
            found.append(fault((*at, "suite"), "publisher.suite_of_other_use", suite=body.suite, want=suites[body.use]))
        if len(base64.b64decode(body.public_key + "==")) != KEY_BYTES:
            found.append(fault((*at, "public_key"), "publisher.key_length", want=KEY_BYTES))
    return found


def _suspension(body: Bulletin, at: Path) -> list[Fault]:
    what = body.suspends
    if what is not None and what.ends_at is not None and what.ends_at <= what.starts_at:
        return [fault((*at, "suspends", "ends_at"), "publisher.ends_before", start=what.starts_at, end=what.ends_at)]
    return []


def _title(title: Title) -> str:
    return title.zh_hans if isinstance(title, LocalizedTitle) else title


def _position(body: Place | Division, at: Path) -> list[Fault]:
    if (body.lat is None) != (body.lon is None):
        return [fault((*at, "lon" if body.lon is None else "lat"), "publisher.half_position")]
    return []


def _activity(body: Activity, at: Path) -> list[Fault]:
    found = []
    if body.ends_at <= body.starts_at:
        found.append(fault((*at, "ends_at"), "publisher.ends_before", start=body.starts_at, end=body.ends_at))
    if body.signup_until is not None and body.signup_until > body.ends_at:
        found.append(fault((*at, "signup_until"), "publisher.signup_after_end", end=body.ends_at))
    return found


def _calendar(body: Calendar, at: Path) -> list[Fault]:
    found = []
    seen: set[dt.date] = set()
    for index, day in enumerate(body.days):
        where = (*at, "days", index, "date")
        if day.date.year != body.year:
            found.append(fault(where, "publisher.day_of_other_year", day=day.date, year=body.year))
        if day.date in seen:
            found.append(fault(where, "publisher.day_twice", day=day.date))
        seen.add(day.date)
    return found


def division_faults(body: Division, record_id: str, scope: str, at: Path) -> list[Fault]:
    """Faults of a node of the scope tree against its own envelope."""
    found = []
    if record_id != f"{Kind.DIVISION}.{body.code}":
        found.append(fault((*at, "id"), "publisher.division_id", want=f"{Kind.DIVISION}.{body.code}"))
    if scope not in path_of(body.code):
        found.append(fault((*at, "scope"), "publisher.division_scope", scope=scope, child=body.code))
    return found
