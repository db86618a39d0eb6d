"""Traditional characters folded to Simplified, for searching alone: nothing folded is ever shown."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


def simplified(text: str) -> str:
    """``text`` in Simplified characters, one for one."""
    if text.isascii():
        return text
    folded = _converter().convert(text)
    return folded if len(folded) == len(text) else text


@functools.cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - 11 ms and its tables, for who searches in characters

    return OpenCC("t2s")
