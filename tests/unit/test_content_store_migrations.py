"""The migrations make exactly the tables the software uses, and the newest one is the one it expects."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from data import content_tables, inbox_tables
from data.schema import MIGRATIONS, Store, bring_up_to_date, revision_of, schema_digest
from data.sqlite import open_engine
from kiosk.domain.errors import WorldError


class Case(NamedTuple):
    store: Store
    metadata: sa.MetaData
    head: str
    digest: str

    def bring_up_to_date(self, path: Path) -> sa.Engine:
        engine = open_engine(path)
        bring_up_to_date(engine, self.store, head=self.head, expected=self.digest, path=path)
        return engine


CASES = [
    Case("content", content_tables.metadata, content_tables.REVISION, content_tables.SCHEMA),
    Case("inbox", inbox_tables.metadata, inbox_tables.REVISION, inbox_tables.SCHEMA),
]
each_store = pytest.mark.parametrize("case", CASES, ids=lambda case: case.store)


@each_store
def test_migrations_make_the_tables_the_software_uses(case: Case, tmp_path: Path) -> None:
    engine = case.bring_up_to_date(tmp_path / "a.db")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "table" or not str(name).startswith("search_index"),
            },
        )
        assert compare_metadata(context, case.metadata) == []
        assert revision_of(connection) == case.head
        assert schema_digest(connection) == case.digest
    engine.dispose()


@each_store
def test_the_expected_revision_is_the_newest_one(case: Case) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS / case.store))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [case.head]
    numbers = [script.revision for script in scripts.walk_revisions()]
    assert numbers == sorted(numbers, reverse=True), "revisions are compared as text, so they must sort by age"


@each_store
def test_bringing_up_to_date_twice_changes_nothing(case: Case, tmp_path: Path) -> None:
    schemas = []
    for _ in range(2):
        engine = case.bring_up_to_date(tmp_path / "a.db")
        with engine.connect() as connection:
            schemas.append(connection.exec_driver_sql("SELECT sql FROM sqlite_schema ORDER BY name").fetchall())
        engine.dispose()
    assert schemas[0] == schemas[1] != []


@each_store
def test_a_schema_that_drifted_is_damage(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    engine = case.bring_up_to_date(path)
    table = next(iter(case.metadata.tables))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}x")
    engine.dispose()
    with pytest.raises(WorldError) as caught:
        case.bring_up_to_date(path)
    assert caught.value.code == "store.damaged"
