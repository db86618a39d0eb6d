"""Tables of ``journal.db``: the entries, and what must change together with them.

``entry`` is the journal. Beside it stands only what a receipt promises (slots sold, tickets given), what stops selling for
good (``lease_end``), the staff lock-out counters, which have to survive a power cut like an entry does, and the counts of days
that have not become an entry yet. Nothing in this file is readable personal data.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

REVISION = "0002"
"""Newest migration this software knows; a test holds it to ``data/migrations/journal``."""

SCHEMA = "ae95866acc36049494095cb51b9ed001475e622fb6e68b86e40b80c68396d9bd"
"""What ``data.schema.schema_digest`` gives at that revision."""

metadata = MetaData()

about = Table(
    "about",
    metadata,
    Column("id", Integer, primary_key=True),  # always 1
    Column("journal", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("ended", Boolean, nullable=False),  # nothing is added any more; kept until all of it is durable elsewhere
    Column("salvaged", Boolean, nullable=False),  # ended because it was damaged: numbers may be missing
    Column("probe", LargeBinary),  # written over each time it is tried whether an entry would find room
)

entry = Table(
    "entry",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    # These three stand together in a page, in this order: salvaging finds them there without the tree.
    Column("line", LargeBinary, nullable=False),
    Column("hash", Text, nullable=False),
    Column("sealed", LargeBinary),
)
Index("ix_entry_sealed", entry.c.seq, sqlite_where=entry.c.sealed.is_not(None))

lease_slot = Table(
    "lease_slot",
    metadata,
    Column("lease", Text, primary_key=True),
    Column("slot", Integer, primary_key=True),
    Column("seq", Integer, nullable=False),
    sqlite_with_rowid=False,
)

lease_end = Table(
    "lease_end",
    metadata,
    Column("lease", Text, primary_key=True),
    Column("fin", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
)

ticket = Table(
    "ticket",
    metadata,
    Column("code", Text, primary_key=True),
    Column("entry", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("activity", Text),
    Column("given_at", Text, nullable=False),  # UTC, ISO 8601
    Column("cancelled", Boolean, nullable=False),
    Column("secret", LargeBinary),  # slow salted hash of what the holder must also know; None: no telephone
)

ticket_counter = Table(
    "ticket_counter",
    metadata,
    Column("prefix", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)

lockout = Table(
    "lockout",
    metadata,
    Column("subject", Text, primary_key=True),  # a staff id, or "device" for all of them, or "ticket"
    Column("failures", Integer, nullable=False),
    Column("wait_s", Float, nullable=False),  # still to wait, counted from boottime_s in run ``boot``
    Column("boot", Text, nullable=False),
    Column("boottime_s", Float, nullable=False),
)

day_count = Table(
    "day_count",
    metadata,
    Column("day", Text, primary_key=True),  # Guangzhou date, ISO 8601
    Column("name", Text, primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,  # sorted by name: a rowid would tell in which order things were first looked at
)
