"""content.db from the writer's side: whole checkpoints, nothing lost that is not understood, nothing rotten shown."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pysqlite3.dbapi2 as driver
import pytest

from data.checkpoint import ScopeState
from data.content_reader import ContentReader, SyncState
from data.content_rows import RottenRowError, check_row
from data.content_store import ContentStore
from data.search_index import index_slice
from data.sqlite import companions, quarantine
from kiosk.domain.content import Benefit
from kiosk.domain.errors import WorldError
from sync.protocol.package import Line, record_set_hash
from tests.content_filling import fill
from tests.sample_records import NOW, SCOPE, TODAY, body_of, entry_of, line_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "content.db"


@pytest.fixture
def store(path: Path) -> Iterator[ContentStore]:
    with ContentStore(path) as opened:
        yield opened


@pytest.fixture
def reader(path: Path) -> Iterator[ContentReader]:
    opened = ContentReader(path, SCOPE)
    yield opened
    opened.close()


def test_a_checkpoint_is_seen_whole_and_only_after_its_commit(store: ContentStore, reader: ContentReader) -> None:
    fill(store, {"4401": [line_of("benefit.old")]})
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.old"]
    before = reader.data_version()
    with store.checkpoint(NOW) as checkpoint:
        checkpoint.replace("4401", [line_of("benefit.new")])
        checkpoint.close()
        assert reader.data_version() == before
        assert [key.id for key in reader.benefits(TODAY)] == ["benefit.old"]
    assert reader.data_version() != before
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.new"]


def test_a_checkpoint_that_fails_leaves_everything_as_it_was(store: ContentStore, reader: ContentReader) -> None:
    fill(store, {"4401": [line_of("benefit.a")]}, gen=3)
    with pytest.raises(WorldError), store.checkpoint(NOW) as checkpoint:
        checkpoint.replace("4401", failing_after(line_of("benefit.b")))
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.a"]
    assert store.scopes()["4401"].gen == 3


def failing_after(line: Line) -> Iterator[Line]:
    yield line
    raise WorldError("store.io")


def test_rows_give_the_set_hash_of_the_lines_they_came_from(store: ContentStore) -> None:
    lines = [
        line_of("benefit.a"),
        line_of("place.b", rev=4),
        line_of("benefit.c", hides=True),
        line_of("oddity.d", raw_body=b"{}"),
    ]
    with store.checkpoint(NOW) as checkpoint:
        checkpoint.replace("4401", lines)
        inventory = checkpoint.inventory("4401")
        checkpoint.finish("4401", _state("0" * 64))
    assert record_set_hash(inventory) == record_set_hash([entry_of(line) for line in lines])


def test_a_delta_changes_adds_and_removes(store: ContentStore, reader: ContentReader) -> None:
    fill(store, {"4401": [line_of("benefit.a"), line_of("benefit.b"), line_of("benefit.c")]})
    with store.checkpoint(NOW) as checkpoint:
        checkpoint.change("4401", [line_of("benefit.b", rev=2, title="新的"), line_of("benefit.d")], ["benefit.a"])
        checkpoint.close()
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.b", "benefit.c", "benefit.d"]
    changed = reader.record("benefit.b", TODAY)
    assert changed is not None
    assert isinstance(changed.body, Benefit)
    assert (changed.rev, changed.body.title) == (2, "新的")


def test_dropping_a_scope_takes_its_rows_and_its_hits_along(store: ContentStore, reader: ContentReader) -> None:
    fill(store, {"4401": [line_of("benefit.a")], "440105": [line_of("benefit.b")]})
    while index_slice(store):
        pass
    with store.checkpoint(NOW) as checkpoint:
        checkpoint.drop("440105")
        checkpoint.close()
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.a"]
    assert set(store.scopes()) == {"4401"}
    while index_slice(store):
        pass
    assert reader.search("低保", TODAY) == ("benefit.a",)


@pytest.mark.parametrize(
    ("record_id", "fields", "reason"),
    [
        ("oddity.new", {"raw_body": b'{"x":1}'}, "unknown kind"),
        ("benefit.short", {"raw_body": b'{"title":"x"}'}, "missing required field"),
        ("benefit.broken", {"raw_body": b'{"title":'}, "truncated"),
        ("benefit.undated", {"verified_on": None}, "verified_on"),
    ],
)
def test_what_cannot_be_read_is_kept_not_shown_and_blocks_nothing(
    store: ContentStore, reader: ContentReader, record_id: str, fields: dict[str, object], reason: str
) -> None:
    odd = line_of(record_id, **fields)  # type: ignore[arg-type]
    with store.checkpoint(NOW) as checkpoint:
        filed = checkpoint.replace("4401", [line_of("benefit.good"), odd])
        inventory = checkpoint.inventory("4401")
        checkpoint.finish("4401", _state(record_set_hash(inventory)))
        checkpoint.close()
    assert filed.records == 2
    assert [(record_id, reason in why) for record_id, why in filed.others] == [(record_id, True)]
    assert entry_of(odd) in inventory
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.good"]
    assert reader.record(record_id, TODAY) is None


def test_newer_software_shows_what_older_software_kept(path: Path) -> None:
    with ContentStore(path) as store:
        fill(store, {"4401": [line_of("benefit.a")]})
        # As an older release would have left it: the record lies among those it could not read.
        with store.transaction() as connection:
            connection.exec_driver_sql("DELETE FROM benefit")
        with store.checkpoint(NOW) as checkpoint:
            checkpoint.change("4401", [line_of("oddity.a", raw_body=body_of("benefit"))], [])
            checkpoint.close()
        with store.transaction() as connection:
            connection.exec_driver_sql("UPDATE other_record SET id = 'benefit.a', kind = 'benefit'")
        assert store.refile(NOW) == 1
        assert store.refile(NOW) == 0
    reader = ContentReader(path, SCOPE)
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.a"]
    reader.close()


def test_confirmation_and_failure_are_dated_once_and_in_utc(store: ContentStore, reader: ContentReader) -> None:
    assert reader.sync_state() == SyncState()
    first, second, third = (NOW + dt.timedelta(minutes=n) for n in (1, 2, 3))
    store.note_confirmed(first.astimezone(dt.timezone(dt.timedelta(hours=8))))
    store.note_failure("agent.offline", second)
    store.note_failure("agent.expired", third)
    state = reader.sync_state()
    assert (state.confirmed_at, state.failing_since, state.last_error) == (first, second, "agent.expired")
    store.note_confirmed(third)
    state = reader.sync_state()
    assert (state.confirmed_at, state.failing_since, state.last_error) == (third, None, None)


def test_every_flipped_bit_of_a_row_is_noticed(store: ContentStore) -> None:
    fill(store, {"4401": [line_of("benefit.a", expires_on=TODAY)]})
    damage = [
        "rev = 2", "depth = 1", "valid_from = '2020-01-01'", "expires_on = NULL", "verified_on = '2020-01-01'",
        "hides = 1", "category = 'medical'", "also = '[\"work\"]'", "here = 1", "sort_order = 1", "id = 'benefit.b'",
        "body = replace(body, '20', '30')", "body_sha256 = zeroblob(32)", "row_sha256 = zeroblob(32)", "body = 7",
    ]  # fmt: skip
    for change in damage:
        with store.transaction() as connection:
            connection.exec_driver_sql(f"UPDATE benefit SET {change}")  # noqa: S608
            (row,) = connection.exec_driver_sql("SELECT * FROM benefit").fetchall()
        with pytest.raises(RottenRowError):
            check_row(row)
        fill(store, {"4401": [line_of("benefit.a", expires_on=TODAY)]})
    assert store.examine().rotten == {}


def test_examination_names_rotten_rows_and_counts_sound_ones(store: ContentStore) -> None:
    lines = [line_of("benefit.a"), line_of("benefit.b"), line_of("oddity.c", raw_body=b"1")]
    fill(store, {"4401": lines})
    with store.transaction() as connection:
        connection.exec_driver_sql(
            "UPDATE benefit SET body = CAST(replace(body, '20', '90') AS BLOB) WHERE id = 'benefit.b'"
        )
    found = store.examine()
    assert found.rotten == {"4401": ["benefit.b"]}
    assert sorted(found.inventories["4401"]) == sorted([entry_of(lines[0]), entry_of(lines[2])])


@pytest.mark.logs_warnings
def test_a_rotten_row_is_left_out_named_once_and_back_after_healing(
    store: ContentStore, reader: ContentReader, caplog: pytest.LogCaptureFixture
) -> None:
    lines = [line_of("benefit.a"), line_of("benefit.b")]
    fill(store, {"4401": lines})
    with store.transaction() as connection:
        connection.exec_driver_sql(
            "UPDATE benefit SET body = CAST(replace(body, '20', '90') AS BLOB) WHERE id = 'benefit.b'"
        )
    for _ in range(3):
        assert [record.id for record in reader.open(["benefit.b", "benefit.a"], TODAY)] == ["benefit.a"]
    assert reader.rotten_ids == {"benefit.b"}
    assert sum("benefit.b" in record.getMessage() for record in caplog.records) == 1
    fill(store, {"4401": lines})
    assert [record.id for record in reader.open(["benefit.b", "benefit.a"], TODAY)] == ["benefit.b", "benefit.a"]
    assert reader.rotten_ids == frozenset()


def test_a_damaged_file_is_refused_and_can_be_put_aside_with_its_companions(path: Path) -> None:
    with ContentStore(path) as store:
        fill(store, {"4401": [line_of("benefit.a")]})
    path.write_bytes(b"not a database at all" * 400)
    with pytest.raises(WorldError) as caught:
        ContentStore(path)
    assert caught.value.code == "store.damaged"
    path.with_name("content.db-wal").write_bytes(b"stale")
    old = path.with_name("content.db.damaged-20200101T000000Z")
    old.write_bytes(b"")
    aside = quarantine(path, NOW)
    assert aside.name == "content.db.damaged-20261122T020000Z"
    assert aside.exists()
    assert aside.with_name(aside.name + "-wal").exists()
    assert not old.exists()
    assert not any(part.exists() for part in companions(path))
    with ContentStore(path) as store:
        assert store.scopes() == {}


def test_damage_inside_a_page_is_found_by_the_examination(path: Path) -> None:
    with ContentStore(path) as store:
        fill(store, {"4401": [line_of(f"benefit.n{n}") for n in range(400)]})
    raw = bytearray(path.read_bytes())
    raw[4096 * 20 : 4096 * 60] = b"\xff" * (4096 * 40)
    path.write_bytes(raw)
    with pytest.raises(WorldError) as caught, ContentStore(path) as store:
        store.examine()
    assert caught.value.code == "store.damaged"


def test_a_newer_schema_is_refused_with_clear_words(path: Path) -> None:
    with ContentStore(path) as store:
        fill(store, {"4401": [line_of("benefit.a")]})
        with store.transaction() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    reader = ContentReader(path, SCOPE)
    for attempt in (lambda: ContentStore(path), reader.data_version, lambda: reader.benefits(TODAY)):
        with pytest.raises(WorldError) as caught:
            attempt()
        assert caught.value.code == "store.too_new"
        assert caught.value.params["found"] == "0999"
    reader.close()
    assert sqlite3.connect(path).execute("SELECT count(*) FROM benefit").fetchone() == (1,)


def test_a_full_disk_is_a_world_error_and_the_old_content_stays(store: ContentStore, reader: ContentReader) -> None:
    fill(store, {"4401": [line_of("benefit.a")]}, gen=3)
    with store.transaction() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 10}")
    with pytest.raises(WorldError) as caught:
        fill(store, {"4401": [line_of(f"benefit.n{n}") for n in range(2000)]}, gen=4)
    assert caught.value.code == "store.disk_full"
    assert [key.id for key in reader.benefits(TODAY)] == ["benefit.a"]
    assert store.scopes()["4401"].gen == 3
    assert store.examine().rotten == {}


def test_another_writer_is_waited_for_only_so_long(path: Path) -> None:
    with ContentStore(path, busy_timeout_s=0.02) as store:
        blocker = driver.connect(str(path), isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorldError) as caught:
            store.note_confirmed(NOW)
        assert caught.value.code == "store.busy"
        blocker.close()
        store.note_confirmed(NOW)


def _state(set_hash: str) -> ScopeState:
    return ScopeState(gen=1, manifest_sha256="0" * 64, set_hash=set_hash, records=0)
