"""What is said when a visit is over, in one line that can be handed to the next process: words for traces, never what they were.

Pure; who shows it is ``kiosk.viewmodels.visit``, who carries it is ``kiosk.app.supervisor``.
"""

from __future__ import annotations

import enum

import msgspec
from msgspec import Struct

from kiosk.domain.access import Looks
from kiosk.domain.text import Language

THANKS_S = 4.0
"""How long the thank-you page stays up (twice that in large text). The design system says two seconds; nobody we would do
this for reads four lines in two."""


class Trace(enum.StrEnum):
    """What was cleared."""

    FORM = "form"
    TICKET = "ticket"
    ANSWERS = "answers"
    SEARCH = "search"
    PAGES = "pages"


class Farewell(Struct, frozen=True, kw_only=True):
    """What the thank-you page says and how it looks: ``traces`` in the order they are named."""

    traces: tuple[Trace, ...] = (Trace.PAGES,)
    language: Language = Language.ZH_HANS
    looks: Looks = Looks()
    guided: bool = False  # it is said, too

    @property
    def shown_s(self) -> float:
        """How long it stays up."""
        return THANKS_S * (2 if self.looks.slow else 1)


def to_line(farewell: Farewell) -> bytes:
    """One line without its end."""
    return msgspec.json.encode(farewell)


def from_line(line: bytes) -> Farewell:
    """The farewell in a line.

    Raises:
        msgspec.ValidationError: it is none (a bug of the process that wrote it).
    """
    return msgspec.json.decode(line, type=Farewell)
