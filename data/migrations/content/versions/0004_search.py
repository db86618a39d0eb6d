"""Searching by what people say: the kind ``synonym``, the words of each record beside the index, another index.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_SEARCHED = ("benefit", "service", "place", "activity", "news", "guide")


def upgrade() -> None:
    """Make the index anew. The agent fills it in slices, as after a first sync."""
    op.create_table(
        "synonym",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("verified_on", sa.Date()),
        sa.Column("hides", sa.Boolean(), nullable=False),
        sa.Column("row_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("body_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scope"], ["scope_state.scope"], ondelete="CASCADE", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("scope", "id"),
    )
    op.create_index("ix_synonym_shown", "synonym", ["id", "depth", "scope", "hides", "valid_from", "expires_on"])
    op.execute("DROP TABLE search_index")
    op.drop_table("search_doc")
    op.create_table(
        "search_doc",
        sa.Column("docid", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("phrases", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("docid"),
        sa.UniqueConstraint("scope", "id"),
    )
    # A letter or two begin a hundred thousand words: without lists of their own (prefix) the first keys took seconds.
    # Contentless: the words are in the records already. remove_diacritics 0: nothing in it needs folding.
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5("
        "head, also, body, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')"
    )
    for kind in _SEARCHED:
        op.execute(f"INSERT OR IGNORE INTO search_dirty (scope, id) SELECT scope, id FROM {kind}")  # noqa: S608 - ours
