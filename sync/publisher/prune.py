"""Clears away what no recent publication refers to any more.

The last ``KEEP_PUBLICATIONS`` states stay whole: a terminal that read the timestamp a moment ago, or downloads over a slow
line, or a mirror that copies, still finds every file. All roots stay for ever: a terminal that slept for years walks them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct
from tuf.api.metadata import Metadata, Snapshot, Targets

from sync.protocol.package import BlobRef, Manifest
from sync.publisher.compiler import images_in, unpack
from sync.publisher.files import PlatformFolder, is_leftover

KEEP_PUBLICATIONS = 10


class Pruned(Struct, frozen=True):
    """What pruning did.

    Args:
        removed: number of files deleted.
        images_in: pictures shown by each package file that stays, by its hash.
    """

    removed: int
    images_in: dict[str, list[str]]


def prune(folder: PlatformFolder, *, remembered: dict[str, list[str]]) -> Pruned:
    """Delete what is out of reach. The caller holds the folder's lock.

    Args:
        folder: the repository.
        remembered: ``images_in`` of the last time; missing entries are read from the packages.
    """
    keep: set[Path] = {folder.timestamp}
    keep.update(folder.versioned("root", version) for version in folder.versions_on_disk("root"))
    packs: dict[str, BlobRef] = {}
    manifests: set[Path] = set()
    for version in folder.versions_on_disk("snapshot")[-KEEP_PUBLICATIONS:]:
        keep.add(folder.versioned("snapshot", version))
        for path in _roles_of(folder, version):
            if path not in keep:
                keep.add(path)
                manifests.update(_manifests_of(folder, path))
    for path in manifests:
        packs.update(_packs_of(path))
    known = {sha: remembered[sha] if sha in remembered else _images(folder, ref) for sha, ref in packs.items()}
    keep |= manifests
    keep.update(folder.blob / sha for sha in packs)
    keep.update(folder.blob / sha for images in known.values() for sha in images)
    removed = 0
    for path in _files(folder):
        if path not in keep:
            path.unlink()
            removed += 1
    return Pruned(removed, known)


def _files(folder: PlatformFolder) -> Iterator[Path]:
    """Everything of ours below ``public/``; what somebody else put there is left alone."""
    for base in (folder.metadata, folder.targets, folder.blob):
        for path in base.rglob("*"):
            if path.is_file() and (path.suffix == ".json" or base == folder.blob or is_leftover(path.name)):
                yield path


def _roles_of(folder: PlatformFolder, version: int) -> Iterator[Path]:
    path = folder.versioned("snapshot", version)
    snapshot: Metadata[Snapshot] = Metadata.from_bytes(path.read_bytes())
    for name, meta in snapshot.signed.meta.items():
        yield folder.versioned(name.removesuffix(".json"), meta.version)


def _manifests_of(folder: PlatformFolder, path: Path) -> Iterator[Path]:
    if not path.exists():  # lost, or of a publication cut off before its end
        return
    role: Metadata[Targets] = Metadata.from_bytes(path.read_bytes())
    for target, file in role.signed.targets.items():
        yield folder.manifest(target.split("/")[0], file.hashes["sha256"])


def _packs_of(path: Path) -> Iterator[tuple[str, BlobRef]]:
    if not path.exists():
        return
    manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    for ref in (manifest.snapshot, *(delta.blob for delta in manifest.deltas)):
        yield ref.sha256, ref


def _images(folder: PlatformFolder, ref: BlobRef) -> list[str]:
    path = folder.blob / ref.sha256
    return sorted(images_in(unpack(path.read_bytes(), ref))) if path.exists() else []
