"""边按边读: the screen by ear and by five keys.

Walks over the stops of what is on the screen, says the one it comes to, and says what pressing one has changed. It looks at the page
before and after; no page has to tell it anything. Without the voice the same keys move the focus over what can be pressed. Not here:
which key it was (``kiosk.app.keypad``), what a stop is (``stops``), how it is put in words (``guidance_words``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Property, QMetaObject, QObject, QPointF, QRectF, Qt, QTimer, Signal, Slot, qtTrId
from PySide6.QtQml import QmlElement, QmlUncreatable
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.domain.guiding import jumped, stepped
from kiosk.domain.keypad import Act
from kiosk.domain.spoken import Voice
from kiosk.viewmodels.access import AccessModel
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.count_down import CountDown
from kiosk.viewmodels.guidance_words import loudness_said, pace_said, said_of, where_said
from kiosk.viewmodels.jack import Jack
from kiosk.viewmodels.narration import arrived, pressed, told_anew
from kiosk.viewmodels.navigator import IDLE, Navigator
from kiosk.viewmodels.on_screen import OnScreen, Seen
from kiosk.viewmodels.reading import ReadingModel
from kiosk.viewmodels.stops import Kind, Stop
from kiosk.viewmodels.telling import Teller
from kiosk.viewmodels.visit import VisitModel
from kiosk.viewmodels.voice import VoiceModel

QML_IMPORT_NAME = "Kiosk.ViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the composition root")
class GuidanceModel(QObject):
    """The guidance of one window.

    Signals:
        changed: it was switched on or off, or the mark moved.
        sheetWanted: the sheet in which a language to listen to is chosen.
        closeWanted: whatever lies over the page is to be closed. refused: nothing can be heard here; why.
    """

    changed = Signal()
    sheetWanted = Signal()
    closeWanted = Signal()
    refused = Signal(str, arguments=["why"])

    def __init__(
        self,
        context: ScreenContext,
        *,
        navigator: Navigator,
        visit: VisitModel,
        voice: VoiceModel,
        reading: ReadingModel,
        access: AccessModel,
        quiet: Callable[[], bool],
    ) -> None:
        super().__init__(context)
        self._navigator = navigator
        self._visit = visit
        self._voice = voice
        self._reading = reading
        self._access = access
        self._quiet = quiet
        self._screen: OnScreen | None = None
        self._on = False
        self._keys = False
        self._at: Stop | None = None
        self._below: Stop | None = None
        self._seen = Seen()
        self._name_before = ""
        self._pressed: QQuickItem | None = None
        self._pressed_on: tuple[QQuickItem | None, str] = (None, "")
        self._moved = self._acted = self._asked = self._unlocked = False
        self._first: list[str] = []
        self._first_voices: list[Voice | None] = []
        self._teller = Teller(voice, self.refused.emit)
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.timeout.connect(self._look)
        access.changed.connect(self._access_changed)
        navigator.moved.connect(self._page_moved)
        context.pulse.connect(self._pulse)
        self._count_down = CountDown(visit, voice)
        visit.settingsOver.connect(self._forget)
        self._jack = Jack(context, self, visit=visit, voice=voice, reading=reading, access=access)

    @property
    def asking(self) -> bool:
        """Whether 您还在吗 is up."""
        return bool(self._visit.asking)

    @property
    def busy(self) -> bool:
        """Whether it is still about to say what a key has done."""
        return self._look_soon.isActive()

    def attach(self, window: QQuickWindow) -> None:
        """The window whose screen it walks over."""
        self._screen = OnScreen(window)
        window.activeFocusItemChanged.connect(self._focus_moved)

    def detach(self) -> None:
        """The window goes."""
        self._look_soon.stop()
        self._screen = None
        self._at = self._below = None
        self._seen = Seen()

    @Slot()
    def _access_changed(self) -> None:
        """The switch of 看得清、够得着; what has the keys stays where it is."""
        on = self._access.press_to_hear
        if on == self._on:
            return
        self._switch(on=on)
        if on:
            self._look_around()
            self._say([qtTrId("aloud.on")])
        else:
            self._voice.hush()

    def _switch(self, *, on: bool) -> None:
        self._on = on
        self._access.press_to_hear = on
        self._visit.set_guided(on=on)
        self._voice.ask_voices()
        self.changed.emit()

    def do(self, act: Act) -> None:
        """One of the keys was pressed."""
        if self._visit.asking:
            self._visit.stay()
            self._first = [qtTrId("aloud.stay")]
            self._look_soon.start(0)
            return
        if self._navigator.top[0] == IDLE:
            self._visit.wake()
            self._begin()
            return
        self._keys = True
        if act is not Act.AGAIN:
            self._asked = False
        acts: dict[Act, Callable[[], None]] = {
            Act.PREVIOUS: lambda: self._step(-1),
            Act.NEXT: lambda: self._step(1),
            Act.JUMP_BACK: lambda: self._jump(-1),
            Act.JUMP: lambda: self._jump(1),
            Act.MAIN: self._main,
            Act.OK: self._press,
            Act.BACK: self._back,
            Act.AGAIN: self._again,
            Act.LOUDER: lambda: self._louder(1),
            Act.QUIETER: lambda: self._louder(-1),
            Act.FASTER: lambda: self._faster(1),
            Act.SLOWER: lambda: self._faster(-1),
        }
        acts[act]()

    def _begin(self) -> None:
        """Nobody has chosen anything yet: how it goes, in both languages, and which of them she wants."""
        self._keys = True
        if not self._on:
            self._switch(on=True)
        self._look_around()
        self._look_soon.start(0)
        self.sheetWanted.emit()
        both = [Voice.MANDARIN, Voice.CANTONESE]
        self._first_voices = [voice for voice in both if self._voice.voices is None or voice in self._voice.voices]
        self._first = [qtTrId("aloud.intro")] * len(self._first_voices)

    def _step(self, by: int) -> None:
        seen = self._look_around()
        self._come(seen, stepped(len(seen.stops), self._index(seen), by))

    def _jump(self, by: int) -> None:
        seen = self._look_around()
        self._come(seen, jumped([stop.step for stop in seen.stops], self._index(seen), by))

    def _press(self) -> None:
        seen = self._look_around()
        self._pressed_on = (seen.over, seen.title)
        at = self._index(seen)
        if at < 0:
            self._step(1)
        elif seen.stops[at].kind is Kind.TEXT:
            self._say(said_of(seen.stops[at], seen.stops, asked=self._unlocked))
        else:
            self._at = seen.stops[at]
            self._reading_off(self._at)
            self.press_item(self._at.item)

    def _main(self) -> None:
        """The one thing the page is for; not on a page that the same long press has opened."""
        seen = self._look_around()
        if self._screen is None or (seen.over, seen.title) != self._pressed_on:
            return
        inside = self._screen.inside(seen.stops, seen.over)
        primary = [stop for stop in inside if stop.kind is Kind.PRESS and stop.word("kind") == "primary"]
        if primary:
            self._come(seen, seen.stops.index(primary[-1]))
        else:
            self._say([qtTrId("aloud.no_main")])

    def press_item(self, item: QQuickItem) -> None:
        """Press something, as the finger does; a field accepts what stands in it."""
        self._note_press(item)
        QMetaObject.invokeMethod(item, "accepted" if item.inherits("QQuickTextInput") else "activate")

    def _note_press(self, item: QQuickItem) -> None:
        self._pressed, self._name_before = item, str(item.property("name") or "")
        self._acted = True
        self._look_soon.start(0)

    def _back(self) -> None:
        seen = self._look_around()
        step_back = next((stop for stop in seen.stops if stop.kind is Kind.PRESS and stop.flag("stepsBack")), None)
        if seen.over is not None or self._reading.open:
            self.closeWanted.emit()
            self._reading.stop()
        elif step_back is not None:
            self.press_item(step_back.item)
        elif self._navigator.canGoBack:
            self._navigator.back()
        else:
            self._say([qtTrId("aloud.no_back")])
            return
        self._acted = True
        self._look_soon.start(0)

    def _again(self) -> None:
        """Once: all of this, what is hers too. Twice: where she is and what the keys do. The first time: the voice begins."""
        if not self._on:
            self._begin()
            return
        seen = self._look_around()
        at = self._index(seen)
        if self._asked or at < 0:
            self._asked = False
            self._say(where_said(seen.title, max(0, at), len(seen.stops)))
            return
        self._asked = self._unlocked = True
        self._say(said_of(seen.stops[at], seen.stops, asked=True))

    def _louder(self, steps: int) -> None:
        self._voice.louder(steps)
        self._say([loudness_said(self._voice.volume, self._voice.loudest)])

    def _faster(self, steps: int) -> None:
        self._voice.faster(steps)
        self._say([pace_said(self._voice.pace)])

    @Slot(str)
    def announce(self, words: str) -> None:
        """Something is shown that nobody asked for: said once, after what is being said."""
        if self._on:
            self._teller.add(words, soon=not self._look_soon.isActive())

    def _say(self, said: Sequence[str], voices: Sequence[Voice | None] = ()) -> None:
        if self._on and not self._reading.playing:  # its keys are silent while it reads
            self._teller.say(said, voices)

    def touched(self, point: QPointF) -> None:
        """A finger came down and up again in one place; before the page is told."""
        if not self._on or self._screen is None or self._visit.asking:
            return
        seen = self._look_around()
        stop = self._screen.at_point(seen.stops, point)
        if stop is None:
            return
        self._asked = False
        self._at = stop
        self._reading_off(stop)
        if stop.kind is Kind.TEXT:
            self._say(said_of(stop, seen.stops, asked=False))
        else:
            self._first = said_of(stop, [], asked=False)[:1]
            self._note_press(stop.item)

    def _reading_off(self, stop: Stop) -> None:
        """Whoever goes on with the page wants 朗读 to be silent; its own keys go on with it."""
        if self._reading.open and not stop.within("whileReading"):
            self._reading.stop()

    def _look_around(self) -> Seen:
        """The screen now; what changed until here is not told any more."""
        if self._screen is not None:
            self._seen = self._screen.look(texts=self._on)
        return self._seen

    def _index(self, seen: Seen) -> int:
        return self._screen.index(seen.stops, self._at) if self._screen is not None else -1

    def _come(self, seen: Seen, at: int, *, silent: bool = False) -> None:
        if self._screen is None or not 0 <= at < len(seen.stops):
            return
        stop = self._at = seen.stops[at]
        stop.item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        self._screen.reveal(stop)
        self.changed.emit()
        if not silent:
            self._reading_off(stop)
            self._say(said_of(stop, seen.stops, asked=self._unlocked and stop.kind is Kind.TEXT))

    @Slot()
    def _page_moved(self) -> None:
        self._moved, self._unlocked = True, False
        if self._on or self._keys:
            self._look_soon.start(0)

    @Slot()
    def _pulse(self) -> None:
        """What changes by itself is noticed too: another step of a form, who is coming."""
        if self._on and not self._look_soon.isActive():
            self._look()

    @Slot()
    def _look(self) -> None:
        """Say what has become of the screen since it was last looked at."""
        if self._screen is None or not (self._on or self._keys) or self._visit.asking:
            return
        before, seen = self._seen, self._look_around()
        moved, acted, self._moved, self._acted = self._moved, self._acted, False, False
        said: list[str] = []
        if seen.over is not before.over:
            said = self._over_changed(before, seen, moved=moved)
        elif moved or seen.title != before.title:
            said = self._arrive(seen)
        elif acted:
            said = self._result(before, seen)
        elif self._at is not None and self._at.kind is Kind.FIELD:  # typed on a real keyboard
            said = told_anew(before, seen)
        first, self._first = self._first, []
        voices, self._first_voices = self._first_voices, []
        if first or said:
            self._say([*first, *said], voices)
        self.changed.emit()

    def _over_changed(self, before: Seen, seen: Seen, *, moved: bool) -> list[str]:
        if seen.over is not None and before.over is None:
            self._below = self._at
        elif seen.over is None and not moved and self._below is not None and self._below.there:
            self._at, self._below = self._below, None
            at = self._index(seen)
            self._come(seen, at, silent=True)
            return [seen.title, *said_of(seen.stops[at], seen.stops, asked=False)] if at >= 0 else [seen.title]
        return self._arrive(seen)

    def _arrive(self, seen: Seen) -> list[str]:
        """On a page or in a dialog: she stands at its title, and hears what it is."""
        if self._screen is None:
            return []
        inside = self._screen.inside(seen.stops, seen.over)
        quiet = seen.over is None and not self._unlocked and self._quiet()
        at, said = arrived(seen, inside, self._screen.focus, quiet=quiet, texts=self._on)
        self._come(seen, at, silent=True)
        return said

    def _result(self, before: Seen, seen: Seen) -> list[str]:
        named = bool(self._first)
        at, said = pressed(before, seen, self._pressed, name=self._name_before, named=named)
        self._come(seen, at, silent=True)
        return said

    @Slot()
    def _focus_moved(self) -> None:
        """Tab, or a page that takes the keys: where that is a stop, she is there."""
        if self._screen is None or not self._on or self._look_soon.isActive():
            return
        focus = self._screen.focus
        if focus is None or (self._at is not None and self._at.item is focus):
            return
        seen = self._screen.look(texts=True)
        at = next((number for number, stop in enumerate(seen.stops) if stop.item is focus), -1)
        if at >= 0:
            self._seen = seen
            self._come(seen, at)

    @Slot()
    def _forget(self) -> None:
        self._keys = False
        self._teller.forget()
        self._at = self._below = None
        self._access.press_to_hear = False
        self.changed.emit()

    def _mark(self) -> QRectF:
        return self._screen.mark(self._at) if self._screen is not None and self._on else QRectF()

    on = Property(bool, lambda self: self._on, notify=changed)
    mark = Property(QRectF, _mark, notify=changed)
    """Where the text is that she stands at; what can be pressed shows its own ring."""
