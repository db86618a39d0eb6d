"""Tables of ``inbox.db``: what the platform told this terminal.

First what protects content: the version floor below which nothing signed is accepted, the latest signed time, and which
packages the content was made of. Then what came for this terminal alone: messages and what they changed (receipts,
leases, roster, orders), and how far its journals have been delivered.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "0002"
"""Newest migration this software knows; a test holds it to ``data/migrations/inbox``."""

SCHEMA = "1e3d798e8901e91fbd1d847256786569058be57edecb0ec6afbb9b10326c54a8"
"""``data.schema.schema_digest`` at that revision; held by the same test."""

metadata = MetaData()

version_floor = Table(
    "version_floor",
    metadata,
    Column("role", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("keys", Text, nullable=False),  # ids of the keys that may sign the role; other keys start a new count
    Column("row_sha256", LargeBinary, nullable=False),  # a flipped bit here would lock the terminal out for ever
)

signed_time = Table(
    "signed_time",
    metadata,
    Column("id", Integer, primary_key=True),  # always 1
    Column("at", DateTime, nullable=False),  # UTC; the platform's clock can not have been earlier than this
    Column("row_sha256", LargeBinary, nullable=False),
)

good_scope = Table(
    "good_scope",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("gen", Integer, nullable=False),
    Column("manifest_sha256", Text, nullable=False),
    Column("set_hash", Text, nullable=False),
    Column("records", Integer, nullable=False),
)

good_package = Table(
    "good_package",
    metadata,
    Column("scope", Text, ForeignKey("good_scope.scope", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),  # 0 is a snapshot, the others are deltas upon it
    Column("sha256", Text, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("raw_bytes", Integer, nullable=False),
)

# Times of the following tables are ISO 8601 text in UTC.

identity = Table(
    "identity",
    metadata,
    Column("id", Integer, primary_key=True),  # always 1
    Column("terminal", Text, nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("enrolled_at", Text, nullable=False),
)

cursor = Table(
    "cursor",
    metadata,
    Column("id", Integer, primary_key=True),  # always 1
    Column("epoch", Text),
    Column("seq", Integer, nullable=False),
)

message = Table(
    "message",
    metadata,
    Column("id", Text, primary_key=True),
    Column("epoch", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("state", Text, nullable=False),  # applied, unknown (kept for later software), other (another incarnation)
    Column("payload", LargeBinary),  # of unknown ones only
    UniqueConstraint("epoch", "seq"),
)

receipt = Table(
    "receipt",
    metadata,
    Column("entry", Text, primary_key=True),
    Column("message", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

promotion = Table(
    "promotion",
    metadata,
    Column("entry", Text, primary_key=True),
    Column("message", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

lease = Table(
    "lease",
    metadata,
    Column("lease", Text, primary_key=True),
    Column("activity", Text, nullable=False),
    Column("grant", LargeBinary, nullable=False),
    Column("recalled", Boolean, nullable=False),
    # The term: when the request that won or last renewed it was sent; null where nobody knows.
    Column("sent_boot", Text),
    Column("sent_boottime_s", Float),
    Column("sent_wall", Text),
    Column("length_s", Float),
)

sent_request = Table(
    "sent_request",
    metadata,
    Column("request", Text, primary_key=True),
    Column("boot", Text, nullable=False),
    Column("boottime_s", Float, nullable=False),
    Column("wall", Text),
    Column("sent_at", Text, nullable=False),
)

roster = Table(
    "roster",
    metadata,
    Column("id", Integer, primary_key=True),  # always 1
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

standing_order = Table(
    "standing_order",
    metadata,
    Column("command", Text, primary_key=True),  # pause, lock, revoke
    Column("message", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

errand = Table(
    "errand",
    metadata,
    Column("message", Text, primary_key=True),
    Column("command", Text, nullable=False),  # resync, revoke: to be carried out once by the agent
)

delivery = Table(
    "delivery",
    metadata,
    Column("journal", Text, primary_key=True),
    Column("accepted_seq", Integer, nullable=False),
    Column("head", Text),
    Column("durable_seq", Integer, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("trouble", Text),
    Column("at", Text, nullable=False),  # the platform's clock
)

refused_entry = Table(
    "refused_entry",
    metadata,
    Column("journal", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("entry", Text),
    Column("reason", Text, nullable=False),
)
