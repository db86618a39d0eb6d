"""What is wrong with the sources, said so that the person who wrote them finds the place.

Not here: finding out (``structure``, ``rules``, ``references``).
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from data.words import say
from kiosk.domain.errors import WorldError

Path = tuple[str | int, ...]
"""Place of a value inside a file: ``("figures", 2, "value")``."""

_SHOWN_MAX = 60


def field_name(path: Path) -> str:
    """A path as people write it.

    >>> field_name(("figures", 2, "value"))
    'figures[2].value'
    """
    name = ""
    for step in path:
        if isinstance(step, int):
            name += f"[{step}]"
        else:
            name += f".{shown(step)}" if name else shown(step)
    return name


def shown(value: object) -> str:
    """A value from a source as it may be printed: short, one line, with nothing a screen or terminal would obey."""
    text = str(value)
    if len(text) > _SHOWN_MAX:
        text = text[:_SHOWN_MAX] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)


class Problem(Struct, frozen=True, order=True):
    """One fault of one place in the sources.

    Args:
        file: path of the source file relative to the sources folder, with ``/``.
        line: line in it, from 1; 0 where the fault is not at one line.
        field: ``field_name`` of the value at fault; "" for the file as a whole.
        code: sentence in ``data/words``.
        params: values for that sentence, as pairs in the order of their names.
    """

    file: str
    line: int
    field: str
    code: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def reason(self) -> str:
        """Why, in plain Chinese."""
        return say(self.code, **dict(self.params))

    def sentence(self) -> str:
        """File, place and reason in one line of plain Chinese."""
        place = say("publisher.at_line", line=self.line) if self.line else ""
        field = f" {self.field}" if self.field else ""
        return say("publisher.problem", file=shown(self.file), place=place, field=field, reason=self.reason)


class Fault(Struct, frozen=True):
    """A fault inside one file, before it is known which line that is."""

    path: Path
    code: str
    params: tuple[tuple[str, str], ...] = ()


def fault(path: Path, code: str, /, **params: object) -> Fault:
    """A fault whose parameters are made fit for printing."""
    return Fault(path, code, tuple(sorted((key, shown(value)) for key, value in params.items())))


class RejectedSourcesError(WorldError):
    """The sources have faults; nothing was published. ``problems`` holds all of them, ordered by file and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("publisher.rejected", count=len(problems))
        self.problems = tuple(sorted(set(problems)))
