"""Results of the self-check as QML sees them: groups, pages of cards, what may be taken along.

They follow the check of ``SelfCheckModel``; nothing here outlives it.
"""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.selfcheck.ruleset import Status
from kiosk.usecases.self_check_results import SHOWN_FIRST
from kiosk.usecases.self_check_views import Card
from kiosk.viewmodels.check_rows import GroupLine, GroupRows, ResultRows, result_line
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.self_check import SelfCheckModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the shell")
class CheckResultsModel(QObject):
    """Every benefit of the rule set with what it comes out as; one group at a time."""

    changed = Signal()
    turned = Signal()

    def __init__(self, context: ScreenContext, check: SelfCheckModel) -> None:
        super().__init__(context)
        self._check = check
        self._groups = GroupRows(self)
        self._rows = ResultRows(self)
        self._page_size = 4
        self._empty()
        context.visitEnded.connect(self.forget)
        context.textsChanged.connect(self.refresh)

    def _empty(self) -> None:
        self._cards: tuple[Card, ...] = ()
        self._group: str | None = None
        self._page = 0
        self._pages = 1
        self._events = 0
        self._open = False
        self._groups.replace(())
        self._rows.replace(())

    @Slot()
    def forget(self) -> None:
        """There are no results."""
        self._empty()
        self.changed.emit()

    @property
    def shown(self) -> bool:
        """Whether the results are on the screen, for taking them along."""
        return self._open

    def opened(self, *, forward: bool) -> None:
        """The page comes on the screen; forward it begins with the most promising group there is."""
        self._open = True
        if forward:
            self._group, self._page = None, 0
        self.refresh()

    def left(self) -> None:
        """The page left the screen."""
        self._open = False

    @Slot()
    def refresh(self) -> None:
        """Say everything again."""
        results = self._check.results() if self._open else None
        if results is None:
            return
        self._cards = results.cards()
        self._events = len(results.events())
        counts = self._counts()
        if self._group is None:
            self._group = next((status for status, count in counts.items() if count), "")
        self._groups.replace([GroupLine(status, count) for status, count in counts.items()])
        self._fill()

    def _counts(self) -> dict[str, int]:
        counts = {status.value: 0 for status in SHOWN_FIRST}
        for card in self._cards:
            counts[card.status.value] += 1
        return counts

    def _fill(self) -> None:
        mine = [card for card in self._cards if card.status.value == self._group]
        # A card with its deciding question is taller.
        size = max(1, self._page_size - (self._group == Status.ONE_MORE.value))
        self._pages = max(1, -(-len(mine) // size))
        self._page = min(self._page, self._pages - 1)
        first = self._page * size
        self._rows.replace([result_line(card) for card in mine[first : first + size]])
        self.changed.emit()

    @Slot(str)
    def setGroup(self, status: str) -> None:
        """Show one group."""
        self._group, self._page = status, 0
        self._fill()
        self.turned.emit()

    @Slot(int)
    def go(self, page: int) -> None:
        """Another page of the group."""
        self._page = max(0, page)
        self._fill()
        self.turned.emit()

    @Slot(int)
    def fit(self, cards: int) -> None:
        """How many cards a page shows."""
        if cards > 0 and cards != self._page_size:
            self._page_size = cards
            self._fill()

    @Slot(str)
    def answerFor(self, benefit: str) -> None:
        """Answer the question that would decide a result; its answer leads back here."""
        card = next((card for card in self._cards if card.benefit == benefit), None)
        if card is not None and card.deciding:
            self._check.change(card.deciding[0].key)

    def _count(self, *statuses: str) -> int:
        counts = self._counts()
        return sum(counts[status] for status in statuses)

    rows = Property(ResultRows, lambda self: self._rows, constant=True)
    groups = Property(GroupRows, lambda self: self._groups, constant=True)
    group = Property(str, lambda self: self._group or "", notify=changed)
    page = Property(int, lambda self: self._page, notify=changed)
    pages = Property(int, lambda self: self._pages, notify=changed)
    likely = Property(int, lambda self: self._count("likely"), notify=changed)
    oneMore = Property(int, lambda self: self._count("one_more"), notify=changed)
    office = Property(int, lambda self: self._count("office"), notify=changed)
    canAskWhatIf = Property(bool, lambda self: self._events > 0, notify=changed)
