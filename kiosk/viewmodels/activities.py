"""服务活动 as QML sees it: the week, the chips, the cards of a page, and the page of one activity."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Property, QDateTime, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.content import ActivityCategory
from kiosk.usecases.browse_activities import (
    ActivityCount,
    ActivityFilter,
    ActivityRow,
    ActivityWeek,
    DayCell,
    Room,
    activity_week,
)
from kiosk.usecases.open_activity import ActivityView, open_activity
from kiosk.usecases.open_subject import FORM_OFFERS
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.detail import as_date
from kiosk.viewmodels.listing import TurnedModel
from kiosk.viewmodels.offering import OfferModel
from kiosk.viewmodels.reception import Reception
from kiosk.viewmodels.rows import RowsModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by ActivitiesModel")
class DayCells(RowsModel):
    """The seven days."""

    row_type = DayCell


@QmlElement
@QmlUncreatable("made by ActivitiesModel")
class ActivityCounts(RowsModel):
    """The chips."""

    row_type = ActivityCount


@QmlElement
@QmlUncreatable("made by ActivitiesModel")
class ActivityRows(RowsModel):
    """Cards of the page on the screen."""

    row_type = ActivityRow


@QmlElement
@QmlUncreatable("made by the shell")
class ActivitiesModel(TurnedModel[ActivityWeek]):
    """A week of activities. Week, day, category and page stay while one is open, and start anew from home.

    ``takesNames``: whether this terminal can write down who comes; its cards say so where it cannot.
    """

    changed = Signal()

    def __init__(self, context: ScreenContext, reception: Reception) -> None:
        super().__init__(context, by_minute=True)
        self._reception = reception
        self._only = ActivityFilter()
        self._room = Room(height=1100, card=260, heading=60, gap=24)
        self._days = DayCells(self)
        self._categories = ActivityCounts(self)
        self._takes_names = False
        self._rows = ActivityRows(self)

    def start(self, *, anew: bool) -> None:
        """The week comes on the screen; ``anew`` goes back to today and all categories."""
        if anew:
            self._only, self._asked_page = ActivityFilter(), 0
        self._come()

    def _read(self) -> ActivityWeek:
        return activity_week(
            self._context.reader,
            self._context.now(),
            language=self._context.language,
            only=self._only,
            page=self._asked_page,
            room=self._room,
            seats=self._reception.free_seats,
        )

    def _take(self, view: ActivityWeek) -> None:
        self._asked_page = view.page
        self._only = dataclasses.replace(
            self._only, week=view.week
        )  # once up, the page turns to no other week by itself
        self._days.replace(view.days)
        self._categories.replace(view.categories)
        self._takes_names = self._reception.takes_names()
        self._rows.replace(view.rows)
        self.changed.emit()

    def _narrow(self, only: ActivityFilter) -> None:
        self._only = only
        self.go(0)

    def _get_days(self) -> DayCells:
        return self._days

    def _get_categories(self) -> ActivityCounts:
        return self._categories

    def _get_rows(self) -> ActivityRows:
        return self._rows

    def _day_at(self, number: int) -> QDateTime:
        return as_date(self._view.days[number].day if self._view else None)

    days = Property(DayCells, _get_days, constant=True)
    categories = Property(ActivityCounts, _get_categories, constant=True)
    rows = Property(ActivityRows, _get_rows, constant=True)
    category = Property(str, lambda self: self._only.category.value if self._only.category else "", notify=changed)
    first = Property(QDateTime, lambda self: self._day_at(0), notify=changed)
    last = Property(QDateTime, lambda self: self._day_at(-1), notify=changed)
    day = Property(QDateTime, lambda self: as_date(self._view.day if self._view else None), notify=changed)
    onDay = Property(int, lambda self: self._number("on_day"), notify=changed)
    week = Property(int, lambda self: self._number("week"), notify=changed)
    lastWeek = Property(int, lambda self: self._number("last_week"), notify=changed)
    page = Property(int, lambda self: self._number("page"), notify=changed)
    pages = Property(int, lambda self: self._number("pages", without=1), notify=changed)
    total = Property(int, lambda self: self._number("total"), notify=changed)
    sample = Property(bool, lambda self: bool(self._view and self._view.sample), notify=changed)
    takesNames = Property(bool, lambda self: self._takes_names, notify=changed)

    @Property(int, notify=changed)
    def dayInDays(self) -> int:
        """Days from today to the chosen day."""
        return (self._view.day - self._context.now().date()).days if self._view else 0

    @Slot(str)
    def choose(self, category: str) -> None:
        """Show one category, or all for ""."""
        self._narrow(dataclasses.replace(self._only, category=ActivityCategory(category) if category else None))

    @Slot(int)
    def chooseDay(self, number: int) -> None:
        """Begin with the day at ``number`` (0 is Monday) of the week on the screen."""
        if self._view is not None and 0 <= number < len(self._view.days) and not self._view.days[number].past:
            self._narrow(dataclasses.replace(self._only, week=self._view.week, day=self._view.days[number].day))

    @Slot(int)
    def turnWeek(self, weeks: int) -> None:
        """Go on (1) or back (-1) by a week."""
        week = self._number("week") + weeks
        if 0 <= week <= self._number("last_week"):
            self._narrow(dataclasses.replace(self._only, week=week, day=None))

    @Slot(int, int, int, int)
    def fit(self, height: int, card: int, heading: int, gap: int) -> None:
        """Tell how much room there is, all in px; the page in hand keeps its first card as well as it can."""
        room = Room(height=height, card=card, heading=heading, gap=gap)
        if room != self._room:
            self._room = room
            self.refresh()


@QmlElement
@QmlUncreatable("made by the shell")
class ActivityModel(OfferModel[ActivityView]):
    """The page of one activity. ``found`` is False when it is not published here (any more).

    ``takesNames``: whether this terminal can write down who comes; where it cannot, no form is offered.
    """

    changed = Signal()

    def _read(self, record_id: str) -> ActivityView | None:
        return open_activity(
            self._context.reader,
            record_id,
            self._context.now(),
            language=self._context.language,
            seats=self._reception.free_seats,
            here=self._context.place_id,
        )

    def _take(self, view: ActivityView | None) -> None:
        self.changed.emit()

    def _could_be_asked_for(self) -> bool:
        return self._text("offer") in FORM_OFFERS

    def _number(self, name: str) -> int:
        return int(getattr(self._view, name)) if self._view is not None else 0

    title = Property(str, lambda self: self._text("title"), notify=changed)
    summary = Property(str, lambda self: self._text("summary"), notify=changed)
    startsAt = Property(QDateTime, lambda self: self._day("starts_at"), notify=changed)
    endsAt = Property(QDateTime, lambda self: self._day("ends_at"), notify=changed)
    inDays = Property(int, lambda self: self._number("in_days"), notify=changed)
    place = Property(str, lambda self: self._text("place"), notify=changed)
    placeId = Property(str, lambda self: self._text("place_id"), notify=changed)
    room = Property(str, lambda self: self._text("room"), notify=changed)
    who = Property(str, lambda self: self._text("who"), notify=changed)
    host = Property(str, lambda self: self._text("host"), notify=changed)
    fee = Property(str, lambda self: self._text("fee"), notify=changed)
    bring = Property(str, lambda self: self._text("bring"), notify=changed)
    contact = Property(str, lambda self: self._text("contact"), notify=changed)
    capacity = Property(int, lambda self: self._number("capacity"), notify=changed)
    seats = Property(int, lambda self: self._view.seats if self._view else -1, notify=changed)
    offer = Property(str, lambda self: self._text("offer"), notify=changed)
    takesNames = Property(bool, lambda self: self._takes_names, notify=changed)
    meal = Property(bool, lambda self: self._flag("meal"), notify=changed)
    until = Property(QDateTime, lambda self: self._day("until"), notify=changed)
    confirmed = Property(bool, lambda self: self._flag("confirmed"), notify=changed)
    sample = Property(bool, lambda self: self._flag("sample"), notify=changed)
    sensitive = Property(bool, lambda self: self._flag("sensitive"), notify=changed)
    verifiedOn = Property(QDateTime, lambda self: self._day("verified_on"), notify=changed)
