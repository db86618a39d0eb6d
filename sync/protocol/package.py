"""Content packages: the manifest of a scope and the lines of its snapshot and delta files.

Files of a published repository (any static host or USB stick)::

    metadata/                                   TUF metadata, consistent snapshots
    targets/<scope>/<sha256>.manifest.json      TUF target "<scope>/manifest.json"
    blob/<sha256>                               zstd JSONL files and images, named by the SHA-256 of the file

A snapshot holds every record of a scope, a delta only those that changed since generation ``from_gen``. One line is
one JSON object: a record (envelope + ``body``) or, in a delta, a tombstone ``{"id","kind","gone":true}``. The bytes of
``body`` in the line are what the terminal stores and hashes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from kiosk.domain.content import RecordId, ScopeCode
from sync.protocol.version import PROTOCOL_VERSION

Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]

MANIFEST_MAX_BYTES = 256_000
BLOB_MAX_BYTES = 64_000_000
RAW_MAX_BYTES = 512_000_000
LINE_MAX_BYTES = 1_000_000
DELTAS_MAX = 30

CITY_ROLE = "city"


def district_role(district: str) -> str:
    """Name of the delegated TUF role that signs a district, e.g. ``d440105``."""
    return f"d{district}"


def manifest_path(scope: str) -> str:
    """TUF target path of a scope's manifest."""
    return f"{scope}/manifest.json"


class BlobRef(Struct, frozen=True, kw_only=True):
    """A file under ``blob/``: hash and length of the file, and length when unpacked (equal if not packed)."""

    sha256: Sha256
    size_bytes: Annotated[int, Meta(ge=0, le=BLOB_MAX_BYTES)]
    raw_bytes: Annotated[int, Meta(ge=0, le=RAW_MAX_BYTES)]


class Delta(Struct, frozen=True, kw_only=True):
    """What changed from one generation to a later one."""

    from_gen: Annotated[int, Meta(ge=1)]
    to_gen: Annotated[int, Meta(ge=2)]
    blob: BlobRef


class Manifest(Struct, frozen=True, kw_only=True):
    """State of one scope at one generation.

    ``set_hash`` is ``record_set_hash`` over all records: a terminal whose rows do not give it heals by snapshot.
    """

    v: int = PROTOCOL_VERSION
    scope: ScopeCode
    gen: Annotated[int, Meta(ge=1)]
    records: Annotated[int, Meta(ge=0)]
    set_hash: Sha256
    snapshot: BlobRef
    deltas: Annotated[tuple[Delta, ...], Meta(max_length=DELTAS_MAX)] = ()


class Line(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a snapshot or delta. A tombstone has ``gone`` and nothing after it."""

    id: RecordId
    kind: Annotated[str, Meta(pattern=r"^[a-z]{2,20}$")]
    gone: bool = False
    rev: Annotated[int, Meta(ge=1)] = 1
    valid_from: dt.date | None = None
    expires_on: dt.date | None = None
    verified_on: dt.date | None = None
    hides: bool = False
    body: msgspec.Raw = msgspec.Raw(b"null")


_line_decoder = msgspec.json.Decoder(Line)


def decode_line(line: bytes) -> Line:
    """Decode one line.

    Raises:
        msgspec.ValidationError: not a line of this protocol.
    """
    return _line_decoder.decode(line)


def body_sha256(body: bytes) -> str:
    """Hash a stored row carries."""
    return hashlib.sha256(body).hexdigest()


def record_set_hash(items: list[tuple[str, int, str]]) -> str:
    """Hash over (id, rev, body sha256) of all records of a scope, in any order."""
    entries = "".join([f"{record_id}\x00{rev}\x00{sha}\n" for record_id, rev, sha in sorted(items)])
    return hashlib.sha256(entries.encode()).hexdigest()
