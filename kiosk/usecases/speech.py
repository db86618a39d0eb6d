"""The port to what speaks aloud. The adapter is ``kiosk.devices.speech``; tests bring their own.

Whoever speaks is given sentences that are ready to be said (``kiosk.domain.spoken``), says which one it is at, and falls
silent at once when told to. What is read, and what must not be, is decided by whoever asks.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from kiosk.domain.spoken import Voice


class Pace(enum.StrEnum):
    """How fast is spoken."""

    SLOW = "slow"
    NORMAL = "normal"
    FAST = "fast"
    CAREFUL = "careful"
    """Eight tenths of an engine's own: for digits that somebody writes down (DESIGN-SYSTEM, component 43)."""


class Silence(enum.StrEnum):
    """Why nothing can be heard."""

    NO_ENGINE = "no_engine"
    """Nothing here makes speech."""
    NO_VOICE = "no_voice"
    """This language is not spoken here."""
    NO_SOUND = "no_sound"
    """There is no player or no loudspeaker."""


class Utterance(Struct, frozen=True):
    """One sentence to be said: words without digits or signs, the voice that says them, and silence after it."""

    said: str
    voice: Voice
    pause_s: float = 0.0


class Manner(Struct, frozen=True):
    """How it is said; ``volume`` from 1 to ``terminal.LOUDEST``."""

    pace: Pace = Pace.NORMAL
    volume: int = 5


class Listener(Protocol):
    """Told, in the thread of whoever asked, how the speaking goes. Nothing comes any more after ``over`` or ``silent``."""

    def begun(self, number: int) -> None:
        """Sentence ``number`` (from 0) is being played from now on."""
        ...

    def over(self) -> None:
        """The last sentence was played to its end."""
        ...

    def silent(self, why: Silence) -> None:
        """It cannot go on."""
        ...


class Speaker(Protocol):
    """Speaks; one text at a time."""

    def voices(self, told: Callable[[frozenset[Voice]], None]) -> None:
        """Find out which languages are spoken here, none where there is nothing that speaks; ``told`` is called once."""
        ...

    def say(self, utterances: Sequence[Utterance], manner: Manner, listener: Listener) -> None:
        """Say sentences one after the other; returns at once. What was being said is stopped."""
        ...

    def stop(self) -> None:
        """Be silent now, and tell the listener nothing more."""
        ...


class NoSpeaker(Speaker):
    """A machine that does not speak."""

    def voices(self, told: Callable[[frozenset[Voice]], None]) -> None:
        """See ``Speaker``."""
        told(frozenset())

    def say(self, utterances: Sequence[Utterance], manner: Manner, listener: Listener) -> None:
        """See ``Speaker``."""
        del utterances, manner
        listener.silent(Silence.NO_ENGINE)

    def stop(self) -> None:
        """See ``Speaker``."""


class Clips(Protocol):
    """Recordings that came with signed content, which come before any engine."""

    def find(self, utterance: Utterance) -> Path | None:
        """The recording of these words in this voice (``spoken.clip_key``), a sound file, or None."""
        ...


class NoClips(Clips):
    """Content without recordings."""

    def find(self, utterance: Utterance) -> Path | None:
        """See ``Clips``."""
        del utterance
        return None
