"""Headphones: whoever puts them in wants to hear, so the guidance begins (reference/security.md, 6); pulled out, it is silent and asks.

Where 朗读 is up already it goes on, and its bar says that nobody else hears it. Not here: the jack (``kiosk.devices.headphones``).
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Slot, qtTrId

from kiosk.domain.keypad import Act
from kiosk.viewmodels.access import AccessModel
from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.reading import ReadingModel
from kiosk.viewmodels.visit import VisitModel
from kiosk.viewmodels.voice import VoiceModel


class Guide(Protocol):
    """The guidance, as far as a jack goes."""

    def do(self, act: Act) -> None:
        """One of the keys was pressed."""
        ...

    def announce(self, words: str) -> None:
        """Said after what is being said, where the guidance is on."""
        ...


class Jack(QObject):
    """The jack of one window. Only the screen that is up does anything (``context.running``)."""

    def __init__(
        self,
        context: ScreenContext,
        guide: Guide,
        *,
        visit: VisitModel,
        voice: VoiceModel,
        reading: ReadingModel,
        access: AccessModel,
    ) -> None:
        super().__init__(context)
        self._context = context
        self._guide = guide
        self._visit = visit
        self._reading = reading
        self._access = access
        voice.pluggedIn.connect(self._plugged_in)
        voice.unplugged.connect(self._unplugged)

    @Slot()
    def _plugged_in(self) -> None:
        if not self._context.running or self._reading.open:
            return
        if self._access.press_to_hear and not self._visit.asking:
            self._visit.note_input()
            self._guide.announce(qtTrId("read.plugged"))
        else:  # as any key does: the voice begins, or whoever was asked is still there
            self._guide.do(Act.AGAIN)

    @Slot()
    def _unplugged(self) -> None:
        """Nothing more is said into the room before she presses something."""
        self._guide.announce(qtTrId("aloud.unplugged"))
