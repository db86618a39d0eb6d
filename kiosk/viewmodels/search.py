"""Searching as QML sees it: what is typed, what it finds at every key, words to go on with, and nothing kept.

What was typed lives here alone: it is forgotten on the way home and when the visit ends; going back from a result finds it
again. Not here: the keyboard (QML and Qt's pinyin engine) and handwriting (``kiosk.viewmodels.handwriting``).
"""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.domain.counting import Counted
from kiosk.usecases.search import COUNTED, SearchRow, SearchView, search_view
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.rows import RowsModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1

_MEANT = 2  # characters or letters somebody must have typed before finding nothing counts


@QmlElement
@QmlUncreatable("made by SearchModel")
class SearchRows(RowsModel):
    """The results on the screen."""

    row_type = SearchRow


@QmlElement
@QmlUncreatable("made by the shell")
class SearchModel(QObject):
    """One search. Somebody who gives up on words that found nothing is counted; which words is not kept."""

    changed = Signal()
    typedChanged = Signal()

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        self._context = context
        self._rows = SearchRows(self)
        self._typed = ""
        self._view = SearchView()
        self._active = False
        context.contentChanged.connect(self.refresh)
        context.languageChanged.connect(self.refresh)
        context.visitEnded.connect(self.forget)

    def start(self, *, anew: bool) -> None:
        """The page comes on the screen; ``anew`` begins with an empty field."""
        self._active = True
        if anew:
            self.setTyped("")
        self.refresh()

    def stop(self) -> None:
        """The page left the screen; nothing is looked for until it comes back."""
        if self._active:
            self._give_up()
        self._active = False

    @Slot()
    def forget(self) -> None:
        """Nothing of what was typed stays."""
        self._active = False
        self._show("", SearchView())

    @Slot(str)
    def setTyped(self, typed: str) -> None:
        """What stands in the field now, letters that are being spelled included."""
        if typed == self._typed:
            return
        if not typed:
            self._give_up()
        self._typed = typed
        self.typedChanged.emit()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look again for what is typed."""
        if not self._active:
            return
        if not self._typed.strip():
            self._show(self._typed, SearchView())
            return
        view = self._context.attempt(
            lambda: search_view(
                self._context.reader,
                self._typed,
                self._context.now(),
                place_id=self._context.place_id,
                language=self._context.language,
            )
        )
        if view is not None:
            self._show(self._typed, view)

    def _show(self, typed: str, view: SearchView) -> None:
        if typed != self._typed:
            self._typed = typed
            self.typedChanged.emit()
        self._view = view
        self._rows.replace(view.rows)
        self.changed.emit()

    def _give_up(self) -> None:
        if self.nothing and self._view.urgent is None:
            self._context.tally.count(Counted.SEARCH_EMPTY)

    def _get_rows(self) -> SearchRows:
        return self._rows

    def _first(self, name: str) -> str:
        return str(getattr(self._view.rows[0], name)) if self._view.rows else ""

    def _urgent(self, name: str) -> str:
        return str(getattr(self._view.urgent, name)) if self._view.urgent else ""

    rows = Property(SearchRows, _get_rows, constant=True)
    typed = Property(str, lambda self: self._typed, setTyped, notify=typedChanged)
    total = Property(int, lambda self: self._view.total, notify=changed)
    more = Property(bool, lambda self: self._view.total >= COUNTED, notify=changed)
    words = Property("QStringList", lambda self: list(self._view.words), notify=changed)
    firstLetters = Property(str, lambda self: self._first("letters"), notify=changed)
    firstWord = Property(str, lambda self: self._first("matched") or self._first("said"), notify=changed)

    urgentId = Property(str, lambda self: self._urgent("record_id"), notify=changed)
    urgentScreen = Property(str, lambda self: self._urgent("screen"), notify=changed)
    urgentIcon = Property(str, lambda self: self._urgent("icon"), notify=changed)
    urgentTitle = Property(str, lambda self: self._urgent("title"), notify=changed)
    urgentLine = Property(str, lambda self: self._urgent("line"), notify=changed)

    @Property(bool, notify=changed)
    def nothing(self) -> bool:
        """Whether enough was typed and nothing is found by it."""
        return len(self._typed.strip()) >= _MEANT and self._view.total == 0
