"""Tables of the platform, the same on SQLite and PostgreSQL.

An entry is found by (journal, seq) and by its id; both are unique, and that is what makes intake idempotent. Names and
telephone numbers exist only inside ``entry.sealed`` and ``aside.sealed``, as they came: nothing here can read them.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

REVISION = "0002"
"""Newest migration this software knows; a test holds it to ``migrations``."""

metadata = MetaData()


class UtcTime(TypeDecorator[dt.datetime]):
    """An aware time, kept as UTC without zone: the one form both databases compare alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """To the database."""
        return None if value is None else value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """From the database."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


life = Table(
    "life",
    metadata,
    Column("epoch", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),  # the highest is the present one
    Column("began_at", UtcTime, nullable=False),
)

# Terminals --------------------------------------------------------------------------------------------------------

terminal = Table(
    "terminal",
    metadata,
    Column("id", Text, primary_key=True),
    Column("scope", Text, nullable=False),
    Column("place", Text),
    Column("incarnation", Integer, nullable=False),  # the last one made; 0 before the first
    Column("listed_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime),
    Column("software", Text),
    Column("health", LargeBinary),  # body of the last device_health entry
    Column("health_at", UtcTime),
)

incarnation = Table(
    "incarnation",
    metadata,
    Column("terminal", Text, ForeignKey("terminal.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("enrolled_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("inbox_seq", Integer, nullable=False),  # number of its last message
)

enrolment_code = Table(
    "enrolment_code",
    metadata,
    Column("code_sha256", Text, primary_key=True),
    Column("terminal", Text, ForeignKey("terminal.id"), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
    Column("incarnation", Integer),
)

# Journals ---------------------------------------------------------------------------------------------------------

journal = Table(
    "journal",
    metadata,
    Column("id", Text, primary_key=True),
    Column("terminal", Text, ForeignKey("terminal.id"), nullable=False),
    Column("incarnation", Integer, nullable=False),  # the one it was begun under
    Column("accepted_seq", Integer, nullable=False),
    Column("head", Text),  # hash of that entry; None where it is lost for good
    Column("durable_seq", Integer, nullable=False),
    Column("first_at", UtcTime, nullable=False),
    Column("last_at", UtcTime, nullable=False),
)
Index("ix_journal_terminal", journal.c.terminal)

entry = Table(
    "entry",
    metadata,
    Column("journal", Text, ForeignKey("journal.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, unique=True),  # None where the line could not be read
    Column("kind", Text),
    Column("activity", Text),
    Column("refers", Text),  # the entry it is about
    Column("hash", Text, nullable=False),
    Column("line", LargeBinary, nullable=False),
    Column("sealed", LargeBinary),
    Column("refused", Text),
    Column("received_at", UtcTime, nullable=False),
)
Index("ix_entry_refers", entry.c.refers)
Index("ix_entry_refused", entry.c.refused)
Index("ix_entry_activity", entry.c.activity)

lost_range = Table(
    "lost_range",
    metadata,
    Column("journal", Text, ForeignKey("journal.id"), primary_key=True),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

# Lines that do not continue the journal they name (a cloned disk). Kept, because people may stand behind them.
aside = Table(
    "aside",
    metadata,
    Column("journal", Text, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("hash", Text, primary_key=True),
    Column("id", Text),
    Column("terminal", Text, nullable=False),
    Column("kind", Text),
    Column("line", LargeBinary, nullable=False),
    Column("sealed", LargeBinary),
    Column("received_at", UtcTime, nullable=False),
)

alarm = Table(
    "alarm",
    metadata,
    Column("terminal", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("about", Text, primary_key=True),  # a journal or a lease; "" where it is about none
    Column("seq", Integer, primary_key=True, autoincrement=False),  # 0 where it is about none
    Column("detail", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("first_at", UtcTime, nullable=False),
    Column("last_at", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
)

# Activities and seats ---------------------------------------------------------------------------------------------

activity = Table(
    "activity",
    metadata,
    Column("id", Text, primary_key=True),
    Column("scope", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("starts_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("capacity", Integer),
    Column("published", Boolean, nullable=False),  # False once it is no longer among the published records
)

pool = Table(
    "pool",
    metadata,
    Column("activity", Text, ForeignKey("activity.id"), primary_key=True),
    Column("capacity", Integer, nullable=False),
    Column("free", Integer, nullable=False),
    Column("online", Integer, nullable=False),
    Column("started", Boolean, nullable=False),
)

waiting = Table(
    "waiting",
    metadata,
    Column("entry", Text, primary_key=True),
    Column("activity", Text, ForeignKey("pool.activity"), nullable=False),
    Column("place", Integer, nullable=False),
    UniqueConstraint("activity", "place"),
)

# Seats kept for people of the queue until they answer.
offer = Table(
    "offer",
    metadata,
    Column("entry", Text, primary_key=True),
    Column("activity", Text, nullable=False),
    Column("answer_by", UtcTime, nullable=False),
)
Index("ix_offer_activity", offer.c.activity)
Index("ix_offer_answer_by", offer.c.answer_by)

lease = Table(
    "lease",
    metadata,
    Column("id", Text, primary_key=True),
    Column("request", Text, nullable=False),
    Column("activity", Text, ForeignKey("pool.activity"), nullable=False),
    Column("terminal", Text, nullable=False),
    Column("incarnation", Integer, nullable=False),
    Column("journal", Text, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("recalled", Boolean, nullable=False),
    Column("fin", Integer),
    Column("lent_at", UtcTime, nullable=False),
    UniqueConstraint("request", "activity"),
)
Index("ix_lease_activity", lease.c.activity)
Index("ix_lease_terminal", lease.c.terminal)

slot = Table(
    "slot",
    metadata,
    Column("lease", Text, ForeignKey("lease.id"), primary_key=True),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("entry", Text, nullable=False, unique=True),
    Column("returned", Boolean, nullable=False),
)

lease_request = Table(
    "lease_request",
    metadata,
    Column("terminal", Text, primary_key=True),
    Column("request", Text, primary_key=True),
    Column("answered_at", UtcTime, nullable=False),
)

# What was promised to a person: sign-ups, the waiting list, referrals, cases.
promise = Table(
    "promise",
    metadata,
    Column("entry", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("activity", Text),
    Column("ticket", Text),
    Column("terminal", Text, nullable=False),
    Column("journal", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("seat", Text),  # "lease" or "online": where its seat comes from
    Column("lease", Text),
    Column("contact", Text, nullable=False),  # entry whose sealed part says whom to call
    Column("at", UtcTime, nullable=False),
)
Index("ix_promise_activity", promise.c.activity)
Index("ix_promise_terminal", promise.c.terminal)

conflict = Table(
    "conflict",
    metadata,
    Column("entry", Text, primary_key=True),
    Column("activity", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("opened_at", UtcTime, nullable=False),
    Column("settled_at", UtcTime),
    Column("settled_as", Text),
    Column("settled_by", Text),
)

attendance = Table(
    "attendance",
    metadata,
    Column("entry", Text, primary_key=True),
    Column("activity", Text, nullable=False),
    Column("of", Text),
    Column("ticket", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("undone", Boolean, nullable=False),
)
Index("ix_attendance_activity", attendance.c.activity)

day_count = Table(
    "day_count",
    metadata,
    Column("day", Date, primary_key=True),
    Column("terminal", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("n", BigInteger, nullable=False),
    Column("few", Integer, nullable=False),  # how often a number too small to be said was added
)

# To terminals, and by operators -------------------------------------------------------------------------------------

message = Table(
    "message",
    metadata,
    Column("terminal", Text, primary_key=True),
    Column("incarnation", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("at", UtcTime, nullable=False),
)

roster = Table(
    "roster",
    metadata,
    Column("terminal", Text, ForeignKey("terminal.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

operator_act = Table(
    "operator_act",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("act", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("second", Text),
)
