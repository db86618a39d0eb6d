"""Packs of spoken sentences that came: unpacked into plain files for the screen."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from data.clip_folder import ClipFolder
from data.content_store import HeldPack
from data.words import say
from sync.agent.blob_store import BlobStore
from sync.agent.packs import unpack
from sync.protocol.voice_pack import read_voice_pack

_log = logging.getLogger(__name__)


def unpack_voices(packs: Mapping[str, HeldPack], *, blobs: BlobStore, clips: ClipFolder, refused: set[str]) -> None:
    """Unpack what came into ``clips``; see ``packs.unpack``.

    Raises:
        WorldError: the disk failed.
    """

    def take(sha256: str, _: HeldPack, data: bytes) -> None:
        found = dict(read_voice_pack(data))
        clips.keep(sha256, found)
        _log.info(say("voice.log_unpacked", sha256=sha256[:12], clips=len(found)))

    unpack(packs, clips, blobs=blobs, refused=refused, take=take, bad="voice.log_bad_pack")
