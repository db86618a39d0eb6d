"""What lies under the pins: the pack of tiles for this look of the screen, and the names of districts and streets."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from pathlib import Path

import msgspec

from data.content_reader import ContentReader
from data.map_folder import MapIndex, UnpackedMaps
from kiosk.domain.content import Body, Division, MapPack, MapTheme, Media
from kiosk.domain.content_reference import MAP_MIME
from kiosk.domain.mercator import project
from kiosk.domain.text import Language, in_language


@dataclass(frozen=True)
class MapView:
    """A pack that is here, whole: its files, what it covers, and the line that must stand on it."""

    folder: Path
    index: MapIndex
    pack: MapPack
    title: str
    credit: str


@dataclass(frozen=True)
class MapLabel:
    """A name on the map: ``district`` or street, at mercator ``east``, ``south``."""

    text: str
    district: bool
    east: float
    south: float


def map_view(
    reader: ContentReader, today: dt.date, *, theme: MapTheme, maps: UnpackedMaps, language: Language
) -> MapView | None:
    """The map for ``theme``; None where none was published, or its pack has not come yet: then the list does without.

    While a pack that replaces another is on its way, the one before is shown, with its own line.
    """
    ids = [key.id for key in reader.media(today) if key.mime == MAP_MIME]
    published = [record.body for record in reader.open(ids, today)]
    wanted = [body for body in published if _is_of(body, theme)]
    before = (_about(maps, sha256) for sha256 in (maps.held() if wanted else ()))
    for body in itertools.chain(wanted, (body for body in before if _is_of(body, theme))):
        if isinstance(body, Media) and body.map is not None:
            index = maps.index(body.blob)
            if index is not None:
                return MapView(maps.path(body.blob), index, body.map, in_language(body.title, language), body.credit)
    return None


def _is_of(body: Body | None, theme: MapTheme) -> bool:
    return isinstance(body, Media) and body.map is not None and body.map.theme is theme


def _about(maps: UnpackedMaps, sha256: str) -> Media | None:
    """What was said of a pack when it came; nothing where it names another file or cannot be read."""
    try:
        body = msgspec.json.decode(maps.about(sha256), type=Media)
    except msgspec.DecodeError:
        return None
    return body if body.blob == sha256 else None


def map_labels(reader: ContentReader, today: dt.date, *, language: Language) -> tuple[MapLabel, ...]:
    """Names of districts and of towns and streets whose position is known, districts first."""
    # Six digits are a district, nine a town or street.
    ids = [key.id for key in reader.divisions(today) if len(key.code) in (6, 9)]
    labels = []
    for record in reader.open(ids, today):
        body = record.body
        if isinstance(body, Division) and body.lat is not None and body.lon is not None:
            x, y = project((body.lat, body.lon))
            labels.append(MapLabel(in_language(body.title, language), len(body.code) == 6, x, y))
    return tuple(sorted(labels, key=lambda label: not label.district))
