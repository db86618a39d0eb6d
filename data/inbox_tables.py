"""Tables of ``inbox.db``: what the platform told this terminal.

So far: the version floor below which nothing signed is accepted, the latest signed time, and which packages the content
was made of. Receipts, leases, roster and commands join with their own migrations.
"""

from __future__ import annotations

from sqlalchemy import Column, DateTime, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

REVISION = "0001"
"""Newest migration this software knows; a test holds it to ``data/migrations/inbox``."""

SCHEMA = "1ddac4f5a08ca55a57bf930c8d8db5ec588ec00a603c21f22a99571d77d126bd"
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
