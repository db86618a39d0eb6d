"""Reading published records back, from the folder they are served from or from wherever somebody serves them.

Follows timestamp, snapshot, roles and manifests to the snapshot files. Signatures are not checked here: the platform reads its own
disk; terminals verify everything themselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import zstandard
from msgspec import Meta, Struct

from kiosk.domain.content import Activity, Kind, PlatformKey
from kiosk.domain.errors import WorldError
from kiosk.domain.text import Language, in_language
from sync.platform.message_keys import CITY_ZONE
from sync.platform.static import TIMESTAMP
from sync.platform.store.books import ActivityRow
from sync.protocol.package import RAW_MAX_BYTES, Line, Manifest, decode_line

Read = Callable[[str], bytes | None]
"""Bytes of a published file by its path below ``public``; None where there is none."""


class _FileInfo(Struct):
    version: int


class _Metas(Struct):
    meta: dict[str, _FileInfo]


class _TimestampFile(Struct):
    signed: _Metas


class _Target(Struct):
    hashes: dict[str, str]


class _Targets(Struct):
    targets: dict[str, _Target] = {}


class _RoleFile(Struct):
    signed: _Targets


class _Snapshot(Struct):
    meta: dict[str, _FileInfo]


class _SnapshotFile(Struct):
    signed: _Snapshot


class Published(Struct, frozen=True):
    """What matters to the platform of what is published.

    Args:
        activities: all of them.
        keys: public keys of the platform.
    """

    activities: tuple[ActivityRow, ...] = ()
    keys: tuple[PlatformKey, ...] = ()


class _ScopedLine(Struct, frozen=True):
    scope: Annotated[str, Meta(pattern=r"^4401\d{0,8}$")]
    line: Line


def from_folder(public: Path) -> Read:
    """Read from the platform's own folder."""

    def read(path: str) -> bytes | None:
        try:
            return (public / path).read_bytes()
        except FileNotFoundError:
            return None

    return read


def read_published(read: Read) -> Published:
    """Activities and keys as they are published now; nothing before the first publication.

    Raises:
        WorldError: the published files do not fit together (``platform.published_damaged``).
    """
    try:
        lines = list(_lines(read))
        return Published(tuple(_activities(lines)), tuple(_keys(lines)))
    except (msgspec.DecodeError, zstandard.ZstdError, KeyError, _MissingError) as error:
        raise WorldError("platform.published_damaged", reason=error) from error


# Made once, before there are threads (see ``requests``).
_decode_timestamp = msgspec.json.Decoder(_TimestampFile).decode
_decode_snapshot = msgspec.json.Decoder(_SnapshotFile).decode
_decode_role = msgspec.json.Decoder(_RoleFile).decode
_decode_manifest = msgspec.json.Decoder(Manifest).decode
_decode_activity = msgspec.json.Decoder(Activity).decode
_decode_key = msgspec.json.Decoder(PlatformKey).decode


class _MissingError(Exception):
    pass


def _lines(read: Read) -> Iterator[_ScopedLine]:
    timestamp = read(TIMESTAMP)
    if timestamp is None:
        return
    version = _decode_timestamp(timestamp).signed.meta["snapshot.json"].version
    snapshot = _decode_snapshot(_present(read, f"metadata/{version}.snapshot.json"))
    for name, info in snapshot.signed.meta.items():
        role = _decode_role(_present(read, f"metadata/{info.version}.{name}"))
        for path, target in role.signed.targets.items():
            scope, _, file = path.partition("/")
            manifest = _decode_manifest(_present(read, f"targets/{scope}/{target.hashes['sha256']}.{file}"))
            packed = _present(read, f"blob/{manifest.snapshot.sha256}")
            raw = zstandard.ZstdDecompressor().decompress(packed, max_output_size=RAW_MAX_BYTES)
            wanted = (b'"kind":"activity"', b'"kind":"key"')
            for line in raw.splitlines():
                if any(kind in line for kind in wanted):
                    yield _ScopedLine(scope, decode_line(line))


def _present(read: Read, path: str) -> bytes:
    data = read(path)
    if data is None:
        raise _MissingError(path)
    return data


def _activities(lines: list[_ScopedLine]) -> Iterator[ActivityRow]:
    for scoped in lines:
        line = scoped.line
        if line.kind != Kind.ACTIVITY or line.hides or line.gone:
            continue
        body = _decode_activity(line.body)
        yield ActivityRow(
            id=line.id,
            scope=scoped.scope,
            title=in_language(body.title, Language.ZH_HANS),
            starts_at=_aware(body.starts_at),
            ends_at=_aware(body.ends_at),
            capacity=body.capacity,
        )


def _aware(local: dt.datetime) -> dt.datetime:
    return local.replace(tzinfo=CITY_ZONE).astimezone(dt.UTC)


def _keys(lines: list[_ScopedLine]) -> Iterator[PlatformKey]:
    for scoped in lines:
        if scoped.line.kind == Kind.KEY and scoped.scope == "4401" and not scoped.line.gone and not scoped.line.hides:
            yield _decode_key(scoped.line.body)
