"""Says what the guidance has to say: the last thing wins, and messages nobody asked for wait for its end and are said once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.domain.spoken import Voice, sentences
from kiosk.usecases.speech import Silence
from kiosk.viewmodels.voice import VoiceModel


class Teller:
    """See module. Listens to its own voice.

    Args:
        voice: what speaks.
        refused: told why nothing can be heard.
    """

    def __init__(self, voice: VoiceModel, refused: Callable[[str], None]) -> None:
        self._voice = voice
        self._refused = refused
        self._waiting: list[str] = []

    def say(self, said: Sequence[str], voices: Sequence[Voice | None] = ()) -> None:
        """Say this now instead of whatever is being said, then what waits."""
        waiting, self._waiting = self._waiting, []
        texts = [text for text in [*said, *waiting] if text]
        if texts:
            self._voice.say(texts, self, voices=voices)

    def add(self, words: str, *, soon: bool) -> None:
        """A message; ``soon``: nothing else is about to be said."""
        self._waiting += [sentence for sentence in sentences(words) if sentence not in self._waiting]
        if soon and not self._voice.busy:
            self.say([])

    def forget(self) -> None:
        """Nobody listens any more."""
        self._waiting.clear()

    def begun(self, number: int) -> None:
        """See ``Listener``."""

    def over(self) -> None:
        """See ``Listener``: what came up meanwhile is said now."""
        self.say([])

    def silent(self, why: Silence) -> None:
        """See ``Listener``."""
        self._refused(why.value)
