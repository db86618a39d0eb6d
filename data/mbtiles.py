"""Reading MBTiles, the SQLite files in which map tiles are commonly handed over.

https://github.com/mapbox/mbtiles-spec/blob/master/1.3/spec.md. Such a file is somebody else's database: it is opened read-only,
its schema is not trusted, and what one query may cost is bounded. Not here: whether the tiles are pictures.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from data.driver import file_uri, sqlite_module
from kiosk.domain.errors import WorldError

_STEPS_AT_ONCE = 1_000
_STEPS_MAX = 20_000_000
"""Virtual machine steps for the whole file; an honest view of 60,000 tiles takes some millions, a bomb any number."""
_ZOOM_MAX = 20


def read_mbtiles(path: Path, *, tiles_max: int, tile_max_bytes: int) -> Iterator[tuple[int, int, int, bytes]]:
    """Every tile as zoom, column, row (from the north, unlike in the file) and picture file.

    Raises:
        WorldError: not such a file, or beyond the limits (``map.bad_pack``, with a reason).
    """
    driver = sqlite_module()
    with (
        _refused(driver),
        contextlib.closing(driver.connect(file_uri(path, "ro") + "&immutable=1", uri=True)) as opened,
    ):
        opened.execute("PRAGMA trusted_schema = OFF")
        opened.execute("PRAGMA cell_size_check = ON")
        left = _STEPS_MAX // _STEPS_AT_ONCE

        def tick() -> int:
            nonlocal left
            left -= 1
            return int(left < 0)

        opened.set_progress_handler(tick, _STEPS_AT_ONCE)
        wanted = "SELECT zoom_level, tile_column, tile_row, length(tile_data), tile_data FROM tiles LIMIT ?"
        found = opened.execute(wanted, (tiles_max + 1,))
        for count, (z, x, row, length, data) in enumerate(found, start=1):
            whole = all(type(number) is int for number in (z, x, row)) and isinstance(data, bytes)
            if count > tiles_max or not whole or length > tile_max_bytes:
                raise WorldError("map.bad_pack", reason=f"> {tiles_max} tiles, or a tile of {length} bytes")
            side = 1 << z if 0 <= z <= _ZOOM_MAX else 0
            if not (0 <= x < side and 0 <= row < side):
                raise WorldError("map.bad_pack", reason=f"tile {z}/{x}/{row}")
            yield z, x, side - 1 - row, data


@contextlib.contextmanager
def _refused(driver: object) -> Iterator[None]:
    """Whatever SQLite says about somebody else's file is a fault of that file."""
    try:
        yield
    except (driver.Error, UnicodeDecodeError) as error:  # type: ignore[attr-defined]
        raise WorldError("map.bad_pack", reason=error) from error
