"""What the platform has signed: refreshed through python-tuf, verified, never older than what was once accepted.

Three things python-tuf 7.0.1 does not do are added here: its files are flushed to the disk, expiry is judged by a clock
that is never earlier than the last signed time, and a version floor in ``inbox.db`` stands when its files are lost. The
first two override private members; the version is pinned and ``tests/unit/test_agent_trust.py`` holds them.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct
from tuf.api import exceptions as tuf
from tuf.api.metadata import Metadata, Root, TargetFile, Targets
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

from data.files import file_errors, write_durably
from data.inbox_store import InboxStore, RoleVersion
from kiosk.domain.errors import WorldError
from sync.agent.source import Source, SourceError
from sync.protocol.package import MANIFEST_MAX_BYTES, Manifest, manifest_path
from sync.protocol.version import PROTOCOL_VERSION

METADATA_S = 60.0
PUBLISHED_AT = "published_at"
"""Field of the signed timestamp: when it was made (RFC 3339, UTC)."""

_CONFIG = UpdaterConfig(
    root_max_length=64_000,
    timestamp_max_length=16_384,
    snapshot_max_length=256_000,
    targets_max_length=1_000_000,
)


class SignedState(Struct, frozen=True):
    """One verified state of the repository, as far as this terminal is concerned.

    Args:
        versions: of every role that was looked at.
        signed_at: when the platform says it signed, UTC; None if it does not say.
        manifests: SHA-256 of the manifest of each scope; None where the scope has none and so is empty.
    """

    versions: Mapping[str, RoleVersion]
    signed_at: dt.datetime | None
    manifests: Mapping[str, str | None]


class Trust:
    """One refresh: made for a single poll.

    Args:
        folder: where the update client keeps its files.
        trusted_root: the root this terminal was provisioned with.
        inbox: holds the version floor.
        source: where files come from.

    Raises:
        WorldError: the root is missing or is none (``agent.no_root``, ``agent.bad_root``).
    """

    def __init__(self, folder: Path, trusted_root: Path, *, inbox: InboxStore, source: Source) -> None:
        self._inbox = inbox
        try:
            root = trusted_root.read_bytes()
        except FileNotFoundError:
            raise WorldError("agent.no_root", path=trusted_root) from None
        try:
            with file_errors(folder):
                self._updater = _DurableUpdater(
                    str(folder),
                    "metadata/",
                    target_dir=str(folder),
                    target_base_url="targets/",
                    fetcher=_SourceFetcher(source),
                    config=_CONFIG,
                    bootstrap=root,
                )
        except tuf.RepositoryError as error:
            raise WorldError("agent.bad_root", path=trusted_root, reason=error) from error
        self._folder = folder
        self._targets: dict[str, TargetFile] = {}

    def refresh(self, scopes: Sequence[str], *, now: dt.datetime) -> SignedState:
        """Fetch what is signed now, verify it, and from here on accept nothing older.

        Args:
            scopes: whose manifests are wanted.
            now: the system clock; a clock behind the last signed time does not count.

        Raises:
            SourceError: it could not be fetched.
            WorldError: it is not to be trusted: forged (``agent.not_trusted``), older (``agent.rollback``,
                ``agent.old_metadata``) or expired (``agent.expired``).
        """
        latest = self._inbox.signed_time()
        self._updater.judge_expiry_at(now if latest is None else max(now, latest))
        with _told(self._folder):
            self._updater.refresh()
            found = {scope: self._updater.get_targetinfo(manifest_path(scope)) for scope in scopes}
        versions = self._updater.verified_versions()
        signed_at = _time(self._updater.signed_time())
        self._inbox.raise_floor(versions, signed_at)
        self._targets = {scope: target for scope, target in found.items() if target is not None}
        return SignedState(versions, signed_at, {scope: _sha256(target) for scope, target in found.items()})

    def manifest(self, scope: str) -> Manifest:
        """Fetch and verify the manifest of a scope that has one.

        Raises:
            SourceError: it could not be fetched.
            WorldError: not the signed one, or of a newer protocol (``agent.newer_protocol``).
        """
        target = self._targets[scope]
        if target.length > MANIFEST_MAX_BYTES:
            raise SourceError("agent.too_long", file=target.path, source="", max_bytes=MANIFEST_MAX_BYTES)
        with _told(self._folder):
            data = Path(
                self._updater.download_target(target, str(self._folder / f"{scope}.manifest.json"))
            ).read_bytes()
        try:
            header = msgspec.json.decode(data, type=_Header)
            if header.v > PROTOCOL_VERSION:
                raise WorldError("agent.newer_protocol", scope=scope, found=header.v, known=PROTOCOL_VERSION)
            manifest = msgspec.json.decode(data, type=Manifest)
        except msgspec.DecodeError as error:
            raise WorldError("agent.bad_manifest", scope=scope, reason=error) from error
        if manifest.scope != scope:
            raise WorldError("agent.bad_manifest", scope=scope, reason=manifest.scope)
        return manifest


class _Header(Struct):
    v: int = 1


class _DurableUpdater(Updater):
    """python-tuf's client with its files flushed to the disk and a clock of ours."""

    def judge_expiry_at(self, moment: dt.datetime) -> None:
        self._trusted_set.reference_time = moment

    def verified_versions(self) -> dict[str, RoleVersion]:
        trusted = self._trusted_set
        root: Root = trusted.root
        found = {name: RoleVersion(trusted[name].version, tuple(sorted(root.roles[name].keyids))) for name in _TOP}
        for delegator, name in trusted._trusted_delegations:
            holder = trusted[delegator]
            if name not in found and isinstance(holder, Targets) and holder.delegations is not None:
                keys = (holder.delegations.roles or {})[name].keyids
                found[name] = RoleVersion(trusted[name].version, tuple(sorted(keys)))
        return found

    def signed_time(self) -> object:
        return self._trusted_set.timestamp.unrecognized_fields.get(PUBLISHED_AT)

    def _persist_file(self, filename: str, data: bytes) -> None:
        path = Path(filename)
        with contextlib.suppress(FileNotFoundError):
            if path.read_bytes() == data:  # the root is handed over again at every poll
                return
        write_durably(path, data)

    def _update_root_symlink(self) -> None:
        """Not needed: every start goes from the provisioned root through the kept history."""


_TOP = ("root", "timestamp", "snapshot", "targets")


class _SourceFetcher(FetcherInterface):
    """Fetches for python-tuf from a ``Source``; small files only, held in memory."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @contextlib.contextmanager
    def download_file(self, url: str, max_length: int) -> Iterator[IO[bytes]]:
        yield io.BytesIO(b"".join(self._pieces(url, max_length)))

    def _fetch(self, url: str) -> Iterator[bytes]:
        return self._pieces(url, _CONFIG.targets_max_length)

    def _pieces(self, url: str, max_bytes: int) -> Iterator[bytes]:
        try:
            with self._source.open(url, max_bytes=max_bytes, total_s=METADATA_S) as stream:
                yield from stream.chunks
        except SourceError as error:
            if error.code == "agent.missing":  # how the end of the chain of roots is found
                raise tuf.DownloadHTTPError(url, 404) from error
            raise


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn what python-tuf raises into sentences."""
    try:
        with file_errors(folder):
            yield
    except tuf.ExpiredMetadataError as error:
        raise WorldError("agent.expired", reason=error) from error
    except tuf.BadVersionNumberError as error:
        raise WorldError("agent.old_metadata", reason=error) from error
    except tuf.DownloadHTTPError as error:
        raise SourceError("agent.missing", file=str(error), source="") from error
    except tuf.DownloadError as error:
        raise SourceError("agent.cut_short", file="", source="", reason=error) from error
    except (tuf.RepositoryError, ValueError) as error:
        raise WorldError("agent.not_trusted", reason=error) from error


def root_version(data: bytes, path: Path) -> int:
    """Version of a root of trust, checked as far as it can be by itself.

    Raises:
        WorldError: it is none (``provision.bad_root``).
    """
    try:
        metadata: Metadata[Root] = Metadata.from_bytes(data)
        if not isinstance(metadata.signed, Root):
            raise WorldError("provision.bad_root", path=path, reason=metadata.signed.type)
        metadata.signed.verify_delegate(Root.type, metadata.signed_bytes, metadata.signatures)
    except (tuf.RepositoryError, ValueError) as error:
        raise WorldError("provision.bad_root", path=path, reason=error) from error
    return metadata.signed.version


def _sha256(target: TargetFile | None) -> str | None:
    if target is None:
        return None
    try:
        return target.hashes["sha256"]
    except KeyError:
        raise WorldError("agent.not_trusted", reason=f"{target.path}: no sha256") from None


def _time(value: object) -> dt.datetime | None:
    """The signed time, where it is one."""
    if not isinstance(value, str):
        return None
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.astimezone(dt.UTC) if moment.tzinfo is not None else None
