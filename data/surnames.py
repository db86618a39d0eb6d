"""Common surnames by the initial of their pinyin, for choosing instead of typing. The list is ``data/surnames.toml``."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources


@functools.cache
def surnames() -> dict[str, tuple[str, ...]]:
    """Surnames by capital letter, in the order of their pinyin."""
    text = resources.files("data").joinpath("surnames.toml").read_text(encoding="utf-8")
    return {letter: tuple(names) for letter, names in tomllib.loads(text)["surnames"].items()}
