"""惠民清单 as QML sees it: chips, rows, pages, and the page of one benefit."""

from __future__ import annotations

from PySide6.QtCore import Property, QDateTime, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.content import BenefitCategory
from kiosk.usecases.browse_benefits import BenefitPage, BenefitRow, CategoryCount, benefit_page
from kiosk.usecases.open_benefit import BasisView, BenefitView, FigureView, open_benefit
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.listing import PagedModel
from kiosk.viewmodels.rows import RowsModel, to_qt

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by BenefitsModel")
class BenefitRows(RowsModel):
    """Rows of the page on the screen."""

    row_type = BenefitRow


@QmlElement
@QmlUncreatable("made by BenefitsModel")
class CategoryRows(RowsModel):
    """The chips."""

    row_type = CategoryCount


@QmlElement
@QmlUncreatable("made by the shell")
class BenefitsModel(PagedModel[BenefitPage]):
    """The list of benefits. Filter and page stay while a benefit is open, and start anew from home."""

    changed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, page_size=5, by_minute=False)
        self._category: BenefitCategory | None = None
        self._only_here = False
        self._rows = BenefitRows(self)
        self._categories = CategoryRows(self)

    def start(self, *, anew: bool) -> None:
        """The list comes on the screen; ``anew`` forgets filter and page."""
        if anew:
            self._category, self._only_here, self._asked_page = None, False, 0
        self._come()

    def _read(self) -> BenefitPage:
        return benefit_page(
            self._context.reader,
            self._context.now().date(),
            language=self._context.language,
            category=self._category,
            only_here=self._only_here,
            page=self._asked_page,
            page_size=self._page_size,
        )

    def _take(self, view: BenefitPage) -> None:
        self._asked_page = view.page
        self._rows.replace(view.rows)
        self._categories.replace(view.categories)
        self.changed.emit()

    def _get_rows(self) -> BenefitRows:
        return self._rows

    def _get_categories(self) -> CategoryRows:
        return self._categories

    rows = Property(BenefitRows, _get_rows, constant=True)
    categories = Property(CategoryRows, _get_categories, constant=True)

    @Property(str, notify=changed)
    def category(self) -> str:
        """Chosen category, "" for all."""
        return self._category.value if self._category else ""

    @Property(bool, notify=changed)
    def onlyHere(self) -> bool:
        """Whether only what can be done in this space is listed."""
        return self._only_here

    @Property(int, notify=changed)
    def page(self) -> int:
        """Page on the screen, 0-based."""
        return self._view.page if self._view else 0

    @Property(int, notify=changed)
    def pages(self) -> int:
        """Number of pages, at least 1."""
        return self._view.pages if self._view else 1

    @Property(int, notify=changed)
    def total(self) -> int:
        """Benefits in the chosen category."""
        return self._view.total if self._view else 0

    @Property(int, notify=changed)
    def everything(self) -> int:
        """Benefits in all categories."""
        return self._view.everything if self._view else 0

    @Slot(str)
    def choose(self, category: str) -> None:
        """Show one category, or all for ""."""
        self._category = BenefitCategory(category) if category else None
        self._begin()

    @Slot(bool)
    def setOnlyHere(self, only_here: bool) -> None:
        """List only what can be done here."""
        self._only_here = only_here
        self._begin()


@QmlElement
@QmlUncreatable("made by BenefitModel")
class FigureRows(RowsModel):
    """Further amounts of a benefit."""

    row_type = FigureView


@QmlElement
@QmlUncreatable("made by BenefitModel")
class BasisRows(RowsModel):
    """Legal bases of a benefit."""

    row_type = BasisView


@QmlElement
@QmlUncreatable("made by the shell")
class BenefitModel(QObject):
    """The page of one benefit. ``found`` is False when it is not published here (any more)."""

    changed = Signal()
    recordIdChanged = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._context = context
        self._record_id = ""
        self._view: BenefitView | None = None
        self._figures = FigureRows(self)
        self._basis = BasisRows(self)
        context.contentChanged.connect(self.refresh)
        context.languageChanged.connect(self.refresh)

    @property
    def view(self) -> BenefitView | None:
        """What the page says now, for Python; None while it shows nothing."""
        return self._view

    @Slot(str)
    def show(self, record_id: str) -> None:
        """Open a benefit; "" closes it."""
        moved = record_id != self._record_id
        self._record_id = record_id
        self.refresh()
        if moved:
            self.recordIdChanged.emit()

    @Slot()
    def refresh(self) -> None:
        """Read again what is shown."""
        view = None
        if self._record_id:
            today = self._context.now().date()
            view = self._context.attempt(
                lambda: open_benefit(self._context.reader, self._record_id, today, language=self._context.language)
            )
            if view is None and self._context.in_trouble:
                return
        if view == self._view:
            return
        self._view = view
        self._figures.replace(view.figures if view else ())
        self._basis.replace(view.basis if view else ())
        self.changed.emit()

    def _text(self, name: str) -> str:
        return str(getattr(self._view, name)) if self._view else ""

    def _texts(self, name: str) -> list[str]:
        return list(getattr(self._view, name)) if self._view else []

    def _flag(self, name: str) -> bool:
        return bool(getattr(self._view, name)) if self._view else False

    def _get_figures(self) -> FigureRows:
        return self._figures

    def _get_basis(self) -> BasisRows:
        return self._basis

    def _headline(self) -> FigureView | None:
        return self._view.headline if self._view else None

    def _get_verified(self) -> QDateTime:
        value = to_qt(self._view.verified_on) if self._view else QDateTime()
        return value if isinstance(value, QDateTime) else QDateTime()

    found = Property(bool, lambda self: self._view is not None, notify=changed)
    recordId = Property(str, lambda self: self._record_id, notify=recordIdChanged)
    title = Property(str, lambda self: self._text("title"), notify=changed)
    titleTail = Property(str, lambda self: self._text("title_tail"), notify=changed)
    summary = Property(str, lambda self: self._text("summary"), notify=changed)
    example = Property(str, lambda self: self._text("example"), notify=changed)
    bringNote = Property(str, lambda self: self._text("bring_note"), notify=changed)
    where = Property(str, lambda self: self._text("where"), notify=changed)
    online = Property(str, lambda self: self._text("online"), notify=changed)
    department = Property(str, lambda self: self._text("department"), notify=changed)
    timeLimit = Property(str, lambda self: self._text("time_limit"), notify=changed)
    timeNote = Property(str, lambda self: self._text("time_note"), notify=changed)
    who = Property("QStringList", lambda self: self._texts("who"), notify=changed)
    gives = Property("QStringList", lambda self: self._texts("gives"), notify=changed)
    bring = Property("QStringList", lambda self: self._texts("bring"), notify=changed)
    hotlines = Property("QStringList", lambda self: self._texts("hotlines"), notify=changed)
    here = Property(bool, lambda self: self._flag("here"), notify=changed)
    confirmed = Property(bool, lambda self: self._flag("confirmed"), notify=changed)
    sample = Property(bool, lambda self: self._flag("sample"), notify=changed)
    verifiedOn = Property(QDateTime, _get_verified, notify=changed)
    figures = Property(FigureRows, _get_figures, constant=True)
    basis = Property(BasisRows, _get_basis, constant=True)

    @Property(bool, notify=changed)
    def hasHeadline(self) -> bool:
        """Whether there is a key figure."""
        return self._headline() is not None

    @Property(int, notify=changed)
    def headlineValue(self) -> int:
        """The key figure as an integer, -1 where it is text."""
        headline = self._headline()
        return headline.value if headline and headline.value is not None else -1

    @Property(str, notify=changed)
    def headlineText(self) -> str:
        """The key figure where it is not one integer."""
        headline = self._headline()
        return headline.text if headline else ""

    @Property(str, notify=changed)
    def headlineLabel(self) -> str:
        """What the key figure is."""
        headline = self._headline()
        return headline.label if headline else ""

    @Property(str, notify=changed)
    def headlineUnit(self) -> str:
        """Unit of the key figure."""
        headline = self._headline()
        return headline.unit if headline else ""

    @Property(str, notify=changed)
    def headlineNote(self) -> str:
        """What must be said about the key figure."""
        headline = self._headline()
        return headline.note if headline else ""

    @Property(int, notify=changed)
    def headlineYear(self) -> int:
        """Year of the key figure, 0 where it has none."""
        headline = self._headline()
        return headline.year if headline and headline.year is not None else 0

    @Property(bool, notify=changed)
    def headlineOld(self) -> bool:
        """Whether the key figure is of an earlier year."""
        headline = self._headline()
        return headline.old if headline else False

    @Property(bool, notify=changed)
    def headlineConfirmed(self) -> bool:
        """Whether the key figure was confirmed."""
        headline = self._headline()
        return headline.confirmed if headline else False
