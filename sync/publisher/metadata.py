"""The TUF metadata of the repository: read back and verified, renewed, signed, written.

Roles: root and targets (offline keys) name the others; ``city`` and one role a district sign the manifests of their scopes;
snapshot and timestamp tie one state together. python-tuf's ``repository`` module is not stable API, its ``api.metadata``
is; only that is used here. What lies in a target is ``compiler``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization import DeserializationError
from tuf.api.serialization.json import JSONSerializer

from kiosk.domain.errors import WorldError
from kiosk.domain.scopes import CITY
from sync.protocol.package import CITY_ROLE
from sync.publisher.files import DurableWriter, PlatformFolder
from sync.publisher.keys import (
    DELEGATED_ROLES,
    OFFLINE_KEYS,
    ONLINE_KEYS,
    ROOT_KEYS,
    ROOT_THRESHOLD,
    KeyRing,
    make_keys,
)

LIFETIMES = {
    "timestamp": dt.timedelta(days=14),
    "snapshot": dt.timedelta(days=30),
    "delegated": dt.timedelta(days=90),
    "targets": dt.timedelta(days=365),
    "root": dt.timedelta(days=3650),
}
PUBLISHED_AT = "published_at"
"""A field of our own in the signed timestamp: when it was made (RFC 3339, UTC). Terminals may use it as signed time."""

_COMPACT = JSONSerializer(compact=True)
T = TypeVar("T", Root, Timestamp, Snapshot, Targets)


class Signed(Struct, frozen=True):
    """Metadata as it lies in the repository, verified.

    Args:
        root: newest root.
        targets: top-level targets: the delegations.
        roles: delegated roles by name.
        snapshot: None before the first publication.
        timestamp: None before the first publication.
    """

    root: Metadata[Root]
    targets: Metadata[Targets]
    roles: Mapping[str, Metadata[Targets]]
    snapshot: Metadata[Snapshot] | None
    timestamp: Metadata[Timestamp] | None


def role_of(scope: str) -> str:
    """Name of the role that signs a scope."""
    return CITY_ROLE if scope == CITY else f"d{scope[:6]}"


def wears_thin(expires: dt.datetime, *, lifetime: dt.timedelta, now: dt.datetime) -> bool:
    """Whether less than a third of a life is left."""
    return expires - now < lifetime / 3


def start_repository(folder: PlatformFolder, *, now: dt.datetime) -> None:
    """Make the keys and the first root and targets.

    Raises:
        WorldError: there is one already (``publisher.already_started``).
    """
    if folder.versions_on_disk("root"):
        raise WorldError("publisher.already_started", path=folder.root)
    writer = DurableWriter()
    offline = make_keys(folder.keys_offline, OFFLINE_KEYS, writer=writer)
    online = make_keys(folder.keys_online, ONLINE_KEYS, writer=writer)
    root = Root(expires=_whole(now + LIFETIMES["root"]), consistent_snapshot=True)
    for name in ROOT_KEYS:
        root.add_key(offline[name].public_key, "root")
    root.roles["root"].threshold = ROOT_THRESHOLD
    for role in ("timestamp", "snapshot"):
        root.add_key(online[role].public_key, role)
    root.add_key(offline["targets"].public_key, "targets")
    delegations = Delegations({}, {})
    targets = Targets(expires=_whole(now + LIFETIMES["targets"]), delegations=delegations)
    for role in DELEGATED_ROLES:
        path = f"{CITY}/*" if role == CITY_ROLE else f"{role[1:]}*/*"
        delegations.roles = {**(delegations.roles or {}), role: DelegatedRole(role, [], 1, True, [path])}
        targets.add_key(online[role].public_key, role)
    signed_targets = Metadata(targets)
    signed_targets.sign(offline["targets"])
    signed_root = Metadata(root)
    for name in ROOT_KEYS:
        signed_root.sign(offline[name], append=True)
    # The root last: a folder that has one is ready.
    writer.write(folder.versioned("targets", 1), signed_targets.to_bytes(_COMPACT))
    writer.settle()
    writer.write(folder.versioned("root", 1), signed_root.to_bytes(_COMPACT))
    writer.settle()


def load_signed(folder: PlatformFolder) -> Signed:
    """Read the current metadata back, verifying every signature and link.

    Raises:
        WorldError: never started (``publisher.not_started``) or damaged (``publisher.repository_damaged``).
    """
    roots = folder.versions_on_disk("root")
    if not roots:
        raise WorldError("publisher.not_started", path=folder.root)
    root = _read(folder, "root", roots[-1], Root)
    _verify(folder, root.signed, "root", root)
    timestamp: Metadata[Timestamp] | None = None
    snapshot: Metadata[Snapshot] | None = None
    roles: dict[str, Metadata[Targets]] = {}
    if folder.timestamp.exists():
        timestamp = _read(folder, "timestamp", None, Timestamp)
        _verify(folder, root.signed, "timestamp", timestamp)
        snapshot = _read(folder, "snapshot", timestamp.signed.snapshot_meta.version, Snapshot)
        _verify(folder, root.signed, "snapshot", snapshot)
        targets = _read(folder, "targets", snapshot.signed.meta["targets.json"].version, Targets)
    else:
        targets = _read(folder, "targets", folder.versions_on_disk("targets")[-1], Targets)
    _verify(folder, root.signed, "targets", targets)
    if snapshot is not None:
        for role in delegated(targets):
            roles[role] = _read(folder, role, snapshot.signed.meta[f"{role}.json"].version, Targets)
            _verify(folder, targets.signed, role, roles[role])
    return Signed(root, targets, roles, snapshot, timestamp)


def delegated(targets: Metadata[Targets]) -> Mapping[str, DelegatedRole]:
    """The delegated roles by name, in their order."""
    delegations = targets.signed.delegations
    return (delegations.roles or {}) if delegations is not None else {}


def _read(folder: PlatformFolder, role: str, version: int | None, expected: type[T]) -> Metadata[T]:
    path = folder.timestamp if version is None else folder.versioned(role, version)
    try:
        found: Metadata[T] = Metadata.from_bytes(path.read_bytes())
    except (OSError, DeserializationError) as error:
        raise WorldError("publisher.repository_damaged", path=path, reason=error) from error
    if not isinstance(found.signed, expected) or version not in (None, found.signed.version):
        raise WorldError("publisher.repository_damaged", path=path, reason=role)
    return found


def _verify(folder: PlatformFolder, delegator: Root | Targets, role: str, found: Metadata[T]) -> None:
    try:
        delegator.verify_delegate(role, found.signed_bytes, found.signatures)
    except (RepositoryError, ValueError) as error:
        path = folder.timestamp if role == "timestamp" else folder.versioned(role, found.signed.version)
        raise WorldError("publisher.repository_damaged", path=path, reason=error) from error


def _whole(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(microsecond=0)


class MetadataWriter:
    """One round of signing: what changed gets a new version; files are written, the timestamp last.

    Args:
        folder: the repository.
        current: what is there.
        floor: versions by role that must be exceeded, known from elsewhere.
        writer: how files are written.
        now: present time, aware.
    """

    def __init__(
        self,
        folder: PlatformFolder,
        current: Signed,
        *,
        floor: Mapping[str, int],
        writer: DurableWriter,
        now: dt.datetime,
    ) -> None:
        self._folder = folder
        self._keys = KeyRing(folder)
        self._floor = floor
        self._writer = writer
        self._now = _whole(now)
        self.root = current.root
        self.targets = current.targets
        self.roles = dict(current.roles)
        self.snapshot = current.snapshot
        self.timestamp = current.timestamp

    def renew_offline_roles(self) -> list[str]:
        """Renew root and targets where they wear thin and their keys are here.

        Returns:
            Roles that wear thin and whose keys are not here.

        Raises:
            WorldError: such a role has already expired; terminals would refuse everything.
        """
        renewed = {"root": self._renew("root", self.root, ROOT_KEYS)}
        renewed["targets"] = self._renew("targets", self.targets, ("targets",))
        return [role for role, done in renewed.items() if not done]

    def _renew(self, role: str, metadata: Metadata[T], key_names: Sequence[str]) -> bool:
        """Renew one offline role if it wears thin; False where that was due and its keys are not here."""
        expires = metadata.signed.expires
        if not wears_thin(expires, lifetime=LIFETIMES[role], now=self._now):
            return True
        allowed = self.root.signed.roles[role]
        signers = self._keys.offline(key_names, allowed.keyids)
        if len(signers) < allowed.threshold:
            if expires <= self._now:
                raise WorldError("publisher.offline_role_expired", role=role, expired=f"{expires:%Y-%m-%d}")
            return False
        metadata.signed.version = self._next(role, metadata.signed.version)
        metadata.signed.expires = self._now + LIFETIMES[role]
        metadata.signatures.clear()
        for signer in signers.values():
            metadata.sign(signer, append=True)
        self._write(role, metadata)
        return True

    def put_role(self, role: str, targets: Mapping[str, TargetFile]) -> None:
        """Give a delegated role its targets; a new version only where they differ or the role wears thin."""
        held = self.roles.get(role)
        if (
            held is not None
            and held.signed.targets == targets
            and not wears_thin(held.signed.expires, lifetime=LIFETIMES["delegated"], now=self._now)
        ):
            return
        version = self._next(role, held.signed.version if held is not None else 0)
        fresh = Metadata(Targets(version, expires=self._now + LIFETIMES["delegated"], targets=dict(targets)))
        fresh.sign(self._keys.online(role, delegated(self.targets)[role].keyids))
        self._write(role, fresh)
        self.roles[role] = fresh

    def put_snapshot(self) -> None:
        """Tie targets and roles together; a new version only where one of them is new or the snapshot wears thin."""
        meta = {"targets.json": self._meta_of("targets", self.targets)}
        meta |= {f"{role}.json": self._meta_of(role, held) for role, held in self.roles.items()}
        held = self.snapshot
        if (
            held is not None
            and held.signed.meta == meta
            and not wears_thin(held.signed.expires, lifetime=LIFETIMES["snapshot"], now=self._now)
        ):
            return
        version = self._next("snapshot", held.signed.version if held is not None else 0)
        fresh = Metadata(Snapshot(version, expires=self._now + LIFETIMES["snapshot"], meta=meta))
        fresh.sign(self._keys.online("snapshot", self.root.signed.roles["snapshot"].keyids))
        self._write("snapshot", fresh)
        self.snapshot = fresh

    def put_timestamp(self) -> int:
        """Make everything written so far visible; the value is the new timestamp's version."""
        if self.snapshot is None:
            raise RuntimeError("the snapshot comes before the timestamp")
        version = max(self.timestamp.signed.version if self.timestamp else 0, self._floor.get("timestamp", 0)) + 1
        fresh = Metadata(
            Timestamp(
                version,
                expires=self._now + LIFETIMES["timestamp"],
                snapshot_meta=self._meta_of("snapshot", self.snapshot),
                unrecognized_fields={PUBLISHED_AT: f"{self._now:%Y-%m-%dT%H:%M:%SZ}"},
            )
        )
        fresh.sign(self._keys.online("timestamp", self.root.signed.roles["timestamp"].keyids))
        self._writer.settle()
        self._writer.write(self._folder.timestamp, fresh.to_bytes(_COMPACT))
        self._writer.settle()
        self.timestamp = fresh
        return version

    def versions(self) -> dict[str, int]:
        """Current version of every role."""
        found = {"root": self.root.signed.version, "targets": self.targets.signed.version}
        if self.snapshot is not None:
            found["snapshot"] = self.snapshot.signed.version
        if self.timestamp is not None:
            found["timestamp"] = self.timestamp.signed.version
        return found | {role: held.signed.version for role, held in self.roles.items()}

    def _next(self, role: str, current: int) -> int:
        """A version nobody can have seen: above the current one, the floor, and any file a cut-off round left."""
        return max(current, self._floor.get(role, 0), *self._folder.versions_on_disk(role), 0) + 1

    def _write(self, role: str, metadata: Metadata[T]) -> None:
        self._writer.write(self._folder.versioned(role, metadata.signed.version), metadata.to_bytes(_COMPACT))

    def _meta_of(self, role: str, metadata: Metadata[T]) -> MetaFile:
        # Hash and length, not the version alone: a damaged file is refused before a byte of it is parsed.
        data = self._folder.versioned(role, metadata.signed.version).read_bytes()
        return MetaFile.from_data(metadata.signed.version, data, ["sha256"])
