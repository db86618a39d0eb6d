"""``kiosk-platform map``: draw the schematic map, or take an operator's pack, for the next publication."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from pathlib import Path

import yaml

from data.files import file_errors, write_durably
from data.words import say
from kiosk.domain.content import MapTheme
from kiosk.domain.scopes import CITY
from sync.protocol.pmtiles import Pack, write_pack
from sync.publisher.checking import city_day
from sync.publisher.files import PlatformFolder
from sync.publisher.map_drawing import draw_pyramids, load_geometry
from sync.publisher.map_packs import encode_pack, read_pack_file

BASEMAP = Path(__file__).parents[3] / "data" / "basemap"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--dir", type=Path, required=True, help=say("platform.help_dir"))
    parser.add_argument("--geometry", type=Path, default=BASEMAP, help=say("platform.help_geometry"))
    parser.add_argument("--pack", type=Path, help=say("platform.help_pack"))
    parser.add_argument("--theme", choices=[t.value for t in MapTheme], help=say("platform.help_map_theme"))
    parser.add_argument("--datum", choices=("wgs84", "gcj02"), default="wgs84", help=say("platform.help_datum"))
    parser.add_argument("--credit", help=say("platform.help_credit"))
    parser.add_argument("--review-no", default="", help=say("platform.help_review_no"))


def run(args: argparse.Namespace) -> int:
    """Put packs and their records among what the platform itself publishes."""
    folder = PlatformFolder(args.dir).records / "media"
    started = time.monotonic()
    if args.pack is not None:
        # A pack of pictures has one look; the other theme keeps what it has, or the list alone.
        packs = {MapTheme(args.theme or MapTheme.LIGHT): read_pack_file(args.pack)}
        for data in packs.values():
            encode_pack(data)  # what publishing would refuse is refused here, before anything is replaced
    else:
        geometry = load_geometry(args.geometry)
        drawn = draw_pyramids(geometry)
        wanted = [MapTheme(args.theme)] if args.theme else list(MapTheme)
        packs = {theme: write_pack(drawn[theme], suffix="png", box=geometry.box) for theme in wanted}
    took = f"{time.monotonic() - started:.1f}"
    for theme, data in packs.items():
        path = _keep(folder, theme, data, args)
        tiles = sum(1 for _ in Pack(data).tiles())
        sys.stdout.write(say("map.written", path=path, tiles=tiles, kb=len(data) // 1000, seconds=took) + "\n")
    return 0


def _keep(folder: Path, theme: MapTheme, data: bytes, args: argparse.Namespace) -> Path:
    """A pack and the record that publishes it."""
    own = args.pack is None
    path = folder / f"map-{theme}.pmtiles"
    record = {
        "id": f"media.map-{theme}",
        "scope": CITY,
        "verified_on": city_day(dt.datetime.now(dt.UTC)),
        "title": say("map.title" if theme is MapTheme.LIGHT else "map.title_contrast"),
        "file": path.name,
        "credit": args.credit if args.credit is not None else say("map.own_credit") if own else "",
        "map": {"theme": theme.value, "datum": args.datum, "schematic": own, "review_no": args.review_no},
    }
    with file_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        write_durably(path, data)
        text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False)
        write_durably(path.with_suffix(".yaml"), text.encode())
    return path
