"""Rows of ``content.db``: from a published line to the columns of its table, and back to a record.

A row is handled as a plain tuple in the order of its table's columns: thousands of them go through here in one first
sync. Its ``row_sha256`` covers every column but the body itself, which ``body_sha256`` covers.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

import msgspec

from data.content_sql import COLUMNS, OTHER_KIND_COLUMN
from kiosk.domain.content import (
    BODY_TYPES,
    Activity,
    Benefit,
    Body,
    Bulletin,
    Calendar,
    Division,
    Guide,
    Kind,
    Media,
    News,
    Place,
    PlatformKey,
    Record,
    RuleSet,
    Service,
    Synonym,
    UrgentLane,
)
from kiosk.domain.decoding import LazyDecoders
from kiosk.domain.errors import WorldError
from kiosk.domain.selfcheck.parsing import parse_ruleset

Row = tuple[Any, ...]

GUANGZHOU = dt.timezone(dt.timedelta(hours=8))
REASON_MAX = 200


class Line(Protocol):
    """What a published line must offer; ``sync.protocol.package.Line`` does."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def rev(self) -> int: ...  # noqa: D102
    @property
    def valid_from(self) -> dt.date | None: ...  # noqa: D102
    @property
    def expires_on(self) -> dt.date | None: ...  # noqa: D102
    @property
    def verified_on(self) -> dt.date | None: ...  # noqa: D102
    @property
    def hides(self) -> bool: ...  # noqa: D102
    @property
    def body(self) -> msgspec.Raw: ...  # noqa: D102


class RottenRowError(Exception):
    """A stored row does not give its hash, or its body cannot be read: it must not be shown."""


def local_time(moment: dt.datetime) -> dt.datetime:
    """Wall-clock time in Guangzhou without a zone; a time that has none is taken as that."""
    return moment if moment.tzinfo is None else moment.astimezone(GUANGZHOU).replace(tzinfo=None)


def stored_time(moment: dt.datetime) -> str:
    """A time as SQLAlchemy's DateTime stores it in SQLite."""
    return moment.isoformat(sep=" ", timespec="microseconds")


def _benefit(body: Benefit) -> Row:
    also = msgspec.json.encode(body.also).decode()
    return body.category.value, body.order, also, int(body.here)


def _service(body: Service) -> Row:
    return body.category.value, body.order


def _place(body: Place) -> Row:
    return body.category.value, body.lat, body.lon, body.town


def _activity(body: Activity) -> Row:
    starts, ends = local_time(body.starts_at), local_time(body.ends_at)
    return body.category.value, stored_time(starts), stored_time(ends), body.place_id


def _news(body: News) -> Row:
    return body.channel.value, body.published_on.isoformat()


def _guide(body: Guide) -> Row:
    return body.order, body.benefit_id


def _bulletin(body: Bulletin) -> Row:
    return (body.level.value,)


def _calendar(body: Calendar) -> Row:
    return body.year, int(body.confirmed)


def _division(body: Division) -> Row:
    return body.code, body.code_mca, body.division_type


def _media(body: Media) -> Row:
    return body.blob, body.mime, body.size_bytes


def _key(body: PlatformKey) -> Row:
    return (body.kid,)


def _ruleset(body: RuleSet) -> Row:
    return (body.serial,)


def _synonym(_: Synonym) -> Row:
    return ()


def _urgent(body: UrgentLane) -> Row:
    return (body.need.value,)


_TYPED: dict[Kind, Callable[[Any], Row]] = {
    Kind.BENEFIT: _benefit,
    Kind.SERVICE: _service,
    Kind.PLACE: _place,
    Kind.ACTIVITY: _activity,
    Kind.NEWS: _news,
    Kind.GUIDE: _guide,
    Kind.BULLETIN: _bulletin,
    Kind.CALENDAR: _calendar,
    Kind.DIVISION: _division,
    Kind.MEDIA: _media,
    Kind.KEY: _key,
    Kind.RULESET: _ruleset,
    Kind.SYNONYM: _synonym,
    Kind.URGENT: _urgent,
}


def _rules_of(body: bytes) -> RuleSet:
    try:
        return parse_ruleset(body)
    except WorldError as error:
        raise msgspec.DecodeError(str(error)) from error


_DECODERS: LazyDecoders[Kind, Any] = LazyDecoders(BODY_TYPES)


def _decoded(kind: Kind, body: bytes) -> Any:  # noqa: ANN401 (one of the bodies, by kind)
    # Rules are read more strictly: no key twice, no fractions.
    decoder = None if kind is Kind.RULESET else _DECODERS.get(kind)
    return _rules_of(body) if decoder is None else decoder.decode(body)


_KINDS: dict[str, Kind] = {kind.value: kind for kind in Kind}
_ENVELOPE = 8  # columns before the typed ones: scope id depth rev valid_from expires_on verified_on hides
OTHER_TABLE = "other_record"
_NOTHING: dict[Kind, Row] = {kind: (None,) * (COLUMNS[kind.value] - _ENVELOPE - 3) for kind in Kind}
_encode = msgspec.json.Encoder().encode


def kind_of(record_id: str) -> Kind | None:
    """The kind an id names (``benefit.dibao``), or None where this software does not know it."""
    return _KINDS.get(record_id.partition(".")[0])


def build_row(scope: str, depth: int, line: Line) -> tuple[Kind | None, Row]:
    """The row a line becomes, and the kind whose table it belongs to.

    None instead of a kind means ``other_record``: the kind is not known here, does not match the id, or the body cannot
    be read. Such a record is kept and never shown.
    """
    body = bytes(line.body)
    valid_from, expires_on, verified_on = line.valid_from, line.expires_on, line.verified_on
    envelope = (
        scope,
        line.id,
        depth,
        line.rev,
        None if valid_from is None else valid_from.isoformat(),
        None if expires_on is None else expires_on.isoformat(),
        None if verified_on is None else verified_on.isoformat(),
        1 if line.hides else 0,
    )
    kind = _KINDS.get(line.kind)
    reason = ""
    typed: Row = ()
    if kind is None:
        reason = "unknown kind"
    elif not line.id.startswith(kind.value + "."):
        reason, kind = "kind and id differ", None
    elif line.hides:
        typed = _NOTHING[kind]
    elif line.verified_on is None:
        reason, kind = "no verified_on", None
    else:
        try:
            typed = _TYPED[kind](_decoded(kind, body))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            reason, kind = str(error)[:REASON_MAX], None
    if kind is None:
        typed = (line.kind, reason)
    return kind, _sealed(envelope + typed, body)


def _sealed(columns: Row, body: bytes) -> Row:
    body_hash = hashlib.sha256(body).digest()
    return (*columns, hashlib.sha256(_encode(columns) + body_hash).digest(), body_hash, body)


def build_rows(scope: str, depth: int, lines: Iterable[Line]) -> dict[str, list[Row]]:
    """The rows of many lines, by table."""
    by_table: dict[str, list[Row]] = {}
    for line in lines:
        kind, row = build_row(scope, depth, line)
        table = OTHER_TABLE if kind is None else kind.value
        rows = by_table.get(table)
        if rows is None:
            rows = by_table[table] = []
        rows.append(row)
    return by_table


def check_row(row: Sequence[Any]) -> None:
    """Check a whole row against its hashes.

    Raises:
        RottenRowError: it is not what was stored.
    """
    columns, (row_hash, body_hash, body) = tuple(row[:-3]), row[-3:]
    try:
        whole = (
            hashlib.sha256(body).digest() == body_hash
            and hashlib.sha256(_encode(columns) + body_hash).digest() == row_hash
        )
    except TypeError:  # a flipped type byte turns a blob into a number
        whole = False
    if not whole:
        raise RottenRowError(row[1])


def record_of(kind: Kind, row: Sequence[Any]) -> Record[Body]:
    """The record in a whole row that hides nothing.

    Raises:
        RottenRowError: the row is not what was stored, or its body cannot be read.
    """
    check_row(row)
    try:
        body: Body = _decoded(kind, row[-1])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RottenRowError(row[1]) from error
    return Record(
        id=row[1],
        kind=kind,
        scope=row[0],
        rev=row[3],
        valid_from=_date(row[4]),
        expires_on=_date(row[5]),
        verified_on=dt.date.fromisoformat(row[6]),
        hides=bool(row[7]),
        body=body,
    )


def _date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


class StoredLine(msgspec.Struct, frozen=True):
    """A stored row seen as the line it came from."""

    id: str
    kind: str
    rev: int
    valid_from: dt.date | None
    expires_on: dt.date | None
    verified_on: dt.date | None
    hides: bool
    body: msgspec.Raw


def line_of(kind: Kind | None, row: Sequence[Any]) -> StoredLine:
    """The line a row came from; ``kind`` None for a row of ``other_record``."""
    return StoredLine(
        row[1],
        row[OTHER_KIND_COLUMN] if kind is None else kind.value,
        row[3],
        _date(row[4]),
        _date(row[5]),
        _date(row[6]),
        bool(row[7]),
        msgspec.Raw(row[-1]),
    )
