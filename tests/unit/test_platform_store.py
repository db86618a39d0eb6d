"""The platform's database: one schema on both databases, one writer whose jobs do not spoil each other."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from kiosk.domain.errors import WorldError
from sync.platform.store import tables as t
from sync.platform.store.books import Books
from sync.platform.store.engine import MIGRATIONS, Database, default_url
from sync.platform.store.writer import QueueFullError, RefusedJob, Writer

AT = dt.datetime(2026, 11, 22, 8, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    (tmp_path / "state").mkdir()
    found = Database(default_url(tmp_path))
    yield found
    found.close()


def insert(db: sa.Connection, epoch: str, number: int) -> None:
    db.execute(sa.insert(t.life).values(epoch=epoch, number=number, began_at=AT))


def epochs(database: Database) -> list[str]:
    with database.read() as db:
        return list(db.scalars(sa.select(t.life.c.epoch).order_by(t.life.c.number)))


def test_the_migrations_make_the_tables_the_code_knows(database: Database) -> None:
    with database.read() as db:
        context = MigrationContext.configure(db)
        assert compare_metadata(context, t.metadata) == []
    revisions = sorted(path.stem.split("_")[0] for path in (MIGRATIONS / "versions").glob("*.py"))
    assert revisions[-1] == t.REVISION


@pytest.mark.parametrize("table", t.metadata.sorted_tables, ids=str)
def test_every_table_can_be_made_on_both_databases(table: sa.Table) -> None:
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))


def test_it_is_durable_and_apart_from_its_readers(database: Database) -> None:
    with database.write() as db:
        assert db.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert db.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        insert(db, "a", 1)
        assert epochs(database) == []
    assert epochs(database) == ["a"]
    with pytest.raises(WorldError, match=r"store\.no_access"), database.read() as db:
        insert(db, "b", 2)
    with database.read() as db:
        assert db.scalar(sa.select(t.life.c.began_at)) == AT


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    found = Database(default_url(tmp_path))
    with found.write() as db:
        db.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    found.close()
    with pytest.raises(WorldError, match=r"store\.too_new"):
        Database(default_url(tmp_path))


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite:///none/of/this.db"])
def test_an_address_that_leads_nowhere_is_said(url: str) -> None:
    with pytest.raises(WorldError):
        Database(url)


def test_one_failing_job_does_not_spoil_its_group(database: Database) -> None:
    writer = Writer(database)
    gate = threading.Event()

    def job(name: str, number: int) -> object:
        return lambda db: insert(db, name, number)

    def bug(db: sa.Connection) -> None:
        insert(db, "half", 99)
        raise ZeroDivisionError

    def refusal(_: sa.Connection) -> None:
        raise RefusedJob("no")

    first = writer.submit(lambda _: gate.wait(10))
    good = [writer.submit(job(f"e{n}", n)) for n in range(5)]  # type: ignore[arg-type]
    bad, refused = writer.submit(bug), writer.submit(refusal)
    more = [writer.submit(job(f"e{n}", n)) for n in range(5, 10)]  # type: ignore[arg-type]
    gate.set()
    assert first.result(10)
    assert all(future.exception(10) is None for future in (*good, *more))
    assert isinstance(bad.exception(10), ZeroDivisionError)
    assert isinstance(refused.exception(10), RefusedJob)
    writer.stop()
    assert epochs(database) == [f"e{n}" for n in range(10)]


def test_nobody_hears_of_success_before_it_is_durable(database: Database) -> None:
    writer = Writer(database)
    seen: list[list[str]] = []
    done = writer.submit(lambda db: insert(db, "a", 1))
    done.add_done_callback(lambda _: seen.append(epochs(database)))
    done.result(10)
    writer.stop()
    assert seen == [["a"]]


def test_a_full_queue_is_said_at_once_and_stopping_finishes_what_waits(database: Database) -> None:
    writer = Writer(database, queue_max=2)
    gate, busy = threading.Event(), threading.Event()

    def hold(_: sa.Connection) -> None:
        busy.set()
        gate.wait(10)

    writer.submit(hold)
    assert busy.wait(10)
    waiting = [writer.submit(lambda db, n=n: insert(db, f"e{n}", n)) for n in range(2)]  # type: ignore[misc]
    with pytest.raises(QueueFullError):
        writer.submit(lambda _: None)
    writer.try_submit(lambda _: None)
    gate.set()
    writer.stop()
    assert all(future.done() for future in waiting)
    assert epochs(database) == ["e0", "e1"]


def test_what_one_transaction_says_sorts_in_the_order_it_was_said(database: Database) -> None:
    """A terminal keeps the receipt with the later id: signed up and cancelled in one batch was a matter of luck."""
    with database.read() as db:
        books = Books(db, now=dt.datetime(2026, 11, 24, 1, 6, tzinfo=dt.UTC))
        ids = [books.new_id() for _ in range(10_000)]
    assert ids == sorted(set(ids))
