"""Putting packages into ``content.db``: all scopes in one checkpoint, the result compared with what was signed.

Right before the commit the packages are recorded in ``inbox.db``: what can be made again from the disk is then never older
than what is shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from msgspec import Struct

from data.checkpoint import Checkpoint, ScopeState
from data.content_store import ContentStore
from data.inbox_store import GoodPackage, GoodScope, InboxStore
from kiosk.domain.errors import WorldError
from sync.agent.blob_store import BlobStore
from sync.agent.packages import Skipped, read_lines
from sync.agent.planning import ScopePlan
from sync.protocol.package import record_set_hash
from sync.protocol.version import PROTOCOL_VERSION


class SetHashError(WorldError):
    """The rows of a scope are not what was signed (``agent.set_hash``)."""

    def __init__(self, scope: str) -> None:
        super().__init__("agent.set_hash", scope=scope)
        self.scope = scope


class Applied(Struct, frozen=True):
    """What was put in for one scope.

    Args:
        records: lines applied.
        others: (id, reason) of records kept but not shown.
        skipped: lines that could not be read at all.
    """

    records: int
    others: tuple[tuple[str, str], ...]
    skipped: Skipped


def apply_plans(
    plans: Sequence[ScopePlan], *, store: ContentStore, inbox: InboxStore, blobs: BlobStore, now: dt.datetime
) -> dict[str, Applied]:
    """Apply ``plans`` together, or none of them. Their files are on the disk.

    Raises:
        SetHashError: deltas led to rows that are not what was signed; the snapshot is to be tried, and if it was the
            snapshot, the platform contradicts itself.
        WorldError: a file is damaged or not a package, or the disk failed.
    """
    good = inbox.good_scopes()
    before = store.scopes()
    done: dict[str, Applied] = {}
    record: dict[str, GoodScope] = {}
    dropped: list[str] = []
    with store.checkpoint(now) as checkpoint:
        for plan in plans:
            if plan.manifest is None:
                checkpoint.drop(plan.scope)
                dropped.append(plan.scope)
                continue
            files = tuple(GoodPackage(ref.sha256, ref.size_bytes, ref.raw_bytes) for ref in plan.files)
            done[plan.scope], state = _apply(checkpoint, plan, files, blobs)
            held = before.get(plan.scope)
            record[plan.scope] = GoodScope(state, _made_of(plan, files, held, good.get(plan.scope)))
        checkpoint.close(PROTOCOL_VERSION)
        inbox.record_good(record, dropped=dropped)
    return done


def restore(
    scopes: Mapping[str, GoodScope], *, store: ContentStore, blobs: BlobStore, now: dt.datetime
) -> dict[str, Applied]:
    """Make scopes again of the packages on the disk, in one checkpoint.

    Raises:
        SetHashError: they do not lead to what they once did.
        WorldError: a package is missing or damaged, or the disk failed.
    """
    done: dict[str, Applied] = {}
    with store.checkpoint(now) as checkpoint:
        for scope, good in scopes.items():
            done[scope] = _put(checkpoint, scope, good.packages, blobs, whole=True)
            if record_set_hash(checkpoint.inventory(scope)) != good.state.set_hash:
                raise SetHashError(scope)
            checkpoint.finish(scope, good.state)
        checkpoint.close(PROTOCOL_VERSION)
    return done


def _apply(
    checkpoint: Checkpoint, plan: ScopePlan, files: Sequence[GoodPackage], blobs: BlobStore
) -> tuple[Applied, ScopeState]:
    manifest = plan.manifest
    if manifest is None:
        raise RuntimeError("a scope that is taken out has no files")
    applied = _put(checkpoint, plan.scope, files, blobs, whole=plan.whole)
    inventory = checkpoint.inventory(plan.scope)
    set_hash = record_set_hash(inventory)
    # With lines this software cannot read in a snapshot the hash cannot match; the file itself was verified.
    if set_hash != manifest.set_hash and not (plan.whole and applied.skipped.count):
        raise SetHashError(plan.scope)
    state = ScopeState(
        gen=manifest.gen, manifest_sha256=plan.manifest_sha256, set_hash=set_hash, records=len(inventory)
    )
    checkpoint.finish(plan.scope, state)
    return applied, state


def _put(checkpoint: Checkpoint, scope: str, files: Sequence[GoodPackage], blobs: BlobStore, *, whole: bool) -> Applied:
    skipped = Skipped()
    records = 0
    others: list[tuple[str, str]] = []
    if whole and not files:
        raise WorldError("agent.nothing_kept", scope=scope)
    for position, package in enumerate(files):
        packed = blobs.read(package.sha256, package.size_bytes)
        lines = read_lines(packed, raw_bytes=package.raw_bytes, skipped=skipped)
        if whole and position == 0:
            filed = checkpoint.replace(scope, lines)
        else:
            step = list(lines)
            gone = [line.id for line in step if line.gone]
            filed = checkpoint.change(scope, [line for line in step if not line.gone], gone)
        records += filed.records
        others += filed.others
    return Applied(records, tuple(others), skipped)


def _made_of(
    plan: ScopePlan, files: tuple[GoodPackage, ...], held: ScopeState | None, good: GoodScope | None
) -> tuple[GoodPackage, ...]:
    """The packages that lead to the new state; empty where they are not all known."""
    if plan.whole:
        return files
    if good is None or not good.packages or held is None or plan.manifest is None:
        return ()
    if (good.state.gen, good.state.set_hash) == (held.gen, held.set_hash):
        return good.packages + files
    if (good.state.gen, good.state.set_hash) == (plan.manifest.gen, plan.manifest.set_hash):
        return good.packages  # recorded before, but the commit did not come about
    return ()
