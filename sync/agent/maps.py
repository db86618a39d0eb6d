"""Map packs that came: verified, unpacked into plain files for the screen."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping

from data.content_store import HeldPack
from data.map_folder import NO_TILE, MapIndex, MapLevel, UnpackedMaps
from data.words import say
from kiosk.domain.errors import WorldError
from sync.agent.blob_store import BlobStore
from sync.agent.packs import unpack
from sync.protocol.pmtiles import TILES_MAX, Pack

_log = logging.getLogger(__name__)


def unpack_maps(packs: Mapping[str, HeldPack], *, blobs: BlobStore, maps: UnpackedMaps, refused: set[str]) -> None:
    """Unpack what came into ``maps``; see ``packs.unpack``.

    Raises:
        WorldError: the disk failed.
    """

    def take(sha256: str, held: HeldPack, data: bytes) -> None:
        started = time.monotonic()
        index, pictures = _sorted_out(data)
        maps.keep(sha256, index, pictures, about=held.body)
        took = f"{time.monotonic() - started:.1f}"
        _log.info(say("map.log_unpacked", sha256=sha256[:12], tiles=len(pictures), seconds=took))

    unpack(packs, maps, blobs=blobs, refused=refused, take=take, bad="map.log_bad_pack")


def _sorted_out(data: bytes) -> tuple[MapIndex, list[bytes]]:
    """A pack as an index and its different pictures."""
    pack = Pack(data)
    numbers: dict[int, int] = {}
    pictures: list[bytes] = []
    found: dict[int, dict[tuple[int, int], int]] = {}
    for (z, x, y), offset, picture in pack.tiles():
        if offset not in numbers:
            numbers[offset] = len(pictures)
            pictures.append(picture)
        found.setdefault(z, {})[x, y] = numbers[offset]
    levels = tuple(_level(z, tiles) for z, tiles in sorted(found.items()))
    if sum(len(level.files) for level in levels) > 2 * TILES_MAX:
        raise WorldError("map.bad_pack", reason="tiles too far apart")
    return MapIndex(pack.info.suffix, levels), pictures


def _level(z: int, tiles: Mapping[tuple[int, int], int]) -> MapLevel:
    xs, ys = {x for x, _ in tiles}, {y for _, y in tiles}
    x0, y0, columns, rows = min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1
    if columns * rows > 2 * TILES_MAX:
        raise WorldError("map.bad_pack", reason="tiles too far apart")
    files = tuple(tiles.get((x0 + i % columns, y0 + i // columns), NO_TILE) for i in range(columns * rows))
    return MapLevel(z, x0, y0, columns, rows, files)
