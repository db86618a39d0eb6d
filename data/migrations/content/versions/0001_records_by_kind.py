"""Records by kind, what has been applied, and the search index.

Revision ID: 0001
Revises:
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SHOWN = ("id", "depth", "scope", "hides", "valid_from", "expires_on")


def _record_table(name: str, *typed: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("verified_on", sa.Date()),
        sa.Column("hides", sa.Boolean(), nullable=False),
        *typed,
        sa.Column("row_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("body_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scope"], ["scope_state.scope"], ondelete="CASCADE", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("scope", "id"),
    )
    op.create_index(f"ix_{name}_shown", name, [*_SHOWN, *(column.name for column in typed)])


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "scope_state",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("gen", sa.Integer(), nullable=False),
        sa.Column("manifest_sha256", sa.Text(), nullable=False),
        sa.Column("set_hash", sa.Text(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=False),
        sa.Column("needs_snapshot", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("scope"),
    )
    op.create_table(
        "sync_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("checkpoint", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime()),
        sa.Column("failing_since", sa.DateTime()),
        sa.Column("last_error", sa.Text()),
        sa.Column("applied_at", sa.DateTime()),
        sa.Column("protocol_version", sa.Integer()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute("INSERT INTO sync_state (id, checkpoint) VALUES (1, 0)")

    def text(name: str) -> sa.Column[Any]:
        return sa.Column(name, sa.Text())

    def integer(name: str) -> sa.Column[Any]:
        return sa.Column(name, sa.Integer())

    _record_table("benefit", text("category"), integer("sort_order"), text("also"), sa.Column("here", sa.Boolean()))
    _record_table("service", text("category"), integer("sort_order"))
    _record_table("place", text("category"), sa.Column("lat", sa.Float()), sa.Column("lon", sa.Float()), text("town"))
    _record_table(
        "activity",
        text("category"),
        sa.Column("starts_at", sa.DateTime()),
        sa.Column("ends_at", sa.DateTime()),
        text("place_id"),
    )
    _record_table("news", text("channel"), sa.Column("published_on", sa.Date()))
    _record_table("guide", integer("sort_order"), text("benefit_id"))
    _record_table("bulletin", text("level"))
    _record_table("calendar", integer("year"), sa.Column("confirmed", sa.Boolean()))
    _record_table("division", text("code"), text("code_mca"), text("division_type"))
    _record_table("media", text("blob"), text("mime"), integer("size_bytes"))
    _record_table("other_record", text("kind"), text("reason"))

    op.create_table(
        "search_doc",
        sa.Column("docid", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("docid"),
        sa.UniqueConstraint("scope", "id"),
    )
    op.create_table(
        "search_dirty",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "id"),
        sqlite_with_rowid=False,
    )
    # Contentless: the words are in the records already. remove_diacritics 0: nothing in it needs folding.
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "title, keywords, pinyin, initials, body, "
        "content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')"
    )
