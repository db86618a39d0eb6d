"""Handwriting by Debian's ``libzinnia0`` and ``tegaki-zinnia-simplified-chinese`` (6,763 characters), through ctypes.

The model is mapped from its file (26 MB, of which a process keeps only what it reads) and classifies in a few
milliseconds; it learns nothing and writes nothing. It goes by the order and direction of strokes, and some of its orders are not
those taught today (it expects 辶 first); so the last candidates are what the same strokes give in other orders.
"""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from data.words import say
from kiosk.usecases.handwriting import CANDIDATES, Stroke

_log = logging.getLogger(__name__)

LIBRARY = "libzinnia.so.0"
MODEL = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")
_SIDE = 1000  # what strokes are scaled to: the model was made with 1000 × 1000
_AS_WRITTEN = 6  # candidates for the strokes in the order they were written; the others are for other orders
_POINTS_MOST = 64  # of one stroke; a finger that rests gives hundreds


class ZinniaRecogniser:
    """A recogniser over one model. Belongs to one thread; ``close`` it.

    Raises:
        OSError: the library or the model is not there or does not fit.
    """

    def __init__(self, model: Path = MODEL) -> None:
        self._library = _load(LIBRARY)
        self._recogniser = self._library.zinnia_recognizer_new()
        if not self._library.zinnia_recognizer_open(self._recogniser, str(model).encode()):
            self.close()
            raise OSError(f"not a model: {model}")

    def close(self) -> None:
        """Let go of the model."""
        if self._recogniser:
            self._library.zinnia_recognizer_destroy(self._recogniser)
            self._recogniser = None

    def recognise(self, strokes: Sequence[Stroke], *, side: float) -> tuple[str, ...]:
        """The likeliest characters first; see ``kiosk.usecases.handwriting.Recogniser``."""
        written = [stroke for stroke in strokes if stroke]
        if not written or side <= 0 or not self._recogniser:
            return ()
        as_written = [character for character, _ in self._classify(written, side)]
        best: dict[str, float] = {}
        for order in _other_orders(written):
            for character, score in self._classify(order, side)[:_AS_WRITTEN]:
                best[character] = max(score, best.get(character, score))
        others = sorted(best, key=lambda character: -best[character])
        first = as_written[:_AS_WRITTEN]
        chosen = dict.fromkeys([*first, *[c for c in others if c not in first][: CANDIDATES - len(first)], *as_written])
        return tuple(chosen)[:CANDIDATES]

    def _classify(self, written: Sequence[Stroke], side: float) -> list[tuple[str, float]]:
        """Characters and how well they fit, for strokes in this order."""
        library = self._library
        character = library.zinnia_character_new()
        try:
            library.zinnia_character_clear(character)
            library.zinnia_character_set_width(character, _SIDE)
            library.zinnia_character_set_height(character, _SIDE)
            for number, stroke in enumerate(written):
                step = max(1, len(stroke) // _POINTS_MOST)
                points = [*stroke[:-1:step], stroke[-1]]
                for x, y in points:
                    library.zinnia_character_add(character, number, round(x / side * _SIDE), round(y / side * _SIDE))
            result = library.zinnia_recognizer_classify(self._recogniser, character, CANDIDATES)
            if not result:
                return []
            try:
                count = library.zinnia_result_size(result)
                return [
                    (library.zinnia_result_value(result, n).decode(), library.zinnia_result_score(result, n))
                    for n in range(count)
                ]
            finally:
                library.zinnia_result_destroy(result)
        finally:
            library.zinnia_character_destroy(character)


def _other_orders(strokes: Sequence[Stroke]) -> Iterator[list[Stroke]]:
    """The last one, two or three strokes first, and neighbours exchanged."""
    written = list(strokes)
    for last in range(1, min(4, len(written))):
        yield written[-last:] + written[:-last]
    for at in range(len(written) - 1):
        yield [*written[:at], written[at + 1], written[at], *written[at + 2 :]]


def find_recogniser() -> ZinniaRecogniser | None:
    """The machine's recogniser, or None where library or model are not installed."""
    try:
        return ZinniaRecogniser()
    except OSError as error:
        _log.info(say("ui.no_handwriting", reason=error))
        return None


def _load(name: str) -> ctypes.CDLL:
    library = ctypes.CDLL(name)
    pointer, size, text = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p
    signatures: dict[str, tuple[type | None, tuple[type, ...]]] = {
        "zinnia_recognizer_new": (pointer, ()),
        "zinnia_recognizer_destroy": (None, (pointer,)),
        "zinnia_recognizer_open": (ctypes.c_int, (pointer, text)),
        "zinnia_recognizer_classify": (pointer, (pointer, pointer, size)),
        "zinnia_character_new": (pointer, ()),
        "zinnia_character_destroy": (None, (pointer,)),
        "zinnia_character_clear": (None, (pointer,)),
        "zinnia_character_set_width": (None, (pointer, size)),
        "zinnia_character_set_height": (None, (pointer, size)),
        "zinnia_character_add": (ctypes.c_int, (pointer, size, ctypes.c_int, ctypes.c_int)),
        "zinnia_result_size": (size, (pointer,)),
        "zinnia_result_score": (ctypes.c_float, (pointer, size)),
        "zinnia_result_value": (text, (pointer, size)),
        "zinnia_result_destroy": (None, (pointer,)),
    }
    for function, (result, arguments) in signatures.items():
        entry = getattr(library, function)
        entry.restype, entry.argtypes = result, arguments
    return library
