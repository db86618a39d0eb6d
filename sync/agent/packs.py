"""Packs that came as one file and are shown or heard as many: when each is unpacked, and when an old one may go.

Not here: what lies in one and where it goes (``maps``, ``voices``).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from data.content_store import HeldPack
from data.words import say
from kiosk.domain.errors import WorldError
from sync.agent.blob_store import BlobStore

_log = logging.getLogger(__name__)


class Unpacked(Protocol):
    """Where packs of one kind lie unpacked."""

    def has(self, sha256: str) -> bool:
        """Whether a pack lies there, whole."""
        ...

    def prune(self, wanted: Collection[str]) -> None:
        """Remove every pack that is not wanted."""
        ...


def unpack(
    packs: Mapping[str, HeldPack],
    unpacked: Unpacked,
    *,
    blobs: BlobStore,
    refused: set[str],
    take: Callable[[str, HeldPack, bytes], None],
    bad: str,
) -> None:
    """Unpack what is there and not unpacked yet; a pack that cannot be is named in the log, once, and left out.

    A pack that was replaced stays until the new one is here: half a download must not take away what there was.

    Args:
        packs: of the records held, by SHA-256.
        unpacked: where they lie.
        blobs: where their files lie, as far as they came.
        refused: those that could not be unpacked before; grows.
        take: unpacks one.
        bad: the words for one that cannot be.

    Raises:
        WorldError: the disk failed.
    """
    waiting = False
    for sha256, held in packs.items():
        if unpacked.has(sha256) or sha256 in refused:
            continue
        if not blobs.has(sha256, held.size_bytes):
            waiting = True
            continue
        try:
            take(sha256, held, blobs.read(sha256, held.size_bytes))
        except WorldError as error:
            if error.code.startswith("store."):
                raise
            refused.add(sha256)
            _log.warning(say(bad, sha256=sha256[:12], reason=say(error.code, **error.params)))
    if not waiting:
        unpacked.prune(packs.keys())
