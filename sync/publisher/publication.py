"""Publishing: checked sources → a signed repository that any static host or USB stick can carry.

The order of writing is the whole of crash safety: packages and pictures, manifests, roles, snapshot, then, after everything
is durable, the timestamp. A reader at any instant follows the timestamp to files that are all there.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from tuf.api.metadata import TargetFile

from data.words import say
from kiosk.domain.errors import WorldError
from sync.protocol.package import Manifest, manifest_path
from sync.publisher.checking import ICONS_FOLDER, check_sources, city_day
from sync.publisher.compiler import NOTHING_YET, Package, Previous, compile_scope, read_lines, unpack
from sync.publisher.drafts import Draft
from sync.publisher.files import DurableWriter, PlatformFolder
from sync.publisher.metadata import MetadataWriter, delegated, load_signed, role_of, start_repository
from sync.publisher.prune import prune
from sync.publisher.shelf import ImageShelf
from sync.publisher.state import PublicationState, load_state, save_state

MASS_REMOVAL_SHARE = 0.2
MASS_REMOVAL_MIN = 20
"""Removing more than this share of a scope, and at least so many records, must be meant: a lost folder looks the same."""

_log = logging.getLogger(__name__)


class ScopeResult(Struct, frozen=True, kw_only=True):
    """A scope that changed.

    Args:
        scope: its code.
        gen: its new generation.
        records: records it has now.
        changed: ids that are new or different.
        removed: ids that are gone.
        snapshot_bytes: size of its snapshot file.
        delta_bytes: size of the file that leads from the last generation to this one; None where there is none.
    """

    scope: str
    gen: int
    records: int
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    snapshot_bytes: int
    delta_bytes: int | None


class PublishResult(Struct, frozen=True, kw_only=True):
    """What a publication did.

    Args:
        published_at: when, UTC.
        timestamp_version: TUF version of the new timestamp.
        snapshot_version: TUF version of the snapshot it names.
        records: records in all scopes together.
        scopes: the scopes that changed; empty where only the timestamp is new.
        written_bytes: bytes written to ``public/`` and ``state/``.
        pruned: files cleared away.
        notices: sentences for the operator.
    """

    published_at: dt.datetime
    timestamp_version: int
    snapshot_version: int
    records: int
    scopes: tuple[ScopeResult, ...]
    written_bytes: int
    pruned: int
    notices: tuple[str, ...]


class InitResult(Struct, frozen=True):
    """Where ``init_keys`` put what it made."""

    trusted_root: Path
    keys_offline: Path
    keys_online: Path


def init_keys(platform_dir: Path, *, now: dt.datetime) -> InitResult:
    """Start a platform folder: keys, first root, first targets.

    Args:
        platform_dir: made if missing.
        now: present time, aware.

    Raises:
        WorldError: it was started before (``publisher.already_started``), or cannot be written.
    """
    city_day(now)  # refuses a time without a zone
    folder = PlatformFolder(platform_dir)
    with folder.locked():
        start_repository(folder, now=now)
    return InitResult(folder.first_root, folder.keys_offline, folder.keys_online)


def publish(
    sources_dir: Path,
    platform_dir: Path,
    *,
    now: dt.datetime,
    icons_folder: Path = ICONS_FOLDER,
    remove_many: bool = False,
) -> PublishResult:
    """Check the sources and publish them; with one fault nothing is published.

    Args:
        sources_dir: see ``data/starter/README.md``.
        platform_dir: a folder ``init_keys`` started.
        now: present time, aware. The same sources on the same day change nothing but the timestamp.
        icons_folder: icons the terminals have.
        remove_many: agree to removing a large part of a scope.

    Raises:
        RejectedSourcesError: the sources have faults; it holds all of them.
        WorldError: not started, keys missing, repository damaged, disk full, another publisher at work.
    """
    today = city_day(now)
    folder = PlatformFolder(platform_dir)
    if not folder.first_root.parent.is_dir():
        raise WorldError("publisher.not_started", path=platform_dir)
    with folder.locked():
        return _Publication(folder, now=now, today=today).run(
            sources_dir, icons_folder=icons_folder, remove_many=remove_many
        )


class _Publication:
    """One run, with the folder locked."""

    def __init__(self, folder: PlatformFolder, *, now: dt.datetime, today: dt.date) -> None:
        self._folder = folder
        self._now = now
        self._today = today
        self._writer = DurableWriter()
        self._notices: list[str] = []
        self._signed = load_signed(folder)
        self._state = self._load_state()

    def run(self, sources_dir: Path, *, icons_folder: Path, remove_many: bool) -> PublishResult:
        roles = frozenset(name[1:] for name in delegated(self._signed.targets))
        shelf = ImageShelf(
            self._state.images, is_ready=self._blob_is_whole, packs=self._state.packs, voices=self._state.voices
        )
        checked = check_sources(
            sources_dir,
            now=self._now,
            shelf=shelf,
            icons_folder=icons_folder,
            roles=roles,
            also=(self._folder.records,),
        )
        self._notices += [notice.sentence() for notice in checked.notices]
        packages, kept = self._compile(checked.drafts, remove_many=remove_many)
        metadata = MetadataWriter(
            self._folder, self._signed, floor=self._state.versions, writer=self._writer, now=self._now
        )
        thin = metadata.renew_offline_roles()
        self._notices += [say("publisher.offline_keys_wanted", role=role) for role in thin]
        self._write_packages(packages, shelf)
        for role in delegated(self._signed.targets):
            metadata.put_role(role, self._targets_of(role, packages, kept))
        metadata.put_snapshot()
        timestamp_version = metadata.put_timestamp()
        state = PublicationState(
            versions=metadata.versions(),
            gens={**self._state.gens, **kept, **{scope: p.manifest.gen for scope, p in packages.items()}},
            images=shelf.used,
            packs=shelf.used_packs,
            voices=shelf.used_voices,
            images_in=self._state.images_in,
        )
        # Before pruning: a crash while clearing away must not cost the floors.
        save_state(self._folder, state, writer=self._writer)
        pruned = prune(self._folder, remembered=state.images_in)
        if pruned.images_in != state.images_in:
            state = msgspec.structs.replace(state, images_in=pruned.images_in)
            save_state(self._folder, state, writer=self._writer)
        return PublishResult(
            published_at=self._now.astimezone(dt.UTC).replace(microsecond=0),
            timestamp_version=timestamp_version,
            snapshot_version=metadata.versions()["snapshot"],
            records=len(checked.drafts),
            scopes=tuple(_result(scope, package) for scope, package in packages.items()),
            written_bytes=self._writer.written_bytes,
            pruned=pruned.removed,
            notices=tuple(self._notices),
        )

    def _load_state(self) -> PublicationState:
        state = load_state(self._folder)
        if state is None:
            _log.warning("state/publication.json is unreadable; going by the repository alone")
            self._notices.append(say("publisher.state_unreadable"))
            return PublicationState()
        if self._signed.timestamp is None and state.versions:
            _log.warning("the repository lost its timestamp; everything gets a new generation")
            self._notices.append(say("publisher.history_lost"))
        return state

    def _blob_is_whole(self, sha256: str) -> bool:
        path = self._folder.blob / sha256
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256

    def _compile(self, drafts: Sequence[Draft], *, remove_many: bool) -> tuple[dict[str, Package], dict[str, int]]:
        """Packages of the scopes that changed, and generations of those that did not."""
        by_scope: dict[str, list[Draft]] = {scope: [] for scope in self._published_scopes()}
        for draft in drafts:
            by_scope.setdefault(draft.scope, []).append(draft)
        packages: dict[str, Package] = {}
        kept: dict[str, int] = {}
        for scope, own in sorted(by_scope.items()):
            previous = self._previous(scope)
            package = compile_scope(scope, own, previous)
            if package is None:
                kept[scope] = previous.gen
            else:
                packages[scope] = package
                if not remove_many:
                    self._refuse_mass_removal(scope, package, previous)
        return packages, kept

    def _published_scopes(self) -> list[str]:
        targets = (target for role in self._signed.roles.values() for target in role.signed.targets)
        return sorted({target.split("/")[0] for target in targets} | set(self._state.gens))

    def _refuse_mass_removal(self, scope: str, package: Package, previous: Previous) -> None:
        gone = 0
        for record_id in package.removed:
            expires_on = previous.lines[record_id].expires_on
            gone += expires_on is None or expires_on >= self._today
        if gone >= MASS_REMOVAL_MIN and gone > MASS_REMOVAL_SHARE * len(previous.lines):
            raise WorldError("publisher.mass_removal", scope=scope, count=gone, total=len(previous.lines))

    def _previous(self, scope: str) -> Previous:
        """What was published for a scope; without its records where they cannot be trusted to be the last."""
        role = self._signed.roles.get(role_of(scope))
        target = role.signed.targets.get(manifest_path(scope)) if role is not None else None
        floor = self._state.gens.get(scope, 0)
        if target is None:
            return Previous(floor) if floor else NOTHING_YET
        try:
            data = self._folder.manifest(scope, target.hashes["sha256"]).read_bytes()
            if hashlib.sha256(data).hexdigest() != target.hashes["sha256"]:
                raise ValueError("hash differs")
            manifest = msgspec.json.decode(data, type=Manifest)
            packed = (self._folder.blob / manifest.snapshot.sha256).read_bytes()
            lines = {line.id: line for line in read_lines(unpack(packed, manifest.snapshot))}
        except (OSError, ValueError) as error:
            return self._lost(scope, floor, error)
        if manifest.gen < floor:
            return self._lost(scope, floor, f"generation {manifest.gen} < {floor}")
        return Previous(manifest.gen, lines, manifest)

    def _lost(self, scope: str, floor: int, reason: object) -> Previous:
        if not floor:
            # Neither file nor memory says which generation comes next; a guess could be one terminals already have.
            raise WorldError("publisher.scope_lost", scope=scope, reason=reason)
        _log.warning("what was published for %s cannot be read back: %s", scope, reason)
        self._notices.append(say("publisher.scope_renewed", scope=scope))
        return Previous(floor)

    def _write_packages(self, packages: Mapping[str, Package], shelf: ImageShelf) -> None:
        for sha256, image in shelf.encoded.items():
            self._writer.keep(self._folder.blob / sha256, image)
        for package in packages.values():
            for sha256, blob in package.blobs.items():
                self._writer.keep(self._folder.blob / sha256, blob)
        for scope, package in packages.items():
            path = self._folder.manifest(scope, hashlib.sha256(package.manifest_bytes).hexdigest())
            self._writer.keep(path, package.manifest_bytes)

    def _targets_of(self, role: str, packages: Mapping[str, Package], kept: Mapping[str, int]) -> dict[str, TargetFile]:
        held = self._signed.roles.get(role)
        targets: dict[str, TargetFile] = {}
        for scope in sorted([*packages, *kept]):
            if role_of(scope) != role:
                continue
            path = manifest_path(scope)
            if scope in packages:
                targets[path] = TargetFile.from_data(path, packages[scope].manifest_bytes, ["sha256"])
            elif held is not None:
                targets[path] = held.signed.targets[path]
        return targets


def _result(scope: str, package: Package) -> ScopeResult:
    manifest = package.manifest
    return ScopeResult(
        scope=scope,
        gen=manifest.gen,
        records=manifest.records,
        changed=package.changed,
        removed=package.removed,
        snapshot_bytes=manifest.snapshot.size_bytes,
        delta_bytes=manifest.deltas[-1].blob.size_bytes if manifest.deltas else None,
    )
