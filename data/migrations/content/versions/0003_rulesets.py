"""Rule sets of the self-check.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of the new kind."""
    op.create_table(
        "ruleset",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("verified_on", sa.Date()),
        sa.Column("hides", sa.Boolean(), nullable=False),
        sa.Column("serial", sa.Integer()),
        sa.Column("row_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("body_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scope"], ["scope_state.scope"], ondelete="CASCADE", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("scope", "id"),
    )
    op.create_index(
        "ix_ruleset_shown", "ruleset", ["id", "depth", "scope", "hides", "valid_from", "expires_on", "serial"]
    )
