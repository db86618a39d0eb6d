"""What must hold between records: ids, scopes, references, hiding, icons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec import Struct

from kiosk.domain.content import Division, Kind
from kiosk.domain.scopes import parent_of, path_of
from sync.publisher.drafts import Reading
from sync.publisher.problems import Fault, Path, Problem, fault
from sync.publisher.rules import division_faults

REFERENCE_KINDS = {
    "benefit_id": Kind.BENEFIT,
    "benefit_ids": Kind.BENEFIT,
    "later_benefits": Kind.BENEFIT,
    "place_id": Kind.PLACE,
    "place_ids": Kind.PLACE,
    "image": Kind.MEDIA,
    "urgent_id": Kind.URGENT,
    "service_id": Kind.SERVICE,
}
"""Which kind of record a field refers to, by the name of the field."""


class _Index(Struct, frozen=True):
    """Where every id and scope of the sources stands, faulty items included: their faults are theirs alone.

    Args:
        shown: scopes in which an id has a record to show.
        divisions: codes of the scope tree.
        unread: kinds that are not all here.
    """

    shown: Mapping[str, Set[str]]
    divisions: Set[str]
    unread: Set[str]


def cross_problems(
    readings: Sequence[Reading], *, icons: Set[str], roles: Set[str] | None, unread: Set[str]
) -> list[Problem]:
    """Faults of the records taken together.

    Args:
        readings: every item of the sources.
        icons: names of the icons the terminal has.
        roles: districts the platform can sign for; None where that is not known.
        unread: kinds of which some file could not be read: nothing is said to be missing there.
    """
    index = _index(readings, unread)
    problems: list[Problem] = []
    for reading in readings:
        found = [*_scopes(reading, index, roles), *_icons(reading, icons), *_references(reading, index)]
        found += [*_hiding(reading, index), *_division(reading, index)]
        problems += [reading.item.file.problem(f) for f in found]
    return problems + _duplicates(readings)


def _index(readings: Iterable[Reading], unread: Set[str]) -> _Index:
    shown: defaultdict[str, set[str]] = defaultdict(set)
    divisions: set[str] = set()
    for reading in readings:
        code = reading.item.fields.get("code")
        if reading.item.kind is Kind.DIVISION and isinstance(code, str):
            divisions.add(code)
        if reading.scope is not None and not reading.hides:
            for record_id in _ids(reading):
                shown[record_id].add(reading.scope)
    return _Index(shown, divisions, unread)


def _ids(reading: Reading) -> list[str]:
    """The ids an item gives; that of its source where its faults kept it from giving any."""
    if reading.drafts:
        return [draft.id for draft in reading.drafts]
    return [reading.id] if reading.id is not None else []


def _scopes(reading: Reading, index: _Index, roles: Set[str] | None) -> Iterable[Fault]:
    for at, code in reading.findings.scopes:
        if code not in index.divisions and Kind.DIVISION not in index.unread:
            yield fault(at, "publisher.unknown_scope", scope=code)
    scope = reading.scope
    if roles is not None and scope is not None and len(scope) >= 6 and scope[:6] not in roles:
        yield fault((*reading.item.at, "scope"), "publisher.unsigned_district", scope=scope[:6])


def _icons(reading: Reading, icons: Set[str]) -> Iterable[Fault]:
    for at, icon in reading.findings.icons:
        if icon not in icons:
            yield fault(at, "publisher.unknown_icon", icon=icon)


def _references(reading: Reading, index: _Index) -> Iterable[Fault]:
    for at, wanted in reading.findings.references:
        kind = REFERENCE_KINDS[_field_of(at)]
        scopes = index.shown.get(wanted, frozenset())
        if not wanted.startswith(f"{kind}."):
            yield fault(at, "publisher.reference_of_other_kind", id=wanted, kind=kind)
        elif kind in index.unread:
            continue
        elif not scopes:
            yield fault(at, "publisher.no_such_record", id=wanted)
        elif reading.scope is not None and scopes.isdisjoint(path_of(reading.scope)):
            # A terminal elsewhere has the one without the other.
            yield fault(at, "publisher.out_of_scope", id=wanted, scope=min(scopes))


def _field_of(at: Path) -> str:
    return next(step for step in reversed(at) if isinstance(step, str))


def _hiding(reading: Reading, index: _Index) -> Iterable[Fault]:
    if reading.hides and reading.id is not None and reading.scope is not None and reading.item.kind not in index.unread:
        above = path_of(reading.scope)[:-1]
        if index.shown.get(reading.id, frozenset()).isdisjoint(above):
            yield fault((*reading.item.at, "hides"), "publisher.hides_nothing", id=reading.id)


def _division(reading: Reading, index: _Index) -> Iterable[Fault]:
    for draft in reading.drafts:
        if isinstance(draft.body, Division):
            yield from division_faults(draft.body, draft.id, draft.scope, reading.item.at)
            parent = parent_of(draft.body.code)
            if parent is not None and parent not in index.divisions and Kind.DIVISION not in index.unread:
                yield fault((*reading.item.at, "code"), "publisher.no_parent", child=draft.body.code, parent=parent)


def _duplicates(readings: Iterable[Reading]) -> list[Problem]:
    problems: list[Problem] = []
    first: dict[tuple[str, str], Reading] = {}
    for reading in readings:
        if reading.scope is None:
            continue
        for record_id in _ids(reading):
            other = first.setdefault((reading.scope, record_id), reading)
            if other is not reading:
                there = other.item.file
                where = fault(
                    (*reading.item.at, "id"),
                    "publisher.duplicate_id",
                    id=record_id,
                    scope=reading.scope,
                    file=there.name,
                    line=there.lines.get((*other.item.at, "id"), 0),
                )
                problems.append(reading.item.file.problem(where))
                break
    return problems
