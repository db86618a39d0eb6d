"""The desks behind the screens, opened when somebody first wants one.

Not here: what the desks do (``kiosk.usecases.whole_desk``), and how they are made (the composition root).
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from data.words import say
from kiosk.domain.errors import WorldError
from kiosk.usecases.browse_activities import UNSEEN, FreeSeats, no_seats
from kiosk.usecases.desk import Desk

_log = logging.getLogger(__name__)

MakeDesk = Callable[[], Desk]


def no_desk() -> Desk:
    """For a window without a journal.

    Raises:
        WorldError: always.
    """
    raise WorldError("sign_up.not_enrolled")


class Reception:
    """Holds the desk of one window."""

    def __init__(self, make: MakeDesk) -> None:
        self._make = make
        self._desk: Desk | None = None
        self._said = ""

    def desk(self) -> Desk:
        """The desk, opened if need be.

        Raises:
            WorldError: it cannot be opened; the next call tries again.
        """
        if self._desk is None:
            self._desk = self._make()
        return self._desk

    def open_ahead(self) -> None:
        """Open the desk before anybody wants it, if it can be: seats are lent to a journal that has begun, and idle pages announce them."""
        try:
            self.desk()
        except WorldError as error:
            self.note(error)

    def free_seats(self, activity: str) -> int | None:
        """Seats of our own, as ``FreeSeats`` has them."""
        try:
            return self.desk().sign_ups.free_seats(activity)
        except WorldError as error:
            self.note(error)
            return UNSEEN

    def seats_at_rest(self) -> FreeSeats:
        """Seats to announce while nobody is there: those of a desk that is open anyway, where a form could follow."""
        return self.free_seats if self._desk is not None and self.takes_names() else no_seats

    def takes_names(self) -> bool:
        """Whether a form can be filled in here, or something stands in the way (not enrolled, a full disk, an order to pause)."""
        try:
            self.desk().sign_ups.ready()
        except WorldError as error:
            self.note(error)
            return False
        return True

    def note(self, error: WorldError) -> None:
        """Log what stands in the way, once until it changes. No error of the desk names a person."""
        sentence = say(error.code, **error.params)
        if sentence != self._said:
            self._said = sentence
            _log.info(sentence)

    def close(self) -> None:
        """Let go of the files."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None
