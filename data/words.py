"""Sentences for people outside the screen (command line, publisher, logs for technicians).

Python holds no Chinese: a sentence has a code, and its words lie in ``data/words/*.toml``. Interface texts of the
kiosk itself are in ``ui/i18n``.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources


class UnknownWordsError(Exception):
    """A sentence was asked for that no catalogue holds: a bug."""


@functools.cache
def _catalogue() -> dict[str, str]:
    words: dict[str, str] = {}
    for entry in sorted(resources.files("data").joinpath("words").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            table = tomllib.loads(entry.read_text(encoding="utf-8"))
            for group, sentences in table.items():
                words.update({f"{group}.{key}": sentence for key, sentence in sentences.items()})
    return words


def say(code: str, **params: object) -> str:
    """The sentence for ``code`` (``group.key`` in a catalogue) with its placeholders filled.

    Raises:
        UnknownWordsError: there is no such sentence.
    """
    try:
        template = _catalogue()[code]
    except KeyError:
        raise UnknownWordsError(code) from None
    return template.format_map(params)
