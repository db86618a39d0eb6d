"""Recordings that came with signed content, found by the words they say."""

from __future__ import annotations

from pathlib import Path

from data.clip_folder import ClipFolder
from data.simplified import simplified
from kiosk.domain.spoken import clip_key
from kiosk.usecases.speech import Clips, Utterance


class PublishedClips(Clips):
    """The clips in a terminal's folder. A page in Traditional characters is heard in the same clips: the words are the same."""

    def __init__(self, folder: ClipFolder) -> None:
        self._folder = folder

    def find(self, utterance: Utterance) -> Path | None:
        """See ``Clips``."""
        return self._folder.find(clip_key(simplified(utterance.said), utterance.voice))
