"""Packs of spoken sentences on their way to terminals: each clip looked at, the file written anew.

Not here: which sentences there are (``voice_texts``) and who speaks them (``voice_making``).
"""

from __future__ import annotations

import hashlib

from msgspec import Struct

from data.sound import is_short_opus
from kiosk.domain.content_reference import VOICE_MIME
from kiosk.domain.errors import WorldError
from sync.protocol.voice_pack import PACK_MAX_BYTES, read_voice_pack, write_voice_pack

VOICE_ENCODER = "voice/1"
"""What decides the bytes besides the source; a remembered result of another encoder is not used."""


class EncodedVoice(Struct, frozen=True):
    """A pack as it is published. ``blob`` is the SHA-256 of its bytes."""

    blob: str
    mime: str
    size_bytes: int
    clips: int


def encode_voice(data: bytes) -> tuple[EncodedVoice, bytes]:
    """Write a pack anew: the same clips and nothing else.

    Raises:
        WorldError: no such pack, too much in it (``voice.bad_pack``), or a clip is no sound (``voice.bad_clip``).
    """
    clips = dict(read_voice_pack(data))
    for key, clip in clips.items():
        if not is_short_opus(clip):
            raise WorldError("voice.bad_clip", key=key[:12])
    fresh = write_voice_pack(clips)
    if len(fresh) > PACK_MAX_BYTES:
        raise WorldError("voice.bad_pack", reason=f"> {PACK_MAX_BYTES} bytes")
    return EncodedVoice(hashlib.sha256(fresh).hexdigest(), VOICE_MIME, len(fresh), len(clips)), fresh
