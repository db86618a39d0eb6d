"""Messages of the platform and what they changed: receipts, leases, roster, orders; how far journals are delivered.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("terminal", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.Integer(), nullable=False),
        sa.Column("enrolled_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "cursor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Text()),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("payload", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("epoch", "seq"),
    )
    op.create_table(
        "receipt",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("entry"),
    )
    op.create_table(
        "promotion",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("entry"),
    )
    op.create_table(
        "lease",
        sa.Column("lease", sa.Text(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("grant", sa.LargeBinary(), nullable=False),
        sa.Column("recalled", sa.Boolean(), nullable=False),
        sa.Column("sent_boot", sa.Text()),
        sa.Column("sent_boottime_s", sa.Float()),
        sa.Column("sent_wall", sa.Text()),
        sa.Column("length_s", sa.Float()),
        sa.PrimaryKeyConstraint("lease"),
    )
    op.create_table(
        "sent_request",
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("boot", sa.Text(), nullable=False),
        sa.Column("boottime_s", sa.Float(), nullable=False),
        sa.Column("wall", sa.Text()),
        sa.Column("sent_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("request"),
    )
    op.create_table(
        "roster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "standing_order",
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("command"),
    )
    op.create_table(
        "errand",
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("message"),
    )
    op.create_table(
        "delivery",
        sa.Column("journal", sa.Text(), nullable=False),
        sa.Column("accepted_seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text()),
        sa.Column("durable_seq", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("trouble", sa.Text()),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("journal"),
    )
    op.create_table(
        "refused_entry",
        sa.Column("journal", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("journal", "seq"),
    )
