"""Which key signs what, where private keys lie, and how roles are renewed over the years."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tuf.api.exceptions import ExpiredMetadataError
from tuf.api.metadata import Metadata, Root

from kiosk.domain.errors import WorldError
from sync.publisher import init_keys
from sync.publisher.files import PlatformFolder
from sync.publisher.keys import OFFLINE_KEYS, ONLINE_KEYS
from tests.content_sources import BENEFIT, CITY, NOW
from tests.integration.platform_folder import DAY, SCOPES, Platform
from tests.integration.published import tree


@pytest.fixture
def platform(tmp_path: Path) -> Platform:
    return Platform(tmp_path)


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
