"""Shared small steps of showing records: pages, icon tints, splitting titles and answers, lines, sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from kiosk.domain.content import Source

_TAIL_RE = re.compile(r"\A(.{2,}?)(（[^（）]{1,16}）)\Z")
_LEAD_RE = re.compile(r"\A([^，。；]{1,24})[，。；](.+)\Z|\A([^.]{1,48})\. (.+)\Z", re.DOTALL)
_COMMA_RE = re.compile(r"，|, ")
_STOP_RE = re.compile(r"。|\. |\n")
_TINTS = ("leaf", "kapok", "river", "amber")
_ICON_TINTS = {
    "wallet": "leaf",
    "first-aid-kit": "kapok",
    "house-line": "river",
    "users-three": "amber",
    "lightbulb": "leaf",
    "hand-heart": "kapok",
    "map-pin": "river",
    "calendar-dots": "amber",
    "megaphone": "kapok",
    "handshake": "leaf",
}

T = TypeVar("T")


def page_of(items: Sequence[T], page: int, size: int) -> tuple[tuple[T, ...], int, int]:
    """The items of one page, with the page number kept inside what exists.

    Returns:
        Items, page (0-based), number of pages (at least 1).
    """
    size = max(1, size)
    pages = max(1, -(-len(items) // size))
    page = min(max(0, page), pages - 1)
    return tuple(items[page * size : (page + 1) * size]), page, pages


def tint_of(icon: str) -> str:
    """Tint of the tile an icon stands in; the same icon always has the same one."""
    return _ICON_TINTS.get(icon) or _TINTS[sum(icon.encode()) % len(_TINTS)]


def split_title(title: str) -> tuple[str, str]:
    """A title and its bracketed tail, e.g. 最低生活保障金 and （低保）; the tail is "" where there is none."""
    match = _TAIL_RE.match(title)
    return (match[1], match[2]) if match else (title, "")


def split_lead(text: str) -> tuple[str, str]:
    """A short answer and what qualifies it, cut at the first stop; the second is "" where there is no such stop."""
    match = _LEAD_RE.match(text)
    return (match[1] or match[3], (match[2] or match[4]).strip()) if match else (text, "")


def clauses_of(text: str) -> tuple[str, ...]:
    """A text cut at its commas."""
    return tuple(part for part in _COMMA_RE.split(text) if part)


def first_sentence(text: str) -> str:
    """What stands before the first full stop."""
    return _STOP_RE.split(text, maxsplit=1)[0]


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def source_lines(sources: Sequence[Source]) -> tuple[str, ...]:
    """Titles of the sources, each once."""
    return tuple(dict.fromkeys(source.title for source in sources))
