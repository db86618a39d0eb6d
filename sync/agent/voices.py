"""Packs of spoken sentences that came: unpacked into plain files for the screen, cleared away when no record names them."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from data.clip_folder import ClipFolder
from data.content_store import HeldPack
from data.words import say
from kiosk.domain.errors import WorldError
from sync.agent.blob_store import BlobStore
from sync.protocol.voice_pack import read_voice_pack

_log = logging.getLogger(__name__)


def unpack_voices(packs: Mapping[str, HeldPack], *, blobs: BlobStore, clips: ClipFolder, refused: set[str]) -> None:
    """Unpack what is there and not unpacked yet; a pack that cannot be is named in the log, once, and left out.

    A pack that was replaced is cleared away only when the new one is here: until then its sentences are heard.

    Args:
        packs: of the records held, by SHA-256.
        blobs: where their files lie, as far as they came.
        clips: where to.
        refused: those that could not be unpacked before; grows.

    Raises:
        WorldError: the disk failed.
    """
    waiting = False
    for sha256, held in packs.items():
        if clips.has(sha256) or sha256 in refused:
            continue
        if not blobs.has(sha256, held.size_bytes):
            waiting = True
            continue
        try:
            found = dict(read_voice_pack(blobs.read(sha256, held.size_bytes)))
        except WorldError as error:
            if error.code.startswith("store."):
                raise
            refused.add(sha256)
            _log.warning(say("voice.log_bad_pack", sha256=sha256[:12], reason=say(error.code, **error.params)))
            continue
        clips.keep(sha256, found)
        _log.info(say("voice.log_unpacked", sha256=sha256[:12], clips=len(found)))
    if not waiting:
        clips.prune(packs.keys())
