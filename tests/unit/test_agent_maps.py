"""Map packs on the terminal: unpacked once, whole or not at all, and cleared away when nothing names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.map_folder import NO_TILE, UnpackedMaps
from kiosk.domain.mercator import Box
from kiosk.domain.terminal import StateFiles
from sync.protocol.package import Line
from sync.protocol.pmtiles import write_pack
from tests.sample_records import line_of
from tests.signed_lines import SignedLines, poll_once

BOX = Box(113.0, 23.0, 113.5, 23.5)


@pytest.fixture
def platform(tmp_path: Path) -> SignedLines:
    return SignedLines(tmp_path / "platform")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def map_line(platform: SignedLines, data: bytes) -> Line:
    covers = {"tile_px": 256, "min_zoom": 3, "max_zoom": 3, "west": 113.0, "south": 23.0, "east": 113.5, "north": 23.5}
    return line_of(
        "media.map",
        title="地图",
        blob=platform.put_blob(data),
        mime="application/vnd.pmtiles",
        width=256,
        height=256,
        size_bytes=len(data),
        map={"theme": "light", **covers},
    )


def test_a_pack_is_unpacked_into_files_equal_ones_once(platform: SignedLines, state: Path) -> None:
    data = write_pack({(3, 6, 3): b"land", (3, 7, 3): b"land", (3, 7, 4): b"water"}, suffix="png", box=BOX)
    line = map_line(platform, data)
    platform.publish({"4401": [line]})
    poll_once(state, platform)
    maps = UnpackedMaps(Path(StateFiles(state).map))
    (sha,) = (path.name for path in Path(StateFiles(state).map).iterdir())
    index = maps.index(sha)
    assert index is not None
    (level,) = index.levels
    assert (level.z, level.x0, level.y0, level.columns, level.rows) == (3, 6, 3, 2, 2)
    assert level.files[0] == level.files[1] != level.files[3]
    assert level.files[2] == NO_TILE
    assert (maps.path(sha) / f"{level.files[3]}.png").read_bytes() == b"water"


def test_a_replaced_pack_takes_the_old_files_along_and_none_is_left_without_a_record(
    platform: SignedLines, state: Path
) -> None:
    folder = Path(StateFiles(state).map)
    platform.publish({"4401": [map_line(platform, write_pack({(3, 6, 3): b"old"}, suffix="png", box=BOX))]})
    poll_once(state, platform)
    (before,) = folder.iterdir()
    (folder / "0123.part").mkdir()
    platform.publish({"4401": [map_line(platform, write_pack({(3, 6, 3): b"new"}, suffix="png", box=BOX))]})
    poll_once(state, platform)
    (after,) = folder.iterdir()
    assert after != before
    platform.publish({"4401": [line_of("benefit.a")]})
    poll_once(state, platform)
    assert list(folder.iterdir()) == []


@pytest.mark.logs_warnings
def test_a_pack_that_cannot_be_unpacked_holds_nothing_back(
    platform: SignedLines, state: Path, caplog: pytest.LogCaptureFixture
) -> None:
    far = {(18, 1, 1): b"a", (18, 200_000, 200_000): b"b"}
    platform.publish({"4401": [map_line(platform, write_pack(far, suffix="png", box=BOX))]})
    poll_once(state, platform)
    assert not list(Path(StateFiles(state).map).glob("*"))
    assert "地图" in caplog.text
