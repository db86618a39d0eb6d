"""体验专区 as QML sees it: the guides, and one guide step by step with its checklist.

What somebody ticks is theirs: it lives in ``GuideModel`` until the visit ends (``forget``), and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Property, QDateTime, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.usecases.browse_guides import GuideRow, GuidesView, guides_view
from kiosk.usecases.follow_guide import GuideView, StepView, follow_guide
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.detail import DetailModel
from kiosk.viewmodels.listing import ListingModel
from kiosk.viewmodels.rows import RowsModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by GuidesModel")
class GuideRows(RowsModel):
    """Guides of one sort."""

    row_type = GuideRow


@QmlElement
@QmlUncreatable("made by the shell")
class GuidesModel(ListingModel[GuidesView]):
    """The guides: rehearsals in rows, the how-tos by the machine's card."""

    changed = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, by_minute=False)
        self._rehearsals = GuideRows(self)
        self._how_tos = GuideRows(self)

    def start(self) -> None:
        """The page comes on the screen."""
        self._come()

    def _read(self) -> GuidesView:
        return guides_view(self._context.reader, self._context.now().date(), language=self._context.language)

    def _take(self, view: GuidesView) -> None:
        self._rehearsals.replace(view.rehearsals)
        self._how_tos.replace(view.how_tos)
        self.changed.emit()

    def _get_rehearsals(self) -> GuideRows:
        return self._rehearsals

    def _get_how_tos(self) -> GuideRows:
        return self._how_tos

    rehearsals = Property(GuideRows, _get_rehearsals, constant=True)
    howTos = Property(GuideRows, _get_how_tos, constant=True)

    @Property(int, notify=changed)
    def total(self) -> int:
        """Guides on the page."""
        return len(self._view.rehearsals) + len(self._view.how_tos) if self._view is not None else 0


@dataclass(frozen=True)
class TickedPaper:
    """A paper of the checklist: when it is needed at all, what to do without it, and whether somebody has it."""

    key: str
    title: str
    condition: str
    advice: str
    ticked: bool


@QmlElement
@QmlUncreatable("made by GuideModel")
class PaperRows(RowsModel):
    """The checklist of the step on the screen."""

    row_type = TickedPaper


@QmlElement
@QmlUncreatable("made by the shell")
class GuideModel(DetailModel[GuideView]):
    """One guide at one step. ``found`` is False when it is not published here (any more)."""

    changed = Signal()
    stepChanged = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._step = 0
        self._ticked: set[tuple[str, str]] = set()
        self._papers = PaperRows(self)

    @property
    def at(self) -> int:
        """The step on the screen, 0-based, for Python."""
        return self._step

    def start(self, record_id: str, *, anew: bool) -> None:
        """A guide comes on the screen; ``anew`` begins at its first step. What was ticked in this visit stays ticked."""
        if anew or record_id != self._record_id:
            self._step = 0
        self.show(record_id)
        self._turn(self._step)

    @Slot()
    def forget(self) -> None:
        """The visit is over: no guide, no step, no tick is left."""
        self._ticked.clear()
        self._step = 0
        self.show("")

    @Slot(int)
    def go(self, step: int) -> None:
        """Go to a step (0-based); one that does not exist becomes the nearest."""
        self._turn(step)

    def _turn(self, step: int) -> None:
        self._step = step
        self._take(self._view)
        self.stepChanged.emit()

    @Slot(str)
    def toggle(self, key: str) -> None:
        """Tick a paper of this guide, or take the tick away."""
        self._ticked ^= {(self._record_id, key)}
        self._list_papers()

    def _read(self, record_id: str) -> GuideView | None:
        return follow_guide(
            self._context.reader, record_id, self._context.now().date(), language=self._context.language
        )

    def _take(self, view: GuideView | None) -> None:
        self._step = min(max(0, self._step), len(view.steps) - 1) if view is not None else 0
        self._list_papers()
        self.changed.emit()

    def _list_papers(self) -> None:
        at = self._at(self._step)
        self._papers.replace(
            tuple(
                TickedPaper(
                    key=paper.key,
                    title=paper.name,
                    condition=paper.only_if,
                    advice=paper.if_missing,
                    ticked=(self._record_id, paper.key) in self._ticked,
                )
                for paper in (at.papers if at is not None else ())
            )
        )

    def _at(self, step: int) -> StepView | None:
        return self._view.steps[step] if self._view is not None and 0 <= step < len(self._view.steps) else None

    def _step_title(self, step: int) -> str:
        at = self._at(step)
        return at.title if at is not None else ""

    def _sentences(self) -> list[str]:
        at = self._at(self._step)
        return list(at.sentences) if at is not None else []

    def _paper_lines(self) -> list[str]:
        at = self._at(self._step)
        papers = at.papers if at is not None else ()
        return [f"{paper.name} – {paper.only_if}" if paper.only_if else paper.name for paper in papers]

    def _get_papers(self) -> PaperRows:
        return self._papers

    title = Property(str, lambda self: self._text("title"), notify=changed)
    steps = Property(int, lambda self: len(self._view.steps) if self._view else 0, notify=changed)
    benefitId = Property(str, lambda self: self._text("benefit_id"), notify=changed)
    benefitTitle = Property(str, lambda self: self._text("benefit_title"), notify=changed)
    sources = Property("QStringList", lambda self: self._texts("sources"), notify=changed)
    confirmed = Property(bool, lambda self: self._flag("confirmed"), notify=changed)
    verifiedOn = Property(QDateTime, lambda self: self._day("verified_on"), notify=changed)
    papers = Property(PaperRows, _get_papers, constant=True)
    step = Property(int, lambda self: self._step, notify=changed)
    stepTitle = Property(str, lambda self: self._step_title(self._step), notify=changed)
    nextTitle = Property(str, lambda self: self._step_title(self._step + 1), notify=changed)
    paperLines = Property("QStringList", _paper_lines, notify=changed)
    sentences = Property("QStringList", _sentences, notify=changed)

    @Property(int, notify=changed)
    def minutesLeft(self) -> int:
        """Minutes from this step to the end."""
        return self._view.minutes_left(self._step) if self._view is not None else 0
