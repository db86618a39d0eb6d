"""From sources to what a terminal can verify: the whole publisher, on a real folder, read by python-tuf's client."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from tuf.api.exceptions import ExpiredMetadataError, RepositoryError
from tuf.api.metadata import Metadata, Root, Targets

from kiosk.domain.content import BODY_TYPES, Kind
from kiosk.domain.errors import WorldError
from kiosk.domain.text import in_language
from sync.protocol.package import Manifest, body_sha256, record_set_hash
from sync.publisher import PublishResult, RejectedSourcesError, init_keys, publish
from sync.publisher.files import DurableWriter, PlatformFolder
from sync.publisher.keys import DELEGATED_ROLES, OFFLINE_KEYS, ONLINE_KEYS
from sync.publisher.prune import KEEP_PUBLICATIONS
from tests.content_sources import BENEFIT, CITY, DISTRICT, NEWS, NOW, PLACE, TOWN, ContentSources
from tests.integration.published import Reader, tree

DAY = dt.timedelta(days=1)
SCOPES = [CITY, DISTRICT, TOWN]


class Platform:
    """Sources, a started platform folder, and a reader that was provisioned with its root."""

    def __init__(self, base: Path) -> None:
        self.sources = ContentSources(base)
        self.folder = PlatformFolder(base / "platform")
        made = init_keys(self.folder.root, now=NOW)
        self._base = base
        self._root = made.trusted_root.read_bytes()
        self.reader = self.new_reader("reader")

    def new_reader(self, name: str) -> Reader:
        return Reader(self.folder.public, self._root, self._base / name)

    def publish(self, now: dt.datetime = NOW, *, remove_many: bool = False) -> PublishResult:
        return publish(
            self.sources.folder, self.folder.root, now=now, icons_folder=self.sources.icons, remove_many=remove_many
        )

    def manifest(self, scope: str, now: dt.datetime = NOW) -> Manifest:
        found = self.reader.manifest(self.reader.update(now=now), scope)
        assert found is not None
        return found


@pytest.fixture
def platform(tmp_path: Path) -> Platform:
    return Platform(tmp_path)


# ── what arrives ──


def test_what_was_written_is_what_a_terminal_reads(platform: Platform) -> None:
    result = platform.publish()
    records = platform.reader.records(SCOPES, now=NOW)
    assert len(records) == result.records == 11
    for line in records.values():
        body = msgspec.json.decode(bytes(line.body), type=BODY_TYPES[Kind(line.kind)])
        assert msgspec.json.encode(body, order="sorted") == bytes(line.body)
    benefit = json.loads(bytes(records[CITY, "benefit.dibao"].body))
    assert benefit["title"]["en"] == BENEFIT["title"]["en"]
    assert benefit["figures"][0]["value"] == 1282
    assert [s["id"] for s in benefit["sources"]] == ["S2", "S1"]
    assert records[TOWN, "activity.phones.20261124"].expires_on == dt.date(2026, 11, 24)
    for scope in (CITY, TOWN):
        manifest = platform.manifest(scope)
        rows = [(k[1], line.rev, body_sha256(bytes(line.body))) for k, line in records.items() if k[0] == scope]
        assert manifest.set_hash == record_set_hash(rows)
        assert manifest.records == len(rows)


def test_each_scope_is_signed_by_its_own_district_only(platform: Platform) -> None:
    """A district's key cannot speak for the city or a neighbour."""
    platform.sources.change("benefit/liwan.yaml", BENEFIT, scope="440103", id="benefit.liwan")
    platform.publish()
    updater = platform.reader.update(now=NOW)
    targets: Metadata[Targets] = Metadata.from_bytes(platform.folder.versioned("targets", 1).read_bytes())
    assert targets.signed.delegations is not None
    roles = targets.signed.delegations.roles
    assert roles is not None
    assert list(roles) == list(DELEGATED_ROLES)
    assert len({keyid for role in roles.values() for keyid in role.keyids}) == len(roles)
    for path, owner in (("4401/manifest.json", "city"), ("440103/manifest.json", "d440103"), (f"{TOWN}/x", "d440105")):
        assert [name for name, role in roles.items() if role.is_delegated_path(path)] == [owner]
    for scope in (CITY, "440103", TOWN):
        assert platform.reader.manifest(updater, scope) is not None
    assert platform.reader.manifest(updater, "440105999") is None


def test_pictures_are_published_as_blobs_of_their_hash(platform: Platform) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), (9, 99, 199)).save(picture, "PNG")
    platform.sources.write("media/hall.png", picture.getvalue())
    hall = {"id": "media.hall", "scope": CITY, "verified_on": dt.date(2026, 1, 1), "title": "大厅", "file": "hall.png"}
    platform.sources.write("media/hall.yaml", hall)
    platform.sources.change("news/raise.yaml", NEWS, image="media.hall")
    platform.publish()
    body = json.loads(bytes(platform.reader.records([CITY], now=NOW)[CITY, "media.hall"].body))
    blob = platform.folder.blob / body["blob"]
    with Image.open(blob) as shown:
        assert shown.size == (30, 20)
    before = tree(platform.folder.public)
    assert platform.publish().scopes == ()
    assert {k for k, v in tree(platform.folder.public).items() if before.get(k) != v} == {"metadata/timestamp.json"}


def test_metadata_is_compact_and_lives_as_long_as_it_should(platform: Platform) -> None:
    platform.publish()
    for path in platform.folder.metadata.iterdir():
        assert b"\n" not in path.read_bytes()
        role = path.name.split(".")[-2] if path.name != "timestamp.json" else "timestamp"
        days = {"timestamp": 14, "snapshot": 30, "targets": 365, "root": 3650}.get(role, 90)
        assert Metadata.from_bytes(path.read_bytes()).signed.expires == NOW + days * DAY


def test_the_signed_timestamp_says_when_it_was_made(platform: Platform) -> None:
    platform.publish()
    assert json.loads(platform.folder.timestamp.read_bytes())["signed"]["published_at"] == "2026-11-22T02:00:00Z"


# ── what is refused ──


def test_one_fault_anywhere_publishes_nothing(platform: Platform) -> None:
    platform.publish()
    before = tree(platform.folder.root)
    platform.sources.change("benefit/dibao.yaml", BENEFIT, summary="新的说法")
    platform.sources.change("place/changgang.yaml", PLACE, address="<b>x</b>")
    with pytest.raises(RejectedSourcesError) as caught:
        platform.publish()
    assert [(p.file, p.field) for p in caught.value.problems] == [("place/changgang.yaml", "address")]
    assert tree(platform.folder.root) == before


def test_losing_a_large_part_of_a_scope_must_be_meant(platform: Platform) -> None:
    """A folder that was not mounted looks like mass deletion."""
    platform.sources.many_news(100)
    platform.publish()
    platform.sources.many_news(50)
    with pytest.raises(WorldError) as caught:
        platform.publish()
    assert caught.value.code == "publisher.mass_removal"
    assert platform.publish(remove_many=True).scopes[0].records == 57


def test_a_second_publisher_waits_outside(platform: Platform) -> None:
    with platform.folder.locked(), pytest.raises(WorldError) as caught:
        platform.publish()
    assert caught.value.code == "publisher.busy"


# ── what changes, and what does not ──


def test_publishing_unchanged_sources_again_changes_nothing_but_the_timestamp(platform: Platform) -> None:
    first = platform.publish()
    before = tree(platform.folder.public)
    second = platform.publish(NOW + dt.timedelta(hours=5))
    after = tree(platform.folder.public)
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {
        "metadata/timestamp.json"
    }
    assert second.scopes == ()
    assert second.timestamp_version == first.timestamp_version + 1
    assert second.snapshot_version == first.snapshot_version


def test_two_platforms_publish_the_same_packages_from_the_same_sources(platform: Platform, tmp_path: Path) -> None:
    platform.publish()
    other = Platform(tmp_path / "other")
    other.publish()
    assert tree(other.folder.blob) == tree(platform.folder.blob)
    assert tree(other.folder.targets) == tree(platform.folder.targets)


def test_a_change_touches_its_own_scope_only(platform: Platform) -> None:
    platform.sources.many_news(40)
    platform.publish()
    platform.sources.change("benefit/dibao.yaml", BENEFIT, summary="新的说法")
    result = platform.publish(NOW + dt.timedelta(hours=1))
    (city,) = result.scopes
    assert (city.scope, city.gen, city.changed, city.removed) == (CITY, 2, ("benefit.dibao",), ())
    assert platform.manifest(TOWN).gen == 1
    records = platform.reader.records(SCOPES, now=NOW)
    assert {key: line.rev for key, line in records.items() if line.rev > 1} == {(CITY, "benefit.dibao"): 2}
    manifest = platform.manifest(CITY)
    (delta,) = manifest.deltas
    (line,) = platform.reader.lines(delta.blob)
    assert (delta.from_gen, delta.to_gen, line.id, line.rev) == (1, 2, "benefit.dibao", 2)
    assert delta.blob.size_bytes < manifest.snapshot.size_bytes / 2
    versions = {path.name for path in platform.folder.metadata.iterdir()}
    assert "2.city.json" in versions
    assert "2.d440105.json" not in versions


def test_removing_a_record_sends_its_tombstone(platform: Platform) -> None:
    platform.sources.many_news(40)
    platform.publish()
    (platform.sources.folder / "bulletin" / "cold.yaml").unlink()
    (city,) = platform.publish().scopes
    assert city.removed == ("bulletin.cold",)
    (delta,) = platform.manifest(CITY).deltas
    assert [(line.id, line.gone) for line in platform.reader.lines(delta.blob)] == [("bulletin.cold", True)]


def test_a_week_of_daily_publishing_moves_recurring_activities_on(platform: Platform) -> None:
    """Dates that pass go, dates that come arrive, and a date that stays keeps its revision."""
    for day in range(8):
        platform.publish(NOW + day * DAY)
    records = platform.reader.records([TOWN], now=NOW + 7 * DAY)
    dates = {key[1]: line.rev for key, line in records.items() if key[1].startswith("activity.")}
    assert dates == {"activity.phones.20261201": 1, "activity.phones.20261208": 1, "activity.phones.20261215": 2}
    assert platform.manifest(TOWN, NOW + 7 * DAY).gen == 2


# ── keys ──


def test_private_keys_are_apart_and_readable_by_their_owner_only(platform: Platform) -> None:
    assert {p.stem for p in platform.folder.keys_offline.iterdir()} == set(OFFLINE_KEYS)
    assert {p.stem for p in platform.folder.keys_online.iterdir()} == set(ONLINE_KEYS)
    for folder in (platform.folder.keys_offline, platform.folder.keys_online):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir()} == {0o600}
    assert not any(b"PRIVATE" in data for data in tree(platform.folder.public).values())


def test_root_needs_two_of_three_keys(platform: Platform) -> None:
    root: Metadata[Root] = Metadata.from_bytes(platform.folder.first_root.read_bytes())
    assert root.signed.roles["root"].threshold == 2
    assert len(root.signed.roles["root"].keyids) == 3
    assert root.signed.consistent_snapshot
    online = {s for role in ("timestamp", "snapshot") for s in root.signed.roles[role].keyids}
    assert online.isdisjoint(root.signed.roles["root"].keyids + root.signed.roles["targets"].keyids)


def test_publishing_needs_no_offline_key(platform: Platform) -> None:
    shutil.rmtree(platform.folder.keys_offline)
    platform.publish()
    platform.sources.change("benefit/dibao.yaml", BENEFIT, summary="新的说法")
    result = platform.publish(NOW + DAY)
    assert result.notices == ()
    assert platform.reader.records(SCOPES, now=NOW + DAY)[CITY, "benefit.dibao"].rev == 2


def test_starting_twice_changes_no_key(platform: Platform) -> None:
    before = tree(platform.folder.root)
    with pytest.raises(WorldError) as caught:
        init_keys(platform.folder.root, now=NOW)
    assert caught.value.code == "publisher.already_started"
    assert tree(platform.folder.root) == before


def test_a_start_that_was_cut_off_is_finished_with_the_same_keys(tmp_path: Path) -> None:
    folder = PlatformFolder(tmp_path / "platform")
    init_keys(folder.root, now=NOW)
    keys = tree(folder.keys_offline) | tree(folder.keys_online)
    folder.first_root.unlink()
    (folder.keys_online / "city.pem").unlink()
    init_keys(folder.root, now=NOW)
    again = tree(folder.keys_offline) | tree(folder.keys_online)
    assert {name for name in keys if keys[name] != again[name]} == {"city.pem"}


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda key: key.unlink(), "publisher.no_key"),
        (lambda key: key.chmod(0o640), "publisher.key_open_to_others"),
        (lambda key: key.write_text("x"), "publisher.not_a_key"),
        (lambda key: key.write_bytes(key.with_name("snapshot.pem").read_bytes()), "publisher.wrong_key"),
    ],
)
def test_a_missing_open_or_wrong_key_is_refused_in_words(
    platform: Platform, harm: Callable[[Path], object], code: str
) -> None:
    platform.publish()
    harm(platform.folder.keys_online / "timestamp.pem")
    before = tree(platform.folder.public)
    with pytest.raises(WorldError) as caught:
        platform.publish()
    assert caught.value.code == code
    assert tree(platform.folder.public) == before


# ── time ──


def test_roles_are_renewed_when_a_third_of_their_life_is_left(platform: Platform) -> None:
    platform.publish()
    assert platform.publish(NOW + 19 * DAY).snapshot_version == platform.publish(NOW + 20 * DAY).snapshot_version
    later = platform.publish(NOW + 21 * DAY)
    assert later.snapshot_version > 1
    assert not (platform.folder.versioned("d440103", 2)).exists()
    platform.publish(NOW + 61 * DAY)
    assert (platform.folder.versioned("d440103", 2)).exists()
    platform.reader.records(SCOPES, now=NOW + 61 * DAY)


def test_a_year_of_weekly_publishing_never_shows_a_terminal_expired_metadata(platform: Platform) -> None:
    for week in range(53):
        now = NOW + week * 7 * DAY
        platform.publish(now)
        platform.reader.update(now=now + 7 * DAY)


def test_targets_wear_thin_with_a_notice_and_are_renewed_when_the_key_is_back(platform: Platform) -> None:
    platform.publish()
    safe = platform.folder.root.with_name("safe")
    platform.folder.keys_offline.rename(safe)
    soon = NOW + 250 * DAY
    (notice,) = platform.publish(soon).notices
    assert "targets" in notice
    with pytest.raises(WorldError) as caught:
        platform.publish(NOW + 366 * DAY)
    assert caught.value.code == "publisher.offline_role_expired"
    safe.rename(platform.folder.keys_offline)
    assert platform.publish(soon).notices == ()
    assert platform.folder.versioned("targets", 2).exists()
    platform.publish(NOW + 366 * DAY)
    platform.reader.records(SCOPES, now=NOW + 366 * DAY)


def test_root_is_renewed_and_old_terminals_follow(platform: Platform) -> None:
    platform.publish()
    late = NOW + 3000 * DAY
    (platform.folder.keys_offline / "root-3.pem").unlink()  # any two suffice
    platform.publish(late)
    assert platform.folder.versioned("root", 2).exists()
    assert platform.new_reader("sleeper").records(SCOPES, now=late)
    root: Metadata[Root] = Metadata.from_bytes(platform.folder.versioned("root", 2).read_bytes())
    assert len(root.signatures) == 2


def test_without_publishing_for_two_weeks_terminals_see_that_content_is_old(platform: Platform) -> None:
    platform.publish()
    with pytest.raises(ExpiredMetadataError):
        platform.reader.update(now=NOW + 15 * DAY)


# ── crashes, losses, damage ──


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
