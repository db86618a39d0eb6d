"""Which files lead from what is held to what is signed: the chain of deltas or the snapshot, whichever is fewer bytes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from data.checkpoint import ScopeState
from sync.protocol.package import BlobRef, Delta, Manifest


class ScopePlan(Struct, frozen=True):
    """What to do with one scope.

    Args:
        scope: its code.
        manifest: where it leads; None takes the scope out.
        manifest_sha256: of the manifest's file.
        from_gen: generation held before; None where nothing was.
        whole: the first file is a snapshot that replaces everything.
        files: packages to apply, in order. Empty where the rows are right already.
    """

    scope: str
    manifest: Manifest | None
    manifest_sha256: str
    from_gen: int | None
    whole: bool
    files: tuple[BlobRef, ...]


def plan_scope(
    manifest: Manifest,
    manifest_sha256: str,
    held: ScopeState | None,
    *,
    on_disk: Callable[[BlobRef], bool],
    whole: bool = False,
) -> ScopePlan:
    """How to get one scope to ``manifest``.

    Args:
        manifest: verified.
        manifest_sha256: of its file.
        held: what there is now; None if nothing.
        on_disk: whether a file need not be fetched.
        whole: deltas will not do, for the rows are not what they should be.
    """

    def cost(files: tuple[BlobRef, ...]) -> int:
        return sum(ref.size_bytes for ref in files if not on_disk(ref))

    from_gen = None if held is None else held.gen
    snapshot = (manifest.snapshot,)
    chain: tuple[BlobRef, ...] | None = None
    if held is not None and not whole and not held.needs_snapshot:
        if (held.gen, held.set_hash) == (manifest.gen, manifest.set_hash):
            chain = ()
        elif held.gen < manifest.gen:
            chain = _chain(manifest.deltas, held.gen, manifest.gen)
    if chain is not None and cost(chain) < cost(snapshot):
        return ScopePlan(manifest.scope, manifest, manifest_sha256, from_gen, False, chain)
    if chain == ():
        return ScopePlan(manifest.scope, manifest, manifest_sha256, from_gen, False, ())
    return ScopePlan(manifest.scope, manifest, manifest_sha256, from_gen, True, snapshot)


def _chain(deltas: tuple[Delta, ...], start: int, end: int) -> tuple[BlobRef, ...] | None:
    """Files that lead from generation ``start`` to ``end`` without a gap, or None."""
    steps = {delta.from_gen: delta for delta in deltas}
    files: list[BlobRef] = []
    gen = start
    while gen != end:
        step = steps.get(gen)
        if step is None or not gen < step.to_gen <= end:
            return None
        files.append(step.blob)
        gen = step.to_gen
    return tuple(files)
