"""Packs of raster map tiles as they travel: PMTiles version 3, the part of it that a small offline pack needs.

https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md. Read are directories without compression or with gzip, up to
three levels of them, and tiles that are PNG, JPEG or WebP files. Everything read is bounded: a pack may come from anybody.

Not here: what the pictures show, and whether they are pictures (``sync.publisher.map_packs``).
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator, Mapping

from msgspec import Struct

from kiosk.domain.errors import WorldError
from kiosk.domain.mercator import Box

MAGIC = b"PMTiles\x03"
HEADER_BYTES = 127
ZOOM_MAX = 20
TILES_MAX = 60_000
"""Addressed tiles of one pack, repeated ones counted each time; the whole city to zoom 14 has 4,500."""
TILE_MAX_BYTES = 300_000
PACK_MAX_BYTES = 64_000_000
_DIRECTORY_MAX_BYTES = 4_000_000
_DEPTH_MAX = 3
_NONE, _GZIP = 1, 2
_TYPES = {2: "png", 3: "jpg", 4: "webp"}
_HEADER = struct.Struct("<11Q6B4iB2i")
_E7 = 10_000_000

Tile = tuple[int, int, int]
"""Zoom, column, row (row 0 is the north)."""


class PackInfo(Struct, frozen=True):
    """What a pack's header says.

    Args:
        suffix: of its tiles' files: ``png``, ``jpg`` or ``webp``.
        min_zoom: its first level.
        max_zoom: its last level.
        box: what it covers.
    """

    suffix: str
    min_zoom: int
    max_zoom: int
    box: Box


class _Entry(Struct, frozen=True, gc=False):
    tile_id: int
    offset: int
    length: int
    run: int


def tile_id(tile: Tile) -> int:
    """Number of a tile along the Hilbert curves of all levels, the order of a pack."""
    z, x, y = tile
    found = ((1 << 2 * z) - 1) // 3
    side = (1 << z) >> 1
    while side:
        right, down = int(bool(x & side)), int(bool(y & side))
        found += side * side * ((3 * right) ^ down)
        x, y = _turned(side, x, y, right, down)
        side >>= 1
    return found


def tile_of(number: int) -> Tile:
    """The inverse of ``tile_id``."""
    z = 0
    while number >= 1 << 2 * z:
        number -= 1 << 2 * z
        z += 1
    x = y = 0
    side = 1
    while side < 1 << z:
        right = 1 & (number // 2)
        down = 1 & (number ^ right)
        x, y = _turned(side, x, y, right, down)
        x, y = x + side * right, y + side * down
        number //= 4
        side *= 2
    return z, x, y


def _turned(side: int, x: int, y: int, right: int, down: int) -> tuple[int, int]:
    if down:
        return x, y
    return (side - 1 - y, side - 1 - x) if right else (y, x)


# Writing ----------------------------------------------------------------------------------------------------------


def write_pack(tiles: Mapping[Tile, bytes], *, suffix: str, box: Box, metadata: bytes = b"{}") -> bytes:
    """A pack of ``tiles``; the same tiles give the same bytes.

    Args:
        tiles: picture files; equal ones are kept once.
        suffix: what they are.
        box: what they cover.
        metadata: a JSON object.

    Raises:
        ValueError: no tiles, or more than a root directory holds.
    """
    if not tiles:
        raise ValueError("a pack needs tiles")
    entries: list[_Entry] = []
    data = bytearray()
    places: dict[bytes, tuple[int, int]] = {}
    for number, picture in sorted((tile_id(tile), picture) for tile, picture in tiles.items()):
        key = hashlib.sha256(picture).digest()
        if key not in places:
            places[key] = (len(data), len(picture))
            data += picture
        offset, length = places[key]
        last = entries[-1] if entries else None
        if last is not None and last.offset == offset and last.tile_id + last.run == number:
            entries[-1] = _Entry(last.tile_id, offset, length, last.run + 1)
        else:
            entries.append(_Entry(number, offset, length, 1))
    root = _packed(_encoded(entries))
    leaves = b""
    if HEADER_BYTES + len(root) > 16_384:  # the specification's limit for header and root directory
        root, leaves = _split(entries)
    zooms = [z for z, _, _ in tiles]
    extra = _packed(metadata)
    at = HEADER_BYTES + len(root)
    edges = [round(edge * _E7) for edge in (box.west, box.south, box.east, box.north)]
    centre = [(edges[0] + edges[2]) // 2, (edges[1] + edges[3]) // 2]
    header = MAGIC + _HEADER.pack(
        *(HEADER_BYTES, len(root), at, len(extra), at + len(extra), len(leaves)),
        *(at + len(extra) + len(leaves), len(data), len(tiles), len(entries), len(places)),
        *(
            1,
            _GZIP,
            _NONE,
            {v: k for k, v in _TYPES.items()}[suffix],
            min(zooms),
            max(zooms),
            *edges,
            min(zooms),
            *centre,
        ),
    )
    return header + root + extra + leaves + bytes(data)


def _split(entries: list[_Entry], size: int = 2048) -> tuple[bytes, bytes]:
    leaves = bytearray()
    roots = []
    for start in range(0, len(entries), size):
        leaf = _packed(_encoded(entries[start : start + size]))
        roots.append(_Entry(entries[start].tile_id, len(leaves), len(leaf), 0))
        leaves += leaf
    return _packed(_encoded(roots)), bytes(leaves)


def _packed(data: bytes) -> bytes:
    # gzip by zlib: no time and no name in it.
    squeezer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return squeezer.compress(data) + squeezer.flush()


def _encoded(entries: list[_Entry]) -> bytes:
    out = bytearray(_varint(len(entries)))
    last = 0
    for entry in entries:
        out += _varint(entry.tile_id - last)
        last = entry.tile_id
    for entry in entries:
        out += _varint(entry.run)
    for entry in entries:
        out += _varint(entry.length)
    for index, entry in enumerate(entries):
        before = entries[index - 1] if index else None
        follows = before is not None and before.offset + before.length == entry.offset
        out += _varint(0 if follows else entry.offset + 1)
    return bytes(out)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


# Reading ----------------------------------------------------------------------------------------------------------


class Pack:
    """A pack in memory.

    Args:
        data: the whole file.

    Raises:
        WorldError: not a pack we can read, or beyond the limits (``map.bad_pack``, with a reason).
    """

    def __init__(self, data: bytes) -> None:
        if len(data) > PACK_MAX_BYTES:
            raise _bad(f"> {PACK_MAX_BYTES} bytes")
        if len(data) < HEADER_BYTES or not data.startswith(MAGIC):
            raise _bad("not PMTiles 3")
        head = _HEADER.unpack(data[8:HEADER_BYTES])
        self._data = data
        self._root, self._leaves, self._tiles = (head[0], head[1]), (head[4], head[5]), (head[6], head[7])
        self._compression, tile_compression, kind, low, high = head[12:17]
        if self._compression not in (_NONE, _GZIP) or tile_compression not in (0, _NONE) or kind not in _TYPES:
            raise _bad("compression or tile type")
        if not 0 <= low <= high <= ZOOM_MAX:
            raise _bad(f"zoom {low}–{high}")
        west, south, east, north = (edge / _E7 for edge in head[17:21])
        self.info = PackInfo(_TYPES[kind], low, high, Box(west, south, east, north))

    def tiles(self) -> Iterator[tuple[Tile, int, bytes]]:
        """Every tile in the pack's order: where it lies, the offset that tells equal ones, and its file.

        Raises:
            WorldError: a directory or a tile is outside the file or beyond the limits.
        """
        count = 0
        for entry in self._entries(*self._root, depth=0):
            picture = self._slice(*self._tiles, entry.offset, entry.length, limit=TILE_MAX_BYTES)
            for number in range(entry.tile_id, entry.tile_id + entry.run):
                count += 1
                if count > TILES_MAX:
                    raise _bad(f"> {TILES_MAX} tiles")
                yield tile_of(number), entry.offset, picture

    def _entries(self, offset: int, length: int, *, depth: int) -> Iterator[_Entry]:
        if depth >= _DEPTH_MAX:
            raise _bad("directories too deep")
        raw = self._slice(0, len(self._data), offset, length, limit=_DIRECTORY_MAX_BYTES)
        for entry in _decoded(_unpacked(raw) if self._compression == _GZIP else raw):
            if entry.run:
                yield entry
            else:
                if entry.offset + entry.length > self._leaves[1]:
                    raise _bad("a directory outside the file")
                yield from self._entries(self._leaves[0] + entry.offset, entry.length, depth=depth + 1)

    def _slice(self, base: int, room: int, offset: int, length: int, *, limit: int) -> bytes:
        if not 0 < length <= limit or offset + length > room or base + offset + length > len(self._data):
            raise _bad("something outside the file or too large")
        return self._data[base + offset : base + offset + length]


def _bad(reason: str) -> WorldError:
    return WorldError("map.bad_pack", reason=reason)


def _unpacked(raw: bytes) -> bytes:
    try:
        opener = zlib.decompressobj(31)
        found = opener.decompress(raw, _DIRECTORY_MAX_BYTES)
    except zlib.error as error:
        raise _bad(str(error)) from error
    if not opener.eof:
        raise _bad("directory too large or cut short")
    return found


def _decoded(raw: bytes) -> list[_Entry]:
    numbers = _varints(raw)
    try:
        count = next(numbers)
        if count > TILES_MAX:
            raise _bad(f"> {TILES_MAX} entries")
        ids, last = [], 0
        for _ in range(count):
            last += next(numbers)
            ids.append(last)
        if last >= ((1 << 2 * (ZOOM_MAX + 1)) - 1) // 3:
            raise _bad("a tile beyond the last zoom")
        runs = [next(numbers) for _ in range(count)]
        lengths = [next(numbers) for _ in range(count)]
        entries: list[_Entry] = []
        for index in range(count):
            said = next(numbers)
            if said == 0 and not entries:
                raise _bad("an offset that follows nothing")
            offset = said - 1 if said else entries[-1].offset + entries[-1].length
            entries.append(_Entry(ids[index], offset, lengths[index], runs[index]))
    except StopIteration:
        raise _bad("directory cut short") from None
    return entries


def _varints(raw: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in raw:
        value |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
            if shift > 63:
                raise _bad("a number too long")
        else:
            yield value
            value = shift = 0
