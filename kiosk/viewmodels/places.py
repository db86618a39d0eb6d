"""服务地图 as QML sees it: chips, rows, pages, the place that is chosen, and the page of one place."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import Property, QDateTime, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from data.map_folder import UnpackedMaps
from kiosk.domain.content import PlaceCategory
from kiosk.usecases.browse_places import (
    CATEGORY_GROUPS,
    QUICK,
    PlaceCount,
    PlaceFilter,
    PlacePage,
    PlaceRow,
    place_page,
)
from kiosk.usecases.open_place import HoursLine, PlaceView, open_place
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.detail import DetailModel, as_date, days_ahead
from kiosk.viewmodels.listing import PagedModel
from kiosk.viewmodels.map import MapModel
from kiosk.viewmodels.rows import RowsModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

MAP_AS_USUAL, LIST_ONLY, WITH_MAP = -1, 0, 1


@QmlElement
@QmlUncreatable("made by PlacesModel")
class PlaceRows(RowsModel):
    """Rows of the page on the screen."""

    row_type = PlaceRow


@QmlElement
@QmlUncreatable("made by PlacesModel")
class PlaceCounts(RowsModel):
    """Categories with their counts."""

    row_type = PlaceCount


@QmlElement
@QmlUncreatable("made by PlaceModel")
class HoursLines(RowsModel):
    """The week's hours."""

    row_type = HoursLine


@QmlElement
@QmlUncreatable("made by the shell")
class PlaceModel(DetailModel[PlaceView]):
    """The page of one place. ``found`` is False when it is not published here (any more)."""

    changed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._hours = HoursLines(self)
        context.minuteChanged.connect(self.refresh)

    def _read(self, record_id: str) -> PlaceView | None:
        return open_place(
            self._context.reader,
            record_id,
            self._context.now(),
            language=self._context.language,
            place_id=self._context.place_id,
        )

    def _take(self, view: PlaceView | None) -> None:
        self._hours.replace(view.hours if view else ())
        self.changed.emit()

    def _number(self, name: str) -> float:
        value = getattr(self._view, name) if self._view is not None else None
        return -1 if value is None else value

    def _get_hours(self) -> HoursLines:
        return self._hours

    def _open_until(self) -> QDateTime:
        return as_date(self._view.opening.until if self._view else None)

    def _open_in_days(self) -> int:
        return days_ahead(self._view.opening.until if self._view else None, self._context.now())

    title = Property(str, lambda self: self._text("title"), notify=changed)
    category = Property(str, lambda self: self._text("category"), notify=changed)
    address = Property(str, lambda self: self._text("address"), notify=changed)
    inChinese = Property(str, lambda self: self._text("in_chinese"), notify=changed)
    phones = Property("QStringList", lambda self: self._texts("phones"), notify=changed)
    phoneNote = Property(str, lambda self: self._text("phone_note"), notify=changed)
    openState = Property(str, lambda self: self._view.opening.state.value if self._view else "", notify=changed)
    openUntil = Property(QDateTime, _open_until, notify=changed)
    openInDays = Property(int, _open_in_days, notify=changed)
    suspended = Property(bool, lambda self: bool(self._view and self._view.opening.suspended), notify=changed)
    minutesLeft = Property(int, lambda self: int(self._number("minutes_left")), notify=changed)
    today = Property("QStringList", lambda self: self._texts("today"), notify=changed)
    todayKnown = Property(bool, lambda self: self._flag("today_known"), notify=changed)
    hours = Property(HoursLines, _get_hours, constant=True)
    hoursNote = Property(str, lambda self: self._text("hours_note"), notify=changed)
    holidays = Property(str, lambda self: self._text("holidays"), notify=changed)
    holidaysSure = Property(bool, lambda self: self._flag("holidays_sure"), notify=changed)
    stepFree = Property(str, lambda self: self._text("step_free"), notify=changed)
    landmark = Property(str, lambda self: self._text("landmark"), notify=changed)
    note = Property(str, lambda self: self._text("note"), notify=changed)
    here = Property(bool, lambda self: self._flag("here"), notify=changed)
    distanceM = Property(int, lambda self: int(self._number("distance_m")), notify=changed)
    walkMin = Property(int, lambda self: int(self._number("walk_min")), notify=changed)
    quarter = Property(str, lambda self: self._text("quarter"), notify=changed)
    east = Property(float, lambda self: float(self._number("east")), notify=changed)
    south = Property(float, lambda self: float(self._number("south")), notify=changed)
    link = Property(str, lambda self: self._text("link"), notify=changed)
    sources = Property("QStringList", lambda self: self._texts("sources"), notify=changed)
    confirmed = Property(bool, lambda self: self._flag("confirmed"), notify=changed)
    sample = Property(bool, lambda self: self._flag("sample"), notify=changed)
    verifiedOn = Property(QDateTime, lambda self: self._day("verified_on"), notify=changed)


@QmlElement
@QmlUncreatable("made by the shell")
class PlacesModel(PagedModel[PlacePage]):
    """The list of places. Filters, page and choice stay while a place is open, and start anew from home.

    Signals:
        changed: what is listed.
        anyChanged: there is something to list now, or nothing any more; the page is laid out by it.
        mapChoiceChanged: with or without the map.
    """

    changed = Signal()
    anyChanged = Signal()
    mapChoiceChanged = Signal()

    def __init__(self, context: ScreenContext, maps: UnpackedMaps) -> None:
        super().__init__(context, page_size=4, by_minute=True)
        self.place = self._place = PlaceModel(context)
        self.map = self._map = MapModel(context, maps)
        self._only = PlaceFilter()
        self._map_choice = MAP_AS_USUAL
        self._chosen = ""
        self._rows = PlaceRows(self)
        self._counts = PlaceCounts(self)
        self._any = False
        context.visitEnded.connect(self.forget)

    def enter(self, pages: Callable[..., None]) -> None:
        """Enter the list and the page of one place among the window's pages (``Pages.enter``)."""
        pages(
            "places",
            opened=lambda category, forward: self.start(category, anew=forward),
            left=self.stop,
            forgotten=self.forget,
        )
        place = self._place
        pages("place", opened=lambda record_id, _: place.show(record_id), forgotten=lambda: place.show(""))
        pages("places", "place", left=self._map.sleep)

    @Slot()
    def forget(self) -> None:
        """Take filters, page and choice back; the next person finds the list as it is."""
        self._only, self._asked_page, self._map_choice, self._chosen = PlaceFilter(), 0, MAP_AS_USUAL, ""
        self._view = None
        self._rows.replace(())
        self._map.mark(())
        self.mapChoiceChanged.emit()
        self._announce()

    def start(self, category: str, *, anew: bool) -> None:
        """The list comes on the screen, of one category or of all (""); ``anew`` forgets filters and page."""
        if anew:
            self.forget()
            self._only = PlaceFilter(category=PlaceCategory(category) if category else None)
        self._come()
        if not anew:
            self._place.show(self._chosen)

    def _read(self) -> PlacePage:
        return place_page(
            self._context.reader,
            self._context.now(),
            language=self._context.language,
            place_id=self._context.place_id,
            only=self._only,
            page=self._asked_page,
            page_size=self._page_size,
        )

    def _take(self, view: PlacePage) -> None:
        self._asked_page = view.page
        self._rows.replace(view.rows)
        self._counts.replace(view.counts)
        if any(row.record_id == self._chosen for row in view.places):
            self._map.mark(view.places, chosen=self._chosen)
        else:
            self._choose_first()
        self._announce()

    def _announce(self) -> None:
        has_any = bool(self._view and self._view.total)
        if has_any != self._any:
            self._any = has_any
            self.anyChanged.emit()
        self.changed.emit()

    def _choose_first(self) -> None:
        self._chosen = self._view.rows[0].record_id if self._view and self._view.rows else ""
        self._map.mark(self._view.places if self._view else (), chosen=self._chosen)
        self._place.show(self._chosen)

    def _narrow(self, only: PlaceFilter) -> None:
        self._only, self._asked_page, self._chosen = only, 0, ""
        self.refresh()

    def _chosen_number(self) -> int:
        places = self._view.places if self._view else ()
        return next((row.number for row in places if row.record_id == self._chosen), 0)

    def _get_rows(self) -> PlaceRows:
        return self._rows

    def _get_counts(self) -> PlaceCounts:
        return self._counts

    rows = Property(PlaceRows, _get_rows, constant=True)
    counts = Property(PlaceCounts, _get_counts, constant=True)
    quick = Property("QStringList", lambda self: ["", *QUICK], constant=True)
    groups = Property("QStringList", lambda self: list(CATEGORY_GROUPS), constant=True)
    category = Property(str, lambda self: self._only.category.value if self._only.category else "", notify=changed)
    onlyOpen = Property(bool, lambda self: self._only.only_open, notify=changed)
    page = Property(int, lambda self: self._number("page", without=0), notify=changed)
    pages = Property(int, lambda self: self._number("pages", without=1), notify=changed)
    total = Property(int, lambda self: self._number("total", without=0), notify=changed)
    everything = Property(int, lambda self: self._number("everything", without=0), notify=changed)
    chosenId = Property(str, lambda self: self._chosen, notify=changed)
    chosenNumber = Property(int, _chosen_number, notify=changed)
    mapChoice = Property(int, lambda self: self._map_choice, notify=mapChoiceChanged)
    any = Property(bool, lambda self: self._any, notify=anyChanged)

    @Slot(str, result="QStringList")
    def categoriesOf(self, group: str) -> list[str]:
        """Codes of the categories of a group."""
        return [category.value for category in CATEGORY_GROUPS[group]]

    @Slot(str, result=int)
    def countOf(self, category: str) -> int:
        """How many places a category holds with what is filtered now."""
        counts = self._view.counts if self._view else ()
        return next((each.count for each in counts if each.code == category), 0)

    @Slot(str)
    def choose(self, category: str) -> None:
        """List one category, or all for ""."""
        self._narrow(dataclasses.replace(self._only, category=PlaceCategory(category) if category else None))

    @Slot(bool)
    def setOnlyOpen(self, only_open: bool) -> None:
        """List only what is open at this moment."""
        self._narrow(dataclasses.replace(self._only, only_open=only_open))

    @Slot()
    def showAll(self) -> None:
        """Take every filter away."""
        self._narrow(PlaceFilter())

    @Slot(bool)
    def setWithMap(self, on: bool) -> None:
        """With the map or the list alone, until the visit ends."""
        self._map_choice = WITH_MAP if on else LIST_ONLY
        self.mapChoiceChanged.emit()

    @Slot(str)
    def select(self, record_id: str) -> None:
        """Choose a place, by its row or its pin; its row comes on the page."""
        if self._view is None:
            return
        number = next((row.number for row in self._view.places if row.record_id == record_id), 0)
        if number:
            self._chosen = record_id
            self._place.show(record_id)
            self._asked_page = (number - 1) // self._page_size
            self.refresh()

    @Slot(int)
    def go(self, page: int) -> None:
        """Turn to a page and choose its first place."""
        super().go(page)
        self._choose_first()
        self.changed.emit()
