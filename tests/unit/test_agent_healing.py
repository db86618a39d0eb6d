"""What rots is noticed and made right, from the disk where possible, and meanwhile nothing wrong is shown."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pysqlite3.dbapi2 as driver
import pytest

from data.content_reader import ContentReader
from data.content_store import ContentStore
from data.inbox_store import InboxStore
from data.sqlite import companions
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import StateFiles
from sync.agent.agent import CHECK_EVERY
from sync.agent.directory_source import DirectorySource
from tests.sample_records import SCOPE, TODAY, large_lines, line_of
from tests.signed_lines import Clock, SignedLines, open_agent, poll_once

pytestmark = pytest.mark.logs_warnings


@pytest.fixture
def platform(tmp_path: Path) -> SignedLines:
    return SignedLines(tmp_path / "platform")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def nowhere(tmp_path: Path) -> DirectorySource:
    """A source that is not there: the cable is out."""
    return DirectorySource(tmp_path / "nowhere")


@pytest.fixture
def reader(state: Path) -> Iterator[ContentReader]:
    opened = ContentReader(content(state), SCOPE)
    yield opened
    opened.close()


def content(state: Path) -> Path:
    return Path(StateFiles(state).content_db)


def shown(reader: ContentReader) -> list[str]:
    return [key.id for key in reader.benefits(TODAY)]


def spoil(state: Path, statement: str) -> None:
    connection = driver.connect(str(content(state)), isolation_level=None)
    assert connection.execute(statement).rowcount > 0
    connection.close()


ROT = {
    "body": "UPDATE benefit SET body = CAST(replace(body, '20', '90') AS BLOB) WHERE id = 'benefit.b'",
    "expiry": "UPDATE benefit SET expires_on = '2001-01-01' WHERE id = 'benefit.b'",
    "hash": "UPDATE benefit SET body_sha256 = zeroblob(32) WHERE id = 'benefit.b'",
    "lost": "DELETE FROM benefit WHERE id = 'benefit.b'",
    "revision": "UPDATE benefit SET rev = 7 WHERE id = 'benefit.b'",
    "set hash": "UPDATE scope_state SET set_hash = 'x' WHERE scope = '4401'",
}


@pytest.mark.parametrize("what", ROT)
def test_a_rotten_row_is_healed_by_the_next_check(
    platform: SignedLines, state: Path, reader: ContentReader, nowhere: DirectorySource, what: str
) -> None:
    platform.publish({"4401": [line_of("benefit.a"), line_of("benefit.b")], "440105": [line_of("benefit.c")]})
    poll_once(state, platform)
    platform.publish({"4401": [line_of("benefit.a"), line_of("benefit.b", rev=2)]})
    poll_once(state, platform)
    spoil(state, ROT[what])
    agent = open_agent(state, platform, source=nowhere)
    agent.check_if_due()
    agent.close()
    if what == "set hash":  # only the platform can say which of the two is wrong
        poll_once(state, platform)
    assert [record.rev for record in reader.open(["benefit.a", "benefit.b", "benefit.c"], TODAY)] == [1, 2, 1]
    assert reader.generation() == {"4401": 2, "440105": 1}


def test_a_row_that_drifted_to_another_scope_is_removed(
    platform: SignedLines, state: Path, reader: ContentReader
) -> None:
    platform.publish({"4401": [line_of("benefit.a"), line_of("benefit.b")]})
    poll_once(state, platform)
    spoil(state, "UPDATE benefit SET scope = '44o1' WHERE id = 'benefit.b'")
    agent = open_agent(state, platform)
    agent.check_if_due()
    agent.close()
    assert shown(reader) == ["benefit.a", "benefit.b"]
    with ContentStore(content(state)) as store:
        assert store.examine().strays == 0


def test_without_good_packages_the_platform_heals(platform: SignedLines, state: Path, reader: ContentReader) -> None:
    platform.publish({"4401": [line_of("benefit.a"), line_of("benefit.b")]})
    poll_once(state, platform)
    for path in Path(StateFiles(state).blob).iterdir():
        path.write_bytes(b"rotten too")
    spoil(state, ROT["body"])
    agent = open_agent(state, platform)
    agent.check_if_due()
    with ContentStore(content(state)) as store:
        assert store.scopes()["4401"].needs_snapshot
    assert [record.id for record in reader.open(["benefit.a", "benefit.b"], TODAY)] == ["benefit.a"]
    assert agent.poll().changed == ("4401",)
    agent.close()
    assert [record.id for record in reader.open(["benefit.a", "benefit.b"], TODAY)] == ["benefit.a", "benefit.b"]


def test_the_check_comes_at_the_start_and_once_a_day(platform: SignedLines, state: Path, reader: ContentReader) -> None:
    platform.publish({"4401": [line_of("benefit.a"), line_of("benefit.b")]})
    poll_once(state, platform)
    clock = Clock()
    agent = open_agent(state, platform, clock=clock)
    agent.check_if_due()
    spoil(state, ROT["body"])

    def healed() -> bool:
        agent.check_if_due()
        return len(reader.open(["benefit.a", "benefit.b"], TODAY)) == 2

    clock.now += CHECK_EVERY - dt.timedelta(seconds=1)
    assert not healed()
    clock.now += dt.timedelta(seconds=1)
    assert healed()
    spoil(state, ROT["body"])
    clock.now -= dt.timedelta(days=4000)
    assert healed(), "a clock that was set back does not put it off"
    agent.close()


def _garbage(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


def _short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 2 : -4096] = b"\xa5" * (len(data) - 4096 * 3)
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [_garbage, _short, _middle, Path.unlink])
def test_a_damaged_database_is_made_again_without_a_network(
    platform: SignedLines,
    state: Path,
    reader: ContentReader,
    nowhere: DirectorySource,
    damage: Callable[[Path], None],
) -> None:
    lines = list(large_lines(60))
    platform.publish({"4401": lines, "440105": [line_of("benefit.c")]})
    poll_once(state, platform)
    lines[0] = line_of(lines[0].id, rev=2)
    platform.publish({"4401": lines})
    poll_once(state, platform)
    before = shown(reader)
    damage(content(state))
    agent = open_agent(state, platform, source=nowhere)
    agent.check_if_due()
    agent.close()
    assert shown(reader) == before
    assert reader.generation() == {"4401": 2, "440105": 1}
    assert all(reader.open(before, TODAY)[n].id == record_id for n, record_id in enumerate(before))
    assert bool(list(state.glob("content.db.damaged-*"))) == (damage is not Path.unlink)
    assert not list(state.glob("*.building*"))
    poll_once(state, platform)
    assert shown(reader) == before


def test_readers_go_from_the_old_content_to_the_same_content(
    platform: SignedLines, state: Path, reader: ContentReader, nowhere: DirectorySource
) -> None:
    platform.publish({"4401": list(large_lines(60))})
    poll_once(state, platform)
    before = shown(reader)
    with ContentStore(content(state)) as store, store.transaction() as connection:
        # An index that disagrees with its table: sqlite itself calls the file malformed.
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        connection.exec_driver_sql("DELETE FROM sqlite_schema WHERE name = 'ix_news_shown'")
    agent = open_agent(state, platform, source=nowhere)
    agent.check_if_due()
    agent.close()
    assert shown(reader) == before
    with ContentStore(content(state)) as store:
        assert store.examine().rotten == {}


def test_a_rebuild_that_was_cut_off_is_done_again(
    platform: SignedLines, state: Path, reader: ContentReader, nowhere: DirectorySource
) -> None:
    platform.publish({"4401": [line_of("benefit.a")]})
    poll_once(state, platform)
    # Cut off between putting the old file aside and putting the new one in its place.
    shutil.copy(content(state), state / "content.db.building")
    for part in companions(content(state)):
        part.unlink(missing_ok=True)
    agent = open_agent(state, platform, source=nowhere)
    agent.close()
    assert shown(reader) == ["benefit.a"]
    assert not list(state.glob("*.building*"))


def test_damage_noticed_in_the_middle_of_a_poll_is_healed_and_the_next_poll_goes_well(
    platform: SignedLines, state: Path, reader: ContentReader
) -> None:
    platform.publish({"4401": list(large_lines(60))})
    poll_once(state, platform)
    agent = open_agent(state, platform)
    platform.publish({"4401": [line_of("benefit.a")]})
    _garbage(content(state))
    with pytest.raises(WorldError) as caught:
        agent.poll()
    assert caught.value.code == "store.damaged"
    agent.poll()
    agent.close()
    assert shown(reader) == ["benefit.a"]


def test_a_broken_search_index_is_rebuilt_and_the_records_stay(
    platform: SignedLines, state: Path, reader: ContentReader
) -> None:
    platform.publish({"4401": [line_of("benefit.a")]})
    poll_once(state, platform)
    spoil(state, "UPDATE search_index_data SET block = zeroblob(20) WHERE id > 10")
    agent = open_agent(state, platform)
    agent.check_if_due()
    while agent.index_some():
        pass
    agent.close()
    assert reader.search("低保", TODAY) == ("benefit.a",)
    assert not list(state.glob("*.damaged-*"))


def test_a_damaged_inbox_is_put_aside_and_begun_again(
    platform: SignedLines, state: Path, reader: ContentReader
) -> None:
    platform.publish({"4401": [line_of("benefit.a")]})
    poll_once(state, platform)
    inbox = Path(StateFiles(state).inbox_db)
    _garbage(inbox)
    poll_once(state, platform)
    assert shown(reader) == ["benefit.a"]
    assert list(state.glob("inbox.db.damaged-*"))
    with InboxStore(inbox) as store:
        assert "timestamp" in store.floor()
    # What the content is made of was forgotten with it: at the next change a package is made of the rows themselves.
    platform.publish({"4401": [line_of("benefit.a"), line_of("benefit.b")]})
    poll_once(state, platform)
    with InboxStore(inbox) as store:
        (package,) = store.good_scopes()["4401"].packages
    assert (Path(StateFiles(state).blob) / package.sha256).stat().st_size == package.size_bytes


def test_every_bit_that_flips_in_a_record_is_noticed_or_harmless(
    platform: SignedLines, state: Path, tmp_path: Path, nowhere: DirectorySource
) -> None:
    """Flip single bits all over the file: what is shown afterwards is right, whatever the flip hit."""
    lines = list(large_lines(12, body_bytes=700))
    platform.publish({"4401": lines})
    poll_once(state, platform)
    pristine = content(state).read_bytes()
    honest = {line.id: bytes(line.body) for line in lines}
    kept = tmp_path / "kept"
    shutil.copytree(state, kept)
    step = max(1, len(pristine) // 60)
    for offset in range(0, len(pristine), step):
        shutil.rmtree(state)
        shutil.copytree(kept, state)
        data = bytearray(pristine)
        data[offset] ^= 1 << (offset % 8)
        content(state).write_bytes(data)
        agent = open_agent(state, platform, source=nowhere)
        agent.check_if_due()
        agent.close()
        with ContentStore(content(state)) as store:
            found = store.examine()
            rows = {line.id: bytes(line.body) for line in store.lines("4401")}
        assert (found.rotten, rows) == ({}, honest), offset
