"""One poll after another: what is signed arrives whole, by the shorter way, and what goes wrong changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from data.content_reader import ContentReader
from data.content_store import ContentStore
from kiosk.domain.errors import WorldError
from kiosk.domain.terminal import StateFiles
from sync.agent.directory_source import DirectorySource
from sync.protocol.package import record_set_hash
from tests.sample_records import NOW, SCOPE, TODAY, large_lines, line_of
from tests.signed_lines import Clock, SignedLines, open_agent, poll_once


@pytest.fixture
def platform(tmp_path: Path) -> SignedLines:
    return SignedLines(tmp_path / "platform")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def reader(state: Path) -> Iterator[ContentReader]:
    opened = ContentReader(Path(StateFiles(state).content_db), SCOPE)
    yield opened
    opened.close()


def shown(reader: ContentReader) -> list[str]:
    return [key.id for key in reader.benefits(TODAY)]


def blobs(state: Path) -> set[str]:
    return {path.name for path in Path(StateFiles(state).blob).iterdir()}


def test_first_sync_brings_every_scope_of_the_path(platform: SignedLines, state: Path, reader: ContentReader) -> None:
    platform.publish(
        {
            "4401": [line_of("benefit.city"), line_of("benefit.both")],
            "440105": [line_of("benefit.district")],
            SCOPE: [line_of("benefit.both", hides=True)],
            "440106": [line_of("benefit.elsewhere")],
        }
    )
    poll_once(state, platform)
    assert shown(reader) == ["benefit.city", "benefit.district"]
    assert reader.generation() == {"4401": 1, "440105": 1, SCOPE: 1}
    assert reader.sync_state().confirmed_at == NOW
    assert reader.search("低保", TODAY) == ("benefit.city", "benefit.district")


def test_a_scope_without_a_manifest_is_empty_and_one_that_loses_it_becomes_so(
    platform: SignedLines, state: Path, reader: ContentReader
) -> None:
    platform.publish({"4401": [line_of("benefit.a")], "440105": [line_of("benefit.b")]})
    poll_once(state, platform)
    assert shown(reader) == ["benefit.a", "benefit.b"]
    platform.publish({"440105": None})
    poll_once(state, platform)
    assert shown(reader) == ["benefit.a"]
    assert reader.generation() == {"4401": 1}


def test_a_small_change_comes_as_a_delta_and_a_large_one_as_a_snapshot(
    platform: SignedLines, state: Path, reader: ContentReader
) -> None:
    lines = list(large_lines(60))
    platform.publish({"4401": lines})
    poll_once(state, platform)
    lines[0] = msgspec.structs.replace(lines[0], rev=2, hides=True, body=msgspec.Raw(b"null"))
    small = platform.publish({"4401": lines})["4401"]
    agent = open_agent(state, platform)
    assert agent.poll().received_bytes < small.snapshot.size_bytes
    agent.close()
    assert small.deltas[-1].blob.sha256 in blobs(state)
    assert small.snapshot.sha256 not in blobs(state)
    assert len(shown(reader)) == 19
    large = platform.publish({"4401": list(large_lines(60, seed=2))})["4401"]
    poll_once(state, platform)
    assert blobs(state) == {large.snapshot.sha256}
    assert len(shown(reader)) == 20


def test_missed_generations_are_caught_up_over_the_chain(
    platform: SignedLines, state: Path, reader: ContentReader
) -> None:
    lines = list(large_lines(30, body_bytes=1000))
    platform.publish({"4401": lines})
    poll_once(state, platform)
    for number in range(4):
        lines[number] = line_of(lines[number].id, rev=2, title=f"第{number}次")
        platform.publish({"4401": lines})
    agent = open_agent(state, platform)
    agent.poll()
    agent.close()
    assert reader.generation() == {"4401": 5}
    record = reader.record(lines[0].id, TODAY)
    assert record is not None
    assert record.body.title == "第0次"


def test_a_poll_without_news_changes_no_record(platform: SignedLines, state: Path, reader: ContentReader) -> None:
    platform.publish({"4401": [line_of("benefit.a")]})
    poll_once(state, platform)
    keys = reader.benefits(TODAY)
    later = Clock(NOW + dt.timedelta(hours=1))
    agent = open_agent(state, platform, clock=later)
    assert agent.poll().changed == ()
    agent.close()
    assert reader.benefits(TODAY) is keys
    assert reader.sync_state().confirmed_at == later.now


def test_all_scopes_change_together_or_not_at_all(platform: SignedLines, state: Path, reader: ContentReader) -> None:
    platform.publish({"4401": [line_of("benefit.a")], "440105": [line_of("benefit.b")]})
    poll_once(state, platform)
    manifests = platform.publish({"4401": [line_of("benefit.c")], "440105": [line_of("benefit.d")]})
    victim = platform.folder.blob / manifests["440105"].snapshot.sha256
    kept = victim.read_bytes()
    for blob in (victim, platform.folder.blob / manifests["440105"].deltas[-1].blob.sha256):
        blob.unlink()
    agent = open_agent(state, platform)
    with pytest.raises(WorldError) as caught:
        agent.poll()
    assert caught.value.code == "agent.missing"
    assert shown(reader) == ["benefit.a", "benefit.b"]
    assert reader.generation() == {"4401": 1, "440105": 1}
    failing = reader.sync_state()
    assert (failing.failing_since, failing.last_error) == (NOW, "agent.missing")
    victim.write_bytes(kept)
    agent.poll()
    agent.close()
    assert shown(reader) == ["benefit.c", "benefit.d"]
    assert reader.sync_state().failing_since is None


@pytest.mark.logs_warnings
def test_rows_that_are_not_what_was_signed_are_replaced_by_the_snapshot(
    platform: SignedLines, state: Path, reader: ContentReader, caplog: pytest.LogCaptureFixture
) -> None:
    lines = [line_of(f"benefit.n{n}", summary="好" * 400) for n in range(20)]
    platform.publish({"4401": lines})
    poll_once(state, platform)
    with ContentStore(Path(StateFiles(state).content_db)) as store, store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM benefit WHERE id = 'benefit.n7'")
    platform.publish({"4401": [*lines, line_of("benefit.new")]})
    agent = open_agent(state, platform)
    agent.poll()
    agent.close()
    assert len(shown(reader)) == 21
    assert "改用整包" in caplog.text


@pytest.mark.logs_warnings
def test_a_platform_that_contradicts_itself_is_not_believed(
    platform: SignedLines, state: Path, reader: ContentReader
) -> None:
    platform.publish({"4401": [line_of("benefit.a")]})
    poll_once(state, platform)
    platform.publish({"4401": [line_of("benefit.b")]}, set_hash="0" * 64)
    agent = open_agent(state, platform)
    with pytest.raises(WorldError) as caught:
        agent.poll()
    agent.close()
    assert caught.value.code == "agent.set_hash"
    assert shown(reader) == ["benefit.a"]


def test_a_newer_protocol_is_refused_with_clear_words(
    platform: SignedLines, state: Path, reader: ContentReader
) -> None:
    platform.publish({"4401": [line_of("benefit.a")]})
    poll_once(state, platform)
    platform.publish({"4401": [line_of("benefit.b")]}, v=2)
    agent = open_agent(state, platform)
    with pytest.raises(WorldError) as caught:
        agent.poll()
    agent.close()
    assert caught.value.code == "agent.newer_protocol"
    assert shown(reader) == ["benefit.a"]


@pytest.mark.logs_warnings
def test_lines_and_records_that_cannot_be_read_do_not_keep_the_others_out(
    platform: SignedLines, state: Path, reader: ContentReader, caplog: pytest.LogCaptureFixture
) -> None:
    odd = line_of("oddity.x", raw_body=b'{"new":"kind"}')
    broken = line_of("benefit.broken", raw_body=b'{"title":5}')
    garbage = b'{"id":"NOT AN ID"}'
    platform.publish({"4401": [line_of("benefit.a"), odd, broken, garbage, b"\xff\xfe", line_of("benefit.b")]})
    poll_once(state, platform)
    assert shown(reader) == ["benefit.a", "benefit.b"]
    assert "benefit.broken" in caplog.text
    assert "2 行" in caplog.text
    agent = open_agent(state, platform)
    assert agent.poll().changed == (), "and it is not fetched again and again"
    agent.close()


def test_a_terminal_moved_to_another_street_lets_the_old_one_go(
    platform: SignedLines, state: Path, reader: ContentReader
) -> None:
    platform.publish(
        {"4401": [line_of("benefit.city")], SCOPE: [line_of("benefit.here")], "440106001": [line_of("benefit.there")]}
    )
    poll_once(state, platform)
    poll_once(state, platform, scope="440106001")
    there = ContentReader(Path(StateFiles(state).content_db), "440106001")
    assert shown(there) == ["benefit.city", "benefit.there"]
    there.close()
    assert reader.generation() == {"4401": 1}


def test_images_come_after_their_records_and_unused_files_go(platform: SignedLines, state: Path) -> None:
    image = platform.put_blob(b"\x89PNG" + b"x" * 1000)
    media = line_of("media.m", blob=image, size_bytes=1004)
    manifest = platform.publish({"4401": [media]})["4401"]
    poll_once(state, platform)
    assert blobs(state) == {manifest.snapshot.sha256, image}
    (Path(StateFiles(state).blob) / image).write_bytes(b"\x89PNG" + b"y" * 1000)
    poll_once(state, platform)
    assert (Path(StateFiles(state).blob) / image).read_bytes() == b"\x89PNG" + b"x" * 1000, (
        "a rotten image is fetched again"
    )
    platform.publish({"4401": [line_of("benefit.a")]})
    poll_once(state, platform)
    assert image not in blobs(state)


@pytest.mark.logs_warnings
def test_a_missing_image_does_not_hold_content_back(platform: SignedLines, state: Path, reader: ContentReader) -> None:
    platform.publish({"4401": [line_of("media.m", blob="b" * 64), line_of("benefit.a")]})
    agent = open_agent(state, platform)
    assert agent.poll().images_missing == 1
    agent.close()
    assert shown(reader) == ["benefit.a"]
    assert reader.sync_state().failing_since is None


def test_the_files_on_disk_can_always_make_the_content_again(platform: SignedLines, state: Path) -> None:
    lines = list(large_lines(30, body_bytes=600))
    platform.publish({"4401": lines})
    poll_once(state, platform)
    sizes = []
    for number in range(45):
        lines[number % 30] = line_of(lines[number % 30].id, rev=number + 2, title=f"第{number}次", summary="改" * 300)
        platform.publish({"4401": lines})
        agent = open_agent(state, platform)
        agent.poll()
        sizes.append(len(blobs(state)))
        agent.close()
    assert max(sizes) <= 32, "the chain is cut"
    folder = Path(StateFiles(state).blob)
    assert all((folder / name).stat().st_size for name in blobs(state))


def test_an_unplugged_source_is_a_world_error(platform: SignedLines, state: Path, tmp_path: Path) -> None:
    platform.publish({"4401": [line_of("benefit.a")]})
    agent = open_agent(state, platform, source=DirectorySource(tmp_path / "nowhere"))
    with pytest.raises(WorldError) as caught:
        agent.poll()
    agent.close()
    assert caught.value.code == "agent.missing"


def test_what_is_held_gives_the_signed_set_hash(platform: SignedLines, state: Path) -> None:
    manifests = platform.publish({"4401": list(large_lines(50)), "440105": [line_of("place.p")]})
    poll_once(state, platform)
    with ContentStore(Path(StateFiles(state).content_db)) as store:
        found = store.examine()
        held = store.scopes()
    for scope, manifest in manifests.items():
        assert record_set_hash(found.inventories[scope]) == manifest.set_hash == held[scope].set_hash
