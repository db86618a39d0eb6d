"""The words numbers and signs are spoken in: ``data/spoken.toml`` as the structure the rules of ``kiosk.domain.spoken`` take."""

from __future__ import annotations

import functools
from importlib import resources

import msgspec

from kiosk.domain.spoken import SpokenWords


@functools.cache
def spoken_words() -> SpokenWords:
    """The catalogue of this installation."""
    raw = resources.files("data").joinpath("spoken.toml").read_bytes()
    return msgspec.toml.decode(raw, type=SpokenWords)
