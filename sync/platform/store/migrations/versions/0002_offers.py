"""Seats that are kept for people of the queue until they answer.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "offer",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("entry"),
    )
    op.create_index("ix_offer_activity", "offer", ["activity"])
    op.create_index("ix_offer_answer_by", "offer", ["answer_by"])
