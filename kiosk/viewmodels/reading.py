"""朗读: reading the page on the screen aloud, as the reading bar shows it.

Takes the sentences of the page (``page_texts``), gives them to the speaker in spoken words, and says which one it is at. Ends with
any navigation, with a change of the page's language and with the visit; loudness, pace and language are those of the visit
(``voice``). What belongs to a person is read only when somebody asks for it. Not here: how sound is made (``kiosk.devices.speech``).
"""

from __future__ import annotations

import enum
from typing import Any

import shiboken6
from PySide6.QtCore import Property, QObject, QRectF, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable
from PySide6.QtQuick import QQuickItem

from kiosk.domain.spoken import Voice
from kiosk.domain.terminal import LOUDEST
from kiosk.usecases.speech import Pace, Silence
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.navigator import Navigator
from kiosk.viewmodels.page_texts import Passage, passages
from kiosk.viewmodels.sentence_lines import Drawn, boxes
from kiosk.viewmodels.visit import VisitModel
from kiosk.viewmodels.voice import VoiceModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


class State(enum.StrEnum):
    """How the reading goes."""

    CLOSED = ""
    PLAYING = "playing"
    PAUSED = "paused"
    HELD = "held"
    """A quiet page, or one that holds only what belongs to a person: nothing is said before somebody asks for it here."""
    OVER = "over"
    SILENT = "silent"
    EMPTY = "empty"


class _Ear:
    """One saying of some sentences. What an earlier one still has to tell is not heard any more."""

    def __init__(self, model: ReadingModel, first: int) -> None:
        self._model = model
        self._first = first

    def begun(self, number: int) -> None:
        self._model.at(self, self._first + number)

    def over(self) -> None:
        self._model.ended(self, State.OVER, "")

    def silent(self, why: Silence) -> None:
        self._model.ended(self, State.SILENT, why.value)


@QmlElement
@QmlUncreatable("made by the composition root")
class ReadingModel(QObject):
    """The reading of one window.

    Signals:
        changed: state, sentence or settings.
        sentenceBegun: another sentence is read; the page may bring it into sight.
    """

    changed = Signal()
    sentenceBegun = Signal()

    def __init__(
        self,
        context: ScreenContext,
        *,
        navigator: Navigator,
        visit: VisitModel,
        voice: VoiceModel,
    ) -> None:
        super().__init__(context)
        self._context = context
        self._visit = visit
        self._voice = voice
        self._state = State.CLOSED
        self._why = ""
        self._page: list[Passage] = []
        self._with_personal = False
        self._number = 0
        self._ear: _Ear | None = None
        navigator.moved.connect(self.stop)
        context.languageChanged.connect(self.stop)
        context.visitEnded.connect(self.stop)
        voice.changed.connect(self.changed)
        voice.unplugged.connect(self._unplugged)
        visit.changed.connect(self._look_at_visit)

    @Slot(QQuickItem, bool)
    def read(self, page: QQuickItem, quiet: bool) -> None:
        """Read a page from its beginning; a ``quiet`` one only when it is asked for once more."""
        self.stop()
        self._page = passages(page)
        self._voice.ask_voices()
        if not self._page:
            self._become(State.EMPTY)
        elif quiet or not self._passages:
            self._become(State.HELD)
        else:
            self._say()

    @Slot()
    def toggle(self) -> None:
        """Pause, or go on with the sentence that was begun; from the beginning where it was over."""
        if self._state is State.PLAYING:
            self._hush()
            self._become(State.PAUSED)
        elif self._state is State.OVER:
            self._number = 0
            self._say()
        elif self._state is State.HELD and not self._passages:
            self.readPersonal()
        elif self._state is not State.CLOSED and self._passages:
            self._say()

    @Slot()
    def again(self) -> None:
        """The same sentence once more."""
        if self._passages:
            self._say()

    @Slot()
    def next(self) -> None:
        """The next sentence."""
        if self._number + 1 < len(self._passages):
            self._number += 1
            self._say()

    @Slot()
    def stop(self) -> None:
        """Be silent, and put the bar away."""
        self._hush()
        self._page, self._number, self._with_personal, self._why = [], 0, False, ""
        if self._state is not State.CLOSED:
            self._become(State.CLOSED)

    @Slot()
    def readPersonal(self) -> None:
        """Read what belongs to the person too: the page again, from its beginning."""
        self._with_personal = True
        self._number = 0
        self._say()

    @Slot(str)
    def setPace(self, pace: str) -> None:
        """``slow``, ``normal`` or ``fast``."""
        self._voice.set_pace(Pace(pace))
        self._settings_changed()

    @Slot(str)
    def setVoice(self, voice: str) -> None:
        """``cmn``, ``yue`` or ``en``; the language on the screen stays."""
        self._voice.choose(Voice(voice))
        self._settings_changed()

    @Slot(int)
    def louder(self, steps: int) -> None:
        """Change the loudness by so many steps."""
        self._voice.louder(steps)
        self._settings_changed()

    def _settings_changed(self) -> None:
        """What is being read is begun again as it is wanted now."""
        if self._state in (State.PLAYING, State.SILENT):
            self._say()

    @property
    def _passages(self) -> list[Passage]:
        return [passage for passage in self._page if self._with_personal or not passage.personal]

    def _say(self) -> None:
        self._why = ""
        ear = self._ear = _Ear(self, self._number)
        self._become(State.PLAYING)
        self._voice.say([passage.text for passage in self._passages[self._number :]], ear)

    def _hush(self) -> None:
        if self._ear is not None:
            self._ear = None
            self._voice.hush()

    def at(self, ear: _Ear, number: int) -> None:
        """A sentence has begun; for the ear."""
        if ear is self._ear:
            self._number = number
            self.changed.emit()
            self.sentenceBegun.emit()

    def ended(self, ear: _Ear, state: State, why: str) -> None:
        """It is over, or cannot go on; for the ear."""
        if ear is self._ear:
            self._ear = None
            self._why = why
            self._become(state)

    def _become(self, state: State) -> None:
        self._state = state
        self.changed.emit()

    @Slot()
    def _look_at_visit(self) -> None:
        if self._visit.asking:
            self.stop()

    @Slot()
    def _unplugged(self) -> None:
        """The headphones were pulled out: what only she heard is not said into the room before she says so."""
        if self._state is State.PLAYING:
            self._ear = None
            self._why = "unplugged"
            self._become(State.PAUSED)

    @property
    def playing(self) -> bool:
        """Whether something is being read, for Python."""
        return self._state is State.PLAYING

    def _current(self) -> Passage | None:
        left = self._passages
        return left[self._number] if self._state is not State.CLOSED and self._number < len(left) else None

    @Property(QQuickItem, notify=changed)
    def item(self) -> QQuickItem | None:
        """What shows the sentence on the page, while it is still there."""
        passage = self._current()
        return passage.item if passage is not None and shiboken6.isValid(passage.item) else None

    @Property(str, notify=changed)
    def sentence(self) -> str:
        """The sentence as it is written."""
        passage = self._current()
        return passage.text if passage is not None and self._state is not State.HELD else ""

    @Slot("QVariantMap", result="QVariantList")
    def lines(self, drawn: dict[str, Any]) -> list[QRectF]:
        """The lines of the sentence in the text that shows it with others (``Drawn``); none where the whole text is to be marked."""
        passage = self._current()
        return boxes(Drawn(**drawn), passage.text, passage.begins) if passage is not None else []

    @Property(bool, notify=changed)
    def personalLeft(self) -> bool:
        """Whether something on the page was left out because it belongs to a person."""
        return not self._with_personal and any(passage.personal for passage in self._page)

    @Property("QStringList", notify=changed)
    def missing(self) -> list[str]:
        """Languages that are not spoken here, once that is known."""
        spoken = self._voice.voices
        return [] if spoken is None else [voice.value for voice in Voice if voice not in spoken]

    open = Property(bool, lambda self: self._state is not State.CLOSED, notify=changed)
    state = Property(str, lambda self: self._state.value, notify=changed)
    why = Property(str, lambda self: self._why, notify=changed)
    number = Property(int, lambda self: self._number, notify=changed)
    count = Property(int, lambda self: len(self._passages), notify=changed)
    pace = Property(str, lambda self: self._voice.pace.value, notify=changed)
    voice = Property(str, lambda self: self._voice.wanted.value, notify=changed)
    volume = Property(int, lambda self: self._voice.volume, notify=changed)
    plugged = Property(bool, lambda self: self._voice.plugged is True, notify=changed)
    """Whether headphones are in: nobody else hears it."""
    loudest = Property(int, lambda self: LOUDEST, constant=True)
