"""From sources to what a terminal can verify: the whole publisher, on a real folder, read by python-tuf's client."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from tuf.api.metadata import Metadata, Targets

from kiosk.domain.content import BODY_TYPES, Kind
from kiosk.domain.errors import WorldError
from sync.protocol.package import body_sha256, record_set_hash
from sync.publisher import RejectedSourcesError
from sync.publisher.keys import DELEGATED_ROLES
from tests.content_sources import BENEFIT, CITY, NEWS, NOW, PLACE, TOWN
from tests.integration.platform_folder import DAY, SCOPES, Platform
from tests.integration.published import tree


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
