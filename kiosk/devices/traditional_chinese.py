"""Simplified to Traditional Chinese as written in Hong Kong, by OpenCC. Loaded when first asked: 43 MB, 0.1 s."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from data.words import say

if TYPE_CHECKING:
    from opencc import OpenCC

_KEPT_TEXTS = 8192  # a few thousand texts make up all content; only published text ever comes here
_QUOTES = str.maketrans("“”‘’", "「」『』")


@functools.cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 (the first frame need not wait for it)

    return OpenCC("s2hk")


@functools.cache
def _usage() -> tuple[tuple[str, str], ...]:
    """What OpenCC writes and what is written here instead, so that content and interface spell a word alike."""
    pairs = (line.split() for line in say("traditional.usage").split("\n") if line)
    return tuple((written, usual) for written, usual in pairs)


@functools.lru_cache(maxsize=_KEPT_TEXTS)
def to_traditional(text: str) -> str:
    """``text`` in Traditional Chinese with its quotation marks; what has no other form stays as it is."""
    converted = str(_converter().convert(text)).translate(_QUOTES)
    for written, usual in _usage():
        converted = converted.replace(written, usual)
    return converted
