"""The pictures, map packs and spoken sentences of one publication, each encoded once and remembered until the next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sync.publisher.map_packs import PACK_ENCODER, EncodedPack, encode_pack
from sync.publisher.media import ENCODER, EncodedImage, encode_image
from sync.publisher.voice_packs import VOICE_ENCODER, EncodedVoice, encode_voice


class ImageShelf:
    """Pictures of one publication: encodes each source once, and none whose result lies ready from last time.

    Args:
        remembered: results by SHA-256 of the source file, from an earlier publication.
        is_ready: whether the blob with this hash already lies in the repository, intact.
        packs: as ``remembered``, for packs of map tiles.
        voices: as ``remembered``, for packs of spoken sentences.
    """

    def __init__(
        self,
        remembered: Mapping[str, EncodedImage],
        *,
        is_ready: Callable[[str], bool],
        packs: Mapping[str, EncodedPack] = MappingProxyType({}),
        voices: Mapping[str, EncodedVoice] = MappingProxyType({}),
    ) -> None:
        self._remembered = remembered
        self._remembered_packs = packs
        self._remembered_voices = voices
        self._is_ready = is_ready
        self.used: dict[str, EncodedImage] = {}
        self.used_packs: dict[str, EncodedPack] = {}
        self.used_voices: dict[str, EncodedVoice] = {}
        self.encoded: dict[str, bytes] = {}

    def take(self, data: bytes) -> EncodedImage:
        """What ``data`` becomes; new bytes are kept in ``encoded`` by their hash.

        Raises:
            WorldError: as ``encode_image``.
        """
        key = f"{hashlib.sha256(data).hexdigest()}/{ENCODER}"
        ready = self.used.get(key) or self._remembered.get(key)
        if ready is None or not (ready.blob in self.encoded or self._is_ready(ready.blob)):
            ready, encoded = encode_image(data)
            self.encoded[ready.blob] = encoded
        self.used[key] = ready
        return ready

    def take_pack(self, data: bytes) -> EncodedPack:
        """What a pack of map tiles becomes; new bytes are kept in ``encoded`` by their hash.

        Raises:
            WorldError: as ``encode_pack``.
        """
        key = f"{hashlib.sha256(data).hexdigest()}/{PACK_ENCODER}"
        ready = self.used_packs.get(key) or self._remembered_packs.get(key)
        if ready is None or not (ready.blob in self.encoded or self._is_ready(ready.blob)):
            ready, encoded = encode_pack(data)
            self.encoded[ready.blob] = encoded
        self.used_packs[key] = ready
        return ready

    def take_voice(self, data: bytes) -> EncodedVoice:
        """What a pack of spoken sentences becomes; new bytes are kept in ``encoded`` by their hash.

        Raises:
            WorldError: as ``encode_voice``.
        """
        key = f"{hashlib.sha256(data).hexdigest()}/{VOICE_ENCODER}"
        ready = self.used_voices.get(key) or self._remembered_voices.get(key)
        if ready is None or not (ready.blob in self.encoded or self._is_ready(ready.blob)):
            ready, encoded = encode_voice(data)
            self.encoded[ready.blob] = encoded
        self.used_voices[key] = ready
        return ready
