"""Handling thousands of rows at a time without paying for what they do not need."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def no_collector() -> Iterator[None]:
    """Without the cyclic garbage collector.

    It would walk thousands of rows again and again, and rows hold no cycles: what is done with goes by itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
