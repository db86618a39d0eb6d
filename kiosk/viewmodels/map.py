"""The offline map as QML sees it: where each tile's file lies, which pins and names to draw, what must stand on it.

Python is asked when the view has moved by a good part of itself or to another zoom, never for a frame. Which places there are
is ``places``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, QRectF, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from data.map_folder import NO_TILE, MapLevel, UnpackedMaps
from kiosk.domain.clusters import Cluster, Spot, markers_within
from kiosk.domain.content import MapTheme
from kiosk.domain.gcj02 import to_gcj02
from kiosk.domain.mercator import metres_per_unit, project, unproject
from kiosk.usecases.browse_places import PlaceRow, here_of
from kiosk.usecases.see_map import MapLabel, MapView, map_labels, map_view
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.rows import RowsModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

DEEPER = 2
"""The screen enlarges the deepest tiles by so many levels."""

STREETS_FROM = 12.5
"""From this zoom on streets are named as well as districts."""

LABELS_MAX = 24


@dataclass(frozen=True)
class PinRow:
    """A marker: of one place, or of ``count`` that stand too close together; the fields of a place are the first one's."""

    number: int
    count: int
    east: float
    south: float
    place: str
    title: str
    distance_m: int | None
    open_state: str
    open_until: object
    open_in_days: int
    suspended: bool


@QmlElement
@QmlUncreatable("made by MapModel")
class MapPins(RowsModel):
    """Markers in and around the view."""

    row_type = PinRow


@QmlElement
@QmlUncreatable("made by MapModel")
class MapLabels(RowsModel):
    """Names in and around the view."""

    row_type = MapLabel


@QmlElement
@QmlUncreatable("made by the shell")
class MapModel(QObject):
    """One map. Positions are mercator: 0 to 1 east and south (``kiosk.domain.mercator``).

    Signals:
        changed: another pack, or none, or its words in another language.
        moved: another part of the world lies under the pins, or the space lies elsewhere in it.
        placesChanged: other places are to be marked; the view looks again.
    """

    changed = Signal()
    moved = Signal()
    placesChanged = Signal()

    def __init__(self, context: ScreenContext, maps: UnpackedMaps) -> None:
        super().__init__(context)
        self._context = context
        self._maps = maps
        self._contrast = False
        self._awake = False
        self._view: MapView | None = None
        self._levels: dict[int, MapLevel] = {}
        self._labels_known: tuple[MapLabel, ...] = ()
        self._here: tuple[float, float] | None = None
        self._places: Sequence[PlaceRow] = ()
        self._spots: list[Spot] | None = None
        self._pins = MapPins(self)
        self._labels = MapLabels(self)
        context.contentChanged.connect(self.refresh)
        context.languageChanged.connect(self.refresh)
        context.minuteChanged.connect(self._look_for_pack)

    # What there is ------------------------------------------------------------------------------------------------

    @Slot(bool)
    def wake(self, contrast: bool) -> None:
        """A page with a map is on the screen, in this look."""
        if not self._awake or contrast != self._contrast:
            self._awake, self._contrast = True, contrast
            self.refresh()

    def sleep(self) -> None:
        """No page has a map; nothing is read until one has."""
        self._awake = False

    @Slot()
    def refresh(self) -> None:
        """Read again what lies under the pins."""
        if not self._awake:
            return
        today = self._context.now().date()
        theme = MapTheme.CONTRAST if self._contrast else MapTheme.LIGHT
        reader, language = self._context.reader, self._context.language

        def read() -> tuple[MapView | None, tuple[MapLabel, ...], tuple[float, float] | None]:
            here = here_of(reader, today, self._context.place_id)
            found = map_view(reader, today, theme=theme, maps=self._maps, language=language)
            labels = map_labels(reader, today, language=language) if found is not None else ()
            return found, labels, None if here is None else project(here)

        found = self._context.attempt(read)
        # The agent confirms the content every few minutes: who has turned to a part of the map is not torn from it.
        if found is None or found == (self._view, self._labels_known, self._here):
            return
        before = self._ground()
        self._view, self._labels_known, self._here = found
        self._levels = {level.z: level for level in self._view.index.levels} if self._view is not None else {}
        self._spots = None
        self.changed.emit()
        if self._ground() != before:
            self.moved.emit()
        self.placesChanged.emit()

    def _ground(self) -> tuple[object, ...]:
        """What decides where everything lies."""
        pack = self._view.pack if self._view is not None else None
        edges = pack and (
            pack.west,
            pack.north,
            pack.east,
            pack.south,
            pack.min_zoom,
            pack.max_zoom,
            pack.tile_px,
            pack.datum,
        )
        return edges, self._here

    @Slot()
    def _look_for_pack(self) -> None:
        # The agent unpacks after it has committed the record, and says nothing more.
        if self._view is None:
            self.refresh()

    def mark(self, places: Sequence[PlaceRow], *, chosen: str = "") -> None:
        """Mark these places; left out are those without a position and the chosen one, which the view marks itself."""
        self._places = [place for place in places if place.east >= 0 and place.record_id != chosen]
        self._spots = None
        self.placesChanged.emit()

    def _placed(self, x: float, y: float) -> tuple[float, float]:
        """Where a position lies on this pack: one drawn in GCJ-02 is shifted."""
        if self._view is None or self._view.pack.datum == "wgs84":
            return x, y
        return project(to_gcj02(unproject(x, y)))

    # What the view asks -------------------------------------------------------------------------------------------

    @Slot(int, int, int, result=QUrl)
    def tile(self, z: int, x: int, y: int) -> QUrl:
        """File of a tile, empty where there is none."""
        level = self._levels.get(z)
        if self._view is None or level is None:
            return QUrl()
        column, row = x - level.x0, y - level.y0
        if not (0 <= column < level.columns and 0 <= row < level.rows):
            return QUrl()
        number = level.files[row * level.columns + column]
        if number == NO_TILE:
            return QUrl()
        return QUrl.fromLocalFile(str(self._view.folder / f"{number}.{self._view.index.suffix}"))

    @Slot(float, float, result=float)
    def placedX(self, x: float, y: float) -> float:
        """East of a place on this map."""
        return self._placed(x, y)[0]

    @Slot(float, float, result=float)
    def placedY(self, x: float, y: float) -> float:
        """South of a place on this map."""
        return self._placed(x, y)[1]

    @Slot(QRectF, float, float, float)
    def look(self, area: QRectF, zoom: float, pinSide: float, letter: float) -> None:
        """Fill pins and names for a part of the map.

        Args:
            area: that part.
            zoom: decides what is named.
            pinSide: how much room a finger needs, in the unit of ``area``.
            letter: width of a Chinese character of a name, in the same unit.
        """
        if self._spots is None:
            self._spots = [Spot(place.number, *self._placed(place.east, place.south)) for place in self._places]
        by_number = {place.number: place for place in self._places}
        left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
        shown = markers_within(self._spots, pinSide, left=left, top=top, right=right, bottom=bottom)
        self._pins.replace([_pin(cluster, by_number[cluster.number]) for cluster in shown])
        self._labels.replace(self._named(area, streets=zoom >= STREETS_FROM, letter=letter))

    def _named(self, area: QRectF, *, streets: bool, letter: float) -> list[MapLabel]:
        """Names in a part of the map that do not cover each other."""
        taken: list[tuple[float, float, float]] = []
        found: list[MapLabel] = []
        for label in self._labels_known:
            x, y = self._placed(label.east, label.south)
            if not area.contains(x, y) or label.district is streets:
                continue
            half = sum(1.0 if ord(c) > 0x2E7F else 0.55 for c in label.text) * letter / 2
            if any(abs(x - ox) < half + other and abs(y - oy) < 1.6 * letter for ox, oy, other in taken):
                continue
            taken.append((x, y, half))
            found.append(MapLabel(label.text, label.district, x, y))
            if len(found) == LABELS_MAX:
                break
        return found

    # Properties ---------------------------------------------------------------------------------------------------

    def _edge(self, name: str) -> float:
        """An edge of the pack; the whole world without one."""
        if self._view is None:
            return 0.0 if name in ("west", "north") else 1.0
        pack = self._view.pack
        x, y = project((pack.north if name == "north" else pack.south, pack.west if name == "west" else pack.east))
        return y if name in ("north", "south") else x

    def _home(self, axis: int) -> float:
        if self._here is not None:
            return self._placed(*self._here)[axis]
        names = (("west", "east"), ("north", "south"))[axis]
        return (self._edge(names[0]) + self._edge(names[1])) / 2

    def _level(self, name: str, without: int) -> int:
        return int(getattr(self._view.pack, name)) if self._view is not None else without

    def _get_pins(self) -> MapPins:
        return self._pins

    def _get_labels(self) -> MapLabels:
        return self._labels

    pins = Property(MapPins, _get_pins, constant=True)
    labels = Property(MapLabels, _get_labels, constant=True)
    available = Property(bool, lambda self: self._view is not None, notify=changed)
    hasHere = Property(bool, lambda self: self._here is not None, notify=changed)
    homeX = Property(float, lambda self: self._home(0), notify=changed)
    homeY = Property(float, lambda self: self._home(1), notify=changed)
    west = Property(float, lambda self: self._edge("west"), notify=changed)
    east = Property(float, lambda self: self._edge("east"), notify=changed)
    north = Property(float, lambda self: self._edge("north"), notify=changed)
    south = Property(float, lambda self: self._edge("south"), notify=changed)
    tilePx = Property(int, lambda self: self._level("tile_px", 512), notify=changed)
    minZoom = Property(int, lambda self: self._level("min_zoom", 0), notify=changed)
    tileZoom = Property(int, lambda self: self._level("max_zoom", 0), notify=changed)
    maxZoom = Property(int, lambda self: self._level("max_zoom", 0) + DEEPER, notify=changed)
    schematic = Property(bool, lambda self: bool(self._view and self._view.pack.schematic), notify=changed)
    title = Property(str, lambda self: self._view.title if self._view else "", notify=changed)
    credit = Property(str, lambda self: self._view.credit if self._view else "", notify=changed)
    reviewNo = Property(str, lambda self: self._view.pack.review_no if self._view else "", notify=changed)
    metresPerUnit = Property(
        float, lambda self: metres_per_unit(unproject(self._home(0), self._home(1))[0]), notify=changed
    )


def _pin(cluster: Cluster, place: PlaceRow) -> PinRow:
    return PinRow(
        number=cluster.number,
        count=cluster.count,
        east=cluster.x,
        south=cluster.y,
        place=place.record_id,
        title=place.title,
        distance_m=place.distance_m,
        open_state=place.open_state,
        open_until=place.open_until,
        open_in_days=place.open_in_days,
        suspended=place.suspended,
    )
