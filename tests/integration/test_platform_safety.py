"""A publication that is cut off, a folder that is lost or damaged: terminals always find one whole state."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from tuf.api.exceptions import RepositoryError

from kiosk.domain.errors import WorldError
from kiosk.domain.text import in_language
from sync.publisher.files import DurableWriter
from sync.publisher.prune import KEEP_PUBLICATIONS
from tests.content_sources import BENEFIT, CITY, NOW, PLACE, TOWN
from tests.integration.platform_folder import DAY, SCOPES, Platform
from tests.integration.published import tree


@pytest.fixture
def platform(tmp_path: Path) -> Platform:
    return Platform(tmp_path)


class _Crash(BaseException):
    """The process ends here."""


def test_a_crash_at_any_write_leaves_a_repository_that_is_whole(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever write is the last one, a terminal reads the old state or the new one, and publishing again finishes."""
    platform.sources.many_news(30)
    platform.publish()
    old = platform.reader.records(SCOPES, now=NOW)
    platform.sources.many_news(30, marker="新")
    platform.sources.change("place/changgang.yaml", PLACE, address="新地址")
    writes = 0
    limit = 0
    original = DurableWriter.write

    def counted(self: DurableWriter, path: Path, data: bytes, *, mode: int = 0o644) -> None:
        nonlocal writes
        writes += 1
        if writes > limit:
            (path.parent / ".part-left-behind").write_bytes(data[: len(data) // 2])
            raise _Crash
        original(self, path, data, mode=mode)

    pristine = platform.folder.root.with_name("pristine")
    shutil.copytree(platform.folder.root, pristine)
    monkeypatch.setattr(DurableWriter, "write", counted)
    seen = set()
    while True:
        shutil.rmtree(platform.folder.root)
        shutil.copytree(pristine, platform.folder.root)
        writes = 0
        try:
            platform.publish(NOW + DAY)
        except _Crash:
            held = platform.new_reader(f"reader-{limit}").records(SCOPES, now=NOW + DAY)
            seen.add(held == old)
            limit += 1
            writes = -1000
            platform.publish(NOW + DAY)
            finished = platform.new_reader(f"after-{limit}").records(SCOPES, now=NOW + DAY)
            assert {line.rev for (_, key), line in finished.items() if key.startswith("news.n")} == {2}
            assert not list(platform.folder.public.rglob(".part-*"))
        else:
            break
    assert limit > 8
    assert seen == {True, False}


def test_a_version_that_was_written_once_is_never_given_to_something_else(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mirror may have copied, and a cache may keep for ever, what a publication that was cut off had written."""
    platform.publish()
    original = DurableWriter.write

    def cut_off(self: DurableWriter, path: Path, data: bytes, *, mode: int = 0o644) -> None:
        if path == platform.folder.timestamp:
            raise _Crash
        original(self, path, data, mode=mode)

    platform.sources.change("benefit/dibao.yaml", BENEFIT, summary="新的说法")
    with monkeypatch.context() as patched:
        patched.setattr(DurableWriter, "write", cut_off)
        with pytest.raises(_Crash):
            platform.publish()
    left = tree(platform.folder.metadata)
    assert "2.city.json" in left
    platform.sources.change("benefit/dibao.yaml", BENEFIT, summary="更新的说法")
    platform.publish()
    now = tree(platform.folder.metadata)
    assert {name for name in left if now.get(name, left[name]) != left[name]} == {"timestamp.json"}
    assert "3.city.json" in now


def test_everything_is_durable_before_the_timestamp_shows_it(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a power cut a timestamp must not name files whose directory entries never reached the disk."""
    original = DurableWriter.write
    seen = []

    def watched(self: DurableWriter, path: Path, data: bytes, *, mode: int = 0o644) -> None:
        if path == platform.folder.timestamp:
            seen.append(set(self._folders))
        original(self, path, data, mode=mode)

    monkeypatch.setattr(DurableWriter, "write", watched)
    platform.publish()
    assert seen == [set()]


def test_the_repository_alone_is_memory_enough(platform: Platform) -> None:
    platform.sources.many_news(40)
    platform.publish()
    shutil.rmtree(platform.folder.state)
    platform.sources.change("benefit/dibao.yaml", BENEFIT, summary="新的说法")
    result = platform.publish(NOW + DAY)
    assert (result.timestamp_version, result.snapshot_version) == (2, 2)
    assert [(s.scope, s.gen, s.changed) for s in result.scopes] == [(CITY, 2, ("benefit.dibao",))]
    assert platform.reader.records(SCOPES, now=NOW + DAY)[CITY, "benefit.dibao"].rev == 2


@pytest.mark.logs_warnings
def test_unreadable_memory_is_said_and_does_not_stop_publishing(platform: Platform) -> None:
    platform.publish()
    (platform.folder.state / "publication.json").write_text("{")
    result = platform.publish(NOW + DAY)
    assert result.timestamp_version == 2
    assert len(result.notices) == 1


@pytest.mark.logs_warnings
def test_terminals_follow_when_the_published_folder_was_lost(platform: Platform) -> None:
    """Only the first root and the memory survive; versions and generations go on upwards."""
    platform.publish()
    platform.sources.change("benefit/dibao.yaml", BENEFIT, summary="新的说法")
    platform.publish()
    before = platform.reader.records(SCOPES, now=NOW)
    for path in platform.folder.public.rglob("*"):
        if path.is_file() and path.name not in ("1.root.json", "1.targets.json"):
            path.unlink()
    result = platform.publish()
    assert result.timestamp_version == 3
    assert platform.manifest(CITY).gen == 3
    after = platform.reader.records(SCOPES, now=NOW)  # the same reader, which refuses anything older
    assert after.keys() == before.keys()
    assert all(after[key].rev > before[key].rev for key in after)


@pytest.mark.logs_warnings
def test_terminals_follow_when_an_older_copy_was_restored(platform: Platform) -> None:
    platform.publish()
    old = platform.folder.root.with_name("old")
    shutil.copytree(platform.folder.public, old)
    platform.sources.change("benefit/dibao.yaml", BENEFIT, summary="新的说法")
    platform.publish()
    platform.reader.records(SCOPES, now=NOW)
    shutil.rmtree(platform.folder.public)
    shutil.copytree(old, platform.folder.public)
    platform.sources.change("benefit/dibao.yaml", BENEFIT, summary="更新的说法")
    assert platform.publish().timestamp_version == 3
    manifest = platform.manifest(CITY)
    assert manifest.gen == 3
    assert manifest.deltas == ()
    body = json.loads(bytes(platform.reader.records([CITY], now=NOW)[CITY, "benefit.dibao"].body))
    assert in_language(body["summary"], "zh-Hans") == "更新的说法"


@pytest.mark.logs_warnings
def test_a_rotten_package_is_published_anew(platform: Platform) -> None:
    platform.publish()
    snapshot = platform.folder.blob / platform.manifest(CITY).snapshot.sha256
    snapshot.write_bytes(snapshot.read_bytes()[:-1] + b"?")
    result = platform.publish()
    assert [(s.scope, s.gen) for s in result.scopes] == [(CITY, 2)]
    assert result.notices
    assert platform.reader.records(SCOPES, now=NOW)


@pytest.mark.parametrize("name", ["timestamp.json", "1.snapshot.json", "1.city.json", "1.d440105.json", "1.root.json"])
def test_metadata_somebody_changed_is_not_built_upon(platform: Platform, name: str) -> None:
    platform.publish()
    path = platform.folder.metadata / name
    path.write_bytes(path.read_bytes().replace(b'"expires":"20', b'"expires":"21'))
    with pytest.raises(WorldError) as caught:
        platform.publish()
    assert caught.value.code == "publisher.repository_damaged"
    assert caught.value.params["path"] == path


def test_a_changed_byte_in_any_file_is_noticed_by_a_terminal(platform: Platform) -> None:
    platform.publish()
    good = platform.reader.records(SCOPES, now=NOW)
    for path in sorted(p for p in platform.folder.public.rglob("*") if p.is_file()):
        data = path.read_bytes()
        for at in {0, len(data) // 3, len(data) // 2, len(data) - 1}:
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
            reader = platform.new_reader(f"reader-{path.name}-{at}")
            try:
                held = reader.records(SCOPES, now=NOW)
            except (RepositoryError, ValueError):
                continue
            assert held == good  # only files this terminal does not read
            assert path.name.startswith(("1.root", "1.d4401")) or path.parent == platform.folder.blob
        path.write_bytes(data)


def test_what_no_recent_publication_needs_is_cleared_away(platform: Platform) -> None:
    platform.publish()
    for number in range(KEEP_PUBLICATIONS + 5):
        platform.sources.change("benefit/dibao.yaml", BENEFIT, summary=f"第 {number} 种说法")
        platform.publish(NOW + dt.timedelta(minutes=number))
    names = set(tree(platform.folder.public))
    assert "metadata/1.root.json" in names
    assert "metadata/1.snapshot.json" not in names
    assert f"metadata/{KEEP_PUBLICATIONS + 6}.snapshot.json" in names
    assert len([n for n in names if n.endswith(".snapshot.json")]) == KEEP_PUBLICATIONS
    assert len([n for n in names if n.startswith(f"targets/{CITY}/")]) == KEEP_PUBLICATIONS
    assert len([n for n in names if n.startswith(f"targets/{TOWN}/")]) == 1
    platform.new_reader("new").records(SCOPES, now=NOW)


def test_a_terminal_that_read_the_timestamp_just_before_still_finds_everything(platform: Platform) -> None:
    platform.publish()
    updater = platform.reader.update(now=NOW)
    for number in range(KEEP_PUBLICATIONS - 1):
        platform.sources.change("benefit/dibao.yaml", BENEFIT, summary=f"第 {number} 种说法")
        platform.publish(NOW + dt.timedelta(minutes=number))
    manifest = platform.reader.manifest(updater, CITY)
    assert manifest is not None
    assert manifest.gen == 1
    assert len(platform.reader.lines(manifest.snapshot)) == manifest.records
