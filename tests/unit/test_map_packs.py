"""Packs of map tiles: drawn the same each time, read with bounds, and from strangers only as pictures."""

from __future__ import annotations

import gzip
import io
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from kiosk.domain.content import MapTheme, Media
from kiosk.domain.errors import WorldError
from kiosk.domain.mercator import Box, tiles_of
from sync.protocol.pmtiles import HEADER_BYTES, Pack, Tile, tile_id, tile_of, write_pack
from sync.publisher.checking import check_sources
from sync.publisher.map_drawing import LOOKS, draw_pyramids, load_geometry
from sync.publisher.map_packs import encode_pack, read_pack_file
from sync.publisher.problems import RejectedSourcesError
from tests.content_sources import NOW, SEEN, ContentSources

BASEMAP = Path(__file__).resolve().parents[2] / "data" / "basemap"
BOX = Box(113.0, 23.0, 113.5, 23.5)


def tile_png(shade: int, side: int = 256, *, note: str = "") -> bytes:
    info = PngImagePlugin.PngInfo()
    if note:
        info.add_text("Comment", note)
    out = io.BytesIO()
    Image.new("RGB", (side, side), (shade, 0, 0)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(WorldError) as caught:
        act()
    return caught.value.code


def as_dict(data: bytes) -> dict[Tile, bytes]:
    return {tile: picture for tile, _, picture in Pack(data).tiles()}


# The format -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tile", "number"),
    # The examples of the specification's own test suites.
    [((0, 0, 0), 0), ((1, 0, 0), 1), ((1, 0, 1), 2), ((1, 1, 1), 3), ((1, 1, 0), 4), ((12, 3423, 1763), 19_078_479)],
)
def test_tiles_are_numbered_as_the_format_says(tile: Tile, number: int) -> None:
    assert tile_id(tile) == number
    assert tile_of(number) == tile


TILES = st.integers(0, 12).flatmap(lambda z: st.tuples(st.just(z), *[st.integers(0, (1 << z) - 1)] * 2))


@given(st.dictionaries(TILES, st.binary(min_size=1, max_size=9), min_size=1, max_size=60))
def test_what_is_written_is_read_back(tiles: dict[Tile, bytes]) -> None:
    data = write_pack(tiles, suffix="png", box=BOX)
    assert as_dict(data) == tiles
    assert write_pack(dict(reversed(tiles.items())), suffix="png", box=BOX) == data, "the same tiles, the same bytes"


def test_a_large_pack_has_leaf_directories() -> None:
    chosen = random.Random(7).sample(range(21_845, 87_381), 9_000)  # noqa: S311 - zoom 8
    tiles = {tile_of(number): number.to_bytes(4, "big") for number in chosen}
    assert as_dict(write_pack(tiles, suffix="png", box=BOX)) == tiles


SOUND = write_pack({(1, x, y): tile_png(x + 2 * y, 16) for x in (0, 1) for y in (0, 1)}, suffix="png", box=BOX)


@given(st.lists(st.tuples(st.integers(0, HEADER_BYTES + 80), st.integers(0, 255)), min_size=1, max_size=4))
def test_damage_is_refused_or_harmless_never_a_crash(flips: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for at, value in flips:
        data[at] = value
    refused = ""
    try:
        as_dict(bytes(data))
    except WorldError as error:
        refused = error.code
    assert refused in ("", "map.bad_pack")


def test_a_cut_pack_and_a_directory_that_swells_are_refused() -> None:
    assert refusal(lambda: as_dict(SOUND[:-1])) == "map.bad_pack"
    assert refusal(lambda: as_dict(SOUND[:60])) == "map.bad_pack"
    bomb = gzip.compress(bytes(40_000_000))
    swollen = bytearray(SOUND[:HEADER_BYTES] + bomb)
    swollen[16:24] = len(bomb).to_bytes(8, "little")
    assert refusal(lambda: as_dict(bytes(swollen))) == "map.bad_pack"


# Strangers' packs -------------------------------------------------------------------------------------------------


def test_pictures_are_written_anew_without_what_else_was_in_them() -> None:
    data = write_pack({(3, 6, 3): tile_png(9, note="SECRET")}, suffix="png", box=BOX)
    assert b"SECRET" in data
    pack, fresh = encode_pack(data)
    assert b"SECRET" not in fresh
    assert (pack.tile_px, pack.min_zoom, pack.max_zoom, pack.size_bytes) == (256, 3, 3, len(fresh))
    assert encode_pack(fresh)[1] == fresh, "once clean, always the same"


@pytest.mark.parametrize(
    "tiles",
    [
        {(3, 6, 3): b"not a picture"},
        {(3, 6, 3): tile_png(1, 300)},
        {(3, 6, 3): tile_png(1), (3, 7, 3): tile_png(1, 512)},
        {(3, 6, 3): tile_png(1)[:-30]},
    ],
)
def test_tiles_that_are_no_pictures_or_of_odd_sizes_are_refused(tiles: dict[Tile, bytes]) -> None:
    assert refusal(lambda: encode_pack(write_pack(tiles, suffix="png", box=BOX))) == "map.bad_tile"


def test_a_pack_with_a_hole_between_its_zooms_is_refused() -> None:
    tiles = {(3, 6, 3): tile_png(1), (5, 24, 12): tile_png(2)}
    assert refusal(lambda: encode_pack(write_pack(tiles, suffix="png", box=BOX))) == "map.bad_pack"


def mbtiles(path: Path, *statements: str, tiles: dict[Tile, bytes] | None = None) -> Path:
    with sqlite3.connect(path) as opened:
        for statement in statements or ("CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)",):
            opened.execute(statement)
        rows = [(z, x, (1 << z) - 1 - y, data) for (z, x, y), data in (tiles or {}).items()]
        opened.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    opened.close()
    return path


def test_an_mbtiles_file_becomes_the_same_tiles(tmp_path: Path) -> None:
    tiles = {(z, x, y): tile_png(z * 9 + x) for z, x, y in ((9, 417, 222), (10, 834, 444), (10, 835, 444))}
    data = read_pack_file(mbtiles(tmp_path / "own.mbtiles", tiles=tiles))
    assert as_dict(data) == tiles
    pack, _ = encode_pack(data)
    assert (pack.min_zoom, pack.max_zoom) == (9, 10)
    assert tiles_of(Box(pack.west + 1e-6, pack.south + 1e-6, pack.east - 1e-6, pack.north - 1e-6), 10).count == 2


ENDLESS = """CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (VALUES(0) UNION ALL SELECT i FROM n)
    SELECT 1 AS zoom_level, i AS tile_column, 0 AS tile_row, x'00' AS tile_data FROM n WHERE i > 1"""


def test_a_pmtiles_file_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "own.pmtiles").write_bytes(SOUND)
    assert read_pack_file(tmp_path / "own.pmtiles") == SOUND


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE other (x)",),
        (ENDLESS,),
        ("CREATE VIEW tiles AS SELECT 3 zoom_level, 99 tile_column, 0 tile_row, x'00' tile_data",),
        ("CREATE VIEW tiles AS SELECT 3 zoom_level, 1 tile_column, 0 tile_row, 'text' tile_data",),
        ("CREATE VIEW tiles AS SELECT 3 zoom_level, 1 tile_column, 0 tile_row, zeroblob(400000) tile_data",),
    ],
)  # fmt: skip
def test_hostile_databases_are_refused(tmp_path: Path, statements: tuple[str, ...]) -> None:
    with sqlite3.connect(tmp_path / "bad.mbtiles") as opened:
        for statement in statements:
            opened.execute(statement)
    opened.close()
    assert refusal(lambda: read_pack_file(tmp_path / "bad.mbtiles")) == "map.bad_pack"


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mbtiles").write_bytes(b"SQLite format 3\x00" + bytes(5000))
    (tmp_path / "b.mbtiles").write_bytes(b"PK\x03\x04")
    assert {refusal(lambda n=n: read_pack_file(tmp_path / n)) for n in ("a.mbtiles", "b.mbtiles", "none")} == {"map.bad_pack"}  # type: ignore[misc]  # fmt: skip


# Our own drawing --------------------------------------------------------------------------------------------------


def test_the_city_is_drawn_in_our_palette_and_always_the_same() -> None:
    geometry = load_geometry(BASEMAP)
    first, second = (draw_pyramids(geometry, max_zoom=9) for _ in range(2))
    assert first == second
    assert first.keys() == set(MapTheme)
    for theme, tiles in first.items():
        look, seen = LOOKS[theme], set()
        for picture in tiles.values():
            seen |= {color for _, color in Image.open(io.BytesIO(picture)).convert("RGB").getcolors()}
        assert {look.land, look.water, look.border, look.outside} <= seen
    estuary = tiles_of(Box(113.6, 22.7, 113.6, 22.7), 9)
    tile = first[MapTheme.LIGHT][9, estuary.x0, estuary.y0]
    assert LOOKS[MapTheme.LIGHT].water in {c for _, c in Image.open(io.BytesIO(tile)).convert("RGB").getcolors()}


def test_missing_geometry_is_said(tmp_path: Path) -> None:
    assert refusal(lambda: load_geometry(tmp_path)) == "map.bad_geometry"


# As content -------------------------------------------------------------------------------------------------------


def test_a_pack_is_published_with_what_it_covers_filled_in(tmp_path: Path) -> None:
    sources = ContentSources(tmp_path)
    sources.write("media/map.pmtiles", write_pack({(8, 208, 110): tile_png(3)}, suffix="png", box=BOX))
    item = {**SEEN, "id": "media.map", "title": "地图", "file": "map.pmtiles", "credit": "来源"}
    sources.write("media/map.yaml", {**item, "map": {"theme": "light", "schematic": True}})
    checked = check_sources(sources.folder, now=NOW, icons_folder=sources.icons)
    body = next(draft.body for draft in checked.drafts if draft.id == "media.map")
    assert isinstance(body, Media)
    assert body.map is not None
    assert (body.map.tile_px, body.map.min_zoom, body.map.theme) == (256, 8, MapTheme.LIGHT)
    assert checked.shelf.encoded[body.blob].startswith(b"PMTiles")


def test_a_hostile_pack_in_the_sources_is_one_of_their_faults(tmp_path: Path) -> None:
    sources = ContentSources(tmp_path)
    sources.write("media/map.pmtiles", b"PMTiles\x03" + bytes(200))
    item = {**SEEN, "id": "media.map", "title": "地图", "file": "map.pmtiles"}
    sources.write("media/map.yaml", {**item, "map": {"theme": "light", "tile_px": 4}})
    with pytest.raises(RejectedSourcesError) as caught:
        check_sources(sources.folder, now=NOW, icons_folder=sources.icons)
    assert [(p.field, p.code) for p in caught.value.problems] == [("file", "map.bad_pack")]
