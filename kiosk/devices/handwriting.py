"""Handwriting by Debian's ``libzinnia0`` and ``tegaki-zinnia-simplified-chinese`` (6,763 characters), through ctypes.

The model is mapped from its file (26 MB, of which a process keeps only what it reads) and classifies in a few
milliseconds; it learns nothing and writes nothing. It goes by the order and direction of strokes, and some of its orders are not
those taught today (it expects 辶 first); so the last candidates are what the same strokes give in other orders, by how far each
stands above the others of its own order (scores of two orders cannot be compared). A finger's tremor is smoothed away before: the
model was made with clean strokes.
"""

from __future__ import annotations

import ctypes
import itertools
import logging
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from data.words import say
from kiosk.usecases.handwriting import CANDIDATES, Point, Stroke

_log = logging.getLogger(__name__)

LIBRARY = "libzinnia.so.0"
MODEL = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")
_SIDE = 1000  # what strokes are scaled to: the model was made with 1000 × 1000
_AS_WRITTEN = 5  # candidates for the strokes in the order they were written; the others are for other orders
_STEP = 24  # between two points of a stroke, in the model's unit
_SMOOTHINGS = 2


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
        if side <= 0 or not self._recogniser:
            return ()
        written = [_smoothed(stroke, _SIDE / side) for stroke in strokes if stroke]
        if not written:
            return ()
        as_written = [character for character, _ in self._classify(written)]
        best: dict[str, float] = {}
        for order in _other_orders(written):
            found = self._classify(order)
            for character, score in found[:_AS_WRITTEN]:
                above = score - found[-1][1]
                best[character] = max(above, best.get(character, above))
        others = sorted(best, key=lambda character: -best[character])
        first = as_written[:_AS_WRITTEN]
        chosen = dict.fromkeys([*first, *[c for c in others if c not in first][: CANDIDATES - len(first)], *as_written])
        return tuple(chosen)[:CANDIDATES]

    def _classify(self, written: Sequence[Stroke]) -> list[tuple[str, float]]:
        """Characters and how well they fit, for strokes in this order."""
        library = self._library
        character = library.zinnia_character_new()
        try:
            library.zinnia_character_clear(character)
            library.zinnia_character_set_width(character, _SIDE)
            library.zinnia_character_set_height(character, _SIDE)
            for number, stroke in enumerate(written):
                for x, y in stroke:
                    library.zinnia_character_add(character, number, round(x), round(y))
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


def _smoothed(stroke: Stroke, scale: float) -> Stroke:
    """A stroke in the model's unit: points at equal steps, each drawn towards its neighbours; its ends stay."""
    points = _at_equal_steps([(x * scale, y * scale) for x, y in stroke])
    for _ in range(_SMOOTHINGS):
        between = zip(points, points[1:], points[2:], strict=False)
        inner = [((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4) for a, b, c in between]
        points = [points[0], *inner, points[-1]] if len(points) > 1 else points
    return points


def _at_equal_steps(points: list[Point]) -> list[Point]:
    """Along the line through ``points``, from the first to the last."""
    found = [points[0]]
    since = 0.0  # way since the last point that was put down
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        way = math.hypot(x1 - x0, y1 - y0)
        at = _STEP - since
        while at <= way and way > 0:
            found.append((x0 + (x1 - x0) * at / way, y0 + (y1 - y0) * at / way))
            at += _STEP
        since = way - (at - _STEP)
    return found if found[-1] == points[-1] else [*found, points[-1]]


def _other_orders(strokes: Sequence[Stroke]) -> Iterator[list[Stroke]]:
    """The last one to four strokes first, the last one right after the first (区), and neighbours exchanged."""
    written = list(strokes)
    for last in range(1, min(5, len(written))):
        yield written[-last:] + written[:-last]
    if len(written) > 3:
        yield [written[0], written[-1], *written[1:-1]]
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
