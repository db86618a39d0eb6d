"""The page of something a form is offered for: whether this terminal can write it down is part of what the page says."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Slot

from kiosk.viewmodels.context import ScreenContext
from kiosk.viewmodels.detail import DetailModel
from kiosk.viewmodels.reception import Reception

V = TypeVar("V")


class OfferModel(DetailModel[V]):
    """Looks anew with every minute, too: what stands in the way of a form (an order, a full disk) is not in the content."""

    def __init__(self, context: ScreenContext, reception: Reception) -> None:
        super().__init__(context)
        self._reception = reception
        self._takes_names = False
        context.minuteChanged.connect(self.refresh)

    def _could_be_asked_for(self) -> bool:
        """Whether the record itself allows it."""
        raise NotImplementedError

    @Slot()
    def refresh(self) -> None:
        """See ``DetailModel``."""
        super().refresh()
        takes = self._could_be_asked_for() and self._reception.takes_names()
        if takes != self._takes_names:
            self._takes_names = takes
            self._take(self._view)
