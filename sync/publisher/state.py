"""What a publisher remembers beside its repository: floors that never fall, and results worth keeping.

The repository itself is the record of what was published. This file matters when ``public/`` is lost or restored
from an older copy: terminals refuse lower versions, so the next publication must still be above the last one.
Without it everything works as long as the repository is there.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct, field

from sync.publisher.files import DurableWriter, PlatformFolder
from sync.publisher.map_packs import EncodedPack
from sync.publisher.media import EncodedImage
from sync.publisher.voice_packs import EncodedVoice


class PublicationState(Struct, frozen=True, kw_only=True):
    """Contents of ``state/publication.json``.

    Args:
        versions: last published version by TUF role.
        gens: last published generation by scope.
        images: encoded pictures by hash of their source and encoder.
        packs: encoded map packs, likewise.
        voices: encoded packs of spoken sentences, likewise.
        images_in: pictures shown by each package file, by its hash.
    """

    versions: dict[str, int] = field(default_factory=dict)
    gens: dict[str, int] = field(default_factory=dict)
    images: dict[str, EncodedImage] = field(default_factory=dict)
    packs: dict[str, EncodedPack] = field(default_factory=dict)
    voices: dict[str, EncodedVoice] = field(default_factory=dict)
    images_in: dict[str, list[str]] = field(default_factory=dict)


def load_state(folder: PlatformFolder) -> PublicationState | None:
    """What was remembered; an empty one where nothing was, None where it cannot be read."""
    try:
        return msgspec.json.decode((folder.state / "publication.json").read_bytes(), type=PublicationState)
    except FileNotFoundError:
        return PublicationState()
    except msgspec.DecodeError:
        return None


def save_state(folder: PlatformFolder, state: PublicationState, *, writer: DurableWriter) -> None:
    """Remember ``state``, durably."""
    writer.write(folder.state / "publication.json", msgspec.json.encode(state, order="sorted"))
    writer.settle()
