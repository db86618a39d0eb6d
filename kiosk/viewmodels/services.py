"""服务项目 as QML sees it: chips, filters, rows, pages, and the page of one service."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Property, QDateTime, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.content import ServiceCategory
from kiosk.usecases.browse_services import ServiceCount, ServiceFilter, ServicePage, ServiceRow, service_page
from kiosk.usecases.open_service import ServiceView, open_service
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.detail import as_date, days_ahead
from kiosk.viewmodels.listing import PagedModel
from kiosk.viewmodels.offering import OfferModel
from kiosk.viewmodels.rows import RowsModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by ServicesModel")
class ServiceRows(RowsModel):
    """Rows of the page on the screen."""

    row_type = ServiceRow


@QmlElement
@QmlUncreatable("made by ServicesModel")
class ServiceCounts(RowsModel):
    """The chips."""

    row_type = ServiceCount


@QmlElement
@QmlUncreatable("made by the shell")
class ServicesModel(PagedModel[ServicePage]):
    """The list of services. Filters and page stay while a service is open, and start anew from home."""

    changed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, page_size=5, by_minute=True)
        self._only = ServiceFilter()
        self._rows = ServiceRows(self)
        self._categories = ServiceCounts(self)

    def forget(self) -> None:
        """Take filters and page back, and what was listed with them; the next person finds the list as it is."""
        self._only, self._asked_page = ServiceFilter(), 0
        self._view = None
        self._rows.replace(())
        self.changed.emit()

    def start(self, *, anew: bool) -> None:
        """The list comes on the screen; ``anew`` forgets filters and page."""
        if anew:
            self.forget()
        self._come()

    def _read(self) -> ServicePage:
        return service_page(
            self._context.reader,
            self._context.now(),
            language=self._context.language,
            place_id=self._context.place_id,
            only=self._only,
            page=self._asked_page,
            page_size=self._page_size,
        )

    def _take(self, view: ServicePage) -> None:
        self._asked_page = view.page
        self._rows.replace(view.rows)
        self._categories.replace(view.categories)
        self.changed.emit()

    def _narrow(self, only: ServiceFilter) -> None:
        self._only = only
        self._begin()

    def _get_rows(self) -> ServiceRows:
        return self._rows

    def _get_categories(self) -> ServiceCounts:
        return self._categories

    rows = Property(ServiceRows, _get_rows, constant=True)
    categories = Property(ServiceCounts, _get_categories, constant=True)
    category = Property(str, lambda self: self._only.category.value if self._only.category else "", notify=changed)
    onlyOpen = Property(bool, lambda self: self._only.only_open, notify=changed)
    onlyHere = Property(bool, lambda self: self._only.only_here, notify=changed)
    page = Property(int, lambda self: self._number("page", without=0), notify=changed)
    pages = Property(int, lambda self: self._number("pages", without=1), notify=changed)
    total = Property(int, lambda self: self._number("total", without=0), notify=changed)
    firstId = Property(
        str, lambda self: self._view.rows[0].record_id if self._view and self._view.rows else "", notify=changed
    )
    everything = Property(int, lambda self: self._number("everything", without=0), notify=changed)

    @Slot(str)
    def choose(self, category: str) -> None:
        """Show one category, or all for ""."""
        self._narrow(dataclasses.replace(self._only, category=ServiceCategory(category) if category else None))

    @Slot(bool)
    def setOnlyOpen(self, only_open: bool) -> None:
        """List only what is open at this moment."""
        self._narrow(dataclasses.replace(self._only, only_open=only_open))

    @Slot(bool)
    def setOnlyHere(self, only_here: bool) -> None:
        """List only what is done in this space."""
        self._narrow(dataclasses.replace(self._only, only_here=only_here))

    @Slot()
    def showAll(self) -> None:
        """Take every filter away."""
        self._narrow(ServiceFilter())


@QmlElement
@QmlUncreatable("made by the shell")
class ServiceModel(OfferModel[ServiceView]):
    """The page of one service. ``found`` is False when it is not published here (any more)."""

    changed = Signal()

    def _read(self, record_id: str) -> ServiceView | None:
        return open_service(
            self._context.reader,
            record_id,
            self._context.now(),
            language=self._context.language,
            place_id=self._context.place_id,
        )

    def _take(self, view: ServiceView | None) -> None:
        self.changed.emit()

    def _could_be_asked_for(self) -> bool:
        """Only where it is known who calls, and from which number."""
        return bool(self._text("caller") and self._text("caller_phone"))

    def _open_until(self) -> QDateTime:
        return as_date(self._view.opening.until if self._view else None)

    def _open_in_days(self) -> int:
        return days_ahead(self._view.opening.until if self._view else None, self._context.now())

    def _distance(self) -> int:
        distance = self._view.distance_m if self._view else None
        return -1 if distance is None else distance

    title = Property(str, lambda self: self._text("title"), notify=changed)
    summary = Property(str, lambda self: self._text("summary"), notify=changed)
    icon = Property(str, lambda self: self._text("icon"), notify=changed)
    tint = Property(str, lambda self: self._text("tint"), notify=changed)
    provider = Property(str, lambda self: self._text("provider"), notify=changed)
    place = Property(str, lambda self: self._text("place"), notify=changed)
    placeId = Property(str, lambda self: self._text("place_id"), notify=changed)
    here = Property(bool, lambda self: self._flag("here"), notify=changed)
    distanceM = Property(int, _distance, notify=changed)
    openState = Property(str, lambda self: self._view.opening.state.value if self._view else "", notify=changed)
    openUntil = Property(QDateTime, _open_until, notify=changed)
    openInDays = Property(int, _open_in_days, notify=changed)
    hours = Property("QStringList", lambda self: self._texts("hours"), notify=changed)
    fee = Property(str, lambda self: self._text("fee"), notify=changed)
    feeNote = Property(str, lambda self: self._text("fee_note"), notify=changed)
    wait = Property(str, lambda self: self._text("wait"), notify=changed)
    waitNote = Property(str, lambda self: self._text("wait_note"), notify=changed)
    who = Property("QStringList", lambda self: self._texts("who"), notify=changed)
    steps = Property("QStringList", lambda self: self._texts("steps"), notify=changed)
    bring = Property("QStringList", lambda self: self._texts("bring"), notify=changed)
    notNeeded = Property("QStringList", lambda self: self._texts("not_needed"), notify=changed)
    caller = Property(str, lambda self: self._text("caller"), notify=changed)
    callerPhone = Property(str, lambda self: self._text("caller_phone"), notify=changed)
    wanted = Property(bool, lambda self: self._takes_names, notify=changed)
    """Whether it can be asked for on this terminal."""
    untaken = Property(bool, lambda self: self._could_be_asked_for() and not self._takes_names, notify=changed)
    """Whether it could be asked for, only this terminal cannot write it down now."""
    phone = Property(str, lambda self: self._text("phone"), notify=changed)
    sources = Property("QStringList", lambda self: self._texts("sources"), notify=changed)
    confirmed = Property(bool, lambda self: self._flag("confirmed"), notify=changed)
    sample = Property(bool, lambda self: self._flag("sample"), notify=changed)
    verifiedOn = Property(QDateTime, lambda self: self._day("verified_on"), notify=changed)
