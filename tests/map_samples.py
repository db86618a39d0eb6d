"""A small map for tests: a published record and an unpacked pack around a place, without drawing the city."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from data.map_folder import MapIndex, MapLevel, UnpackedMaps
from kiosk.domain.distance import Position
from kiosk.domain.mercator import Box, tiles_of
from kiosk.domain.terminal import StateFiles
from sync.protocol.package import Line
from tests.sample_records import line_of

TILE_PX = 512
ZOOMS = (10, 11, 12, 13, 14)


def map_line(theme: str = "light", *, around: Position, **about: object) -> Line:
    """The record of a pack; ``around`` is its middle."""
    lat, lon = around
    covers = {"west": lon - 0.2, "south": lat - 0.2, "east": lon + 0.2, "north": lat + 0.2}
    pack = {
        "theme": theme,
        "schematic": True,
        "tile_px": TILE_PX,
        "min_zoom": ZOOMS[0],
        "max_zoom": ZOOMS[-1],
        **covers,
    }
    return line_of(
        f"media.map-{theme}",
        title="示意地图",
        blob=sha_of(theme),
        mime="application/vnd.pmtiles",
        width=TILE_PX,
        height=TILE_PX,
        size_bytes=1000,
        credit="来源与许可",
        map={**pack, **about},
    )


def sha_of(theme: str) -> str:
    """Name of the sample pack of a theme."""
    return ("a" if theme == "light" else "b") * 64


def unpack_map(state: Path, theme: str = "light", *, around: Position, shades: tuple[int, int] = (246, 191)) -> Path:
    """Put a chequered pack where the agent would; the value is its folder."""
    pictures = []
    for shade in shades:
        out = io.BytesIO()
        Image.new("RGB", (TILE_PX, TILE_PX), (shade, shade, shade)).save(out, "PNG")
        pictures.append(out.getvalue())
    lat, lon = around
    levels = []
    for z in ZOOMS:
        found = tiles_of(Box(lon - 0.2, lat - 0.2, lon + 0.2, lat + 0.2), z)
        columns, rows = found.x1 - found.x0 + 1, found.y1 - found.y0 + 1
        files = tuple((found.x0 + i % columns + found.y0 + i // columns) % 2 for i in range(columns * rows))
        levels.append(MapLevel(z, found.x0, found.y0, columns, rows, files))
    maps = UnpackedMaps(Path(StateFiles(state).map))
    maps.keep(sha_of(theme), MapIndex("png", tuple(levels)), pictures)
    return maps.path(sha_of(theme))
