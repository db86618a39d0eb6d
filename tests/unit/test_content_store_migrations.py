"""The migrations make exactly the tables the software uses, and the newest one is the one it expects."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from data import content_tables, inbox_tables
from data.schema import MIGRATIONS, Store, bring_up_to_date, revision_of
from data.sqlite import open_engine

STORES: list[tuple[Store, sa.MetaData, str]] = [
    ("content", content_tables.metadata, content_tables.REVISION),
    ("inbox", inbox_tables.metadata, inbox_tables.REVISION),
]


@pytest.mark.parametrize(("store", "metadata", "head"), STORES)
def test_migrations_make_the_tables_the_software_uses(
    store: Store, metadata: sa.MetaData, head: str, tmp_path: Path
) -> None:
    engine = open_engine(tmp_path / "a.db")
    bring_up_to_date(engine, store, head=head, path=tmp_path / "a.db")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "table" or not str(name).startswith("search_index"),
            },
        )
        assert compare_metadata(context, metadata) == []
        assert revision_of(connection) == head
    engine.dispose()


@pytest.mark.parametrize(("store", "metadata", "head"), STORES)
def test_the_expected_revision_is_the_newest_one(store: Store, metadata: sa.MetaData, head: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS / store))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [head]
    numbers = [script.revision for script in scripts.walk_revisions()]
    assert numbers == sorted(numbers, reverse=True), "revisions are compared as text, so they must sort by age"


@pytest.mark.parametrize(("store", "metadata", "head"), STORES)
def test_bringing_up_to_date_twice_changes_nothing(
    store: Store, metadata: sa.MetaData, head: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.db"
    schemas = []
    for _ in range(2):
        engine = open_engine(path)
        bring_up_to_date(engine, store, head=head, path=path)
        with engine.connect() as connection:
            schemas.append(connection.exec_driver_sql("SELECT sql FROM sqlite_schema ORDER BY name").fetchall())
        engine.dispose()
    assert schemas[0] == schemas[1] != []
