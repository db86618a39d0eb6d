"""Drafts → the package of one scope: lines, snapshot, deltas, manifest. Pure: bytes in, bytes out.

Rules that terminals rely on:

* A record keeps its revision while its line is the same; a changed one gets the next. One that was not there before
  starts at the scope's new generation, so that an id that comes back is always newer than any earlier life of it.
* A scope's generation grows by one when, and only when, something in it changed.
* ``deltas`` is one chain without gaps, each step leading from one generation to the next, the last to ``gen``. It is cut
  where its sum would reach half the snapshot: from there the snapshot is the shorter way.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import zstandard
from msgspec import Struct

from kiosk.domain.content import RuleSet
from kiosk.domain.errors import WorldError
from sync.protocol.package import (
    DELTAS_MAX,
    LINE_MAX_BYTES,
    MANIFEST_MAX_BYTES,
    RAW_MAX_BYTES,
    BlobRef,
    Delta,
    Line,
    Manifest,
    body_sha256,
    decode_line,
    record_set_hash,
)
from sync.publisher.drafts import Draft

ZSTD_LEVEL = 19

_IMAGE_RE = re.compile(rb'"blob":"([0-9a-f]{64})"')


class Previous(Struct, frozen=True):
    """What was last published for a scope.

    Args:
        gen: its generation.
        lines: its records by id; empty where they could not be read back.
        manifest: None where it could not be read back.
    """

    gen: int
    lines: Mapping[str, Line] = {}
    manifest: Manifest | None = None


NOTHING_YET = Previous(0)


class Package(Struct, frozen=True):
    """A scope ready to be written.

    Args:
        manifest: what it is.
        manifest_bytes: its file.
        blobs: new files by their SHA-256.
        changed: ids that are new or different.
        removed: ids that are gone.
    """

    manifest: Manifest
    manifest_bytes: bytes
    blobs: Mapping[str, bytes]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def compile_scope(scope: str, drafts: Sequence[Draft], previous: Previous) -> Package | None:
    """Compile one scope.

    Args:
        scope: its code.
        drafts: all its records, each id once.
        previous: what was published for it before.

    Returns:
        The package, or None where nothing changed.

    Raises:
        WorldError: a record or the whole scope is too large for terminals.
    """
    gen = previous.gen + 1
    lines = {draft.id: _line(draft, previous.lines.get(draft.id), gen) for draft in sorted(drafts, key=lambda d: d.id)}
    changed = tuple(key for key, line in lines.items() if line is not previous.lines.get(key))
    removed = tuple(sorted(previous.lines.keys() - lines.keys()))
    if previous.manifest is not None and not changed and not removed:
        return None
    snapshot_ref, snapshot = pack([_encode(line) for line in lines.values()])
    blobs = {snapshot_ref.sha256: snapshot}
    deltas: tuple[Delta, ...] = ()
    if previous.manifest is not None:
        tombstones = [Line(id=key, kind=previous.lines[key].kind, gone=True) for key in removed]
        step = sorted([*(lines[key] for key in changed), *tombstones], key=lambda line: line.id)
        delta_ref, delta = pack([_encode(line) for line in step])
        chain = (*previous.manifest.deltas, Delta(from_gen=previous.gen, to_gen=gen, blob=delta_ref))
        deltas = _cut(chain, snapshot_ref.size_bytes // 2)
        if deltas:
            blobs[delta_ref.sha256] = delta
    manifest = Manifest(
        scope=scope,
        gen=gen,
        records=len(lines),
        set_hash=record_set_hash([(line.id, line.rev, body_sha256(bytes(line.body))) for line in lines.values()]),
        snapshot=snapshot_ref,
        deltas=deltas,
    )
    encoded = msgspec.json.encode(manifest)
    if len(encoded) > MANIFEST_MAX_BYTES:
        raise WorldError("publisher.manifest_too_big", scope=scope)
    return Package(manifest, encoded, blobs, changed, removed)


def _line(draft: Draft, before: Line | None, gen: int) -> Line:
    """The line of a draft: the old one itself where nothing changed."""
    # Sorted keys: moving a field in kiosk.domain.content must not make every record look changed.
    # In a rule set the order of maps means something (who the check is about, which question stands first): as written.
    body = msgspec.json.encode(draft.body, order=None if isinstance(draft.body, RuleSet) else "sorted")
    line = Line(
        id=draft.id,
        kind=draft.kind.value,
        rev=before.rev if before is not None else gen,
        valid_from=draft.valid_from,
        expires_on=draft.expires_on,
        verified_on=draft.verified_on,
        hides=draft.hides,
        body=msgspec.Raw(body),
    )
    if len(body) > LINE_MAX_BYTES // 2:
        raise WorldError("publisher.record_too_big", id=draft.id, kb=len(body) // 1000, max_kb=LINE_MAX_BYTES // 2000)
    if before is None:
        return line
    return before if _encode(line) == _encode(before) else msgspec.structs.replace(line, rev=before.rev + 1)


def _cut(chain: tuple[Delta, ...], limit_bytes: int) -> tuple[Delta, ...]:
    """The newest steps of the chain that together stay below ``limit_bytes``."""
    kept = 0
    total = 0
    for delta in reversed(chain[-DELTAS_MAX:]):
        total += delta.blob.size_bytes
        if total >= limit_bytes:
            break
        kept += 1
    return chain[len(chain) - kept :]


def _encode(line: Line) -> bytes:
    return msgspec.json.encode(line)


def pack(lines: Sequence[bytes]) -> tuple[BlobRef, bytes]:
    """Lines as one zstd file.

    Raises:
        WorldError: more than a terminal takes.
    """
    raw = b"".join(line + b"\n" for line in lines)
    if len(raw) > RAW_MAX_BYTES:
        raise WorldError("publisher.scope_too_big", mb=len(raw) // 1_000_000, max_mb=RAW_MAX_BYTES // 1_000_000)
    packed = zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_content_size=True).compress(raw)
    ref = BlobRef(sha256=hashlib.sha256(packed).hexdigest(), size_bytes=len(packed), raw_bytes=len(raw))
    return ref, packed


def unpack(packed: bytes, ref: BlobRef) -> bytes:
    """The lines of a file made by ``pack``, checked against its reference.

    Raises:
        ValueError: not the file the reference means.
    """
    if hashlib.sha256(packed).hexdigest() != ref.sha256:
        raise ValueError("hash differs")
    raw = zstandard.ZstdDecompressor().decompress(packed, max_output_size=ref.raw_bytes)
    if len(raw) != ref.raw_bytes:
        raise ValueError("length differs")
    return raw


def read_lines(raw: bytes) -> Iterator[Line]:
    """Decode the lines of an unpacked file."""
    return (decode_line(line) for line in raw.splitlines())


def images_in(raw: bytes) -> set[str]:
    """Hashes of the pictures the media records of an unpacked file show."""
    found: set[str] = set()
    for line in raw.splitlines():
        if b'"kind":"media"' in line:
            found.update(match.decode() for match in _IMAGE_RE.findall(line))
    return found
