"""Everyday words folded to one of those that mean the same, for searching alone: nothing folded is ever shown.

Who says 冇饭食 and who says 没有饭吃 say the same. The words are ``data/colloquial.toml``.
"""

from __future__ import annotations

import functools
import re
from importlib import resources

import msgspec
from msgspec import Struct


class _Words(Struct, frozen=True):
    questions: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]


def asked(text: str) -> str:
    """``text``, in Simplified characters, with questions as they are written: no word of them stands for itself."""
    for written, spoken in _words().questions.items():
        for word in spoken:
            text = text.replace(word, written)
    return text


def colloquial(text: str) -> str:
    """``text``, in Simplified characters, with one word for all that mean the same, and without particles."""
    if text.isascii():
        return text
    pattern, plain = _folding()
    return pattern.sub(lambda found: plain[found[0]], text)


@functools.cache
def _words() -> _Words:
    raw = resources.files("data").joinpath("colloquial.toml").read_bytes()
    return msgspec.toml.decode(raw, type=_Words)


@functools.cache
def _folding() -> tuple[re.Pattern[str], dict[str, str]]:
    words = _words().words
    plain = {spoken: word for word, all_spoken in words.items() for spoken in (word, *all_spoken) if spoken}
    # The longest first, or 屋企 (home) would be read as 屋 (house).
    return re.compile("|".join(map(re.escape, sorted(plain, key=len, reverse=True)))), plain
