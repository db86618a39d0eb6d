"""Drawing the schematic base map: geometry of ``data/basemap`` → a pyramid of tiles in our palette.

Land, water, borders of districts, nothing else: labels, pins and the way are drawn by the screen, in its language and text
size. The same geometry gives the same bytes with the same Pillow.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from PIL import Image, ImageDraw

from kiosk.domain.content import MapTheme
from kiosk.domain.errors import WorldError
from kiosk.domain.mercator import Box, metres_per_unit, project, tiles_of, unproject
from sync.protocol.pmtiles import Tile

TILE_PX = 512
MIN_ZOOM, MAX_ZOOM = 8, 14
"""Tiles of 512 px: level 8 holds the city in two of them, level 14 is 4.4 m a pixel. The screen enlarges beyond."""

MARGIN_DEG = 0.03
_OVERSAMPLE = 2
_BORDER_PX = 3.0
_RIVER_MIN_PX = 3.0

Ring = list[tuple[float, float]]
Color = tuple[int, int, int]


class _Look(Struct, frozen=True):
    """Colours of design-system section 7; for the black theme ones that leave white text above 11 : 1."""

    land: Color
    outside: Color
    water: Color
    border: Color


LOOKS: Mapping[MapTheme, _Look] = {
    MapTheme.LIGHT: _Look((0xF6, 0xEF, 0xE1), (0xEF, 0xE5, 0xD3), (0xBF, 0xDD, 0xE2), (0xDC, 0xC9, 0xA8)),
    MapTheme.CONTRAST: _Look((0, 0, 0), (0x16, 0x16, 0x16), (0x06, 0x38, 0x46), (0x70, 0x70, 0x70)),
}


class Geometry(Struct, frozen=True):
    """What is drawn, projected to the mercator square.

    Args:
        districts: outlines.
        rivers: lines with their width in metres.
        water: outer ring and islands of each body of water.
        box: what it all covers, with a margin, in degrees.
    """

    districts: list[Ring]
    rivers: list[tuple[Ring, float]]
    water: list[list[Ring]]
    box: Box


class _Feature(Struct):
    geometry: dict[str, object]
    properties: dict[str, object]


class _Collection(Struct):
    features: list[_Feature]


def load_geometry(folder: Path) -> Geometry:
    """Read ``districts``, ``pearl_river`` and ``pearl_estuary`` from a folder.

    Raises:
        WorldError: a file is missing or is not what it should be (``map.bad_geometry``).
    """
    try:
        districts, rivers, water = (
            msgspec.json.decode((folder / f"{name}.geojson").read_bytes(), type=_Collection).features
            for name in ("districts", "pearl_river", "pearl_estuary")
        )
        outlines = [_rings(f)[0] for f in districts]
        arms = [(_points(f.geometry["coordinates"]), _metres(f)) for f in rivers]
        bodies = [_rings(f) for f in water]
    except (OSError, msgspec.MsgspecError, KeyError, TypeError, IndexError) as error:
        raise WorldError("map.bad_geometry", path=folder, reason=error) from error
    xs, ys = zip(*(point for ring in outlines for point in ring), strict=True)
    (north, west), (south, east) = unproject(min(xs), min(ys)), unproject(max(xs), max(ys))
    box = Box(west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG)
    return Geometry(outlines, arms, bodies, box)


def _points(coordinates: object) -> Ring:
    pairs = msgspec.convert(coordinates, list[tuple[float, float]])
    return [project((lat, lon)) for lon, lat in pairs]


def _rings(feature: _Feature) -> list[Ring]:
    return [_points(ring) for ring in msgspec.convert(feature.geometry["coordinates"], list[object])]


def _metres(feature: _Feature) -> float:
    return msgspec.convert(feature.properties["suggested_width_m"], float)


def draw_pyramids(geometry: Geometry, *, max_zoom: int = MAX_ZOOM) -> dict[MapTheme, dict[Tile, bytes]]:
    """Every tile from ``MIN_ZOOM`` to ``max_zoom`` that touches the geometry's box, as PNG files, in each look.

    A tile of one colour has children of that colour only: lines keep their width in pixels, so nothing hidden now can
    come up later. Only the others are drawn.
    """
    brush = _Brush(geometry)
    pyramids: dict[MapTheme, dict[Tile, bytes]] = {theme: {} for theme in MapTheme}
    plain: set[Tile] = set()
    for z in range(MIN_ZOOM, max_zoom + 1):
        found = tiles_of(geometry.box, z)
        for x in range(found.x0, found.x1 + 1):
            for y in range(found.y0, found.y1 + 1):
                tile, parent = (z, x, y), (z - 1, x // 2, y // 2)
                if parent in plain:
                    drawn, is_plain = {theme: pyramids[theme][parent] for theme in MapTheme}, True
                else:
                    drawn, is_plain = brush.tile(tile)
                for theme, picture in drawn.items():
                    pyramids[theme][tile] = picture
                if is_plain:
                    plain.add(tile)
    return pyramids


class _Brush:
    """Draws single tiles: once, in numbers for what lies there; each look is a palette for the same pixels.

    Four samples make a pixel. Land, water … are drawn as 0, 1, 5, 25 times four: their mean tells how many of the four
    are of which kind, and so is itself the index of the mixed colour.
    """

    _LAND, _WATER, _BORDER, _OUTSIDE = 0, 4, 20, 100

    def __init__(self, geometry: Geometry) -> None:
        self._geometry = geometry
        self._palettes = {theme: _palette(look) for theme, look in LOOKS.items()}

    def tile(self, tile: Tile) -> tuple[dict[MapTheme, bytes], bool]:
        """The PNG files of a tile, and whether it is of one colour."""
        drawn = self._drawn(tile)
        low, high = drawn.getextrema()
        found = {}
        for theme, palette in self._palettes.items():
            drawn.putpalette(palette)
            out = io.BytesIO()
            drawn.save(out, "PNG", compress_level=9)
            found[theme] = out.getvalue()
        return found, low == high

    def _drawn(self, tile: Tile) -> Image.Image:
        z, x, y = tile
        side = TILE_PX * _OVERSAMPLE
        scale = float(side << z)

        def placed(ring: Ring) -> Ring:
            return [(px * scale - x * side, py * scale - y * side) for px, py in ring]

        picture = Image.new("L", (side, side), self._OUTSIDE)
        pen = ImageDraw.Draw(picture)
        outlines = list(self._near(self._geometry.districts, placed, side))
        for outline in outlines:
            pen.polygon(outline, fill=self._LAND)
        for outline in outlines:
            _line(pen, [*outline, outline[0]], self._BORDER, _BORDER_PX * _OVERSAMPLE)
        for body in self._geometry.water:
            for number, ring in enumerate(body):
                for outline in self._near([ring], placed, side):
                    pen.polygon(outline, fill=self._LAND if number else self._WATER)
        per_metre = scale / metres_per_unit(unproject(0.5, (y + 0.5) / (1 << z))[0])
        for arm, metres in self._geometry.rivers:
            width = max(_RIVER_MIN_PX * _OVERSAMPLE, metres * per_metre)
            for line in self._near([arm], placed, side, spare=width):
                _line(pen, line, self._WATER, width)
        return picture.resize((TILE_PX, TILE_PX), Image.Resampling.BOX)

    @staticmethod
    def _near(
        rings: Sequence[Ring], placed: Callable[[Ring], Ring], side: int, *, spare: float = 16.0
    ) -> Iterator[Ring]:
        """Those of ``rings``, placed on the tile, that may touch it."""
        for ring in rings:
            found = placed(ring)
            xs, ys = [p[0] for p in found], [p[1] for p in found]
            if max(xs) > -spare and min(xs) < side + spare and max(ys) > -spare and min(ys) < side + spare:
                yield found


def _line(pen: ImageDraw.ImageDraw, points: Ring, color: int, width: float) -> None:
    pen.line(points, fill=color, width=round(width), joint="curve")
    half = width / 2
    for x, y in (points[0], points[-1]):
        pen.ellipse((x - half, y - half, x + half, y + half), fill=color)


def _palette(look: _Look) -> list[int]:
    """Red, green and blue of every index: see ``_Brush``."""
    kinds = (look.land, look.water, look.border, look.outside)
    found: list[int] = []
    for index in range(4 * 25 + 1):
        outside, rest = divmod(index, 25)
        border, water = divmod(rest, 5)
        counts = (4 - outside - border - water, water, border, outside)
        # Indexes that four samples cannot make are never drawn; any colour will do.
        found += [
            max(0, min(255, round(sum(n * c[part] for n, c in zip(counts, kinds, strict=True)) / 4)))
            for part in range(3)
        ]
    return found
