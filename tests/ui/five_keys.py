"""Somebody who sees nothing: hears what is said, and presses five keys. Never looks at the screen, only at what was said."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from kiosk.domain.spoken import Voice
from kiosk.usecases.speech import Listener, Manner, Utterance
from tests.ui.conftest import Resident

PREVIOUS, NEXT, OK, BACK, AGAIN = Qt.Key.Key_8, Qt.Key.Key_2, Qt.Key.Key_5, Qt.Key.Key_4, Qt.Key.Key_0
BOUNCE_S = 0.4
DIGITS = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
PAD = Qt.KeyboardModifier.KeypadModifier


class Voicebox:
    """A speaker that keeps everything it was given, and is done with it at once or when it is told."""

    def __init__(self, voices: frozenset[Voice] = frozenset(Voice), *, patient: bool = False) -> None:
        self._voices = voices
        self._patient = patient
        self.said: list[Utterance] = []
        self.last: list[Utterance] = []
        self.manner = Manner()
        self.listener: Listener | None = None
        self.stopped = 0

    def voices(self, told: Callable[[frozenset[Voice]], None]) -> None:
        told(self._voices)

    def say(self, utterances: Sequence[Utterance], manner: Manner, listener: Listener) -> None:
        self.last = list(utterances)
        self.said += utterances
        self.manner, self.listener = manner, listener
        listener.begun(0)

    def stop(self) -> None:
        self.listener = None
        self.stopped += 1

    def finish(self) -> None:
        """What is being said comes to its end."""
        listener, self.listener = self.listener, None
        if listener is not None:
            listener.over()

    @property
    def words(self) -> str:
        """What was said last, in one."""
        return "".join(each.said for each in self.last)


class Blind:
    """See module. ``presses`` counts keys; holding one is one press."""

    def __init__(self, resident: Resident, voice: Voicebox) -> None:
        self._resident = resident
        self._voice = voice
        self.presses = 0
        self.heard = ""
        self._pressed: dict[str, float] = {}
        self.log: list[str] = []

    def key(self, key: Qt.Key) -> str:
        """Press a key of the pad; the value is what is said then."""
        self.presses += 1
        return self._listen(lambda: QTest.keyClick(self._resident.ui.window, key, PAD))

    def hold(self, key: Qt.Key) -> str:
        """Hold a key until it jumps, once; OK is pressed first, and leads to the main button then."""
        self.presses += 1

        def held() -> None:
            window = self._resident.ui.window
            QTest.keyPress(window, key, PAD)
            self._resident.ui._keypad._jumped_at -= 10  # she has held it long enough
            again = QKeyEvent(QEvent.Type.KeyPress, key.value, PAD, "", True)
            QCoreApplication.sendEvent(window, again)
            QTest.keyRelease(window, key, PAD)

        return self._listen(held)

    def _listen(self, do: Callable[[], None]) -> str:
        said_before = len(self._voice.said)
        do()
        self._resident.wait_for(lambda: not self._resident.ui.guidance.busy)
        self.heard = "".join(each.said for each in self._voice.said[said_before:])
        self.log.append(self.heard)
        return self.heard

    def walk_to(self, words: str, *, key: Qt.Key = NEXT, most: int = 40) -> str:
        """Go on until something is said with these words."""
        heard = [self.heard]
        if words in self.heard:
            return self.heard
        for _ in range(most):
            if words in self.key(key):
                return self.heard
            heard.append(self.heard)
        pytest.fail(f"{words} is not said within {most} keys; said was:\n" + "\n".join(heard))

    def jump_to(self, words: str, *, key: Qt.Key = NEXT, most: int = 20) -> str:
        """Jump on until something is said with these words."""
        heard = []
        for _ in range(most):
            if words in self.hold(key):
                return self.heard
            heard.append(self.heard)
        pytest.fail(f"{words} is not said within {most} jumps; said was:\n" + "\n".join(heard))

    def hold_ok(self) -> str:
        """Press what she is at, and hold on until the main button is said."""
        self._let_go()
        return self.hold(OK)

    def main(self) -> str:
        """Go to the main button of the page by holding OK at a text."""
        return self.hold_ok()

    def press(self) -> str:
        """OK."""
        self._let_go()
        return self.key(OK)

    def _let_go(self) -> None:
        """A second press of the same thing within 350 ms is the same press; nobody presses that fast who listens first."""
        name = self._voice.last[0].said if self._voice.last else ""
        if time.monotonic() - self._pressed.get(name, 0.0) < BOUNCE_S:
            self._resident.pause()
        self._pressed[name] = time.monotonic()

    def dial(self, digit: str) -> None:
        """Go to a key of a telephone's pad by the shorter way, and press it; it says its digit."""
        names = "一二三四五六七八九零"
        wanted = names.index(DIGITS[digit])
        here = names.index(self.heard) if self.heard in names else -1
        key = NEXT if wanted >= here else PREVIOUS
        while self.heard != DIGITS[digit]:
            self.key(key)
        heard = self.press()
        assert heard.startswith(DIGITS[digit]), heard
        self.heard = DIGITS[digit]

    def spell(self, letters: str) -> None:
        """Go over the keys of the keyboard on the screen by the shorter way, and press them; a key says its letter first."""
        order = "qwertyuiopasdfghjklzxcvbnm"
        self.jump_to("q")
        here = "q"
        for letter in letters:
            key = NEXT if order.index(letter) > order.index(here) else PREVIOUS
            while here != letter:
                here = self.key(key)
            assert self.press().startswith(letter), self.heard
