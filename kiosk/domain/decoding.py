"""Decoders that are made when they are first wanted.

Making one takes a millisecond or two; a screen that starts wants few of the fifty there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import msgspec

K = TypeVar("K")
T = TypeVar("T")


class LazyDecoders(Generic[K, T]):
    """JSON decoders of several types.

    Args:
        types: by what they are asked for.
    """

    def __init__(self, types: Mapping[K, type[Any]]) -> None:
        self._types = types
        self._made: dict[K, msgspec.json.Decoder[T]] = {}

    def __contains__(self, key: K) -> bool:
        return key in self._types

    def get(self, key: K) -> msgspec.json.Decoder[T] | None:
        """The decoder, or None where there is no such type."""
        found = self._made.get(key)
        if found is None and key in self._types:
            found = self._made[key] = msgspec.json.Decoder(self._types[key])
        return found
