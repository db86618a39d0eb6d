"""The urgent lanes in front of the self-check.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table of the new kind."""
    op.create_table(
        "urgent",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("verified_on", sa.Date()),
        sa.Column("hides", sa.Boolean(), nullable=False),
        sa.Column("need", sa.Text()),
        sa.Column("row_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("body_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scope"], ["scope_state.scope"], ondelete="CASCADE", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("scope", "id"),
    )
    op.create_index("ix_urgent_shown", "urgent", ["id", "depth", "scope", "hides", "valid_from", "expires_on", "need"])
