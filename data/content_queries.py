"""The reader's SQL, compiled from the tables into ``data/content_sql.py`` by ``packaging/reader_sql.py``: which record of each id a resident sees, and whole rows by id.

The rule is ``kiosk.domain.merge``: of the records in force today the one of the deepest scope counts, and when that one
hides, nothing is shown. SQLite gives the other columns of the row that holds ``max(depth)``, so one pass over a
covering index is enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from data.content_tables import RECORD_TABLES, scope_state, search_doc, sync_state
from kiosk.domain.content import BenefitCategory, Kind, ServiceCategory

_DIALECT = sqlite.dialect(paramstyle="named")
_TODAY = sa.bindparam("today", type_=sa.Text)
_SCOPES = [sa.bindparam(f"scope{n}", type_=sa.Text) for n in range(4)]


def compiled(statement: sa.ClauseElement) -> str:
    """SQL text with named parameters, for ``exec_driver_sql``."""
    return str(statement.compile(dialect=_DIALECT))


def _in_force(table: sa.Table) -> sa.ColumnElement[bool]:
    # Dates are compared as the ISO text they are stored as.
    valid_from, expires_on = (sa.type_coerce(table.c[name], sa.Text) for name in ("valid_from", "expires_on"))
    return sa.and_(
        table.c.scope.in_(_SCOPES),
        sa.or_(valid_from.is_(None), valid_from <= _TODAY),
        sa.or_(expires_on.is_(None), expires_on >= _TODAY),
    )


def _shown(kind: Kind, columns: Sequence[str]) -> sa.Subquery:
    table = RECORD_TABLES[kind]
    merged = (
        sa.select(table.c.id, table.c.hides, sa.func.max(table.c.depth), *(table.c[name] for name in columns))
        .where(_in_force(table))
        .group_by(table.c.id)
        .subquery()
    )
    return sa.select(merged).where(sa.not_(merged.c.hides)).subquery()


def _rank(column: sa.ColumnElement[Any], order: Sequence[str]) -> sa.ColumnElement[int]:
    # Written out as literals: the order is ours and fixed, and every query keeps the same parameters.
    whens: list[tuple[Any, Any]] = [
        (column == sa.literal_column(f"'{name}'"), sa.literal_column(str(n))) for n, name in enumerate(order)
    ]
    return sa.case(*whens, else_=sa.literal_column(str(len(order))))


def _index(kind: Kind, columns: Sequence[str], order: Sequence[str] = (), *, ranked: Sequence[str] = ()) -> str:
    shown = _shown(kind, columns)
    by: list[sa.ColumnElement[Any]] = [_rank(shown.c.category, ranked)] if ranked else []
    by += [shown.c[name.removeprefix("-")].desc() if name.startswith("-") else shown.c[name] for name in order]
    return compiled(
        sa.select(shown.c.id, *(shown.c[c] for c in columns if c != "sort_order")).order_by(*by, shown.c.id)
    )


BENEFITS = _index(
    Kind.BENEFIT, ["category", "also", "here", "sort_order"], ["sort_order"], ranked=list(BenefitCategory)
)
SERVICES = _index(Kind.SERVICE, ["category", "sort_order"], ["sort_order"], ranked=list(ServiceCategory))
PLACES = _index(Kind.PLACE, ["category", "lat", "lon", "town"])
ACTIVITIES = _index(Kind.ACTIVITY, ["category", "starts_at", "ends_at"], ["starts_at"])
NEWS = _index(Kind.NEWS, ["channel", "published_on"], ["-published_on"])
GUIDES = _index(Kind.GUIDE, ["sort_order"], ["sort_order"])
BULLETINS = _index(Kind.BULLETIN, ["level"])
CALENDARS = _index(Kind.CALENDAR, ["year"], ["year"])
DIVISIONS = _index(Kind.DIVISION, ["code", "code_mca"], ["code"])
KEYS = _index(Kind.KEY, [])
MEDIA = _index(Kind.MEDIA, ["blob", "mime"])

SHOWN_SCOPES: Mapping[Kind, str] = {kind: _index(kind, ["scope"]) for kind in Kind}
"""Per kind: id and scope of what is shown."""


def _rows(kind: Kind) -> str:
    table = RECORD_TABLES[kind]
    wanted = sa.func.json_each(sa.bindparam("ids", type_=sa.Text)).table_valued("value")
    # The deepest row of an id comes last, so a later one simply replaces an earlier one.
    return compiled(
        sa.select(table).where(table.c.id.in_(sa.select(wanted.c.value)), _in_force(table)).order_by(table.c.depth)
    )


ROWS: Mapping[Kind, str] = {kind: _rows(kind) for kind in Kind}
"""Per kind: whole rows in force today of the ids in the JSON list ``ids``, higher scopes first."""

CHECKPOINT = compiled(sa.select(sync_state.c.checkpoint))
SYNC_STATE = compiled(
    sa.select(sync_state.c.confirmed_at, sync_state.c.failing_since, sync_state.c.last_error, sync_state.c.applied_at)
)
GENERATIONS = compiled(
    sa.select(scope_state.c.scope, scope_state.c.gen)
    .where(scope_state.c.scope.in_(_SCOPES))
    .order_by(scope_state.c.scope)
)


def _found(kind: Kind, columns: Sequence[str]) -> str:
    table = RECORD_TABLES[kind]
    wanted = sa.func.json_each(sa.bindparam("ids", type_=sa.Text)).table_valued("value")
    merged = (
        sa.select(table.c.id, table.c.scope, table.c.hides, sa.func.max(table.c.depth), *(table.c[c] for c in columns))
        .where(table.c.id.in_(sa.select(wanted.c.value)), _in_force(table))
        .group_by(table.c.id)
        .subquery()
    )
    chosen = (merged.c.id, merged.c.scope, *(merged.c[c] for c in columns))
    return compiled(sa.select(*chosen).where(sa.not_(merged.c.hides)))


FOUND: Mapping[Kind, str] = {
    Kind.BENEFIT: _found(Kind.BENEFIT, ["sort_order"]),
    Kind.SERVICE: _found(Kind.SERVICE, ["sort_order"]),
    Kind.PLACE: _found(Kind.PLACE, ["lat", "lon"]),
    Kind.ACTIVITY: _found(Kind.ACTIVITY, ["starts_at", "ends_at"]),
    Kind.NEWS: _found(Kind.NEWS, ["published_on"]),
    Kind.GUIDE: _found(Kind.GUIDE, ["sort_order"]),
}
"""Per kind that is searched: id, scope and what orders equals, of those of the JSON list ``ids`` that are shown today."""

SAYINGS = compiled(
    sa.select(search_doc.c.scope, search_doc.c.id, search_doc.c.phrases).where(
        search_doc.c.id.like(sa.literal_column(f"'{Kind.SYNONYM.value}.%'"))
    )
)
"""Scope, id and sayings of every synonym list that is indexed, whether shown or not."""
