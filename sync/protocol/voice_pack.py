"""Packs of spoken sentences as they travel: a ZIP file that holds each clip as it is, under the key of its words.

The key (``kiosk.domain.spoken.clip_key``) is the index: whoever has a sentence to say knows the name of its clip. Everything read is
bounded. Not here: whether a clip is a sound (``sync.publisher.voice_packs``).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from kiosk.domain.errors import WorldError

SUFFIX = ".opus"
PACK_MAX_BYTES = 64_000_000
CLIPS_MAX = 20_000
CLIP_MAX_BYTES = 1_000_000
_NAME = re.compile(r"([0-9a-f]{64})\.opus")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def write_voice_pack(clips: Mapping[str, bytes]) -> bytes:
    """Clips by key as one file; the same clips give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for key in sorted(clips):
            entry = zipfile.ZipInfo(key + SUFFIX, _LONG_AGO)
            entry.create_system = 3
            packed.writestr(entry, clips[key])
    return out.getvalue()


def read_voice_pack(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Key and clip of every sentence.

    Raises:
        WorldError: no such pack, or beyond the limits (``voice.bad_pack``).
    """
    if len(data) > PACK_MAX_BYTES:
        raise WorldError("voice.bad_pack", reason=f"> {PACK_MAX_BYTES} bytes")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            if not 0 < len(entries) <= CLIPS_MAX:
                raise WorldError("voice.bad_pack", reason=f"{len(entries)} / {CLIPS_MAX}")
            for entry in entries:
                named = _NAME.fullmatch(entry.filename)
                if named is None or entry.compress_type != zipfile.ZIP_STORED or entry.file_size > CLIP_MAX_BYTES:
                    raise WorldError("voice.bad_pack", reason=entry.filename)
                yield named[1], packed.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, RuntimeError, EOFError, OSError) as error:
        raise WorldError("voice.bad_pack", reason=error) from error
