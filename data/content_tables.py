"""Tables of ``content.db``: published records by kind, what has been applied, and what the search index still owes.

One table per kind: the envelope, the columns a screen filters or sorts by, and the exact bytes of the body. A row is
known by (scope, id). ``row_sha256`` covers every other column, so that a flipped bit anywhere is noticed when the row is
opened. Not here: the full-text index itself (a virtual table, made by the migration and used by
``data.search_index``) and the rows' meaning (``data.content_rows``).
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from kiosk.domain.content import Kind

REVISION = "0005"
"""Newest migration this software knows; a test holds it to ``data/migrations/content``."""

SCHEMA = "97316771c52f5fb2e3fcb31cd0356cafe50dc77fd05f4c0d1fce123d0f7ced31"
"""``data.schema.schema_digest`` at that revision; held by the same test."""

metadata = MetaData()

scope_state = Table(
    "scope_state",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("gen", Integer, nullable=False),
    Column("manifest_sha256", Text, nullable=False),
    Column("set_hash", Text, nullable=False),  # of the rows as they were applied
    Column("records", Integer, nullable=False),
    Column("applied_at", DateTime, nullable=False),  # UTC
    Column("needs_snapshot", Boolean, nullable=False),  # rows were found rotten and could not be healed from the disk
)

sync_state = Table(
    "sync_state",
    metadata,
    Column("id", Integer, primary_key=True),  # always 1
    Column("checkpoint", Integer, nullable=False),  # rises by one with every change of records
    Column("confirmed_at", DateTime),  # UTC; last time signed metadata was verified and everything in it applied
    Column("failing_since", DateTime),  # UTC; first failed poll after that
    Column("last_error", Text),  # code in the words catalogue
    Column("applied_at", DateTime),  # UTC; last change of records
    Column("protocol_version", Integer),  # of the manifests last applied
)


def _record_table(name: str, *typed: Column[object]) -> Table:
    table = Table(
        name,
        metadata,
        Column(
            "scope",
            Text,
            ForeignKey("scope_state.scope", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
            primary_key=True,
        ),
        Column("id", Text, primary_key=True),
        Column("depth", Integer, nullable=False),  # level of the scope: 0 city .. 3 village
        Column("rev", Integer, nullable=False),
        Column("valid_from", Date),
        Column("expires_on", Date),
        Column("verified_on", Date),
        Column("hides", Boolean, nullable=False),
        *typed,
        Column("row_sha256", LargeBinary, nullable=False),
        Column("body_sha256", LargeBinary, nullable=False),
        Column("body", LargeBinary, nullable=False),  # last, so that scans of the other columns stay on few pages
    )
    # Covers the index queries of the reader: they never touch a body.
    Index(
        f"ix_{name}_shown", *(table.c[c] for c in ("id", "depth", "scope", "hides", "valid_from", "expires_on")), *typed
    )
    return table


def _text(name: str) -> Column[object]:
    return Column(name, Text)


def _integer(name: str) -> Column[object]:
    return Column(name, Integer)


RECORD_TABLES: dict[Kind, Table] = {
    Kind.BENEFIT: _record_table(
        "benefit",
        _text("category"),
        _integer("sort_order"),
        _text("also"),  # JSON list of further categories
        Column("here", Boolean),
    ),
    Kind.SERVICE: _record_table("service", _text("category"), _integer("sort_order")),
    Kind.PLACE: _record_table("place", _text("category"), Column("lat", Float), Column("lon", Float), _text("town")),
    Kind.ACTIVITY: _record_table(
        "activity",
        _text("category"),
        Column("starts_at", DateTime),  # local wall clock
        Column("ends_at", DateTime),
        _text("place_id"),
    ),
    Kind.NEWS: _record_table("news", _text("channel"), Column("published_on", Date)),
    Kind.GUIDE: _record_table("guide", _integer("sort_order"), _text("benefit_id")),
    Kind.BULLETIN: _record_table("bulletin", _text("level")),
    Kind.CALENDAR: _record_table("calendar", _integer("year"), Column("confirmed", Boolean)),
    Kind.DIVISION: _record_table("division", _text("code"), _text("code_mca"), _text("division_type")),
    Kind.MEDIA: _record_table("media", _text("blob"), _text("mime"), _integer("size_bytes")),
    Kind.KEY: _record_table("key", _text("kid")),
    Kind.RULESET: _record_table("ruleset", _integer("serial")),
    Kind.SYNONYM: _record_table("synonym"),
    Kind.URGENT: _record_table("urgent", _text("need")),
}

OTHER = _record_table("other_record", _text("kind"), _text("reason"))
"""Records of a kind this software does not know, or whose body it cannot read: kept, not shown, tried again later."""

ALL_RECORD_TABLES: tuple[Table, ...] = (*RECORD_TABLES.values(), OTHER)

search_doc = Table(
    "search_doc",
    metadata,
    Column("docid", Integer, primary_key=True),  # rowid in the full-text index; see ``data.search_docs``
    Column("scope", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("phrases", Text, nullable=False),  # JSON list of ``kiosk.domain.finding.Phrase``
    UniqueConstraint("scope", "id"),
)

search_dirty = Table(
    "search_dirty",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    sqlite_with_rowid=False,
)
