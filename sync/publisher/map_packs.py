"""Packs of map tiles on their way to terminals: every picture decoded, bounded and written anew, like any other picture.

A pack is our own drawing (``map_drawing``) or an operator's PMTiles or MBTiles file; both pass through here. Not here: the
format itself (``sync.protocol.pmtiles``, ``data.mbtiles``).
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterable
from pathlib import Path

import PIL
from msgspec import Struct
from PIL import Image, UnidentifiedImageError

from data.mbtiles import read_mbtiles
from kiosk.domain.content_reference import MAP_MIME
from kiosk.domain.errors import WorldError
from kiosk.domain.mercator import Box, unproject
from sync.protocol.pmtiles import MAGIC, PACK_MAX_BYTES, TILE_MAX_BYTES, TILES_MAX, Pack, Tile, write_pack
from sync.publisher.media import PILLOW_FAILS_WITH

PACK_ENCODER = f"pack/1/{PIL.__version__}"
"""What decides the bytes besides the source; a remembered result of another encoder is not used."""

PICTURES_MAX = 20_000
"""Different pictures in a pack: each becomes a file on the terminal."""

_SQLITE_MAGIC = b"SQLite format 3\x00"
_SIDES_PX = (256, 512, 1024)
_JPEG_QUALITY = 88


class EncodedPack(Struct, frozen=True):
    """A pack as it is published. ``blob`` is the SHA-256 of its bytes; edges are degrees."""

    blob: str
    mime: str
    size_bytes: int
    tile_px: int
    min_zoom: int
    max_zoom: int
    west: float
    south: float
    east: float
    north: float


def encode_pack(data: bytes) -> tuple[EncodedPack, bytes]:
    """Write a PMTiles pack anew: the same tiles, each picture re-encoded.

    Args:
        data: a PMTiles file.

    Raises:
        WorldError: no such pack, too much in it, or a tile is no picture (``map.bad_pack``, ``map.bad_tile``).
    """
    pack = Pack(data)
    return _encode({tile: picture for tile, _, picture in pack.tiles()}, pack.info.box)


def read_pack_file(path: Path) -> bytes:
    """An operator's file, PMTiles or MBTiles, as PMTiles; what is in it is checked when it is published.

    Raises:
        WorldError: neither, unreadable, or beyond the limits (``map.bad_pack``).
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as opened:
            head = opened.read(len(_SQLITE_MAGIC))
            if head.startswith(MAGIC):
                return head + opened.read(PACK_MAX_BYTES)
    except OSError as error:
        raise WorldError("map.bad_pack", reason=error.strerror) from error
    if head != _SQLITE_MAGIC:
        raise WorldError("map.bad_pack", reason="neither PMTiles nor MBTiles")
    if size > 4 * PACK_MAX_BYTES:
        raise WorldError("map.bad_pack", reason=f"> {4 * PACK_MAX_BYTES} bytes")
    tiles: dict[Tile, bytes] = {}
    total = 0
    for z, x, y, picture in read_mbtiles(path, tiles_max=TILES_MAX, tile_max_bytes=TILE_MAX_BYTES):
        total += len(picture)
        if total > 4 * PACK_MAX_BYTES:
            raise WorldError("map.bad_pack", reason=f"> {4 * PACK_MAX_BYTES} bytes")
        tiles[z, x, y] = picture
    if not tiles:
        raise WorldError("map.bad_pack", reason="no tiles")
    first = next(iter(tiles.values()))
    return write_pack(tiles, suffix="png" if first.startswith(b"\x89PNG") else "jpg", box=_box_of(tiles))


def _encode(tiles: dict[Tile, bytes], box: Box) -> tuple[EncodedPack, bytes]:
    pictures = dict.fromkeys(tiles.values())
    if not pictures or len(pictures) > PICTURES_MAX:
        raise WorldError("map.bad_pack", reason=f"{len(pictures)} / {PICTURES_MAX}")
    side, drawn = _measure(pictures)
    anew = {picture: _written(picture, drawn=drawn) for picture in pictures}
    fresh = {tile: anew[picture] for tile, picture in tiles.items()}
    levels = {z for z, _, _ in tiles}
    if max(levels) - min(levels) != len(levels) - 1:
        raise WorldError("map.bad_pack", reason="a zoom level is missing")
    whole = _box_of(tiles)
    # A header may say anything: what the tiles cover is what counts.
    box = Box(
        max(box.west, whole.west), max(box.south, whole.south), min(box.east, whole.east), min(box.north, whole.north)
    )
    if box.west >= box.east or box.south >= box.north:
        box = whole
    data = write_pack(fresh, suffix="png" if drawn else "jpg", box=box)
    if len(data) > PACK_MAX_BYTES:
        raise WorldError("map.bad_pack", reason=f"> {PACK_MAX_BYTES} bytes")
    sha = hashlib.sha256(data).hexdigest()
    edges = (box.west, box.south, box.east, box.north)
    return EncodedPack(sha, MAP_MIME, len(data), side, min(levels), max(levels), *edges), data


def _box_of(tiles: Iterable[Tile]) -> Box:
    """What the tiles of the deepest level cover."""
    deepest = max(z for z, _, _ in tiles)
    at = [(x, y) for z, x, y in tiles if z == deepest]
    side = 1 << deepest
    north, west = unproject(min(x for x, _ in at) / side, min(y for _, y in at) / side)
    south, east = unproject((max(x for x, _ in at) + 1) / side, (max(y for _, y in at) + 1) / side)
    return Box(west, south, east, north)


def _measure(pictures: Iterable[bytes]) -> tuple[int, bool]:
    """The side of every tile in pixels, and whether all are drawings (PNG)."""
    sides: set[tuple[int, int]] = set()
    formats: set[str | None] = set()
    for picture in pictures:
        with _opened(picture) as opened:
            sides.add(opened.size)
            formats.add(opened.format)
    side = next(iter(sides))[0]
    if len(sides) != 1 or sides != {(side, side)} or side not in _SIDES_PX:
        raise WorldError("map.bad_tile", reason=", ".join(f"{w}×{h}" for w, h in sorted(sides)[:3]))
    return side, formats == {"PNG"}


def _opened(picture: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd metadata is dropped anyway
        try:
            return Image.open(io.BytesIO(picture), formats=("PNG", "JPEG", "WEBP"))
        except (UnidentifiedImageError, Image.DecompressionBombError, *PILLOW_FAILS_WITH) as error:
            raise WorldError("map.bad_tile", reason=error) from error


def _written(picture: bytes, *, drawn: bool) -> bytes:
    with warnings.catch_warnings(), _opened(picture) as opened:
        warnings.simplefilter("ignore")
        try:
            opened.load()
            clean = opened if drawn and opened.mode in ("P", "RGB", "RGBA", "L") else opened.convert("RGB")
            clean.info.clear()
            out = io.BytesIO()
            if drawn:
                clean.save(out, "PNG", compress_level=9)
            else:
                clean.save(out, "JPEG", quality=_JPEG_QUALITY, optimize=True)
        except PILLOW_FAILS_WITH as error:
            raise WorldError("map.bad_tile", reason=error) from error
    return out.getvalue()
